#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""`emitter calibrate`: what this machine can make, kept for the runs that follow."""
import json
import re
import signal
import subprocess
import unittest

from program_support import ProgramTest

SINKS = "  - {type: 'null'}\n  - {type: stdout, format: json}\n"
BATCHES = ", buffer_size: 50"  # of the profile below: other batches, another kind
STORES = ("elasticsearch, vectors: base64", "elasticsearch, vectors: numbers", "qdrant")


class Calibrate(ProgramTest):
    def calibrate(self, *arguments):
        return self.run_emitter("calibrate", self.profile(SINKS, extra="buffer_size: 50"), "--window", "600ms", *arguments)

    def kept(self):
        return list((self.folder / "cache" / "emitter" / "calibration").glob("*"))

    def test_measures_every_kind_and_keeps_it(self):
        run = self.calibrate("--json")
        self.assertCode(run, 0)
        report = json.loads(run.out)
        rates = {kind["kind"]: kind["per_s"] for kind in report["kinds"]}
        planned = {kind["kind"] for kind in report["kinds"] if kind["in_profile"]}
        self.assertEqual(planned, {"null" + BATCHES, "stdout, format: json" + BATCHES})
        self.assertEqual(set(rates), planned | {
            kind + BATCHES for kind in ("stdout", "file", "sqlite", "http", "http, body: ndjson")} | {
            kind + BATCHES + ", 1536 dimensions" for kind in STORES})
        for kind, rate in rates.items():
            self.assertGreater(rate, 0, kind)
        self.assertEqual(report["planned_per_s"], 200)
        [file] = self.kept()
        self.assertEqual(len(file.read_text().splitlines()), 1 + len(rates))

    def test_shows_the_plan_and_warns_of_one_above_the_limit_from_then_on(self):
        profile = self.profile(SINKS, extra="buffer_size: 50")
        before = self.run_emitter("--check", profile, "--service", "web=90000000")
        self.assertNotIn("calibrated", before.err)

        run = self.run_emitter("calibrate", profile, "--window", "600ms", env={"TMPDIR": str(self.folder)})
        self.assertCode(run, 0)
        lines = {line.strip().split("  ")[0]: line for line in run.out.splitlines() if line.startswith("  ")}
        self.assertIn(" 200 ", lines["null" + BATCHES])
        self.assertIn("%", lines["stdout, format: json" + BATCHES])
        self.assertNotIn("%", lines["file" + BATCHES])
        self.assertIn("Calibrating null", run.err)
        self.assertEqual([], list(self.folder.glob("emitter-calibrate*")))

        fits = self.run_emitter("--check", profile)
        self.assertCode(fits, 0)
        self.assertNotIn("calibrated", fits.err)
        for arguments in (["--check", profile], ["--batch", "-c", profile, "-n", "5"]):
            above = self.run_emitter(*arguments, "--service", "web=90000000")
            self.assertCode(above, 0)
            self.assertIn("warning: sink null: the plan is 90,000,000/s, and this machine made at most",
                          above.err)
            self.assertIn(" ago", above.err)
            self.assertIn("sink stdout:", above.err)

    def test_a_temporary_folder_that_cannot_be_made_is_said(self):
        profile = self.profile(SINKS)
        # Root may write anywhere but there.
        for place, why in ((self.folder / "nowhere", "it is not a folder"), (profile, "it is not a folder"), ("/proc", "")):
            run = self.run_emitter("calibrate", profile, "--window", "200ms", env={"TMPDIR": str(place)})
            self.assertCode(run, 73)
            self.assertIn(f"error: no temporary folder can be made in {place}: {why}", run.err)
            self.assertIn("TMPDIR", run.err)
        self.assertEqual([], self.kept())

    def test_messages_go_into_the_log_file_too(self):
        run = self.calibrate("--log-file", "log.txt")
        self.assertCode(run, 0)
        self.assertIn("Kept in", (self.folder / "log.txt").read_text())
        self.assertCode(self.calibrate("--log-file", "nowhere/log.txt"), 73)

    def test_an_http_sink_with_a_path_and_fields_of_its_own_is_measured(self):
        run = self.run_emitter("calibrate", self.profile(
            "  - {type: http, url: 'https://logs.example.org', path: /ingest, health_path: /ready,"
            " fields: {message: msg, level: ''}, constants: {level: none}}\n"), "--window", "1500ms", "--json")
        self.assertCode(run, 0)
        kinds = json.loads(run.out)["kinds"]
        self.assertTrue(any(kind["in_profile"] and kind["per_s"] > 0 for kind in kinds))
        # With the client that speaks TLS, which is far slower than the one of http://.
        [(name, rate)] = [(kind["kind"], kind["per_s"]) for kind in kinds if kind["in_profile"]]
        self.assertEqual(name, "http, client: qnam without TLS")
        self.assertLess(rate, next(kind["per_s"] for kind in kinds if kind["kind"] == "http"))
        self.assertIn("Only an upper bound, since TLS costs more: " + name, run.err)

    def test_sinks_of_stores_are_measured_without_them_and_warned_of(self):
        sinks = ("  - {type: qdrant, name: points, url: 'http://qdrant.example.org', collection_name: mine, api_key: '${KEY}'}\n"
                 "  - {type: elasticsearch, name: documents, url: 'https://elastic.example.org', bulk_refresh: '-1'}\n"
                 "  - {type: elasticsearch, name: zipped, url: 'http://elastic.example.org', gzip: true}\n"
                 "  - {type: pgvector, name: rows, host: pg.example.org}\n")
        profile = self.profile(sinks, extra="embedding: {provider: hash, dimensions: 32}")
        run = self.run_emitter("calibrate", profile, "--window", "600ms", "--json", env={"KEY": "hidden"})
        self.assertCode(run, 0)
        rates = {kind["kind"]: kind["per_s"] for kind in json.loads(run.out)["kinds"] if kind["in_profile"]}
        bound = "elasticsearch, vectors: base64, client: qnam without TLS, 32 dimensions"
        self.assertEqual({"qdrant, 32 dimensions", bound}, set(rates))
        self.assertGreater(min(rates.values()), 0)
        self.assertIn("Only an upper bound, since TLS costs more: " + bound, run.err)
        for sink, why in (("rows", "whose client library talks to a real PostgreSQL alone"),
                          ("zipped", "whose documents no mock can count without unpacking them")):
            self.assertIn(f"Not measured: sink {sink}, {why}. `emitter find-max` finds what", run.err)

        above = self.run_emitter("--check", profile, "--service", "web=90000000", env={"KEY": "hidden"})
        self.assertCode(above, 0)
        for sink, kind in (("points", "qdrant, 32 dimensions"), ("documents", bound)):
            self.assertRegex(above.err, f'sink {sink}: the plan is 90,000,000/s, and this machine made at most '
                                        f'[\\d,]+/s for "{kind}"')
        self.assertNotIn("sink rows:", above.err)

    def test_the_client_is_measured_and_not_a_store_that_reads_the_logs(self):
        mock = self.start("mock", "distributor", "--port", "0", stderr=subprocess.STDOUT)
        url = re.search(r"http://127\.0\.0\.1:\d+", mock.stdout.readline().decode())[0]
        sink = "  - {type: http, url: '%s', body: ndjson}\n"
        read = self.batch(sink % url, "--drain-timeout", "1s", "--no-fail", "--json", rate="max").summary["sinks"][0]
        self.assertGreater(read["delivered"], 0)
        run = self.run_emitter("calibrate", self.profile(sink % "http://logs.example.org"), "--window", "600ms", "--json")
        self.assertCode(run, 0)
        made = {kind["kind"]: kind["per_s"] for kind in json.loads(run.out)["kinds"]}
        self.assertGreater(made["http, body: ndjson"], 3 * read["delivered"])

    def test_ctrl_c_ends_it_and_keeps_nothing(self):
        process = self.start("calibrate", self.profile(SINKS, extra="buffer_size: 50"), "--window", "60s",
                             env={"TMPDIR": str(self.folder)})
        self.assertIn(b"Calibrating", process.stderr.readline())
        process.send_signal(signal.SIGINT)
        run = self.finish(process)
        self.assertCode(run, 130)
        self.assertEqual([], self.kept())
        self.assertEqual([], list(self.folder.glob("emitter-calibrate*")))


if __name__ == "__main__":
    unittest.main()
