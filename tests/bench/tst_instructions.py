# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What instructions.py makes of counts, which come from a program in valgrind's place."""
import contextlib
import io
import json
import os
import pathlib
import tempfile
import unittest

import instructions

# Each entry of a path takes the same; set-up takes something as well.
VALGRIND = """#!/bin/sh
while [ $# -gt 2 ]; do shift; done
echo "==1== Collected : $((12345 + $2 * EACH))" >&2
[ "$1" != "$BROKEN" ]
"""
COMPILER = "Compiler 1 Release"


class InstructionsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="emitter-test-")
        self.addCleanup(folder.cleanup)
        valgrind = pathlib.Path(folder.name) / "valgrind"
        valgrind.write_text(VALGRIND)
        valgrind.chmod(0o755)
        kept = instructions.RECORDED, instructions.PATHS, dict(os.environ)
        self.addCleanup(self.restore, *kept)
        os.environ["PATH"] = folder.name
        instructions.RECORDED = pathlib.Path(folder.name) / "instructions.json"
        instructions.PATHS = {"json": 100, "answers": 100}

    def restore(self, recorded, paths, environment):
        instructions.RECORDED, instructions.PATHS = recorded, paths
        os.environ.clear()
        os.environ.update(environment)

    def count(self, each, *options):
        """The exit code, and what was printed."""
        os.environ["EACH"] = str(each)
        with contextlib.redirect_stdout(io.StringIO()) as out:
            code = instructions.main("hotpaths", COMPILER, *options)
        return code, out.getvalue()

    def test_what_was_recorded_passes_and_its_surroundings(self):
        self.assertEqual(self.count(1000, "--record")[0], 0)
        for each in (810, 1000, 1029):
            self.assertEqual(self.count(each)[0], 0, each)

    def test_more_fails(self):
        self.count(1000, "--record")
        code, out = self.count(1031)
        self.assertEqual(code, 1)
        self.assertIn("+3.1% of 1,000.0  MORE THAN RECORDED", out)

    def test_far_less_fails_until_it_is_recorded(self):
        self.count(1000, "--record")
        code, out = self.count(790)
        self.assertEqual(code, 1)
        self.assertIn("-21.0% of 1,000.0  SO MUCH LESS: RECORD IT", out)
        self.count(790, "--record")
        self.assertEqual(self.count(790)[0], 0)

    def test_a_path_that_fails_is_not_counted(self):
        self.count(1000, "--record")
        os.environ["BROKEN"] = "answers"
        with self.assertRaises(instructions.subprocess.CalledProcessError):
            self.count(1000)

    def test_another_compiler_or_machine_is_not_judged(self):
        self.count(1000, "--record")
        recorded = json.loads(instructions.RECORDED.read_text())
        self.assertEqual(list(recorded), [COMPILER + instructions.vector_instructions()])
        instructions.RECORDED.write_text(json.dumps({COMPILER + " other vectors": recorded.popitem()[1]}))
        code, out = self.count(2000)
        self.assertEqual(code, instructions.SKIPPED)
        self.assertIn("has no recorded counts", out)

    def test_without_valgrind_nothing_is_judged(self):
        self.count(1000, "--record")
        os.environ["PATH"] = "/nowhere"
        code, out = self.count(2000)
        self.assertEqual(code, instructions.SKIPPED)
        self.assertIn("valgrind is not installed", out)


if __name__ == "__main__":
    unittest.main()
