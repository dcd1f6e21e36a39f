# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ending a run by hand: first signal in order, second now, books closed in every case."""
import random
import resource

from program_support import *

FILE = "  - {type: file, path: out.jsonl, flush_interval_ms: 60000}"


class Signals(ProgramTest):
    def running(self, sinks=FILE, duration="60s", *arguments, rate=2000, **how):
        process = self.start("--batch", "--json", "--progress", "plain", *arguments, "-c",
                             self.profile(sinks, rate=rate, duration=duration), **how)
        wait_for_line(process.stderr, "Running")
        return process

    def test_interrupt_of_a_limited_run_flushes_and_exits_130(self):
        process = self.running()
        process.send_signal(signal.SIGINT)
        run = self.finish(process)
        self.assertCode(run, 130)
        self.assertIn("Stopping, flushing", run.err)
        self.assertEqual(run.summary["result"], "stopped")
        self.assertAddsUp(run.summary)
        sink = run.summary["sinks"][0]
        self.assertEqual(sink["delivered"], run.summary["emitted"])
        self.assertEqual(len((self.folder / "out.jsonl").read_text().splitlines()), sink["delivered"])

    def test_terminate_or_hangup_of_a_limited_run_exits_143(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number.name):
                process = self.running(preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))
                process.send_signal(number)
                run = self.finish(process)
                self.assertCode(run, 143)
                self.assertAddsUp(run.summary)

    def test_under_nohup_a_run_outlives_its_terminal(self):
        process = self.running(preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGUSR1)
        self.assertNotIn("Stopping", "".join(wait_for_line(process.stderr, "sent")))
        process.send_signal(signal.SIGINT)
        run = self.finish(process)
        self.assertCode(run, 130)
        self.assertAddsUp(run.summary)

    def test_no_core_file_would_hold_the_keys(self):
        def allow():
            _, most = resource.getrlimit(resource.RLIMIT_CORE)
            resource.setrlimit(resource.RLIMIT_CORE, (most, most))

        process = self.running(preexec_fn=allow)
        limits = pathlib.Path(f"/proc/{process.pid}/limits").read_text()
        process.send_signal(signal.SIGINT)
        self.assertCode(self.finish(process), 130)
        self.assertRegex(limits, r"Max core file size +0 ")

    def test_interrupt_of_an_unlimited_run_is_its_planned_end(self):
        process = self.running(duration="0")
        wait_for = random.Random(1).randint(1, 5)
        for _ in range(wait_for):
            process.send_signal(signal.SIGUSR1)
            wait_for_line(process.stderr, "of plan")
        process.send_signal(signal.SIGINT)
        run = self.finish(process)
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)

    def test_interrupt_at_any_moment_keeps_the_books(self):
        for moment in range(6):
            process = self.start("--batch", "--json", "--progress", "plain", "-c",
                                 self.profile(FILE, rate=5000, duration="60s"))
            if moment:
                wait_for_line(process.stderr, "Running")
            for _ in range(moment):
                process.send_signal(signal.SIGUSR1)
                wait_for_line(process.stderr, "sent")
            process.send_signal(signal.SIGINT)
            run = self.finish(process)
            if moment == 0 and run.code == -signal.SIGINT:
                continue  # before the program had taken the signal over
            self.assertCode(run, 130)
            self.assertIn('"schema"', run.out)
            self.assertAddsUp(run.summary)
            for sink in run.summary["sinks"]:
                self.assertEqual(sink["delivered"], run.summary["emitted"])
            (self.folder / "out.jsonl").unlink(missing_ok=True)

    def test_status_on_request(self):
        process = self.running()
        process.send_signal(signal.SIGUSR1)
        lines = wait_for_line(process.stderr, "backlog")
        self.assertRegex(lines[-1], r"sent [\d,]+  failed 0  backlog")
        process.send_signal(signal.SIGINT)
        self.assertCode(self.finish(process), 130)

    def test_second_interrupt_does_not_wait_for_a_server_that_never_answers(self):
        with Server(lambda r: r.reply(200) if r.path == "/health" else r.never()) as server:
            sink = f"  - {{type: http, url: '{server.url}', timeout: 60s}}"
            process = self.running(sink, "60s", "--drain-timeout", "60s", rate=50)
            process.send_signal(signal.SIGUSR1)
            wait_for_line(process.stderr, "backlog")
            process.send_signal(signal.SIGINT)
            wait_for_line(process.stderr, "Stopping, flushing")
            process.send_signal(signal.SIGINT)
            run = self.finish(process)
        self.assertIn(run.code, (74, 130))
        self.assertAddsUp(run.summary)
        sink = run.summary["sinks"][0]
        self.assertEqual(sink["delivered"], 0)
        self.assertEqual(sink["unconfirmed"] + sink["dropped"], run.summary["emitted"])

    def test_drain_gives_up_at_its_deadline(self):
        with Server(lambda r: r.reply(200) if r.path == "/health" else r.never()) as server:
            sink = f"  - {{type: http, url: '{server.url}', timeout: 60s}}"
            run = self.batch(sink, "--json", "--drain-timeout", "500ms", rate=50)
        self.assertCode(run, 74)
        self.assertAddsUp(run.summary)
        self.assertGreater(run.summary["sinks"][0]["unconfirmed"], 0)


if __name__ == "__main__":
    unittest.main()
