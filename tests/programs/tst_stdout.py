# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries on stdout: what is written, closed and full outputs."""
import re

from program_support import *


class Stdout(ProgramTest):
    def test_text_lines_are_entries_and_nothing_else(self):
        run = self.batch("  - {type: stdout, format: text}")
        self.assertCode(run, 0)
        lines = run.out.splitlines()
        self.assertIn(len(lines), range(199, 202))
        for line in lines:
            self.assertRegex(line, r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z (DEBUG|INFO|WARN|ERROR|CRITICAL) web \S")

    def test_json_lines_parse_and_ids_are_unique_version_7(self):
        run = self.batch("  - {type: stdout, format: json}")
        entries = [json.loads(line) for line in run.out.splitlines()]
        self.assertIn(len(entries), range(199, 202))
        self.assertEqual(len({entry["id"] for entry in entries}), len(entries))
        for entry in entries:
            self.assertRegex(entry["id"], r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
            self.assertEqual(entry["service"], "web")
        self.assertEqual(sorted(entries, key=lambda e: e["timestamp"]), entries)

    def test_same_seed_makes_the_same_texts_another_seed_others(self):
        def texts(seed):
            run = self.batch("  - {type: stdout, format: json}", "--seed", seed)
            return [(e["level"], e["message"]) for e in map(json.loads, run.out.splitlines())]

        self.assertEqual(texts(11), texts(11))
        self.assertNotEqual(texts(11), texts(12))

    def test_count_is_exact(self):
        run = self.batch("  - {type: stdout}", "-n", 50, "--json")
        self.assertCode(run, 0)
        self.assertEqual(run.summary["emitted"], 50)
        self.assertEqual(len(run.out[:run.out.index('{\n  "schema"')].splitlines()), 50)
        self.assertAddsUp(run.summary)

    def test_closed_stdout_ends_the_run_in_order(self):
        process = self.start("--batch", "-c", self.profile("  - {type: stdout}\n  - {type: 'null'}", duration="30s"))
        process.stdout.readline()
        process.stdout.close()
        process.stdout = None
        run = self.finish(process)
        self.assertCode(run, 74)
        self.assertIn("closed", run.err)
        self.assertIn("Exit: 74", run.err)

    def test_full_device_is_told_and_exits_74(self):
        with open("/dev/full", "wb") as full:
            run = self.batch("  - {type: stdout, buffer_size: 10}", duration="20s", stdout=full)
        self.assertCode(run, 74)
        self.assertRegex(run.err, "(?i)no space left|full")

    def test_reader_that_stops_reading_does_not_hang_a_second_interrupt(self):
        process = self.start("--batch", "-c", self.profile("  - {type: stdout, buffer_size: 1000, flush_interval_ms: 50}",
                                                           rate=20000, duration="60s"))
        process.stdout.readline()  # then never again: the pipe fills
        process.send_signal(signal.SIGINT)
        wait_for_line(process.stderr, "Stopping")
        process.send_signal(signal.SIGINT)
        code = process.wait(timeout=LIMIT)
        self.assertIn(code, (74, 130))

    def test_control_characters_in_names_do_not_reach_the_terminal(self):
        path = self.write("p.yaml", 'run_duration: 1s\nservices:\n  - {name: "a\\u202eb", rate_per_sec: 50}\nsinks: [{type: stdout}]\n')
        run = self.run_emitter("--batch", "-c", path)
        self.assertCode(run, 0)
        self.assertIsNone(re.search(r"[\x00-\x08\x0b-\x1f\x7f]", run.out))


if __name__ == "__main__":
    unittest.main()
