# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program says of itself: help, version, plan, configuration, schema, sinks."""
import os

from program_support import *


class Information(ProgramTest):
    def test_help_names_every_flag_and_exit_code(self):
        run = self.run_emitter("--help")
        self.assertCode(run, 0)
        for word in ("emitter [profile.yaml]", "SIGUSR1", "--batch", "--check", "--duration-secs", "--rate-scale", "--abort-on-fail", "--report", "demo basic",
                     "mock distributor", "130/143", "78", "99"):
            self.assertIn(word, run.out)
        self.assertLessEqual(max(map(len, run.out.splitlines())), 110)

    def test_version(self):
        run = self.run_emitter("--version")
        self.assertCode(run, 0)
        self.assertRegex(run.out, r"^emitter \d+\.\d+\.\d+\n$")

    def test_no_window(self):
        run = self.run_emitter("some.yaml")
        # A build with a window has no display for it here.
        self.assertCode(run, 69 if os.environ["WINDOW"] == "ON" else 64)
        self.assertIn("--batch", run.err)

    def test_check_prints_the_plan(self):
        path = self.write("p.yaml", """
services: [{name: api, rate_per_sec: 30}]
pools: [{emitter_prefix: dev, num_emitters: 4, base_interval: 0.5, interval_jitter: 1.0}]
sinks: [{type: stdout, name: "${NAME:-out}"}]
""")
        run = self.run_emitter("--check", path, env={"NAME": "screen"})
        self.assertCode(run, 0)
        for words in ("api", "30/s", "dev", "4 emitters", "screen", "until stopped", "NAME", "memory"):
            self.assertIn(words, run.out)
        # x = 0.5, y = 1.0: gaps cut at 0 have a mean of 0.5625 s, so 7.11/s and not 8/s.
        self.assertIn("7.11/s", run.out)

    def test_check_connects_to_nothing(self):
        if os.environ["ONLY_STDOUT"] == "1":
            self.skipTest("the sinks are not built")
        seen = []
        with Server(lambda r: (seen.append(r.path), r.reply(200))) as server:
            path = self.profile(f"  - {{type: http, url: '{server.url}', embedding: true}}",
                                f"embedding: {{base_url: '{server.url}/v1', api_key: k, dimensions: 8}}")
            run = self.run_emitter("--check", path)
            self.assertCode(run, 0)
            self.assertIn(server.url, run.out)
            self.assertEqual(seen, [])
            self.run_emitter("--batch", "-c", path)  # whereas a run does
            self.assertNotEqual(seen, [])

    def test_a_stdout_that_takes_nothing_is_an_error(self):
        path = self.write("p.yaml", "services: [{name: a, rate_per_sec: 1.5}]\nsinks: [{type: stdout}]\n")
        commands = [["--print-config", "-c", path], ["--check", path], ["--list-sinks"], ["--help-sink", "stdout"],
                    ["--print-schema"], ["--help"], ["--version"], ["calibrate", path, "--window", "200ms"]]
        for arguments in commands:
            with self.subTest(arguments=arguments), open("/dev/full", "wb") as full:
                run = self.run_emitter(*arguments, stdout=full)
                self.assertCode(run, 74)
                self.assertIn("stdout cannot be written: No space left on device\n  Redirect it", run.err)

    def test_check_of_a_bad_profile_fails(self):
        self.assertCode(self.run_emitter("--check", self.write("p.yaml", "services: 3\n")), 78)
        self.assertCode(self.run_emitter("--check", "missing.yaml"), 66)

    def test_check_refuses_what_a_run_refuses_and_in_its_words(self):
        if os.environ["ONLY_STDOUT"] == "1":
            self.skipTest("the sinks are not built")
        for sink, words in (
                ("{type: file, path: '-'}", "is not a file"),
                ("{type: file, path: x.txt, format: text, embedding: true}", "no place for a vector"),
                ("{type: sqlite, path: ':memory:'}", "is not a file"),
                ("{type: sqlite, path: x.db, table_name: sqlite_x}", "is not a table's name"),
                ("{type: http, url: 'http://h', fields: {nosuchpart: x}}", "nosuchpart"),
                ("{type: http, url: 'http://h', body: ndjson, pipeline: 4}", "pipeline"),
                ("{type: elasticsearch, url: 'http://h', index_name: 'Upper Case'}", "Upper Case"),
                ("{type: qdrant, url: 'http://h', collection_name: 'a/b'}", "a/b"),
                ("{type: pgvector, host: h, database: 'a=b'}", "must be a name without"),
                ("{type: dashboard, token: '${TOKEN}'}", "token has characters"),
        ):
            with self.subTest(sink=sink):
                path = self.profile("  - " + sink, "embedding: {provider: hash, dimensions: 8}")
                check = self.run_emitter("--check", path, env={"TOKEN": "a b"})
                run = self.run_emitter("--batch", "--no-dashboard", "-c", path, env={"TOKEN": "a b"})
                self.assertCode(check, 78)
                self.assertIn(words, check.err)
                self.assertCode(run, 78)
                for line in check.err.splitlines():
                    self.assertIn(line, run.err.splitlines())
                self.assertEqual(check.out, "")
        self.assertEqual(sorted(p.name for p in self.folder.iterdir() if p.name.startswith("x.")), [])

    def test_check_misses_the_key_that_a_run_would_miss(self):
        if os.environ["ONLY_STDOUT"] == "1":
            self.skipTest("the sinks are not built")
        path = self.profile("  - {type: file, path: x.jsonl, embedding: true}")
        run = self.run_emitter("--check", path)
        self.assertCode(run, 78)
        self.assertIn("no key is set", run.err)
        run = self.run_emitter("--check", path, env={"OPENAI_API_KEY": "canary-1"})
        self.assertCode(run, 0)
        self.assertRegex(run.out, r"environment +OPENAI_API_KEY")
        self.assertNotIn("canary-1", run.out + run.err)
        path = self.profile("  - {type: file, path: x.jsonl, embedding: true}", "embedding: {api_key_file: nowhere}")
        run = self.run_emitter("--check", path)
        self.assertCode(run, 66)
        self.assertIn("nowhere", run.err)

    def test_printed_configuration_reads_back_to_itself(self):
        path = self.write("p.yaml", "seed: 5\nservices: [{name: a, rate_per_sec: 1.5}]\nsinks: [{type: stdout}]\n")
        first = self.run_emitter("--print-config", "-c", path)
        self.assertCode(first, 0)
        second = self.run_emitter("--print-config", "-c", self.write("again.yaml", first.out))
        self.assertCode(second, 0)

        def values(text):
            return [line.split(" #")[0].rstrip() for line in text.splitlines()]

        self.assertEqual(values(first.out), values(second.out))

    def test_secrets_are_masked(self):
        path = self.write("p.yaml", "embedding: {provider: openai, api_key: '${KEY}'}\n"
                          "services: [{name: a, rate_per_sec: 1.5}]\nsinks: [{type: stdout}]\n")
        for arguments in (["--print-config", "-c", path], ["--check", path]):
            run = self.run_emitter(*arguments, env={"KEY": "s3cr3t-canary"})
            self.assertCode(run, 0)
            self.assertNotIn("s3cr3t-canary", run.out + run.err)

    def test_the_default_of_a_secret_s_variable_is_masked(self):
        path = self.write("p.yaml", "embedding: {api_key: '${KEY:-hunter2}'}\n"
                          "services: [{name: a, rate_per_sec: 1.5}]\nsinks: [{type: stdout}]\n")
        run = self.run_emitter("--print-config", "-c", path)
        self.assertCode(run, 0)
        self.assertIn("***", run.out)
        self.assertNotIn("hunter2", run.out + run.err)

    def test_schema_is_json_and_names_the_settings(self):
        run = self.run_emitter("--print-schema")
        self.assertCode(run, 0)
        schema = json.loads(run.out)
        self.assertIn("json-schema.org", schema["$schema"])
        self.assertIn("services", schema["properties"])
        self.assertIn("rate_per_sec", run.out)

    def test_sinks_are_listed_and_described(self):
        run = self.run_emitter("--list-sinks")
        self.assertCode(run, 0)
        self.assertIn("stdout", run.out)
        run = self.run_emitter("--help-sink", "stdout")
        self.assertCode(run, 0)
        for word in ("format", "text|json", "buffer_size", "retry.attempts"):
            self.assertIn(word, run.out)


if __name__ == "__main__":
    unittest.main()
