# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Summary, targets and report files of the real binary."""
import csv
import resource
import socket
import xml.etree.ElementTree

from program_support import *


class Reports(ProgramTest):
    def test_every_kind_of_report(self):
        names = [f"report.{suffix}" for suffix in ("html", "json", "csv", "md", "xml")]
        run = self.batch("  - {type: 'null'}", *(x for n in names for x in ("-o", n)), "-t", "achieved >= 95%", duration="3s")
        self.assertCode(run, 0)
        texts = {name: (self.folder / name).read_text() for name in names}
        self.assertEqual(json.loads(texts["report.json"])["schema"], "1.0")
        rows = list(csv.DictReader(texts["report.csv"].splitlines()))
        self.assertGreaterEqual(len(rows), 3)
        xml.etree.ElementTree.fromstring(texts["report.xml"])
        self.assertIn("achieved >= 95%", texts["report.md"])
        html = texts["report.html"]
        self.assertIn("<svg", html)
        for outside in ("http://", "https://", "<script"):
            self.assertNotIn(outside, html.replace("http://www.w3.org/2000/svg", ""))

    def test_json_on_stdout_has_the_promised_names(self):
        run = self.batch("  - {type: 'null', name: bin}", "--json", "-t", "errors < 1%")
        self.assertCode(run, 0)
        summary = json.loads(run.out)
        for name in ("schema", "version", "run_id", "profile", "seed", "result", "exit_code", "started", "duration_s", "scheduled",
                     "emitted", "skipped_late", "rate", "lateness_ms", "services", "levels", "pools", "sinks", "targets"):
            self.assertIn(name, summary)
        self.assertEqual(summary["seed"], 7)
        self.assertEqual(summary["result"], "passed")
        self.assertEqual(summary["sinks"][0]["name"], "bin")
        self.assertEqual(summary["targets"], [{"expr": "errors < 1%", "value": 0, "passed": True}])
        self.assertEqual(sum(summary["levels"].values()), summary["emitted"])
        self.assertEqual(sum(s["emitted"] for s in summary["services"]), summary["emitted"])

    def test_missed_target_exits_99_unless_told_otherwise(self):
        run = self.batch("  - {type: 'null'}", "-t", "sent >= 100000")
        self.assertCode(run, 99)
        self.assertIn("FAIL", run.err)
        self.assertIn("Exit: 99 (a target was missed)", run.err)
        self.assertCode(self.batch("  - {type: 'null'}", "-t", "sent >= 100000", "--no-fail"), 0)

    def test_abort_on_fail_ends_the_run_early(self):
        run = self.batch("  - {type: 'null'}", "-t", "rate >= 100000", "--abort-on-fail", "--json", duration="50s")
        self.assertCode(run, 99)
        self.assertLess(run.summary["duration_s"], 30)

    def test_a_report_that_cannot_be_created_exits_73_before_the_run(self):
        run = self.batch("  - {type: stdout}", "-o", "nowhere/report.json")
        self.assertCode(run, 73)
        self.assertEqual(run.out, "")
        self.assertIn("nowhere/report.json", run.err)

    def test_a_report_whose_folder_takes_no_file_or_that_is_no_file_exits_73_before_the_run(self):
        folder = self.folder / "full"
        folder.mkdir()
        (folder / "r.json").write_text("old")
        folder.chmod(0o555)
        os.mkfifo(self.folder / "pipe.json")
        for name, why in (("full/r.json", "Permission denied"), ("pipe.json", "not a regular file")):
            with self.subTest(name):
                run = self.batch("  - {type: stdout}", "-o", name, preexec_fn=obey_file_modes)
                self.assertCode(run, 73)
                self.assertEqual(run.out, "")
                self.assertIn(f"{name} cannot be written: ", run.err)
                self.assertIn(why, run.err)
        self.assertEqual((folder / "r.json").read_text(), "old")
        folder.chmod(0o755)

    def test_a_report_on_a_full_disk_fails_the_run_and_the_reports_after_it(self):
        def small_disk():
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

        run = self.batch("  - {type: 'null'}", "-o", "r.json", "--json", preexec_fn=small_disk)
        self.assertCode(run, 73)
        self.assertEqual((run.summary["result"], run.summary["exit_code"]), ("failed", 73))
        self.assertEqual(run.err.rstrip().splitlines()[-1], "Exit: 73 (a report could not be written)")
        self.assertIn("FAILED", run.err)
        self.assertIn("error: r.json cannot be written: File too large\n", run.err)
        self.assertIn("Free some space", run.err)
        self.assertEqual(run.err.count("cannot be written"), 1)
        run = self.batch("  - {type: 'null'}", "-o", "r.json", "-t", "sent >= 100000", preexec_fn=small_disk)
        self.assertCode(run, 99)
        self.assertIn("Exit: 99 (a target was missed)", run.err)

    def test_a_stdout_that_takes_no_report_exits_74(self):
        with open("/dev/full", "wb") as full:
            for how, why in (({"stdout": full}, "No space left on device"), ({"preexec_fn": lambda: os.close(1)}, "Bad file descriptor")):
                for arguments in (["--json"], ["-o", "-"]):
                    with self.subTest(arguments=arguments, why=why):
                        run = self.batch("  - {type: 'null'}", *arguments, **how)
                        self.assertCode(run, 74)
                        self.assertIn(f"error: stdout cannot be written: {why}\n  Redirect it", run.err)
                        self.assertEqual(run.err.rstrip().splitlines()[-1], "Exit: 74 (a report could not be written)")

    def assertSaysWhy(self, run, code, words, result="failed"):
        """A run that did not start: every report is whole and says so."""
        self.assertCode(run, code)
        summary = json.loads((self.folder / "r.json").read_text())
        self.assertEqual(json.loads(run.out), summary)
        self.assertEqual((summary["result"], summary["exit_code"], summary["emitted"]), (result, code, 0))
        self.assertIn(words, summary["reason"])
        self.assertNotIn("1970", summary["started"])
        cases = {case.get("name"): case for case in xml.etree.ElementTree.parse(self.folder / "r.xml").iter("testcase")}
        self.assertIn(words, cases["the run ended as planned"].find("failure").get("message"))
        for name in ("r.html", "r.md", "r.csv"):
            self.assertGreater((self.folder / name).stat().st_size, 0)

    def test_a_run_that_does_not_start_is_reported_too(self):
        reports = [flag for name in ("r.json", "r.xml", "r.html", "r.md", "r.csv") for flag in ("-o", name)]
        url = f"http://127.0.0.1:{free_port()}"
        self.assertSaysWhy(self.batch(f"  - {{type: http, url: '{url}'}}", "--json", *reports), 69, url)
        with Server(lambda r: r.never()) as server:
            path = self.profile("  - {type: file, path: out.jsonl, embedding: true}",
                                f"embedding: {{base_url: '{server.url}/v1', api_key: k, dimensions: 8}}")
            process = self.start("--batch", "--progress", "plain", "-c", path, "--json", *reports)
            said = wait_for_line(process.stderr, "Embedding messages")
            process.send_signal(signal.SIGINT)
            self.assertSaysWhy(self.finish(process), 130, "stopped before the first entry", "stopped")
            self.assertTrue(said)
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
            if "dashboard" in self.run_emitter("--list-sinks").out:
                run = self.batch("  - {type: 'null'}", "--json", "--dashboard", port, *reports)
                self.assertSaysWhy(run, 69, port)

    def test_verbose_says_the_plan_and_each_state(self):
        run = self.batch("  - {type: 'null'}", "-v", "--progress", "none")
        self.assertCode(run, 0)
        self.assertIn("Services and pools", run.err)
        states = [line for line in run.err.splitlines() if line.startswith("State: ")]
        self.assertEqual(states, [f"State: {word}" for word in ("preparing", "running", "stopping", "finished")])
        self.assertNotIn("State: ", self.batch("  - {type: 'null'}").err)

    def test_quiet_says_nothing(self):
        run = self.batch("  - {type: 'null'}", "-q")
        self.assertCode(run, 0)
        self.assertEqual((run.out, run.err), ("", ""))


if __name__ == "__main__":
    unittest.main()
