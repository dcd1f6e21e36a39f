# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One stream into all stores at once, read back by the program and, to see that it can tell, spoiled by hand."""
import contextlib
import random
import re
import signal
import sqlite3
import sys

from program_support import *

sys.path.insert(0, str(SOURCES / "tests" / "servers"))
import testservers  # noqa: E402

testservers.need_clients()

import elasticsearch  # noqa: E402
import psycopg  # noqa: E402
import qdrant_client  # noqa: E402

SHIPPED = SOURCES / "resources" / "profiles" / "compare-stores.yaml"


class CompareStores(ProgramTest):
    def setUp(self):
        super().setUp()
        self.qdrant_url, self.elastic_url = testservers.url("qdrant"), testservers.url("elasticsearch")
        self.postgres = testservers.url("postgres")
        self.name = f"emitter_{random.SystemRandom().randrange(1 << 48):x}"
        self.qdrant = qdrant_client.QdrantClient(url=self.qdrant_url, timeout=30, check_compatibility=False)
        self.elastic = elasticsearch.Elasticsearch(self.elastic_url, request_timeout=30)
        self.addCleanup(self.qdrant.close)
        self.addCleanup(self.elastic.close)
        self.sql = psycopg.connect(self.postgres, autocommit=True)
        self.addCleanup(self.sql.close)
        self.addCleanup(lambda: self.sql.execute(f"DROP TABLE IF EXISTS {self.name}"))
        self.addCleanup(lambda: self.elastic.options(ignore_status=404).indices.delete(index=self.name))
        self.addCleanup(lambda: self.qdrant.delete_collection(self.name))

    def names(self):
        """The shipped profile's stores under names of this test, and a file beside them."""
        return ["--set", f"sinks[0].collection_name={self.name}", "--set", f"sinks[1].index_name={self.name}",
                "--set", f"sinks[2].table_name={self.name}"]

    def stores(self, **other):
        """Where the profile finds the stores, as `servers up` tells it."""
        return {name: value for name, value in os.environ.items() if name.startswith(("QDRANT_", "ELASTIC_", "PGVECTOR_"))} | other

    def load(self, *arguments, duration="2s", **other):
        return self.run_emitter("--batch", "-c", SHIPPED, "-d", duration, "--json", *self.names(), *arguments,
                                env=self.stores(**other))

    def verify(self):
        run = self.run_emitter("verify", "-c", SHIPPED, "--json", "--sample", "all", *self.names(), env=self.stores())
        return run, {store["name"]: store for store in json.loads(run.out)["verify"]}

    def test_the_shipped_profile_fills_three_stores_alike(self):
        run = self.load("--verify")
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        emitted = run.summary["emitted"]
        self.assertGreater(emitted, 500)
        self.assertEqual([store["found"] for store in run.summary["verify"]], [emitted] * 3)
        self.assertTrue(all(store["good"] for store in run.summary["verify"]))
        # By the stores' own clients: the same ids, and the same entry behind one of them.
        rows = {str(row[0]): row[1:] for row in
                self.sql.execute(f"SELECT id, service, level, message FROM {self.name}")}
        points, _ = self.qdrant.scroll(self.name, limit=10_000, with_payload=True, with_vectors=False)
        hits = self.elastic.search(index=self.name, size=10_000)["hits"]["hits"]
        for others in ({str(point.id): point.payload for point in points},
                       {hit["_id"]: hit["_source"] for hit in hits}):
            self.assertEqual({key: tuple(entry[part] for part in ("service", "level", "message"))
                              for key, entry in others.items()}, rows)

    def test_verify_finds_what_was_spoiled(self):
        self.assertCode(self.load(), 0)
        run, stores = self.verify()
        self.assertCode(run, 0)
        self.assertTrue(all(store["good"] for store in stores.values()))
        lost, altered = [str(row[0]) for row in self.sql.execute(f"SELECT id FROM {self.name} LIMIT 2")]
        self.sql.execute(f"DELETE FROM {self.name} WHERE id = %s", [lost])
        self.elastic.update(index=self.name, id=altered, doc={"message": "something else"}, refresh=True)
        point, = self.qdrant.retrieve(self.name, [altered], with_payload=True, with_vectors=True)
        self.qdrant.upsert(self.name, [qdrant_client.models.PointStruct(
            id=altered, vector=point.vector, payload={**point.payload, "service": "another"})])
        run, stores = self.verify()
        self.assertCode(run, 99)
        self.assertEqual((stores["pgvector"]["missing"], stores["pgvector"]["good"]), (1, False))
        self.assertEqual((stores["elasticsearch"]["different"], stores["elasticsearch"]["missing"]), (1, 0))
        self.assertEqual(stores["qdrant"]["different"], 1)
        told = {(name, example["id"]) for name, store in stores.items() for example in store["examples"]}
        self.assertEqual(told, {("pgvector", lost), ("elasticsearch", altered), ("qdrant", altered)})

    def test_a_stalled_store_takes_nothing_from_the_others(self):
        with testservers.start_private("qdrant") as slow:
            pid = testservers.kit.running(slow.folder)
            process = self.start("--batch", "-c", SHIPPED, "-d", "4s", "--json", "--drain-timeout", "20s",
                                 "--set", "sinks[0].timeout=2s", "--set", "sinks[0].retry.attempts=0", *self.names(), env=self.stores(QDRANT_URL=slow.url))
            try:
                for line in process.stderr:
                    if line.startswith(b"Running"):
                        break
                os.kill(pid, signal.SIGSTOP)
                run = self.finish(process)
            finally:
                os.kill(pid, signal.SIGCONT)
        self.assertAddsUp(run.summary)
        qdrant, elastic, postgres = run.summary["sinks"]
        self.assertLess(qdrant["delivered"], run.summary["emitted"])
        self.assertEqual(elastic["delivered"], run.summary["emitted"])
        self.assertEqual(postgres["delivered"], run.summary["emitted"])
        self.assertEqual(run.summary["skipped_late"], 0)

    def test_a_file_of_the_quick_start_can_be_verified(self):
        self.assertCode(self.run_emitter("--batch", "-d", "1s"), 0)
        run = self.run_emitter("verify", "--json", "--sample", "all")
        self.assertCode(run, 0)
        sqlite, = (store for store in json.loads(run.out)["verify"] if store["type"] == "sqlite")
        self.assertTrue(sqlite["good"])
        self.assertEqual(sqlite["compared"], sqlite["emitted"])
        with contextlib.closing(sqlite3.connect(self.folder / "emitter-output.db")) as database, database:
            database.execute("UPDATE logs SET level = 'FATAL' WHERE rowid = 3")
        run = self.run_emitter("verify", "--sample", "all")
        self.assertCode(run, 99)
        self.assertTrue(re.search("level.*FATAL", run.out + run.err), run.out + run.err)


if __name__ == "__main__":
    testservers.main()
