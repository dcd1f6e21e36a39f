# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What befalls the three stores while a run writes to them: exact books, a clear word, the right exit code."""
import contextlib
import random
import select
import socket
import sys
import time
import urllib.parse
import urllib.request

from fault_support import *
from faultproxy import CLEAN, HALF_OPEN, Faults, FaultProxy, Flow
from tst_wallclock import HOUR, LIBRARY, Clock

sys.path.insert(0, str(SOURCES / "tests" / "servers"))
import testservers  # noqa: E402

testservers.need_clients()

import elasticsearch.helpers  # noqa: E402
import psycopg  # noqa: E402
import qdrant_client  # noqa: E402
from qdrant_client import models  # noqa: E402

ENOUGH = 50  # entries that a store has before something befalls it


class Target:
    """A place of our own in a real store: how the program writes to it, and how others see and spoil it."""

    def __init__(self, kind):
        self.kind, self.url = kind, urllib.parse.urlsplit(testservers.url(self.server))
        self.name = f"emitter_{random.SystemRandom().randrange(1 << 48):x}"

    def sink(self, port=None, **more):
        """At another port: a proxy in front of the store, or nobody."""
        return {"type": self.kind, "flush_interval_ms": 50, "buffer_size": 50, **self.place(port or self.url.port), **more}

    def has(self, entries=ENOUGH):
        with contextlib.suppress(Exception):  # not there yet
            return self.count() >= entries
        return False


class Postgres(Target):
    server = "postgres"
    full_disk = "No space left on device"
    gone = "does not exist"

    def place(self, port):
        return {"host": "127.0.0.1", "port": port, "user": self.url.username, "password": "${PASSWORD}",
                "database": self.url.path[1:], "table_name": self.name, "index": "none"}

    def run(self, sql):
        with psycopg.connect(self.url.geturl(), autocommit=True) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def ids(self):
        return [str(row[0]) for row in self.run(f"SELECT id FROM {self.name}")]

    def count(self):
        return self.run(f"SELECT count(*) FROM {self.name}")[0][0]

    def fill_disk(self):
        """The server says what it says when its disk is full."""
        self.run(f"""
            CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = '53100'; END$$;
            CREATE TRIGGER full_disk BEFORE INSERT ON {self.name} EXECUTE FUNCTION {self.name}()""")

    def delete(self):
        self.run(f"DROP TABLE {self.name}")

    def is_there(self):
        return self.run(f"SELECT to_regclass('{self.name}') IS NOT NULL") == [(True,)]

    def clean_up(self):
        self.run(f"DROP TABLE IF EXISTS {self.name}; DROP FUNCTION IF EXISTS {self.name}")


class Qdrant(Target):
    server = "qdrant"
    full_disk = "disk"
    gone = "404"

    def __init__(self, kind):
        super().__init__(kind)
        self.client = qdrant_client.QdrantClient(url=self.url.geturl(), timeout=30, check_compatibility=False)

    def place(self, port):
        return {"url": f"http://127.0.0.1:{port}", "collection_name": self.name}

    def ids(self):
        points, _ = self.client.scroll(self.name, limit=100_000, with_payload=False)
        return [point.id for point in points]

    def count(self):
        return self.client.count(self.name).count

    def fill_disk(self):
        fault = {"status": 507, "error": "Not enough disk space", "count": 1_000_000, "collection": self.name}
        request = urllib.request.Request(f"{self.url.geturl()}/_test/faults", method="POST", data=json.dumps(fault).encode())
        urllib.request.urlopen(request, timeout=LIMIT).close()

    def delete(self):
        self.client.delete_collection(self.name)

    def is_there(self):
        return self.client.collection_exists(self.name)

    def clean_up(self):
        self.client.delete_collection(self.name)
        self.client.close()


class Elastic(Target):
    server = "elasticsearch"
    full_disk = "cluster_block_exception"
    gone = "the index was deleted"

    def __init__(self, kind):
        super().__init__(kind)
        self.client = elasticsearch.Elasticsearch(self.url.geturl(), request_timeout=30)

    def place(self, port):
        return {"url": f"http://127.0.0.1:{port}", "index_name": self.name, "replicas": 0}

    def count(self):
        self.client.indices.refresh(index=self.name)
        return self.client.count(index=self.name)["count"]

    def ids(self):
        self.client.indices.refresh(index=self.name)
        return [hit["_id"] for hit in elasticsearch.helpers.scan(self.client, index=self.name, size=10_000, _source=False)]

    def fill_disk(self):
        """What a node does itself when its disk passes the flood stage."""
        self.client.indices.put_settings(index=self.name, settings={"blocks.read_only_allow_delete": True})

    def delete(self):
        self.client.indices.delete(index=self.name)

    def is_there(self):
        return bool(self.client.indices.exists(index=self.name))

    def clean_up(self):
        self.client.options(ignore_status=404).indices.delete(index=self.name)
        self.client.close()


KINDS = {"pgvector": Postgres, "qdrant": Qdrant, "elasticsearch": Elastic}
RETRY = {"attempts": 100, "base": "20ms", "max": "200ms"}


class StoreFaults(FaultTest):
    def at_each(self, check):
        self.at_once(KINDS, lambda kind: check(self.target(kind)), workers=3)

    def target(self, kind):
        target = KINDS[kind](kind)
        self.addCleanup(target.clean_up)
        return target

    def begin(self, name, *sinks, env=None):
        """A run without an end, at 100 entries a second: little enough for every store on a busy machine."""
        path = self.write(f"{name}.yaml", "\n".join([
            "seed: 7", "message_pool_size: 20", "embedding: {provider: hash, dimensions: 16}",
            "services: [{name: web, rate_per_sec: 100, arrival: fixed}]", "sinks:", *(f"  - {json.dumps(sink)}" for sink in sinks)]))
        password = urllib.parse.urlsplit(testservers.url("postgres")).password
        return self.start("--batch", "--json", "--progress", "plain", "--drain-timeout", f"{LIMIT // 2}s", "-c", path,
                          env={"PASSWORD": password, **(env or {})})

    def until(self, condition):
        end, pause = time.monotonic() + LIMIT, threading.Event()
        while not condition():
            self.assertLess(time.monotonic(), end, "did not come")
            pause.wait(0.02)

    def end(self, process, interrupts=1):
        process.send_signal(signal.SIGINT)
        if interrupts > 1:
            wait_for_line(process.stderr, "Stopping")  # two at once would be one
            process.send_signal(signal.SIGINT)
        return self.finish(process)

    def assertReconciled(self, run, target):
        """Each entry is there once at most, and as many as the books say."""
        self.assertAddsUp(run.summary)
        sink, = run.summary["sinks"]
        ids = target.ids()
        self.assertEqual(len(ids), len(set(ids)))
        self.assertLessEqual(sink["delivered"], len(ids))
        self.assertLessEqual(len(ids), sink["delivered"] + sink["unconfirmed"])
        return sink

    def test_answers_that_are_cut_in_the_middle(self):
        def check(target):
            with FaultProxy(target.url.port) as proxy:
                process = self.begin(target.kind, target.sink(proxy.port, retry=RETRY))
                self.until(target.has)
                proxy.faults = lambda number, dice: Faults(down=Flow(limit=dice.randrange(1, 1000), then=dice.choice(["close", "reset"])))
                proxy.cut()
                self.until(lambda: proxy.struck >= 12)
                proxy.faults = lambda number, dice: CLEAN
                proxy.cut()
                written = target.count()
                self.until(lambda: target.has(written + 1))
                run = self.end(process)
            self.assertCode(run, 0)
            sink = self.assertReconciled(run, target)
            self.assertEqual(sink["delivered"], sink["emitted"])
            self.assertGreater(sink["resent"], 0)

        self.at_each(check)

    def test_an_interrupt_while_it_connects(self):
        def check(target):
            with socket.create_server(("127.0.0.1", 0)) as silent:
                process = self.begin(target.kind, target.sink(silent.getsockname()[1], connect_timeout="1h", timeout="1h"))
                self.assertTrue(select.select([silent], [], [], LIMIT)[0])
                run = self.end(process)
            self.assertIn(run.code, (0, 130), run.err)
            self.assertIn("did not start", run.err)

        self.at_each(check)

    def test_an_interrupt_while_it_writes(self):
        def check(target):
            process = self.begin(target.kind, target.sink())
            self.until(target.has)
            run = self.end(process)
            self.assertCode(run, 0)
            sink = self.assertReconciled(run, target)
            self.assertEqual(sink["delivered"], sink["emitted"])

        self.at_each(check)

    def test_two_interrupts_while_it_drains(self):
        def check(target):
            with FaultProxy(target.url.port) as proxy:
                process = self.begin(target.kind, target.sink(proxy.port, retry=RETRY))
                self.until(target.has)
                proxy.faults = lambda number, dice: HALF_OPEN
                proxy.cut()
                self.until(lambda: any(link.faults is HALF_OPEN for link in proxy.links))
                run = self.end(process, interrupts=2)
            self.assertCode(run, 74)
            self.assertIn("Stopping now", run.err)
            sink = self.assertReconciled(run, target)
            self.assertLess(sink["delivered"], sink["emitted"])

        self.at_each(check)

    def test_a_target_that_is_deleted_stays_deleted(self):
        def check(target):
            process = self.begin(target.kind, target.sink())
            self.until(target.has)
            target.delete()
            run = self.finish(process)  # it is the only sink, so the run ends by itself
            self.assertCode(run, 74)
            self.assertAddsUp(run.summary)
            self.assertIn(target.gone, " ".join(run.err.split()))
            self.assertFalse(target.is_there())

        self.at_each(check)

    def test_a_full_disk(self):
        def check(target):
            process = self.begin(target.kind, target.sink())
            self.until(target.has)
            target.fill_disk()
            run = self.finish(process)
            self.assertCode(run, 74)
            self.assertIn(target.full_disk, " ".join(run.err.split()))
            sink = self.assertReconciled(run, target)
            self.assertEqual(sink["delivered"], len(target.ids()))

        self.at_each(check)

    @unittest.skipIf("asan" in EMITTER, "AddressSanitizer wants to be preloaded first; ci-dev runs the same code")
    def test_a_clock_that_jumps(self):
        self.assertTrue(LIBRARY, "libfaketime is not installed (Debian: libfaketime)")
        clock = Clock(self.folder)
        targets = [self.target(kind) for kind in KINDS]
        process = self.begin("clock", *(target.sink() for target in targets), env=clock.environment)
        self.until(lambda: all(target.has() for target in targets))
        for shift in (HOUR, -2 * HOUR, 0):
            clock.shift(shift)
            wanted = [target.count() + ENOUGH for target in targets]  # it goes on, whatever the time
            self.until(lambda: all(target.has(count) for target, count in zip(targets, wanted)))
        run = self.end(process)
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        for sink, target in zip(run.summary["sinks"], targets):
            self.assertEqual((sink["delivered"], len(set(target.ids()))), (run.summary["emitted"],) * 2)


if __name__ == "__main__":
    testservers.main()
