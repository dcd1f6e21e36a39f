#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`emitter find-max` against servers whose limit is known."""
import json
import re
import signal
import unittest

from program_support import ProgramTest

LIMIT = 500  # logs per second that the distributor takes


class FindMax(ProgramTest):
    def distributor(self):
        """Takes LIMIT logs a second and answers 503 to what comes above that."""
        mock = self.start("mock", "distributor", "--port", "0", "--max-queue", "40",
                          "--process-rate", LIMIT)
        port = re.search(rb"127\.0\.0\.1:(\d+)", mock.stderr.readline())[1].decode()
        return f"  - {{type: http, name: api, url: 'http://127.0.0.1:{port}', body: single}}\n"

    def find(self, sinks, *arguments, rate=200):
        run = self.run_emitter("find-max", "-c", self.profile(sinks, extra="flush_interval_ms: 50", rate=rate), "--json",
                               "--window", "300ms", "--max-time", "12s", *arguments)
        return run, json.loads(run.out)

    def test_finds_the_limit_of_a_distributor(self):
        run, report = self.find(self.distributor())
        self.assertCode(run, 0)
        [api] = report["results"]
        self.assertEqual(api["sink"], "api")
        # A busy machine delays logs, and what comes at once fills the queue: not more precise than that.
        self.assertGreater(api["sustained_per_s"], LIMIT * 0.3)
        self.assertLess(api["sustained_per_s"], LIMIT * 1.3)
        self.assertGreater(api["broken_per_s"], api["sustained_per_s"])
        self.assertEqual(api["steps"][0]["rate_per_s"], 200)
        self.assertRegex(run.err, r"api: [\d,.]+/s breaks: ")

    def test_a_target_that_never_holds_ends_with_99(self):
        run, report = self.find(self.distributor(), "-t", "latency_p99 < 0.000001ms", "--max-time", "4s",
                                rate=1000)
        self.assertCode(run, 99)
        [api] = report["results"]
        self.assertIsNone(api["sustained_per_s"])
        self.assertEqual(api["broken_by"], "target")
        self.assertIn("latency_p99", api["why"])

    def test_each_sink_alone_or_all_together(self):
        sinks = "  - {type: 'null', name: one}\n  - {type: 'null', name: two}\n"
        arguments = ["--max-time", "4s"]
        run, report = self.find(sinks, *arguments)
        self.assertEqual([one["sink"] for one in report["results"]], ["one", "two"])
        self.assertFalse(report["results"][0]["complete"])
        self.assertGreaterEqual(report["results"][0]["sustained_per_s"], 200)
        self.assertIs(report["results"][0]["confirmed"], False)  # only looked at quickly: nothing broke
        self.assertLess(report["results"][0]["confidence_percent"], 97)
        run, report = self.find(sinks, *arguments, "--together")
        self.assertEqual([one["sink"] for one in report["results"]], ["all sinks"])
        self.assertCode(run, 0)

    def test_ctrl_c_gives_the_best_so_far(self):
        process = self.start("find-max", "-c", self.profile("  - {type: 'null'}\n", extra="flush_interval_ms: 50", rate=100),
                             "--window", "200ms")
        lines = iter(process.stderr.readline, b"")
        self.assertTrue(any(b"passes" in line for line in lines))
        process.send_signal(signal.SIGINT)
        run = self.finish(process)
        self.assertCode(run, 130)
        self.assertIn("not finished; this is the bracket so far", run.out)
        self.assertRegex(run.out, r"null +\d")
        self.assertRegex(run.out, r"null: [\d,.]+/s is unconfirmed: \d good of \d windows")

    def test_a_sink_that_is_lost_on_the_way_ends_with_74(self):
        process = self.start("find-max", "-c", self.profile("  - {type: stdout}\n", extra="flush_interval_ms: 50", rate=50),
                             "--window", "200ms")
        self.assertTrue(any(b"passes" in line for line in iter(process.stderr.readline, b"")))
        process.stdout.close()
        said = process.stderr.read().decode()
        self.assertEqual(process.wait(60), 74, said)
        self.assertIn("sink stdout was lost", said)

    def test_a_closed_loop_has_nothing_to_raise(self):
        run = self.run_emitter("find-max", "-c", self.profile("  - {type: 'null'}\n", rate="max"))
        self.assertCode(run, 64)
        self.assertIn("--service NAME=100", run.err)

    def test_a_store_that_is_not_there_is_told(self):
        run = self.run_emitter("find-max", "-c", self.profile(
            "  - {type: file, path: missing/folder/out.jsonl}\n"))
        self.assertCode(run, 73)


if __name__ == "__main__":
    unittest.main()
