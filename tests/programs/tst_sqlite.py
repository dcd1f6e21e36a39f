# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The SQLite sink through the whole program, read back with the plain sqlite3 shell."""
import re
import time

from program_support import *

SINK = "  - {type: sqlite, path: out.db, flush_interval_ms: 20}"


class Sqlite(ProgramTest):
    def shell(self, sql, name="out.db"):
        done = subprocess.run(["sqlite3", self.folder / name, sql], capture_output=True, text=True,
                              timeout=LIMIT, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""), sql)
        return done.stdout.splitlines()

    def assertSound(self, name="out.db"):
        self.assertEqual(self.shell("PRAGMA integrity_check", name), ["ok"])
        self.assertEqual(self.shell("INSERT INTO logs_fts(logs_fts, rank) VALUES ('integrity-check', 1)", name), [])

    def test_the_built_in_example_fills_a_file_and_says_how_to_search_it(self):
        run = self.run_emitter("--batch", "-d", "2s", "--seed", 1)
        self.assertCode(run, 0)
        delivered = re.search(r"^  sqlite +([\d,]+)  durable", run.err, re.MULTILINE).group(1)
        name = "emitter-output.db"
        self.assertEqual(self.shell("SELECT count(*) FROM logs", name), [delivered.replace(",", "")])
        self.assertEqual(len(run.out.splitlines()), int(delivered.replace(",", "")))
        self.assertEqual(self.shell("SELECT DISTINCT length(embedding) FROM logs", name), [str(384 * 4)])
        hint = re.search(r'^Try\n  (sqlite3 emitter-output\.db "SELECT .*MATCH .*")$', run.err, re.MULTILINE).group(1)
        done = subprocess.run(hint, shell=True, cwd=self.folder, capture_output=True, text=True, timeout=LIMIT,
                              check=False)
        self.assertEqual(done.stderr, "")
        self.assertEqual(len(done.stdout.splitlines()), 5)
        for line in done.stdout.splitlines():
            self.assertRegex(line, r"^20\d\d-.*Z\|[\w-]+\|[A-Z]+\|.*(timed|failed)")

    def test_a_known_message_is_found_and_the_counts_are_the_summary_s(self):
        pool = "pools: [{emitter_prefix: worker, num_emitters: 20, base_interval: 0.1, interval_jitter: 0.05}]"
        run = self.batch(SINK, "--json", extra=pool, rate=2000)
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        sink, = run.summary["sinks"]
        self.assertEqual(sink["strength"], "durable")
        self.assertEqual(self.shell("SELECT count(*), count(DISTINCT id) FROM logs"),
                         [f"{sink['delivered']}|{sink['delivered']}"])
        self.assertEqual(dict(line.split("|") for line in self.shell("SELECT level, count(*) FROM logs GROUP BY 1")),
                         {level: str(count) for level, count in run.summary["levels"].items() if count})
        found = self.shell("SELECT message FROM logs_fts WHERE logs_fts MATCH '\"broker restored\"'")
        self.assertEqual(set(found), {"Connection to the message broker restored"})
        self.assertEqual([str(len(found))], self.shell(
            "SELECT count(*) FROM logs WHERE message = 'Connection to the message broker restored'"))
        self.assertSound()
        self.assertEqual([path.name for path in self.folder.glob("out.db*")], ["out.db"])

    def test_killed_at_any_moment_the_file_is_sound_and_holds_what_was_reported(self):
        profile = self.profile(SINK, rate=5000, duration="60s")
        reported = 0
        for moment in range(1, 4):
            process = self.start("--batch", "--progress", "plain", "-c", profile)
            wait_for_line(process.stderr, "Running")
            # As often as it takes until something was delivered, and then a few times more.
            before, asked = reported, 0
            over = time.monotonic() + LIMIT
            while time.monotonic() < over:
                process.send_signal(signal.SIGUSR1)
                line = wait_for_line(process.stderr, "backlog")[-1].replace(",", "")
                sent, failed, backlog = map(int, re.search(r"sent (\d+)  failed (\d+)  backlog (\d+)", line).groups())
                reported = before + sent - failed - backlog
                asked += reported > before
                if asked >= moment:
                    break
            self.assertGreater(reported, before)
            process.kill()
            self.assertEqual(self.finish(process).code, -signal.SIGKILL)
            self.assertSound()
            stored, = map(int, self.shell("SELECT count(*) FROM logs"))
            self.assertGreaterEqual(stored, reported)
            self.assertEqual([str(stored)], self.shell("SELECT count(DISTINCT id) FROM logs"))
            reported = stored

    def test_full_disk_is_told_and_the_file_holds_what_was_counted(self):
        import resource
        limit = 300 * 1024

        def small_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it and children inherit that
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        run = self.batch("  - {type: sqlite, path: out.db, buffer_size: 20, flush_interval_ms: 10}", "--json",
                         rate=2000, duration="20s", preexec_fn=small_disk)
        self.assertCode(run, 74)
        self.assertIn('cannot write to "out.db": ', run.err)
        self.assertAddsUp(run.summary)
        sink, = run.summary["sinks"]
        self.assertGreater(sink["delivered"], 0)
        self.assertGreater(sink["dropped_by"]["sink_lost"], 0)
        self.assertSound()
        self.assertEqual(self.shell("SELECT count(*) FROM logs"), [str(sink["delivered"])])

    def test_two_sinks_share_a_file(self):
        run = self.batch("  - {type: sqlite, path: out.db, buffer_size: 50}\n"
                         "  - {type: sqlite, path: out.db, table_name: others, buffer_size: 70}", "--json", rate=5000)
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        emitted = run.summary["emitted"]
        self.assertEqual(self.shell("SELECT count(*) FROM logs JOIN others USING (id, message)"), [str(emitted)])
        self.assertEqual(run.summary["sinks"][1]["delivered"], emitted)

    def test_what_is_no_database_exits_73_before_the_run_and_is_left_alone(self):
        self.write("out.db", "my notes\n")
        run = self.batch(SINK + "\n  - {type: stdout}")
        self.assertCode(run, 73)
        self.assertIn('"out.db" is not an SQLite database', run.err)
        self.assertEqual(run.out, "")
        self.assertEqual((self.folder / "out.db").read_text(), "my notes\n")

    def test_a_lock_of_another_program_is_waited_for(self):
        import sqlite3
        self.assertCode(self.batch(SINK, "-n", 1), 0)
        other = sqlite3.connect(self.folder / "out.db", isolation_level=None)
        self.addCleanup(other.close)
        process = self.start("--batch", "--json", "--progress", "plain", "-c",
                             self.profile("  - {type: sqlite, path: out.db, timeout: 20ms, "
                                          "retry: {attempts: 1000, max: 50ms}}", rate=500))
        wait_for_line(process.stderr, "Running")
        other.execute("BEGIN IMMEDIATE")
        process.send_signal(signal.SIGUSR1)
        wait_for_line(process.stderr, "backlog")
        other.execute("ROLLBACK")
        run = self.finish(process)
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        self.assertEqual(self.shell("SELECT count(*) FROM logs"), [str(run.summary["emitted"] + 1)])


if __name__ == "__main__":
    unittest.main()
