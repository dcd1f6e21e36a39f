# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The elasticsearch sink through the whole program into real nodes, read back with Elasticsearch's own client."""
import random
import re
import sys
import threading

from program_support import *

sys.path.insert(0, str(SOURCES / "tests" / "servers"))
import testservers  # noqa: E402

testservers.need_clients()

import elasticsearch  # noqa: E402

DIMS = 64
POOL = "pools: [{emitter_prefix: worker, num_emitters: 20, base_interval: 0.1, interval_jitter: 0.05}]"


class Node:
    """What both versions must do; mixed into a test case for each."""
    server = None

    def setUp(self):
        super().setUp()
        self.url = testservers.url(self.server)
        self.client = elasticsearch.Elasticsearch(self.url, request_timeout=60)
        self.addCleanup(self.client.close)
        self.index = f"emitter-{random.SystemRandom().randrange(1 << 48):x}"
        self.addCleanup(self.delete)

    def delete(self):
        # An alias cannot be deleted by its name, so that goes last.
        for name in (self.index + "-1", self.index + "-2", self.index):
            self.client.indices.delete(index=name, ignore_unavailable=True)

    def create(self, name=None, aliases=None, **properties):
        """An index that is there before the run, with vectors of its own unless properties say otherwise."""
        fields = {"dense": {"type": "dense_vector", "dims": DIMS}, **properties}
        self.client.indices.create(index=name or self.index, aliases=aliases, mappings={"properties": fields},
                                   settings={"number_of_replicas": 0, "refresh_interval": "7s"})

    def sink(self, **settings):
        return "  - " + json.dumps({"type": "elasticsearch", "url": self.url, "index_name": self.index,
                                    "flush_interval_ms": 50, "replicas": 0, **settings})

    def load(self, *sinks, rate=500, dims=DIMS, **how):
        extra = f"{POOL}\nembedding: {{provider: hash, dimensions: {dims}}}"
        return self.batch("\n".join(sinks or [self.sink()]), "--json", rate=rate, extra=extra, **how)

    def count(self):
        self.client.indices.refresh(index=self.index)
        return self.client.count(index=self.index)["count"]

    def hits(self, **search):
        search.setdefault("source", {"exclude_vectors": False} if self.server.endswith("9") else True)
        return self.client.search(index=self.index, **search)["hits"]["hits"]

    def settings(self):
        answer = self.client.indices.get_settings(index=self.index).body
        return answer[self.index]["settings"]["index"]

    def test_what_was_emitted_is_there_and_is_found(self):
        run = self.load(self.sink(bulk_refresh="-1"))
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        sink, = run.summary["sinks"]
        # Already searchable, and everything is as before.
        self.assertEqual(self.client.count(index=self.index)["count"], sink["delivered"])
        self.assertEqual(sink["delivered"], run.summary["emitted"])
        self.assertNotIn("refresh_interval", self.settings())
        self.assertEqual(self.client.indices.get_alias(index=self.index).body[self.index]["aliases"], {})
        hits = self.hits(size=5000)
        self.assertEqual(len({hit["_id"] for hit in hits}), sink["delivered"])
        levels = {level: 0 for level in run.summary["levels"]}
        for hit in hits:
            source = hit["_source"]
            levels[source["level"]] += 1
            self.assertEqual("metadata" in source, source["service"].startswith("worker-"))
            self.assertEqual(len(source["dense"]), DIMS)
            self.assertAlmostEqual(sum(x * x for x in source["dense"]), 1, places=4)
        self.assertEqual(levels, run.summary["levels"])
        self.assertFound(hits)
        done = subprocess.run(sink["hint"], shell=True, capture_output=True, text=True, timeout=LIMIT, check=True)
        self.assertIn('"hits"', done.stdout)

    def assertFound(self, hits):
        """One message is found by its words and by its vector, and nothing else is nearer."""
        planted = next(hit["_source"] for hit in hits if hit["_source"]["service"] == "web")
        same = {hit["_id"] for hit in hits if hit["_source"]["message"] == planted["message"]}
        found = self.hits(size=5000, query={"match_phrase": {"message": planted["message"]}})
        self.assertLessEqual(same, {hit["_id"] for hit in found})
        near = self.hits(size=5, knn={"field": "dense", "query_vector": planted["dense"], "k": 5, "num_candidates": 100})
        self.assertEqual({hit["_source"]["message"] for hit in near[:min(5, len(same))]}, {planted["message"]})

    def test_vectors_of_another_length_are_refused_before_the_first_entry(self):
        self.create()
        run = self.load(dims=DIMS // 2)
        self.assertCode(run, 69)
        self.assertIn("64 dimensions", run.err)
        self.assertRegex(run.err, r"embeddings have\s+32")
        self.assertEqual(self.count(), 0)
        self.assertEqual(self.settings()["refresh_interval"], "7s")

    def test_what_the_mapping_rejects_is_counted_and_the_rest_is_stored(self):
        self.create(metadata={"properties": {"duration_ms": {"type": "byte"}}})
        run = self.load(self.sink(bulk_refresh="30s"))
        self.assertAddsUp(run.summary)
        sink, = run.summary["sinks"]
        self.assertGreater(sink["rejected"], 50)
        self.assertEqual(sink["delivered"] + sink["rejected"], run.summary["emitted"])
        self.assertEqual(self.count(), sink["delivered"])
        self.assertEqual(self.settings()["refresh_interval"], "7s")
        self.assertIn("document_parsing_exception", run.err)
        stored = [hit["_source"].get("metadata", {}).get("duration_ms", 0) for hit in self.hits(size=5000)]
        self.assertLessEqual(max(stored), 127)

    def test_an_index_deleted_during_the_run_stays_deleted(self):
        def delete():
            for _ in range(10_000):
                if self.client.indices.exists(index=self.index) and self.count() > 0:
                    self.client.indices.delete(index=self.index)
                    return

        deleter = threading.Thread(target=delete)
        deleter.start()
        run = self.load(duration="20s")
        deleter.join()
        self.assertAddsUp(run.summary)
        self.assertCode(run, 74)
        self.assertIn("the index was deleted", run.err)
        self.assertLess(run.summary["sinks"][0]["delivered"], run.summary["emitted"])
        self.assertFalse(self.client.indices.exists(index=self.index))

    def test_a_stopped_bulk_load_restores_refreshing(self):
        self.create()
        profile = self.profile(self.sink(bulk_refresh="-1"), f"embedding: {{provider: hash, dimensions: {DIMS}}}", 500, "60s")
        process = self.start("--batch", "-c", profile, "--progress", "plain")
        wait_for_line(process.stderr, "Running")
        self.assertEqual(self.settings()["refresh_interval"], "-1")
        process.send_signal(signal.SIGINT)
        wait_for_line(process.stderr, "Stopping")  # two at once would be one
        process.send_signal(signal.SIGINT)
        self.finish(process)
        self.assertEqual(self.settings()["refresh_interval"], "7s")

    def test_two_sinks_create_one_index_and_store_each_entry_once(self):
        run = self.load(self.sink(name="a"), self.sink(name="b"), self.sink(name="c", op="index"))
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        for sink in run.summary["sinks"]:
            self.assertEqual(sink["delivered"], run.summary["emitted"])
        self.assertEqual(self.count(), run.summary["emitted"])

    def test_an_alias_is_written_through_and_left_as_it_is(self):
        self.create(self.index + "-1", {self.index: {}})
        self.create(self.index + "-2", {self.index: {"is_write_index": True}})
        before = self.client.indices.get_alias(index=self.index + "-*").body
        run = self.load(self.sink(ids=False, gzip=True, bulk_refresh="-1"))
        self.assertCode(run, 0)
        self.assertEqual(self.count(), run.summary["emitted"])
        self.assertEqual(self.client.count(index=self.index + "-1")["count"], 0)
        self.assertEqual(self.client.indices.get_alias(index=self.index + "-*").body, before)

    def test_each_way_of_sending_vectors(self):
        for vectors in ("numbers", "base64", "off"):
            with self.subTest(vectors):
                run = self.load(self.sink(vectors=vectors), duration="300ms")
                self.assertAddsUp(run.summary)
                sink, = run.summary["sinks"]
                taken = vectors != "base64" or self.server.endswith("9")
                self.assertEqual(sink["delivered" if taken else "rejected"], run.summary["emitted"])
                self.assertEqual(self.count(), sink["delivered"])
                self.client.indices.delete(index=self.index)


class Elasticsearch8(Node, ProgramTest):
    server = "elasticsearch"


class Elasticsearch9(Node, ProgramTest):
    server = "elasticsearch9"


class Refused(ProgramTest):
    def test_wrong_credentials_are_told_and_not_shown(self):
        def answer(r):
            r.reply(401, {"error": {"type": "security_exception", "reason": r.headers["Authorization"]}})

        with Server(answer) as server:
            run = self.batch(f"  - {{type: elasticsearch, url: '{server.url}', user: me, password: '${{KEY}}', vectors: 'off'}}",
                             env={"KEY": "s3cr3t-canary"})
        self.assertCode(run, 69)
        self.assertRegex(run.err, re.compile("401.*password", re.DOTALL))
        self.assertNotIn("s3cr3t-canary", run.out + run.err)
        self.assertNotIn("bWU6czNjcjN0LWNhbmFyeQ", run.out + run.err)


if __name__ == "__main__":
    testservers.main()
