# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The qdrant sink through the whole program into a real engine, read back with Qdrant's own client."""
import random
import sys
import threading
import urllib.request

from program_support import *

sys.path.insert(0, str(SOURCES / "tests" / "servers"))
import testservers  # noqa: E402

testservers.need_clients()

import qdrant_client  # noqa: E402
from qdrant_client import models  # noqa: E402

PLANTED = "Connection to the message broker restored"
VECTORS = "embedding: {provider: hash, dimensions: 96}"


class Qdrant(ProgramTest):
    def setUp(self):
        super().setUp()
        self.url = testservers.url("qdrant")
        self.use(self.url)

    def use(self, url, **how):
        self.client = qdrant_client.QdrantClient(url=url, timeout=30, check_compatibility=False, **how)
        self.addCleanup(self.client.close)
        self.name = f"emitter-{random.SystemRandom().randrange(1 << 48):x}"

    def tearDown(self):
        if self.url:
            self.client.delete_collection(self.name)

    def sink(self, url=None, **settings):
        settings = {"type": "qdrant", "url": url or self.url, "collection_name": self.name,
                    "flush_interval_ms": 50, **settings}
        return "  - " + json.dumps(settings)

    def load(self, *arguments, sink=None, extra="", rate=1000, **how):
        pool = "pools: [{emitter_prefix: worker, num_emitters: 20, base_interval: 0.1, interval_jitter: 0.05}]"
        return self.batch(sink or self.sink(), "--json", *arguments, rate=rate,
                          extra="\n".join([pool, VECTORS, extra]), **how)

    def count(self):
        return self.client.count(self.name, exact=True).count

    def ids(self):
        found, offset = [], None
        while True:
            points, offset = self.client.scroll(self.name, limit=5000, offset=offset, with_payload=False)
            found += [point.id for point in points]
            if offset is None:
                return found

    def fault(self, url=None, **fault):
        request = urllib.request.Request(f"{url or self.url}/_test/faults", method="POST",
                                         data=json.dumps({"collection": self.name, **fault}).encode())
        urllib.request.urlopen(request, timeout=30).close()

    def assertReconciled(self, summary):
        """What is there is what was delivered, plus at most what nobody could say."""
        self.assertAddsUp(summary)
        sink, = summary["sinks"]
        ids = self.ids()
        self.assertEqual(len(ids), len(set(ids)))
        self.assertGreaterEqual(len(ids), sink["delivered"])
        self.assertLessEqual(len(ids), sink["delivered"] + sink["unconfirmed"])
        return sink

    def test_what_was_emitted_is_there_and_is_found(self):
        run = self.load()
        self.assertCode(run, 0)
        sink = self.assertReconciled(run.summary)
        self.assertEqual(sink["delivered"], run.summary["emitted"])
        self.assertGreater(sink["delivered"], 900)
        self.assertEqual(sink["strength"], "accepted")

        config = self.client.get_collection(self.name)
        self.assertEqual(config.config.params.vectors["dense"].size, 96)
        self.assertEqual(config.config.params.sparse_vectors["bm25"].modifier, models.Modifier.IDF)
        self.assertEqual({name: index.data_type for name, index in config.payload_schema.items()},
                         {"service": "keyword", "level": "keyword", "timestamp": "datetime"})

        def counted(**condition):
            wanted = models.Filter(must=[models.FieldCondition(**condition)])
            return self.client.count(self.name, count_filter=wanted, exact=True).count

        levels = {level: counted(key="level", match=models.MatchValue(value=level))
                  for level in ("DEBUG", "INFO", "WARN", "ERROR", "CRITICAL")}
        self.assertEqual(levels, {level: run.summary["levels"].get(level, 0) for level in levels})
        self.assertEqual(counted(key="service", match=models.MatchValue(value="web")), 1000)
        self.assertEqual(counted(key="timestamp", range=models.DatetimeRange(gt="2020-01-01T00:00:00Z")),
                         sink["delivered"])
        self.find_planted()

    def find_planted(self):
        """Search by words and by vector brings the message that was asked for, first."""
        planted, _ = self.client.scroll(
            self.name, limit=1, with_vectors=True,
            scroll_filter=models.Filter(must=[models.FieldCondition(key="message", match=models.MatchValue(value=PLANTED))]))
        self.assertEqual(len(planted), 1, "the pool's messages hold the one that is looked for")
        payload = planted[0].payload
        self.assertEqual(set(payload), {"timestamp", "service", "level", "message", "metadata"})
        self.assertRegex(payload["timestamp"], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
        self.assertTrue(payload["metadata"]["request_id"].startswith("req-"))
        near = self.client.query_points(self.name, query=planted[0].vector["dense"], using="dense", limit=5,
                                        with_payload=True).points
        self.assertEqual({point.payload["message"] for point in near}, {PLANTED})
        self.assertGreater(near[0].score, 0.99)
        # The server's own BM25 makes the query: for such plain words both sides agree.
        words = models.Document(text="message broker restored", model="qdrant/bm25")
        found = self.client.query_points(self.name, query=words, using="bm25", limit=5, with_payload=True).points
        self.assertEqual({point.payload["message"] for point in found}, {PLANTED})

    def test_the_query_it_tells_to_try_works(self):
        run = self.load("-d", "500ms")
        self.assertCode(run, 0)
        command = run.summary["sinks"][0]["hint"]
        done = subprocess.run(command, shell=True, capture_output=True, text=True, timeout=LIMIT, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        points = json.loads(done.stdout)["result"]["points"]
        self.assertEqual(len(points), 3)
        for point in points:
            self.assertRegex(point["payload"]["message"], "timed out|fail|reject")

    def test_server_side_bm25_and_bulk(self):
        run = self.load("-d", "500ms", sink=self.sink(sparse="server", bulk=True, wait=True))
        self.assertCode(run, 0)
        sink = self.assertReconciled(run.summary)
        self.assertEqual((sink["delivered"], sink["strength"]), (run.summary["emitted"], "durable"))
        self.find_planted()
        self.assertEqual(self.client.get_collection(self.name).config.optimizer_config.indexing_threshold, 10000)
        self.assertTrue(any("on again (indexing_threshold 10000)" in note for note in sink["notes"]), sink["notes"])

    def test_a_stopped_bulk_load_restores_indexing(self):
        process = self.start("--batch", "-c", self.profile(self.sink(bulk=True), VECTORS, 500, "60s"),
                             "--progress", "plain")
        wait_for_line(process.stderr, "Running")
        self.assertEqual(self.client.get_collection(self.name).config.optimizer_config.indexing_threshold, 0)
        process.send_signal(signal.SIGINT)
        wait_for_line(process.stderr, "Stopping")  # two at once would be one
        process.send_signal(signal.SIGINT)
        self.finish(process)
        self.assertEqual(self.client.get_collection(self.name).config.optimizer_config.indexing_threshold, 10000)

    def test_wrong_collections_are_refused_before_the_load(self):
        unnamed = models.VectorParams(size=96, distance=models.Distance.COSINE)
        other = {"dense": models.VectorParams(size=768, distance=models.Distance.COSINE)}
        for vectors, words in ((unnamed, ["unnamed vector"]), (other, ["768", "96"])):
            with self.subTest(words):
                self.client.create_collection(self.name, vectors_config=vectors)
                run = self.load()
                self.assertCode(run, 69)
                for word in words:
                    self.assertIn(word, run.err)
                self.assertEqual(self.count(), 0)
                self.client.delete_collection(self.name)

    def test_what_a_collection_lacks_is_added(self):
        self.client.create_collection(self.name, vectors_config={},
                                      sparse_vectors_config={"bm25": models.SparseVectorParams()})
        run = self.load("-d", "500ms")
        self.assertCode(run, 0)
        self.assertReconciled(run.summary)
        self.find_planted()
        self.assertIn("modifier idf", run.err + run.out)

    def test_failures_are_retried_without_loss_or_copies(self):
        self.fault(status=429, retry_after=1, count=2)
        self.fault(status=500, count=2)
        self.fault(drop="after", count=2)
        self.fault(drop="before", count=1)
        run = self.load("--drain-timeout", "60s")
        self.assertCode(run, 0)
        sink = self.assertReconciled(run.summary)
        self.assertEqual(sink["delivered"], run.summary["emitted"])
        self.assertGreater(sink["resent"], 0)

    def test_a_key_is_needed_and_never_shown(self):
        self.client.close()
        with testservers.start_private("qdrant", QDRANT_API_KEY="s3cr3t-canary") as server:
            self.url = None
            run = self.load(sink=self.sink(url=server.url))
            self.assertCode(run, 69)
            self.assertIn("api_key", run.err)
            run = self.load("-d", "300ms", sink=self.sink(url=server.url, api_key="${KEY}"), env={"KEY": "s3cr3t-canary"})
            self.assertCode(run, 0)
            self.assertEqual(run.summary["sinks"][0]["delivered"], run.summary["emitted"])
            self.assertNotIn("s3cr3t-canary", run.out + run.err)

    def test_points_that_vanish_fail_the_run(self):
        process = self.start("--batch", "-c", self.profile(self.sink(), VECTORS, 500, "300s"), "--json", "--progress", "plain")
        wait_for_line(process.stderr, "Running")
        for _ in range(10_000):
            if self.count() > 100:
                break
        self.client.delete(self.name, models.FilterSelector(filter=models.Filter(must=[
            models.FieldCondition(key="service", match=models.MatchValue(value="web"))])))
        process.send_signal(signal.SIGINT)
        run = self.finish(process)
        self.assertCode(run, 74)
        self.assertAddsUp(run.summary)
        self.assertIn("that Qdrant acknowledged are not there", " ".join(run.err.split()))
        self.assertIn("could not finish", run.summary["reason"])

    def test_a_killed_server_costs_nothing_that_was_acknowledged(self):
        with testservers.start_private("qdrant") as server:
            self.url = None
            self.use(server.url)
            sink = self.sink(url=server.url, retry={"attempts": 30, "base": "100ms", "max": "500ms"})
            killer = threading.Thread(target=self.kill_and_restart, args=(server,))
            killer.start()
            run = self.load("-d", "4s", "--drain-timeout", f"{LIMIT // 2}s", sink=sink, rate=2000)
            killer.join()
            self.assertCode(run, 0)
            done = self.assertReconciled(run.summary)
            self.assertEqual(done["delivered"], run.summary["emitted"])
            self.assertGreater(done["resent"], 0)

    def kill_and_restart(self, server):
        client = qdrant_client.QdrantClient(url=server.url, timeout=30, check_compatibility=False)
        for _ in range(10_000):
            if client.collection_exists(self.name) and client.count(self.name).count > 500:
                break
        client.close()
        server.kill()
        server.start()


if __name__ == "__main__":
    testservers.main()
