# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad profiles and bad flags: each is refused with a message that helps, and the right exit code."""
import contextlib
import fcntl
import termios
import time

from program_support import *

GOOD = "services: [{name: a, rate_per_sec: 10}]\nsinks: [{type: stdout}]\n"
STORE_VARIABLES = {"OPENAI_API_KEY": "k", "QDRANT_URL": "http://127.0.0.1:6333", "ELASTIC_URL": "http://127.0.0.1:9200",
                  "ELASTIC_USER": "u", "ELASTIC_PASSWORD": "p", "PGVECTOR_HOST": "127.0.0.1",
                  "PGVECTOR_USER": "u", "PGVECTOR_PASSWORD": "p"}


class Profiles(ProgramTest):
    def check(self, text, *expected, code=78, env=None):
        run = self.run_emitter("--batch", "-c", self.write("bad.yaml", text), env=env)
        self.assertCode(run, code)
        for words in expected:
            self.assertRegex(run.err, words)
        self.assertEqual(run.out, "")
        return run

    def test_missing_file(self):
        run = self.run_emitter("--batch", "-c", "no-such.yaml")
        self.assertCode(run, 66)
        self.assertIn("no-such.yaml", run.err)

    def test_folder_and_unreadable_file(self):
        (self.folder / "folder.yaml").mkdir()
        self.write("file", "x")
        self.write("locked.yaml", GOOD).chmod(0)
        for name, why, remedy in (("folder.yaml", "it is a folder", "Check the name"),
                                  ("file/profile.yaml", "Not a directory", "Check the name"),
                                  ("locked.yaml", "Permission denied", "readable for you")):
            with self.subTest(name):
                run = self.run_emitter("--batch", "-c", name, preexec_fn=obey_file_modes)
                self.assertCode(run, 66)
                self.assertIn(f"{name} cannot be read: {why}", run.err)
                self.assertIn(remedy, run.err)

    def test_a_profile_from_a_slow_pipe(self):
        read, write = os.pipe()
        process = self.start("--check", f"/dev/fd/{read}", pass_fds=[read])
        os.close(read)
        half = GOOD.index("sinks")
        os.write(write, GOOD[:half].encode())
        end = time.monotonic() + LIMIT
        waiting = bytearray(4)
        while process.poll() is None and time.monotonic() < end:
            fcntl.ioctl(write, termios.FIONREAD, waiting)
            if not any(waiting):
                break  # the first half is read, and the reader waits for more
        with contextlib.suppress(BrokenPipeError):
            os.write(write, GOOD[half:].encode())
        os.close(write)
        self.assertCode(self.finish(process), 0)

    def test_empty_and_binary_files(self):
        for nothing in ("", "\n \n"):
            self.check(nothing, r"the profile is empty\n  It needs services or pools, and sinks")
        self.check(b"\x7fELF\x00\x01\x02\xff\xfe" * 40, r"not UTF-8 text\n  Is it a YAML file")

    def test_two_mebibytes(self):
        self.check("# " + "x" * (2 << 20) + "\n" + GOOD, r"larger than 1 MiB\n  Use pools for many like emitters")

    def test_bombs(self):
        self.check("a: &a [1, *a]\n", r"bad\.yaml:1", r"(?i)anchor|alias")
        bomb = "a: &a [x, x]\n" + "".join(
            f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20))
        self.check(bomb, r"(?i)anchor|alias")
        self.check("a: " + "[" * 100_000, r"(?i)deep|depth|nest")

    def test_wrong_keys_and_values_are_all_told_at_once_with_their_places(self):
        run = self.check("""buffer_size: many
seed: 1
seed: 2
servces: []
services:
  - name: a
    rate_per_sec: -5
  - name: b
    rate_per_sec: nan
sinks:
  - type: stdout
    fromat: json
""", r"bad\.yaml:1:\d+: error: buffer_size", r"bad\.yaml:3:\d+: error.*(?i:twice|duplicate)", r"bad\.yaml:4:\d+: error",
            r"did you mean.*services", r"services\[0\]\.rate_per_sec must be 0 or more; you wrote -5", r"bad\.yaml:9",
            r"did you mean.*format")
        self.assertIn("^", run.err)

    def test_nul_is_refused(self):
        self.check(b"services: [{name: \"a\\0b\", rate_per_sec: 1}]\nsinks: [{type: stdout}]\n", r"NUL")

    def test_nothing_to_do(self):
        self.check("sinks: [{type: stdout}]\n", r"(?i)services")
        self.check("services: [{name: a, rate_per_sec: 10}]\nsinks: [{type: stdout, enabled: false}]\n", r"(?i)sink")

    def test_a_profile_without_a_sink_is_refused(self):
        self.check('pools: [{distributor_url: "${URL:-}"}]\n', r"no sink")
        if os.environ["ONLY_STDOUT"] == "1":
            return
        path = self.write("p.yaml", "services: [{name: a, rate_per_sec: 1}]\n"
                                    "pools: [{emitter_prefix: b, distributor_url: 'http://h'}]\n")
        for arguments in (["--check", path], ["--batch", "-c", path]):
            run = self.run_emitter(*arguments, "--only", "a")
            self.assertCode(run, 78)
            self.assertIn("no sink", run.err)

    def test_a_rate_of_nothing_sends_nothing(self):
        run = self.run_emitter("--batch", "-c", self.write("p.yaml", "run_duration: 1s\n" + GOOD.replace("10", "0")))
        self.assertCode(run, 99)
        self.assertIn("nothing was sent", run.err)

    def test_the_profile_of_all_stores_is_good_where_its_sinks_are_built(self):
        text = (SOURCES / "tests/profile/data/stores.yaml").read_text()
        run = self.run_emitter("--check", self.write("stores.yaml", text), env=STORE_VARIABLES)
        errors = [line for line in run.err.splitlines() if ": error:" in line]
        self.assertCode(run, 78 if errors else 0)
        for line in errors:
            self.assertIn("is not in this build", line)
        self.assertEqual(bool(errors), os.environ["ONLY_STDOUT"] == "1")

    def test_the_profile_of_all_stores_without_its_variables_names_each_of_them(self):
        text = (SOURCES / "tests/profile/data/stores.yaml").read_text()
        self.check(text, *(name for name in STORE_VARIABLES if name != "OPENAI_API_KEY"))

    def test_variables_are_never_expanded_twice(self):
        path = self.write("p.yaml", 'run_duration: 1s\nservices: [{name: "${NAME}", rate_per_sec: 50}]\nsinks: [{type: stdout}]\n')
        run = self.run_emitter("--batch", "-c", path, env={"NAME": "${HOME}: [x]"})
        self.assertCode(run, 0)
        self.assertIn("${HOME}: [x]", run.out)

    def test_bad_targets(self):
        self.check(GOOD + 'targets: ["achieved >= many"]\n', r"achieved >= many")
        self.check(GOOD + 'targets: ["latency_p99{qdrant} < 1s"]\n', r"qdrant")
        self.check(GOOD + 'targets: ["achieved >= many"]\n', r'3 \| targets: \["achieved >= many"\]\n +\|           \^')
        path = self.write("good.yaml", GOOD)
        for arguments in (["--batch", "-c", path], ["--check", path]):
            for target in ("achieved >= many", "latency_p99{qdrant} < 1s"):
                run = self.run_emitter(*arguments, "-t", target)
                self.assertCode(run, 64)
                self.assertIn(target, run.err)

    def test_bad_flags(self):
        for arguments in (["--bath"], ["--batch", "--duration", "soon"], ["--batch", "-n"], ["--batch", "--set", "x"],
                          ["--batch", "--set", "embedding.api_key=abc"], ["demo", "nope"], ["mock"],
                          ["--batch", "-o", "report.pdf"], ["--batch", "a.yaml", "b.yaml"], ["--help-sink", "nope"],
                          ["demo", "basic", "--seed", "5"], ["verify", "-o", "r.xml"], ["--check", "a.yaml", "--json"]):
            run = self.run_emitter(*arguments)
            self.assertCode(run, 64)
            self.assertIn("error: ", run.err)
            self.assertNotIn("abc", run.err.replace("path=value", ""))

    def test_flags_outrank_variables_outrank_the_profile(self):
        path = self.write("p.yaml", "seed: 1\nbuffer_size: 10\nflush_interval_ms: 20\n" + GOOD)
        run = self.run_emitter("--print-config", "-c", path, "--seed", "3", env={"EMITTER_SEED": "2", "EMITTER_BUFFER_SIZE": "77"})
        self.assertCode(run, 0)
        self.assertRegex(run.out, r"seed: 3 .*--seed")
        self.assertRegex(run.out, r"buffer_size: 77 .*EMITTER_BUFFER_SIZE")
        self.assertRegex(run.out, r"flush_interval_ms: 20 .*p\.yaml:3")
        self.assertRegex(run.out, r"message_pool_size: 1000 .*built-in")


if __name__ == "__main__":
    unittest.main()
