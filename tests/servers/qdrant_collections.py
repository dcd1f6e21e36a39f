# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Collections on disk: one engine shard each, and beside it what the REST face must remember.

DATA/<quoted name>/collection.json holds the request that created the collection, with later changes.
A write is in the engine's log when the call returns, so a killed service has it after the restart.
"""
import json
import pathlib
import shutil
import threading
import urllib.parse

import qdrant_edge as edge

import qdrant_values as values

OPTIMIZERS = {"deleted_threshold": 0.2, "vacuum_min_vector_number": 1000, "default_segment_number": 0,
              "max_segment_size": None, "memmap_threshold": None, "indexing_threshold": 10000,
              "flush_interval_sec": 5, "max_optimization_threads": None}
HNSW = {"m": 16, "ef_construct": 100, "full_scan_threshold": 10000, "max_indexing_threads": 0, "on_disk": False}
WAL = {"wal_capacity_mb": 32, "wal_segments_ahead": 0, "wal_retain_closed": 1}
CHUNK = 1000  # points that a rebuild copies at once


class Refused(Exception):
    """An error with its HTTP status, in Qdrant's words."""

    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


def changed(old, new):
    """old with what new says; null leaves a value as it is."""
    return {**(old or {}), **{key: value for key, value in (new or {}).items() if value is not None}}


def dense(params):
    return edge.EdgeVectorParams(size=params["size"], distance=getattr(edge.Distance, params["distance"]))


def modifier(params):
    return edge.Modifier.Idf if (params or {}).get("modifier") == "idf" else None


def engine_config(said):
    vectors = said.get("vectors") or {}
    dense_ones = {"": dense(vectors)} if "size" in vectors else {name: dense(one) for name, one in vectors.items()}
    sparse_ones = {name: edge.EdgeSparseVectorParams(modifier=modifier(one))
                   for name, one in (said.get("sparse_vectors") or {}).items()}
    return edge.EdgeConfig(vectors=dense_ones or None, sparse_vectors=sparse_ones or None)


class Collection:
    """One collection. All calls take its lock: the engine is fast, and order is worth more here."""

    def __init__(self, folder, said=None):
        self.folder, self.lock, self.operations = folder, threading.RLock(), 0
        if said is None:
            self.said = json.loads((folder / "collection.json").read_text(encoding="utf-8"))
            self.shard = edge.EdgeShard.load(str(folder / self.said["shard"]))
        else:
            self.said = {**said, "shard": "shard-0"}
            self.shard = self.new_shard()
            self.remember()

    def new_shard(self):
        path = self.folder / self.said["shard"]
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return edge.EdgeShard.create(str(path), engine_config(self.said))

    def remember(self):
        draft = self.folder / "collection.json.new"
        draft.write_text(json.dumps(self.said), encoding="utf-8")
        draft.rename(self.folder / "collection.json")

    def remove(self):
        with self.lock:
            (self.folder / "collection.json").unlink()  # first: what lacks it is swept away at the next start
            self.shard.close()
            shutil.rmtree(self.folder)

    def close(self):
        with self.lock:
            self.shard.flush()
            self.shard.close()

    def operation(self, status):
        self.operations += 1
        return {"operation_id": self.operations, "status": status}

    # --- configuration ---------------------------------------------------------------------------

    def info(self):
        with self.lock:
            state = self.shard.info()
            params = {"vectors": self.said.get("vectors") or {}, "shard_number": self.said.get("shard_number") or 1,
                      "replication_factor": 1, "write_consistency_factor": 1, "on_disk_payload": True}
            if self.said.get("sparse_vectors"):
                params["sparse_vectors"] = self.said["sparse_vectors"]
            return {
                "status": "green", "optimizer_status": "ok", "indexed_vectors_count": state.indexed_vectors_count,
                "points_count": state.points_count, "segments_count": state.segments_count,
                "config": {"params": params, "hnsw_config": changed(HNSW, self.said.get("hnsw_config")),
                           "optimizer_config": changed(OPTIMIZERS, self.said.get("optimizers_config")),
                           "wal_config": changed(WAL, self.said.get("wal_config")), "quantization_config": None},
                "payload_schema": {
                    name: {"data_type": str(index.data_type).rpartition(".")[2].lower(), "points": index.points}
                    for name, index in state.payload_schema.items()},
                "update_queue": {"length": 0},
            }

    def patch(self, change):
        with self.lock:
            for name in ("optimizers_config", "hnsw_config"):
                if change.get(name):
                    self.said[name] = changed(self.said.get(name), change[name])
            for name, params in (change.get("sparse_vectors") or {}).items():
                known = (self.said.get("sparse_vectors") or {}).get(name)
                if known is None:
                    raise Refused(400, f"Wrong input: Not existing vector name error: {name}")
                rebuild = modifier(changed(known, params)) != modifier(known)
                self.said["sparse_vectors"][name] = changed(known, params)
                if rebuild:
                    self.rebuild()
            self.remember()

    def rebuild(self):
        """The engine fixes a modifier when a shard is made: a new shard with the old one's points."""
        old, number = self.shard, int(self.said["shard"].rpartition("-")[2])
        self.said["shard"] = f"shard-{number + 1}"
        self.shard = self.new_shard()
        for name, index in old.info().payload_schema.items():
            self.shard.update(edge.UpdateOperation.create_field_index(name, index.data_type))
        offset = None
        while True:
            found, offset = old.scroll(edge.ScrollRequest(offset=offset, limit=CHUNK, with_payload=True,
                                                          with_vector=True))
            self.shard.update(edge.UpdateOperation.upsert_points(
                [edge.Point(one.id, one.vector, one.payload) for one in found]))
            if offset is None:
                break
        self.remember()
        old.close()
        shutil.rmtree(self.folder / f"shard-{number}")

    def add_vector(self, name, params):
        with self.lock:
            if "sparse" in params:
                self.shard.update(edge.UpdateOperation.create_sparse_vector(name, modifier(params["sparse"])))
                self.said["sparse_vectors"] = {**(self.said.get("sparse_vectors") or {}), name: params["sparse"] or {}}
            else:
                wanted = params["dense"]
                self.shard.update(edge.UpdateOperation.create_dense_vector(
                    name, wanted["size"], getattr(edge.Distance, wanted["distance"])))
                self.said["vectors"] = {**(self.said.get("vectors") or {}), name: wanted}
            self.remember()
            return self.operation("completed")

    def add_index(self, field, kind):
        with self.lock:
            self.shard.update(edge.UpdateOperation.create_field_index(field, values.PAYLOAD_TYPES[kind]))
            return self.operation("completed")

    def drop_index(self, field):
        with self.lock:
            self.shard.update(edge.UpdateOperation.delete_field_index(field))
            return self.operation("completed")

    # --- points ----------------------------------------------------------------------------------

    def misfit(self, row):
        """Why the engine would not take a point, in its words; None when it would."""
        vectors = self.said.get("vectors") or {}
        sizes = {"": vectors} if "size" in vectors else vectors
        given = row["vector"] if isinstance(row["vector"], dict) else {"": row["vector"]}
        for name, value in given.items():
            if name in sizes:
                if len(value) != sizes[name]["size"]:
                    return f"Vector dimension error: expected dim: {sizes[name]['size']}, got {len(value)}"
            elif name not in (self.said.get("sparse_vectors") or {}):
                return f"Not existing vector name error: {name}"
        return None

    def upsert(self, rows, mode, wait):
        """Stores the points in their order up to the first that does not fit, as Qdrant does.

        The engine alone keeps some of a batch that it refuses, but which ones is chance.
        """
        modes = {"insert_only": edge.UpdateMode.InsertOnly, "update_only": edge.UpdateMode.UpdateOnly}
        with self.lock:
            fitting, misfit = len(rows), None
            for at, row in enumerate(rows):
                if misfit := self.misfit(row):
                    fitting = at
                    break
            self.shard.update(edge.UpdateOperation.upsert_points(
                [values.point(row) for row in rows[:fitting]], update_mode=modes.get(mode, edge.UpdateMode.Upsert)))
            # Qdrant looks at names only when it applies the points, which nobody waits for here.
            if misfit and (wait or not misfit.startswith("Not existing")):
                raise Refused(400, f"Wrong input: {misfit}")
            return self.operation("completed" if wait else "acknowledged")

    def delete(self, selector, wait):
        if "points" in selector:
            operation = edge.UpdateOperation.delete_points(selector["points"])
        else:
            operation = edge.UpdateOperation.delete_points_by_filter(values.filtered(selector["filter"]))
        with self.lock:
            self.shard.update(operation)
            return self.operation("completed" if wait else "acknowledged")

    def count(self, said):
        with self.lock:
            wanted = edge.CountRequest(exact=said.get("exact", True), filter=values.filtered(said.get("filter")))
            return {"count": self.shard.count(wanted)}

    def retrieve(self, ids, said):
        with self.lock:
            return [values.record(one) for one in self.shard.retrieve(
                ids, values.with_payload(said.get("with_payload"), True), said.get("with_vector") or False)]

    def scroll(self, said):
        order = said.get("order_by")
        if isinstance(order, str):
            order = {"key": order}
        if order:
            direction = {"asc": edge.Direction.Asc, "desc": edge.Direction.Desc}[order.get("direction") or "asc"]
            order = edge.OrderBy(order["key"], direction, order.get("start_from"))
        with self.lock:
            found, rest = self.shard.scroll(edge.ScrollRequest(
                offset=said.get("offset"), limit=said.get("limit") or 10, filter=values.filtered(said.get("filter")),
                with_payload=values.with_payload(said.get("with_payload"), True),
                with_vector=said.get("with_vector") or False, order_by=order))
        return {"points": [values.record(one) for one in found], "next_page_offset": values.point_id(rest)}

    def query(self, said):
        if said.get("prefetch"):
            raise ValueError("prefetch is not served here")
        with self.lock:
            found = self.shard.query(edge.QueryRequest(
                limit=said.get("limit") or 10, offset=said.get("offset") or 0, query=self.nearest(said),
                filter=values.filtered(said.get("filter")), score_threshold=said.get("score_threshold"),
                params=values.search_params(said.get("params")), with_vector=said.get("with_vector") or False,
                with_payload=values.with_payload(said.get("with_payload"), False)))
        return {"points": [values.record(one) for one in found]}

    def nearest(self, said):
        query, using = said.get("query"), said.get("using") or ""
        if isinstance(query, dict) and "nearest" in query:
            query = query["nearest"]
        if query is None:
            return None
        if isinstance(query, (int, str)):  # the vector of a stored point
            found = self.shard.retrieve([query], False, True)
            if not found:
                raise Refused(404, f"Not found: No point with id {query} found")
            stored = found[0].vector
            return edge.Query.Nearest(stored[using] if isinstance(stored, dict) else stored, using=using)
        return edge.Query.Nearest(values.vector(query, values.bm25().embed_query), using=using)


class Collections:
    """All collections below a folder. Thread-safe."""

    def __init__(self, folder):
        self.folder, self.lock = pathlib.Path(folder), threading.Lock()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.known = {}
        for path in self.folder.iterdir():
            if (path / "collection.json").exists():
                self.known[urllib.parse.unquote(path.name)] = Collection(path)
            else:
                shutil.rmtree(path)  # the service was killed while it made or removed this one

    def names(self):
        with self.lock:
            return sorted(self.known)

    def find(self, name):
        with self.lock:
            if name not in self.known:
                raise Refused(404, f"Not found: Collection `{name}` doesn't exist!")
            return self.known[name]

    def create(self, name, said):
        if not name or any(letter in '<>:"/\\|?*\0' for letter in name) or len(name) > 255:
            raise Refused(422, f"Validation error in path parameters: [name: {name}]")
        with self.lock:
            if name in self.known:
                raise Refused(409, f"Wrong input: Collection `{name}` already exists!")
            self.known[name] = Collection(self.folder / urllib.parse.quote(name, safe=" ").replace(".", "%2E"), said)

    def remove(self, name):
        """Whether there was such a collection."""
        with self.lock:
            gone = self.known.pop(name, None)
            if gone:
                gone.remove()
        return gone is not None

    def close(self):
        for name in self.names():
            self.known[name].close()
