# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file sink through the whole program: what is in the file is what the summary says."""
import gzip

from program_support import *


class Outputs(ProgramTest):
    def lines(self, name="out.jsonl"):
        return (self.folder / name).read_text().splitlines()

    def test_json_lines_equal_delivered(self):
        run = self.batch("  - {type: file, path: out.jsonl}", "--json", rate=20000)
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        lines = self.lines()
        self.assertEqual(len(lines), run.summary["sinks"][0]["delivered"])
        self.assertEqual(len({json.loads(line)["id"] for line in lines}), len(lines))

    def test_two_files_hold_the_same_entries(self):
        run = self.batch("  - {type: file, path: a.jsonl}\n  - {type: file, path: b.jsonl, buffer_size: 7}", rate=3000)
        self.assertCode(run, 0)
        self.assertEqual(self.lines("a.jsonl"), self.lines("b.jsonl"))

    def test_rotation_loses_nothing(self):
        run = self.batch("  - {type: file, path: out.jsonl, rotate_bytes: 20kB, buffer_size: 50}", "--json", rate=3000)
        self.assertCode(run, 0)
        files = sorted(self.folder.glob("out.jsonl*"))
        self.assertGreater(len(files), 3)
        count = sum(len(file.read_text().splitlines()) for file in files)
        self.assertEqual(count, run.summary["sinks"][0]["delivered"])
        for file in files:
            self.assertLessEqual(file.stat().st_size, 20_000)

    def test_gzip_reads_back(self):
        run = self.batch("  - {type: file, path: out.jsonl, gzip: true}", "--json", rate=3000)
        self.assertCode(run, 0)
        file, = self.folder.glob("out.jsonl*")
        with gzip.open(file, "rt") as text:
            self.assertEqual(len(text.readlines()), run.summary["sinks"][0]["delivered"])

    def test_vectors_in_the_file(self):
        run = self.batch("  - {type: file, path: out.jsonl, embedding: true}", "--json",
                         extra="embedding: {provider: hash, dimensions: 32}")
        self.assertCode(run, 0)
        for line in self.lines():
            vector = json.loads(line)["embedding"]
            self.assertEqual(len(vector), 32)
            self.assertAlmostEqual(sum(x * x for x in vector), 1, places=4)

    def test_a_folder_that_does_not_exist_exits_73_before_the_run(self):
        run = self.batch("  - {type: file, path: nowhere/out.jsonl}\n  - {type: stdout}")
        self.assertCode(run, 73)
        self.assertIn("nowhere/out.jsonl", run.err)
        self.assertEqual(run.out, "")

    def test_full_disk_is_told_and_the_file_holds_what_was_counted(self):
        import resource
        limit = 64 * 1024

        def small_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it and children inherit that
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        run = self.batch("  - {type: file, path: out.jsonl, buffer_size: 20, flush_interval_ms: 10}", "--json",
                         rate=2000, duration="20s", preexec_fn=small_disk)
        self.assertCode(run, 74)
        self.assertIn("out.jsonl", run.err)
        self.assertAddsUp(run.summary)
        sink = run.summary["sinks"][0]
        self.assertEqual(len(self.lines()), sink["delivered"])
        self.assertGreater(sink["dropped_by"]["sink_lost"], 0)
        for line in self.lines():
            json.loads(line)

    def test_one_lost_sink_does_not_stop_the_other(self):
        run = self.batch("  - {type: file, path: /dev/full, name: full}\n  - {type: file, path: out.jsonl}", "--json")
        self.assertCode(run, 99)
        self.assertIn("nothing was delivered to sink full", run.err)
        self.assertAddsUp(run.summary)
        self.assertEqual(len(self.lines()), run.summary["emitted"])

    def test_closed_loop_counts_exactly_and_says_so(self):
        path = self.write("p.yaml", "services: [{name: a, rate_per_sec: max}]\nsinks: [{type: file, path: out.jsonl}]\n")
        run = self.run_emitter("--batch", "-c", path, "-n", 100000, "--json")
        self.assertCode(run, 0)
        self.assertEqual(run.summary["emitted"], 100000)
        self.assertAddsUp(run.summary)
        self.assertEqual(len(self.lines()), 100000)
        self.assertIn("closed loop", run.err)

    def test_a_sink_that_may_slow_the_run_down_loses_nothing_and_says_so(self):
        # One write for each answer: the second of two waits 40 ms for an acknowledgement.
        with Server(lambda r: r.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")) as server:
            path = self.write("p.yaml", f"""
services: [{{name: a, rate_per_sec: 100000, arrival: fixed}}]
sinks:
  - {{type: http, name: slow, url: '{server.url}', connections: 1, when_full: block, queue_size: 50}}
  - {{type: file, path: out.jsonl}}
""")
            run = self.run_emitter("--batch", "-c", path, "-n", 500, "--json")
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        self.assertEqual(run.summary["scheduled"], 500)
        slow, file = run.summary["sinks"]
        self.assertEqual((slow["dropped"], slow["delivered"]), (0, run.summary["emitted"]))
        self.assertEqual((slow["closed_loop"], file["closed_loop"]), (True, False))
        self.assertIn("slow is a closed loop", run.err)
        self.assertNotIn("out.jsonl is a closed loop", run.err)

    def test_the_built_in_example_runs(self):
        run = self.run_emitter("--batch", "-d", "2s", "--json")
        self.assertCode(run, 0)
        self.assertIn("built-in example", run.err)
        self.assertAddsUp(run.summary)
        self.assertGreater(run.summary["emitted"], 20)

    def test_log_file_takes_the_messages(self):
        run = self.batch("  - {type: 'null'}", "--log-file", "run.log")
        self.assertCode(run, 0)
        self.assertIn("Exit: 0", (self.folder / "run.log").read_text())
        run = self.batch("  - {type: 'null'}", "--log-file", "nowhere/run.log")
        self.assertCode(run, 73)
        self.assertIn("nowhere/run.log cannot be created: No such file or directory\n  Name a file", run.err)

    def test_a_log_file_that_takes_nothing_is_told_once_and_the_run_goes_on(self):
        lost = f"  - {{type: http, url: 'http://127.0.0.1:{free_port()}'}}\n"
        for sinks, quiet, code in (("", [], 0), (lost, ["-q"], 99)):
            run = self.batch(sinks + "  - {type: 'null'}", "--log-file", "/dev/full", *quiet)
            self.assertCode(run, code)
            self.assertEqual(run.err.count("warning: log file /dev/full cannot be written: No space left on device\n"), 1)


if __name__ == "__main__":
    unittest.main()
