# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Qdrant's REST face: qdrant_service.py PORT DATA_DIR. Statuses and texts are those of the real server."""
import os
import pathlib
import sys
import threading
import time

import orjson

import face
import qdrant_contract as contract
import qdrant_values as values
from qdrant_collections import Collections, Refused

VERSION = "1.19.0"
LARGEST_BODY = 32 << 20
OPEN_PATHS = ([], ["healthz"], ["readyz"], ["livez"])
COLLECTION = "/collections/{collection_name}"


class Faults:
    """What tests ask for and the engine cannot be made to do: POST /_test/faults.

    {"status": 429, "retry_after": 1, "count": 3, "collection": "logs"}: the next three upserts, into that
    collection when it is named, get this answer and store nothing. {"drop": "before" | "after"}: the
    connection closes without an answer, before or after the points were stored.
    """

    def __init__(self):
        self.lock, self.planned = threading.Lock(), []

    FIELDS = {"status", "retry_after", "error", "count", "collection", "drop"}

    def plan(self, fault):
        if not set(fault) <= self.FIELDS or fault.get("drop", "after") not in ("before", "after"):
            raise ValueError(f"a fault has {', '.join(sorted(self.FIELDS))}; drop is before or after")
        with self.lock:
            self.planned.append({"count": 1, **fault})

    def clear(self):
        with self.lock:
            self.planned.clear()

    def take(self, collection):
        with self.lock:
            for fault in self.planned:
                if fault["count"] > 0 and fault.get("collection", collection) == collection:
                    fault["count"] -= 1
                    return fault
        return {}


class Service:
    def __init__(self, folder):
        self.collections, self.faults = Collections(folder), Faults()
        self.key = os.environ.get("QDRANT_API_KEY")

    # --- one request ---------------------------------------------------------------------------

    def answer(self, request):
        start = time.monotonic()
        if denied := self.denied(request):
            return denied
        if request.parts == ["_test", "faults"]:
            return self.plan_faults(request)
        if len(request.parts) == 1 and request.parts in OPEN_PATHS:
            return face.Answer(200, f"{request.parts[0]} check passed")
        route = self.route(request)
        if route is None:
            return face.Answer(404, "")
        template, handle = route
        try:
            value = self.read(request, template)
            result = handle(value)
            if isinstance(result, face.Answer):
                return result
            status, body = 200, result if template == "/" else {"result": result, "status": "ok"}
        except Refused as problem:
            status, body = problem.status, {"status": {"error": str(problem)}}
        except (ValueError, TypeError, OverflowError, KeyError) as problem:
            status, body = 400, {"status": {"error": f"Format error in JSON body: {problem}"}}
        except Exception as problem:  # the engine's own
            known = any(text in str(problem) for text in ("dimension", "vector name", "Bad request", "Wrong input"))
            prefix = "Wrong input" if known else "Service internal error"
            status, body = 400 if known else 500, {"status": {"error": f"{prefix}: {problem}"}}
        if template != "/":
            body["time"] = round(time.monotonic() - start, 9)
        return self.checked(template, request.method, status, body)

    def denied(self, request):
        if not self.key or request.parts in OPEN_PATHS:
            return None
        scheme, _, token = (request.headers.get("Authorization") or "").partition(" ")
        given = request.headers.get("api-key") or (token if scheme == "Bearer" else None)
        if given is None:
            return face.Answer(401, "Must provide an API key or an Authorization bearer token")
        return None if given == self.key else face.Answer(401, "Invalid API key or JWT")

    @staticmethod
    def read(request, template):
        """The request's JSON, judged by the OpenAPI."""
        largest = max(request.size, len(request.body))
        if largest > LARGEST_BODY:
            raise Refused(400, f"Payload error: JSON payload ({largest} bytes) is larger than allowed "
                               f"(limit: {LARGEST_BODY} bytes).")
        if contract.compiled(template, request.method, None) is None:
            return None
        if "json" not in (request.headers.get("Content-Type") or ""):
            raise Refused(400, "Content type error")
        value = orjson.loads(request.body)
        try:
            contract.check_request(template, request.method, value)
        except contract.Mismatch as problem:
            if problem.out_of_range:
                raise Refused(422, f"Validation error in JSON body: [{problem}]") from None
            raise ValueError(problem) from None
        return value

    @staticmethod
    def checked(template, method, status, body):
        """The answer, unless it breaks the OpenAPI: then a defect of this service, loudly."""
        try:
            contract.check_answer(template, method, status, body)
        except contract.Mismatch as problem:
            return face.Answer(500, f"this test service broke Qdrant's OpenAPI: {problem}")
        return face.Answer(status, body)

    def plan_faults(self, request):
        if request.method == "POST":
            try:
                self.faults.plan(orjson.loads(request.body))
            except (ValueError, TypeError) as problem:
                return face.Answer(400, str(problem))
        elif request.method == "DELETE":
            self.faults.clear()
        return face.Answer(200, {"planned": self.faults.planned})

    # --- routes --------------------------------------------------------------------------------

    def route(self, request):
        """(path in the OpenAPI, function of the request's JSON); None when nothing is served there."""
        match request.method, request.parts:
            case "GET", []:
                return "/", lambda _: {"title": "qdrant - vector search engine", "version": VERSION}
            case "GET", ["collections"]:
                return "/collections", lambda _: {"collections": [{"name": name} for name in self.collections.names()]}
            case _, ["collections", name, *rest]:
                found = self.collection_route(request, name, rest)
                return found and (COLLECTION + found[0], found[1])
        return None

    def collection_route(self, request, name, rest):
        def there():
            return self.collections.find(name)

        wait = request.query.get("wait") == "true"
        match request.method, rest:
            case "PUT", []:
                return "", lambda said: self.create(name, said)
            case "GET", []:
                return "", lambda _: there().info()
            case "PATCH", []:
                return "", lambda said: there().patch(said) is None
            case "DELETE", []:
                return "", lambda _: self.collections.remove(name)
            case "GET", ["exists"]:
                return "/exists", lambda _: {"exists": name in self.collections.names()}
            case "PUT", ["index"]:
                return "/index", lambda said: self.add_index(there(), said)
            case "DELETE", ["index", field]:
                return "/index/{field_name}", lambda _: there().drop_index(field)
            case "PUT", ["vectors", vector]:
                return "/vectors/{vector_name}", lambda said: there().add_vector(vector, said)
            case "PUT", ["points"]:
                return "/points", lambda said: self.upsert(name, said, wait)
            case "POST", ["points"]:
                return "/points", lambda said: there().retrieve(said["ids"], said)
            case "GET", ["points", identity]:
                return "/points/{id}", lambda _: self.one_point(there(), identity)
            case "POST", ["points", "delete"]:
                return "/points/delete", lambda said: there().delete(said, wait)
            case "POST", ["points", "count"]:
                return "/points/count", lambda said: there().count(said)
            case "POST", ["points", "scroll"]:
                return "/points/scroll", lambda said: there().scroll(said)
            case "POST", ["points", "query"]:
                return "/points/query", lambda said: there().query(said)
        return None

    def create(self, name, said):
        self.collections.create(name, said)
        return True

    @staticmethod
    def add_index(collection, said):
        schema = said.get("field_schema")
        kind = schema.get("type") if isinstance(schema, dict) else schema
        if kind not in values.PAYLOAD_TYPES:
            raise ValueError("field_schema is missing")
        return collection.add_index(said["field_name"], kind)

    @staticmethod
    def one_point(collection, identity):
        found = collection.retrieve([int(identity) if identity.isdigit() else identity], {"with_vector": True})
        if not found:
            raise Refused(404, f"Not found: Point with id {identity} does not exists!")
        return found[0]

    # --- upserts -------------------------------------------------------------------------------

    def upsert(self, name, said, wait):
        fault = self.faults.take(name)
        if "status" in fault:
            return self.faulty(fault)
        if fault.get("drop") == "before":
            return face.Answer(200, "", dropped=True)
        collection = self.collections.find(name)
        rows = self.rows(said)
        for number, row in enumerate(rows):
            vectors = row["vector"]
            for one in vectors.values() if isinstance(vectors, dict) else ():
                if problem := values.sparse_problem(one):
                    raise Refused(422, f"Validation error in JSON body: [points[{number}].vector.?.{problem}]")
        result = collection.upsert(rows, said.get("update_mode"), wait)
        return face.Answer(200, "", dropped=True) if fault.get("drop") == "after" else result

    @staticmethod
    def faulty(fault):
        headers = {"retry-after": str(fault["retry_after"])} if "retry_after" in fault else {}
        error = fault.get("error", "Rate limiting exceeded: this was asked for by a test")
        return face.Answer(fault["status"], {"status": {"error": error}, "time": 0.0}, headers)

    @staticmethod
    def rows(said):
        """Points one by one, from either form of the body."""
        if "points" in said:
            return said["points"]
        batch = said["batch"]
        ids, vectors, payloads = batch["ids"], batch["vectors"], batch.get("payloads")
        columns = {"": vectors} if isinstance(vectors, list) else vectors
        for what, column in [*columns.items(), ("payloads", payloads)]:
            if column is not None and len(column) != len(ids):
                raise Refused(422, f"Validation error in JSON body: [batch: {len(ids)} ids, but {len(column)} "
                                   f"in {what or 'vectors'}]")
        return [{"id": one,
                 "vector": vectors[at] if isinstance(vectors, list) else {name: columns[name][at] for name in columns},
                 "payload": payloads[at] if payloads else None} for at, one in enumerate(ids)]


if __name__ == "__main__":
    service = Service(pathlib.Path(sys.argv[2]) / "collections")
    face.serve(int(sys.argv[1]), service.answer, service.collections.close)
