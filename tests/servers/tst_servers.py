# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The servers of the tests, through the stores' own clients: do they do what sinks are tested against?"""
import base64
import contextlib
import gzip
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest
import urllib.error
import urllib.request
import uuid

import testservers

testservers.need_clients()

# pylint: disable=wrong-import-position
import elasticsearch
import elasticsearch.helpers
import openai
import psycopg
import qdrant_client
from qdrant_client import models

MODEL = "all-MiniLM-L6-v2"
MESSAGES = [
    "Database query completed in 42 ms",
    "Connection to the database timed out after 30 s",
    "User logged in from a new device",
    "Payment of 12.50 EUR was declined by the bank",
    "Disk usage is above 90 percent on node 7",
]


def fresh(word):
    """A name that no other test uses."""
    return f"{word}_{uuid.uuid4().hex[:12]}"


def http(method, url, body=None, **headers):
    """(status, headers, text), whatever the status is."""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json", **headers}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.headers, answer.read().decode()


class Ports(unittest.TestCase):
    def test_a_port_is_given_out_once(self):
        self.assertFalse(testservers.kit.hold(testservers.kit.free_port()))


class Scripts(unittest.TestCase):
    def test_a_stop_before_any_start_installs_nothing(self):
        for script in ("postgres", "elasticsearch", "qdrant", "embeddings"):
            with self.subTest(script), tempfile.TemporaryDirectory() as folder:
                os.chmod(folder, 0o755)  # else root keeps installations elsewhere
                done = subprocess.run([sys.executable, "-B", testservers.kit.HERE / script, "stop", f"{folder}/data"],
                                      env={**os.environ, "XDG_CACHE_HOME": f"{folder}/cache", "PIP_NO_INDEX": "1"},
                                      capture_output=True, text=True, check=False)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertEqual([], list(pathlib.Path(folder).glob("cache/*/python*")))


class Postgres(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.url = testservers.url("postgres")
        cls.table = fresh("logs")
        cls.connection = psycopg.connect(cls.url, autocommit=True)
        cls.addClassCleanup(cls.connection.close)
        cls.connection.execute(f"CREATE TABLE {cls.table} (id int PRIMARY KEY, message text, embedding vector(3))")
        cls.addClassCleanup(cls.connection.execute, f"DROP TABLE {cls.table}")
        cls.connection.execute(
            f"INSERT INTO {cls.table} SELECT * FROM unnest(%s::int[], %s::text[], %s::vector[])",
            ([1, 2, 3], MESSAGES[:3], ["[1,0,0]", "[0,1,0]", "[0,0,1]"]))

    def ids(self, question, *values):
        return [row[0] for row in self.connection.execute(question.format(table=self.table), values)]

    def state(self, url, statement):
        with psycopg.connect(url) as connection, self.assertRaises(psycopg.Error) as caught:
            connection.execute(statement)
        return caught.exception.sqlstate

    def test_finds_the_nearest_vectors(self):
        self.assertEqual(self.ids("SELECT id FROM {table} ORDER BY embedding <=> '[0.1,0.9,0.2]' LIMIT 2"), [2, 3])

    def test_finds_words(self):
        self.assertEqual(self.ids("SELECT id FROM {table} WHERE to_tsvector('english', message) @@ "
                                  "plainto_tsquery('english', 'databases') ORDER BY id"), [1, 2])

    def test_refuses_a_vector_of_another_length(self):
        self.assertEqual(self.state(self.url, f"INSERT INTO {self.table} VALUES (9, '', '[1,2]')"), "22000")

    def test_reader_reads_but_does_not_write(self):
        reader = self.url.replace("tester:tester", "reader:reader")
        with psycopg.connect(reader) as connection:
            self.assertEqual(connection.execute(f"SELECT count(*) FROM {self.table}").fetchone(), (3,))
        self.assertEqual(self.state(reader, f"INSERT INTO {self.table} VALUES (9, '', NULL)"), "42501")

    def test_plain_database_has_no_vectors_and_reader_may_not_add_them(self):
        plain = self.url.replace("tester:tester", "reader:reader").replace("/tester", "/plain")
        self.assertEqual(self.state(plain, "SELECT '[1]'::vector"), "42704")
        self.assertEqual(self.state(plain, "CREATE EXTENSION vector"), "42501")

    def test_asks_for_the_password(self):
        with self.assertRaisesRegex(psycopg.OperationalError, "password authentication failed"):
            psycopg.connect(self.url.replace(":tester@", ":wrong@"))

    def test_tls_with_a_certificate_of_its_own(self):
        with testservers.start_private("postgres", PG_SSL="on") as server:
            with psycopg.connect(server.url, sslmode="verify-full",
                                 sslrootcert=str(server.folder / "server.crt")) as connection:
                self.assertTrue(connection.pgconn.ssl_in_use)
            with self.assertRaisesRegex(psycopg.OperationalError, "certificate"):
                psycopg.connect(server.url, sslmode="verify-full", sslrootcert="system")


class Elasticsearch(unittest.TestCase):
    name, major, takes_base64 = "elasticsearch", "8", False

    @classmethod
    def setUpClass(cls):
        cls.client = elasticsearch.Elasticsearch(testservers.url(cls.name))
        cls.addClassCleanup(cls.client.close)
        cls.index = fresh("logs")
        cls.client.indices.create(index=cls.index, settings={"number_of_replicas": 0}, mappings={"properties": {
            "message": {"type": "text"}, "level": {"type": "keyword"},
            "dense": {"type": "dense_vector", "dims": 3, "similarity": "cosine"}}})
        cls.addClassCleanup(cls.client.indices.delete, index=cls.index)
        cls.status([{"_id": str(at), "message": text, "dense": [int(at == 0), int(at == 1), 1]}
                    for at, text in enumerate(MESSAGES)])
        cls.client.indices.refresh(index=cls.index)

    @classmethod
    def status(cls, documents):
        """The items' statuses of one bulk request."""
        actions = [{"_op_type": "create", "_index": cls.index, **one} for one in documents]
        return [item["create"]["status"] for _, item in
                elasticsearch.helpers.streaming_bulk(cls.client, actions, raise_on_error=False)]

    def hits(self, **question):
        return [hit["_id"] for hit in self.client.search(index=self.index, **question)["hits"]["hits"]]

    def test_is_the_version_that_it_is_meant_to_be(self):
        self.assertEqual(self.client.info()["version"]["number"].split(".")[0], self.major)

    def test_finds_words(self):
        self.assertEqual(set(self.hits(query={"match": {"message": "database"}})), {"0", "1"})

    def test_finds_the_nearest_vectors(self):
        self.assertEqual(self.hits(knn={"field": "dense", "query_vector": [0, 1, 1], "k": 1}), ["1"])

    def test_judges_items_one_by_one(self):
        self.assertEqual(self.status([{"_id": "0", "message": "again"}, {"_id": "a", "dense": [1, 2]},
                                      {"_id": "b", "dense": [0, 0, 0]}, {"_id": "c", "message": "good"}]),
                         [409, 400, 400, 201])

    def test_base64_vectors(self):
        vector = base64.b64encode(struct.pack(">3f", 1, 2, 3)).decode()
        self.assertEqual(self.status([{"_id": "base64", "dense": vector}]), [201 if self.takes_base64 else 400])

    def test_an_index_is_created_once(self):
        with self.assertRaisesRegex(elasticsearch.BadRequestError, "resource_already_exists_exception"):
            self.client.indices.create(index=self.index)


class Elasticsearch9(Elasticsearch):
    name, major, takes_base64 = "elasticsearch9", "9", True


def create(client):
    """A collection as the sink makes it, with four dimensions."""
    name = fresh("logs")
    client.create_collection(name, {"dense": models.VectorParams(size=4, distance=models.Distance.COSINE)},
                             {"bm25": models.SparseVectorParams(modifier=models.Modifier.IDF)})
    return name


def point(identity, dense=(1, 2, 3, 4), **payload):
    return {"id": identity, "vector": {"dense": list(dense)}, "payload": payload}


class Qdrant(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.url = testservers.url("qdrant")
        cls.client = qdrant_client.QdrantClient(url=cls.url)
        cls.addClassCleanup(cls.client.close)

    def setUp(self):
        self.logs = create(self.client)
        self.addCleanup(self.client.delete_collection, self.logs)
        self.points = f"{self.url}/collections/{self.logs}/points"

    def upsert(self, *points, wait="true", **headers):
        status, _, text = http("PUT", f"{self.points}?wait={wait}", {"points": points}, **headers)
        return status, json.loads(text)

    def refused(self, *points, **how):
        status, body = self.upsert(*points, **how)
        return status, body["status"]["error"]

    def test_says_what_a_collection_is(self):
        self.client.create_payload_index(self.logs, "service", "keyword")
        info = self.client.get_collection(self.logs)
        self.assertEqual((info.status, info.points_count, info.update_queue.length), ("green", 0, 0))
        self.assertEqual(info.config.params.vectors["dense"].size, 4)
        self.assertEqual(info.config.params.sparse_vectors["bm25"].modifier, models.Modifier.IDF)
        self.assertEqual(info.config.optimizer_config.indexing_threshold, 10000)
        self.assertEqual(info.payload_schema["service"].data_type, "keyword")

    def test_patch_changes_thresholds_and_modifiers(self):
        self.client.upsert(self.logs, [
            models.PointStruct(id=at, vector={"bm25": models.SparseVector(indices=[1, at], values=[1, 1])})
            for at in range(2, 9)])
        self.client.update_collection(
            self.logs, optimizers_config=models.OptimizersConfigDiff(indexing_threshold=0),
            sparse_vectors_config={"bm25": models.SparseVectorParams(modifier=models.Modifier.NONE)})
        self.assertEqual(self.client.get_collection(self.logs).config.optimizer_config.indexing_threshold, 0)
        everywhere = models.SparseVector(indices=[1], values=[1])
        self.assertEqual(self.client.query_points(self.logs, everywhere, using="bm25").points[0].score, 1)
        self.client.update_collection(self.logs, sparse_vectors_config={
            "bm25": models.SparseVectorParams(modifier=models.Modifier.IDF)})
        self.assertLess(self.client.query_points(self.logs, everywhere, using="bm25").points[0].score, 0.5)

    def test_round_trip_in_both_forms(self):
        name = "018f0000-0000-7000-8000-000000000001"
        self.assertEqual(self.upsert(point(name, level="INFO"))[1]["result"]["status"], "completed")
        body = {"batch": {"ids": [7, 8], "vectors": {
            "dense": [[1, 0, 0, 0], [0, 1, 0, 0]],
            "bm25": [{"indices": [9, 3], "values": [1, 2]}, {"indices": [], "values": []}]},
            "payloads": [{"level": "WARN"}, {}]}}
        self.assertEqual(http("PUT", f"{self.points}?wait=false", body)[0], 200)
        self.assertEqual(self.client.count(self.logs).count, 3)
        found = self.client.retrieve(self.logs, [7, name], with_vectors=True)
        self.assertEqual([one.payload for one in found], [{"level": "WARN"}, {"level": "INFO"}])
        self.assertEqual(found[0].vector["bm25"], models.SparseVector(indices=[3, 9], values=[2, 1]))
        scrolled, rest = self.client.scroll(self.logs, limit=2)
        self.assertEqual((len(scrolled), str(rest)), (2, name))

    def test_finds_the_nearest_that_a_filter_lets_through(self):
        self.client.create_payload_index(self.logs, "timestamp", "datetime")
        for at in range(1, 6):
            self.upsert(point(at, (1, 2, 3, at), timestamp=f"2026-01-01T00:00:0{at}Z"))
        late = models.Filter(must=[models.FieldCondition(
            key="timestamp", range=models.DatetimeRange(gte="2026-01-01T00:00:02Z", lt="2026-01-01T00:00:05Z"))])
        found = self.client.query_points(self.logs, [1, 2, 3, 1], using="dense", query_filter=late, limit=2)
        self.assertEqual([one.id for one in found.points], [2, 3])

    def test_keeps_the_points_before_a_bad_one(self):
        self.assertEqual(self.refused(point(1), point(2, (1, 2)), point(3)),
                         (400, "Wrong input: Vector dimension error: expected dim: 4, got 2"))
        self.assertEqual([one.id for one in self.client.scroll(self.logs)[0]], [1])

    def test_speaks_of_unknown_names_only_to_those_who_wait(self):
        stranger = {"id": 1, "vector": {"nope": [1, 2]}}
        self.assertEqual(self.refused(stranger), (400, "Wrong input: Not existing vector name error: nope"))
        self.assertEqual(self.upsert(stranger, wait="false")[1]["result"]["status"], "acknowledged")
        self.assertEqual(self.client.count(self.logs).count, 0)

    def test_errors_have_qdrants_statuses_and_words(self):
        twice = {"id": 1, "vector": {"bm25": {"indices": [1, 1], "values": [1, 1]}}}
        self.assertEqual(self.refused(twice), (
            422, "Validation error in JSON body: [points[0].vector.?.indices: Validation error: must be unique [{}]]"))
        for bad in ({"id": "no", "vector": {}}, {"id": -1, "vector": {}}, {"id": 1},
                    {"id": 1, "vector": {"dense": ["1"]}}):
            status, error = self.refused(bad)
            self.assertEqual((status, error[:27]), (400, "Format error in JSON body: "), bad)
        status, _, text = http("PUT", f"{self.url}/collections/{self.logs}", {"vectors": {}})
        self.assertEqual((status, json.loads(text)["status"]["error"]),
                         (409, f"Wrong input: Collection `{self.logs}` already exists!"))
        status, _, text = http("GET", f"{self.url}/collections/none")
        self.assertEqual((status, json.loads(text)["status"]["error"]),
                         (404, "Not found: Collection `none` doesn't exist!"))

    def test_bodies_over_32_mib_are_refused_as_such_packed_or_not(self):
        large = b" " * (32 << 20) + b"{}"
        for body, headers in ((large, {}), (gzip.compress(large, 1), {"Content-Encoding": "gzip"})):
            status, _, text = http("PUT", self.points, body, **headers)
            self.assertEqual(status, 400)
            self.assertIn(f"JSON payload ({len(large)} bytes) is larger than allowed (limit: 33554432 bytes).", text)

    def test_takes_gzip(self):
        body = gzip.compress(json.dumps({"points": [point(1)]}).encode())
        self.assertEqual(http("PUT", f"{self.points}?wait=true", body, **{"Content-Encoding": "gzip"})[0], 200)
        self.assertEqual(self.client.count(self.logs).count, 1)

    def test_faults_on_demand(self):
        admin = f"{self.url}/_test/faults"
        self.assertEqual(http("POST", admin, {"state": 429})[0], 400)
        http("POST", admin, {"status": 429, "retry_after": 2, "count": 2, "collection": self.logs})
        for _ in range(2):
            status, headers, _ = http("PUT", self.points, {"points": [point(1)]})
            self.assertEqual((status, headers["Retry-After"]), (429, "2"))
        self.assertEqual(self.upsert(point(1))[0], 200)
        for when, stored in (("before", 1), ("after", 2)):
            http("POST", admin, {"drop": when, "collection": self.logs})
            with self.assertRaises(OSError):
                self.upsert(point(2))
            self.assertEqual(self.client.count(self.logs).count, stored)

    def test_a_killed_service_keeps_what_it_acknowledged(self):
        with testservers.start_private("qdrant") as server:
            with contextlib.closing(qdrant_client.QdrantClient(url=server.url)) as client:
                logs = create(client)
                client.create_payload_index(logs, "level", "keyword")
                client.upsert(logs, [models.PointStruct(**point(at, level="INFO")) for at in range(100)], wait=True)
                with self.assertRaises(qdrant_client.http.exceptions.UnexpectedResponse):
                    client.upsert(logs, [models.PointStruct(**point(100)), models.PointStruct(**point(101, (1,)))])
                client.upsert(logs, [models.PointStruct(**point(200, level="WARN"))], wait=True)
                server.kill()
                server.start()
                # Point 100 was refused together with 101, so nobody was promised anything about it.
                self.assertEqual(client.count(logs, models.Filter(must=[models.FieldCondition(
                    key="level", match=models.MatchAny(any=["INFO", "WARN"]))])).count, 101)
                self.assertEqual([one.payload for one in client.retrieve(logs, [42, 200])],
                                 [{"level": "INFO"}, {"level": "WARN"}])
                self.assertIn("level", client.get_collection(logs).payload_schema)

    def test_asks_for_the_key(self):
        with testservers.start_private("qdrant", QDRANT_API_KEY="s3cret") as server:
            status, headers, text = http("GET", f"{server.url}/collections")
            self.assertEqual((status, headers.get_content_type()), (401, "text/plain"), text)
            self.assertEqual(http("GET", f"{server.url}/collections", **{"api-key": "wrong"})[0], 401)
            self.assertEqual(http("GET", f"{server.url}/collections", **{"api-key": "s3cret"})[0], 200)
            self.assertEqual(http("GET", f"{server.url}/collections", Authorization="Bearer s3cret")[0], 200)
            self.assertEqual(http("GET", server.url)[0], 200)


class Embeddings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.url = testservers.url("embeddings")
        cls.client = openai.OpenAI(base_url=cls.url, api_key="any", max_retries=0)
        cls.addClassCleanup(cls.client.close)

    def embed(self, *texts, **how):
        answer = self.client.embeddings.create(model=MODEL, input=list(texts), **how)
        return [one.embedding for one in answer.data]

    @staticmethod
    def alike(one, other):
        return sum(a * b for a, b in zip(one, other))

    def test_has_the_similarities_that_the_models_documentation_prints(self):
        sunny, lovely, drove = self.embed("It's so sunny outside!", "The weather is lovely today.",
                                          "He drove to the stadium.")
        self.assertAlmostEqual(self.alike(sunny, lovely), 0.6660, 4)
        self.assertAlmostEqual(self.alike(lovely, drove), 0.1046, 4)
        self.assertAlmostEqual(self.alike(sunny, drove), 0.1411, 4)

    def test_base64_float_and_company_make_no_difference(self):
        packed = self.embed(*MESSAGES, encoding_format="base64")
        spelled = self.embed(*MESSAGES, encoding_format="float")
        for text, one, other in zip(MESSAGES, packed, spelled):
            values = one if isinstance(one, list) else struct.unpack("<384f", base64.b64decode(one))
            self.assertAlmostEqual(self.alike(values, values), 1, 5)
            self.assertLess(max(abs(a - b) for a, b in zip(values, other)), 1e-6)
            self.assertAlmostEqual(self.alike(self.embed(text)[0], other), 1, 5)

    def test_refuses_as_openai_does(self):
        for status, said in ((404, {"model": "none", "input": "a"}), (400, {"model": MODEL, "input": ""}),
                             (400, {"model": MODEL, "input": ["a"] * 2049}),
                             (400, {"model": MODEL, "input": "a", "dimensions": 12}),
                             (400, {"model": MODEL, "input": "a", "extra": 1})):
            got, _, text = http("POST", f"{self.url}/embeddings", said)
            self.assertEqual((got, json.loads(text)["error"]["type"]), (status, "invalid_request_error"), said)

    def test_asks_for_the_key(self):
        with testservers.start_private("embeddings", EMBEDDINGS_API_KEY="s3cret") as server:
            said = {"model": MODEL, "input": "a"}
            self.assertEqual(http("POST", f"{server.url}/v1/embeddings", said)[0], 401)
            self.assertEqual(http("POST", f"{server.url}/v1/embeddings", said, Authorization="Bearer s3cret")[0], 200)

    def test_a_question_finds_its_message_in_a_store(self):
        client = qdrant_client.QdrantClient(url=testservers.url("qdrant"))
        self.addCleanup(client.close)
        logs = fresh("logs")
        client.create_collection(logs, models.VectorParams(size=384, distance=models.Distance.COSINE))
        self.addCleanup(client.delete_collection, logs)
        client.upsert(logs, [models.PointStruct(id=at, vector=vector)
                             for at, vector in enumerate(self.embed(*MESSAGES))])
        found = client.query_points(logs, self.embed("database timeout")[0], limit=2)
        self.assertEqual([one.id for one in found.points], [1, 0])


if __name__ == "__main__":
    testservers.main()
