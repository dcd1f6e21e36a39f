#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run says of itself, with trouble planted."""
import re
import signal
import time
import unittest

from program_support import ProgramTest

NULL = "  - {type: 'null'}\n"


class Audit(ProgramTest):
    def causes(self, summary):
        return [cause["cause"] for cause in summary["audit"]["causes"]]

    def test_a_run_states_its_error_and_unevenness_beside_the_schedules(self):
        run = self.batch(NULL, "--json", rate=1000)
        self.assertCode(run, 0)
        audit = run.summary["audit"]
        self.assertLess(abs(audit["mean_error_percent"]), 20)
        self.assertLess(audit["cv_10ms"]["planned"], 0.01)  # evenly spaced
        self.assertGreaterEqual(audit["cv_10ms"]["emitted"], 0)
        self.assertLess(audit["cv_100ms"]["planned"], 0.01)
        self.assertGreater(audit["pacer_cpu_s"], 0)
        self.assertGreaterEqual(audit["machine"]["cpus"], 1)
        self.assertRegex(run.err, r"unevenness  CV of 10 ms bins [\d.]+ \(schedule 0\.00")

    def test_a_process_that_was_stopped_blames_the_machine(self):
        process = self.start("--batch", "-c", self.profile(NULL, rate=1000, duration="2s"), "--json")
        for line in iter(process.stderr.readline, b""):
            if b"Running" in line:
                break
        process.send_signal(signal.SIGSTOP)
        time.sleep(0.7)  # the trouble itself
        process.send_signal(signal.SIGCONT)
        run = self.finish(process)
        audit = run.summary["audit"]
        self.assertFalse(audit["kept"])
        self.assertEqual(self.causes(run.summary)[0], "machine_stalled")
        self.assertGreater(audit["lost_s"]["machine"], 0.5)
        self.assertRegex(" ".join(run.err.split()), "pacing NOT KEPT: the machine stalled")

    def test_a_sink_that_is_too_slow_is_named_and_the_plan_is_kept_all_the_same(self):
        mock = self.start("mock", "distributor", "--port", "0", "--latency", "200ms")
        port = re.search(rb"127\.0\.0\.1:(\d+)", mock.stderr.readline())[1].decode()
        run = self.batch(f"  - {{type: http, name: api, url: 'http://127.0.0.1:{port}', queue_size: 50}}\n",
                         "--json", "--no-fail", "--drain-timeout", "1s", rate=2000)
        self.assertIn("sink_slow", self.causes(run.summary))
        self.assertIn("sink api was slower than the load: its queue was full", " ".join(run.err.split()))

    def test_a_closed_loop_says_what_limited_it(self):
        run = self.batch(NULL, "--json", rate="max", duration="1s")
        self.assertTrue(run.summary["audit"]["kept"])
        self.assertEqual(len(self.causes(run.summary)), 1)
        self.assertRegex(run.err, r"pacing +closed loop: the (generator was|sinks were|machine was) the limit")


if __name__ == "__main__":
    unittest.main()
