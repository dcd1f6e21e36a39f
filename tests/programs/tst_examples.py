# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every example of the pool guide, run against our own distributor."""
from program_support import *

EXAMPLES = pathlib.Path(os.environ["EXAMPLES"])


class Examples(ProgramTest):
    def test_each_example_emits(self):
        mock = self.start("mock", "distributor", "--port", 0)
        url = wait_for_line(mock.stderr, "Mock distributor on")[-1].split()[3]
        programs = sorted(path for path in EXAMPLES.glob("example_*") if os.access(path, os.X_OK) and path.is_file())
        self.assertEqual(len(programs), 12)
        for program in programs:
            with self.subTest(program.name):
                run = subprocess.run([program], cwd=self.folder, capture_output=True, timeout=LIMIT, text=True,
                                     env=self.environment(EXAMPLE_URL=url, EXAMPLE_SCALE="0.05"))
                self.assertEqual(run.returncode, 0, run.stderr)
                if program.name != "example_errors":
                    self.assertRegex(run.stdout, r"[1-9]")

    def test_examples_say_when_nothing_listens(self):
        run = subprocess.run([EXAMPLES / "example_complete"], cwd=self.folder, capture_output=True, timeout=LIMIT, text=True,
                             env=self.environment(EXAMPLE_URL=f"http://127.0.0.1:{free_port()}"))
        self.assertEqual(run.returncode, 1)
        self.assertIn("Start the distributor first", run.stdout)


if __name__ == "__main__":
    unittest.main()
