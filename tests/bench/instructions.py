#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the instructions of the hot paths with callgrind and compares them with the recorded ones.

    instructions.py HOTPATHS COMPILER            exit 1 when a path takes more than is recorded
    instructions.py HOTPATHS COMPILER --record   writes the counts of this compiler

What a busy machine does to times it does not do to instructions: two runs differ by less than one in
a thousand. COMPILER names what made the program ("GNU 12.2.0 Release"); others have counts of their
own. Set-up is not counted: each path runs twice, and the difference is divided by the entries more.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

RECORDED = pathlib.Path(__file__).with_name("instructions.json")
TOLERANCE = 0.03
# Entries of the shorter run; the other has three times as many.
PATHS = {"json": 10_000, "text": 10_000, "schedule": 20_000, "delivery": 20_000, "answers": 10_000, "bulk": 10_000,
         "points": 10_000, "vectors-text": 100, "vectors-base64": 100, "vectors-binary": 300}
SKIPPED = 77


def instructions(program, path, entries):
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", program, path, str(entries)],
            capture_output=True, text=True, timeout=600, check=True)
    return int(re.search(r"Collected : (\d+)", run.stderr)[1])


def per_entry(program, path):
    few = PATHS[path]
    return (instructions(program, path, 3 * few) - instructions(program, path, few)) / (2 * few)


def main():
    program, compiler = sys.argv[1:3]
    if not shutil.which("valgrind"):
        print("valgrind is not installed: nothing was counted")
        return SKIPPED
    recorded = json.loads(RECORDED.read_text()) if RECORDED.exists() else {}
    counts = {path: round(per_entry(program, path), 1) for path in PATHS}
    known = recorded.get(compiler, {})
    worse = 0
    for path, count in counts.items():
        change = count / known[path] - 1 if path in known else None
        word = "not recorded" if change is None else f"{100 * change:+.1f}% of {known[path]:,.1f}"
        if change is not None and change > TOLERANCE:
            worse += 1
            word += "  MORE THAN RECORDED"
        print(f"{path:15} {count:>10,.1f} instructions/entry  {word}")
    if "--record" in sys.argv:
        recorded[compiler] = counts
        RECORDED.write_text(json.dumps(recorded, indent=2, sort_keys=True) + "\n")
        return 0
    if not known:
        print(f"{compiler} has no recorded counts (instructions.py ... --record writes them)")
        return SKIPPED
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
