# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real binary and a real PostgreSQL with pgvector, read back by an independent client."""
import contextlib
import itertools
import sys
import tempfile
import time
import urllib.parse

from program_support import *

URL = os.environ.get("EMITTER_TEST_POSTGRES", "")
CLIENT = os.environ.get("EMITTER_TEST_PYTHON", "")
SCRIPT = SOURCES / "tests" / "servers" / "postgres"
REQUIRED = os.environ.get("EMITTER_REQUIRE_SERVERS") == "1"
ASK = """
import json, sys, psycopg
with psycopg.connect(sys.argv[1], autocommit=True) as connection:
    cursor = connection.execute(sys.argv[2])
    rows = cursor.fetchall() if cursor.description else []
print(json.dumps(rows, default=str))
"""
names = itertools.count()


def ask(url, sql):
    """The rows of one statement, by psycopg."""
    done = subprocess.run([CLIENT, "-c", ASK, url, sql], capture_output=True, text=True, check=False, timeout=LIMIT)
    if done.returncode != 0:
        raise AssertionError(f"{sql}: {done.stderr[-1000:]}")
    return json.loads(done.stdout)


def skip_unless(condition, what):
    if not condition and REQUIRED:
        raise AssertionError(f"{what}, and EMITTER_REQUIRE_SERVERS=1")
    if not condition:
        print(f"SKIPPED: {what}", file=sys.stderr)
        raise unittest.SkipTest(what)


class WithServer(ProgramTest):
    def table(self, url):
        name = f"p_{os.getpid()}_{time.time_ns() % 10**9}_{next(names)}"
        self.addCleanup(lambda: ask(url, f"DROP TABLE IF EXISTS {name}"))
        return name

    def sink(self, url, table, **more):
        parts = urllib.parse.urlsplit(url)
        values = {"host": parts.hostname, "port": parts.port, "user": parts.username, "password": "'${PASSWORD}'",
                  "database": parts.path[1:], "table_name": table, **more}
        return "  - {type: pgvector, " + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"

    def store(self, url, table, *arguments, dimensions=32, env=None, extra="", sink=None, **profile):
        embedding = f"embedding: {{provider: hash, dimensions: {dimensions}}}\n"
        environment = {"PASSWORD": urllib.parse.urlsplit(url).password, **(env or {})}
        return self.batch(self.sink(url, table, **(sink or {})), "--json", *arguments, env=environment,
                          extra=embedding + extra, **profile)


class SharedServer(WithServer):
    @classmethod
    def setUpClass(cls):
        skip_unless(URL, "EMITTER_TEST_POSTGRES names no server")
        skip_unless(CLIENT, "EMITTER_TEST_PYTHON names no interpreter that has psycopg")

    def test_every_entry_is_there_and_can_be_found(self):
        table = self.table(URL)
        run = self.store(URL, table, rate=1000, duration="2s")
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        sink = run.summary["sinks"][0]
        self.assertEqual(sink["delivered"], 2000)
        self.assertEqual(sink["strength"], "durable")
        self.assertEqual(ask(URL, f"SELECT count(*), count(DISTINCT id), count(embedding) FROM {table}"),
                         [[2000, 2000, 2000]])
        (message, words), = ask(URL, f"SELECT message, (SELECT count(*) FROM {table} b WHERE b.message = a.message) "
                                     f"FROM {table} a LIMIT 1")
        near = ask(URL, f"SELECT message FROM {table} ORDER BY embedding <=> "
                        f"(SELECT embedding FROM {table} WHERE message = $${message}$$ LIMIT 1) LIMIT 1")
        self.assertEqual(near, [[message]])
        found = ask(URL, f"SELECT count(*) FROM {table} WHERE message = $${message}$$ "
                         f"AND message_tsv @@ plainto_tsquery('english', $${message}$$)")
        self.assertEqual(found, [[words]])
        told = " ".join(note if isinstance(note, str) else json.dumps(note) for note in run.summary.get("notes", []))
        self.assertIn(f"index {table}_embedding_idx built in", told + run.err)

    def test_dimensions_that_differ_are_named(self):
        table = self.table(URL)
        self.assertCode(self.store(URL, table, duration="0.2s"), 0)
        run = self.store(URL, table, dimensions=33)
        self.assertCode(run, 69)
        self.assertIn("32", run.err)
        self.assertIn("33", run.err)
        self.assertIn("embedding.dimensions", run.err)

    def test_a_wrong_password_is_told_and_not_shown(self):
        run = self.store(URL, self.table(URL), env={"PASSWORD": "canary-55aa"})
        self.assertCode(run, 69)
        self.assertIn("password", run.err)
        self.assertNotIn("canary-55aa", run.err + run.out)

    def test_a_second_interrupt_ends_the_building_of_an_index(self):
        table = self.table(URL)
        self.assertCode(self.store(URL, table, duration="0.2s", sink={"index": "none"}), 0)
        holder = subprocess.Popen([CLIENT, "-c", f"""
import sys, psycopg
with psycopg.connect(sys.argv[1]) as connection:
    connection.execute("LOCK TABLE {table} IN ROW EXCLUSIVE MODE")
    print("locked", flush=True)
    sys.stdin.read()
""", URL], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(lambda: (holder.stdin.close(), holder.wait(LIMIT), holder.stdout.close()))
        self.assertEqual(holder.stdout.readline(), b"locked\n")
        profile = self.profile(self.sink(URL, table), "embedding: {provider: hash, dimensions: 32}", 200, "0.5s")
        process = self.start("--batch", "-c", profile, env={"PASSWORD": urllib.parse.urlsplit(URL).password})
        self.until(lambda: ask(URL, "SELECT count(*) FROM pg_stat_activity WHERE "
                                    f"query LIKE 'CREATE INDEX ON \"{table}\"%' AND state = 'active'") == [[1]])
        process.send_signal(signal.SIGINT)
        wait_for_line(process.stderr, "Stopping")  # two signals at once would be one
        process.send_signal(signal.SIGINT)
        begun = time.monotonic()
        run = self.finish(process)
        self.assertLess(time.monotonic() - begun, 20)
        self.assertCode(run, 74)
        self.assertIn("was not built: stopped", " ".join((run.out + run.err).split()))
        self.until(lambda: ask(URL, "SELECT count(*) FROM pg_stat_activity WHERE "
                                    f"query LIKE 'CREATE INDEX ON \"{table}\"%' AND state = 'active'") == [[0]])

    def until(self, condition):
        for _ in range(200):
            if condition():
                return
        self.fail("did not come")


class PrivateServer(WithServer):
    """Servers of our own, because they are killed, or speak TLS."""

    @classmethod
    def setUpClass(cls):
        skip_unless(SCRIPT.exists(), "tests/servers/postgres is missing")
        skip_unless(CLIENT, "EMITTER_TEST_PYTHON names no interpreter that has psycopg")

    def server(self, **environment):
        # short-lived, but reachable for the account that the server runs under
        folder = tempfile.TemporaryDirectory(prefix="emitter-postgres-")
        self.addCleanup(folder.cleanup)
        data = pathlib.Path(folder.name) / "data"
        self.addCleanup(lambda: self.script("stop", data))
        return self.script("start", 0, data, **environment), data

    @staticmethod
    def script(*arguments, **environment):
        done = subprocess.run([SCRIPT, *map(str, arguments)], capture_output=True, text=True, check=False,
                              env={**os.environ, **environment}, timeout=LIMIT)
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        return done.stdout.strip()

    def test_certificates_are_verified_unless_told_otherwise(self):
        url, data = self.server(PG_SSL="on")
        table = self.table(url)
        run = self.store(url, table, sink={"sslmode": "verify-full"})
        self.assertCode(run, 69)
        self.assertIn("certificate", run.err)
        self.assertIn("insecure: true", run.err)

        run = self.store(url, table, sink={"sslmode": "verify-full", "ca_file": data / "server.crt"})
        self.assertCode(run, 0)

        run = self.store(url, table, sink={"sslmode": "verify-full", "insecure": "true"})
        self.assertCode(run, 0)
        self.assertIn("certificates are not verified", json.dumps(run.summary) + run.err)

    def test_a_server_without_tls_is_refused_when_tls_is_asked_for(self):
        skip_unless(URL, "EMITTER_TEST_POSTGRES names no server")
        for mode in ("require", "verify-ca", "verify-full"):
            run = self.store(URL, self.table(URL), sink={"sslmode": mode, "insecure": "true"})
            self.assertCode(run, 69)
            self.assertIn("does not support SSL", run.err)
            self.assertIn("sslmode: disable", run.err)

    def test_twenty_crashes_of_the_server_lose_and_double_nothing(self):
        url, data = self.server()
        table = self.table(url)
        rate, seconds = 2000, 24
        profile = self.profile(self.sink(url, table, buffer_size=50, index="none",
                                         retry="{attempts: 200, base: 50ms, max: 200ms}"),
                               "embedding: {provider: hash, dimensions: 16}\n", rate, f"{seconds}s")
        process = self.start("--batch", "-c", profile, "--json", "--drain-timeout", "120s",
                             env={"PASSWORD": urllib.parse.urlsplit(url).password})
        self.await_rows(url, table)
        for _ in range(20):
            self.crash(data, url)
        run = self.finish(process)
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        sink = run.summary["sinks"][0]
        self.assertGreater(sink["resent"], 0)
        (rows, ids), = ask(url, f"SELECT count(*), count(DISTINCT id) FROM {table}")
        self.assertEqual(rows, ids)
        self.assertEqual(sink["rejected"], 0)
        self.assertLessEqual(sink["delivered"], rows)
        self.assertLessEqual(rows, sink["delivered"] + sink["unconfirmed"])
        self.assertEqual(sink["emitted"], rate * seconds)
        check = self.run_emitter("verify", "-c", profile, "--json", env={"PASSWORD": urllib.parse.urlsplit(url).password})
        self.assertCode(check, 0)
        store, = json.loads(check.out)["verify"]
        self.assertEqual([store[what] for what in ("found", "duplicate", "different", "other")], [rows, 0, 0, 0])

    def await_rows(self, url, table):
        for _ in range(100):
            if ask(url, f"SELECT to_regclass('{table}') IS NOT NULL") == [[True]] \
                    and ask(url, f"SELECT count(*) > 0 FROM {table}") == [[True]]:
                return
        self.fail("no row came")

    def crash(self, data, url):
        """kill -9 of the server and its sessions all at once, then a start, which recovers."""
        sys.path.append(str(SCRIPT.parent))
        import kit
        file = kit.place_for_nobody(data) / "db" / "postmaster.pid"
        master = int(file.read_text("ascii").split()[0])
        pids = [master, *self.children(master)]
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        end = time.monotonic() + LIMIT
        while any(kit.birth(pid) for pid in pids) and time.monotonic() < end:
            pass
        file.unlink()  # its process may still have a number, until somebody takes notice of its death
        self.script("start", urllib.parse.urlsplit(url).port, data)

    @staticmethod
    def children(parent):
        for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                if int(status.read_text("utf-8", "replace").rpartition(")")[2].split()[1]) == parent:
                    yield int(status.parent.name)


if __name__ == "__main__":
    unittest.main()
