# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Long and fast runs whose books must balance to the last entry."""
import collections

from program_support import *


class FullAccount(ProgramTest):
    def test_evenly_spaced_entries_are_exact(self):
        run = self.batch("  - {type: 'null'}", "--json", rate=1000, duration="5s")
        self.assertCode(run, 0)
        self.assertIn(run.summary["scheduled"], (4999, 5000, 5001))
        self.assertEqual(run.summary["emitted"], run.summary["scheduled"])
        self.assertAddsUp(run.summary)

    def test_a_slow_store_bends_nothing(self):
        import time

        def answer(r):
            if r.path != "/health":
                time.sleep(0.05)
            r.reply(200)

        with Server(answer) as server:
            run = self.batch(f"  - {{type: http, url: '{server.url}', queue_size: 100}}\n  - {{type: 'null'}}", "--json",
                             rate=1000, duration="3s")
        self.assertAddsUp(run.summary)
        self.assertIn(run.summary["scheduled"], (2999, 3000, 3001))
        slow, fast = run.summary["sinks"]
        self.assertGreater(slow["dropped_by"]["queue_full"], 0)
        self.assertEqual(fast["delivered"], run.summary["emitted"])

    def test_stopped_and_continued_process_neither_bursts_nor_miscounts(self):
        process = self.start("--batch", "--json", "--progress", "plain", "--set", "max_lag=500ms", "-c",
                             self.profile("  - {type: 'null'}", rate=1000, duration="6s"))
        wait_for_line(process.stderr, "Running")
        process.send_signal(signal.SIGSTOP)
        try:
            subprocess.run(["sleep", "2"], check=True)
        finally:
            process.send_signal(signal.SIGCONT)
        run = self.finish(process)
        self.assertAddsUp(run.summary)
        self.assertIn(run.summary["scheduled"], (5999, 6000, 6001))
        self.assertGreater(run.summary["skipped_late"], 1000)

    def test_a_million_emitters_in_bounded_memory(self):
        path = self.write("p.yaml", """
run_duration: 3s
message_pool_size: 10
pools: [{emitter_prefix: e, num_emitters: 1000000, base_interval: 100, interval_jitter: 50}]
sinks: [{type: 'null'}]
""")
        process = self.start("--batch", "--json", "-c", path)
        out, err = process.stdout.read(), process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0, err)
        self.assertGreater(json.loads(out)["emitted"], 20000)
        if "asan" not in EMITTER:
            self.assertLess(usage.ru_maxrss * 1024, 200e6)

    @unittest.skipIf("asan" in EMITTER, "AddressSanitizer needs the address space that is taken away here")
    def test_no_memory_is_an_internal_error_and_exits_70(self):
        import resource
        pools = "".join(f"  - {{emitter_prefix: e{i}, num_emitters: 1000000}}\n" for i in range(60))
        path = self.write("p.yaml", f"run_duration: 1s\npools:\n{pools}sinks: [{{type: 'null'}}]\n")
        run = self.run_emitter("--batch", "-c", path,
                               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (900 << 20, 900 << 20)))
        self.assertCode(run, 70)
        self.assertIn("internal error", run.err)

    def test_all_numbers_add_up_over_levels_services_and_pools(self):
        path = self.write("p.yaml", """
run_duration: 2s
seed: 3
services:
  - {name: a, rate_per_sec: 500}
  - {name: b, rate_per_sec: 300, arrival: uniform, level_weights: {error: 1}}
pools: [{emitter_prefix: p, num_emitters: 7, base_interval: 0.05, interval_jitter: 0.04}]
sinks: [{type: file, path: out.jsonl}]
""")
        run = self.run_emitter("--batch", "--json", "-c", path)
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        seen = collections.Counter()
        levels = collections.Counter()
        for line in (self.folder / "out.jsonl").read_text().splitlines():
            entry = json.loads(line)
            seen[entry["service"]] += 1
            levels[entry["level"]] += 1
            if entry["service"] == "b":
                self.assertEqual(entry["level"], "ERROR")
            if entry["service"].startswith("p-"):
                self.assertEqual(entry["metadata"]["emitter_id"], entry["service"])
        self.assertEqual({s["name"]: s["emitted"] for s in run.summary["services"]}, {"a": seen["a"], "b": seen["b"]})
        self.assertEqual({k: v for k, v in run.summary["levels"].items() if v}, dict(levels))
        for name, emitter in run.summary["pools"][0]["emitter_stats"].items():
            self.assertEqual(emitter["count"], seen[name])


if __name__ == "__main__":
    unittest.main()
