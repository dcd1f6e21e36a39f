#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the instructions of the hot paths with callgrind and compares them with the recorded ones.

    instructions.py HOTPATHS COMPILER            exit 1 when a path takes more than is recorded, or far less
    instructions.py HOTPATHS COMPILER --record   writes the counts of this compiler

What a busy machine does to times it does not do to instructions: two runs differ by less than one in
a thousand. COMPILER names what made the program ("GNU 12.2.0 Release"); others have counts of their
own, and so have machines without AVX2. Far less is a gain to record, lest it be lost again unseen, or
a path that does nothing any more. Set-up is not counted: each path runs twice, and the difference is divided by the entries more.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

RECORDED = pathlib.Path(__file__).with_name("instructions.json")
MORE, LESS = 0.03, -0.2
# Entries of the shorter run; the other has three times as many.
PATHS = {"json": 10_000, "text": 10_000, "schedule": 20_000, "delivery": 20_000, "answers": 10_000, "requests": 10_000, "bulk": 10_000,
         "points": 10_000, "vectors-text": 100, "vectors-base64": 100, "vectors-binary": 300}
SKIPPED = 77


def vector_instructions():
    """What NoisyVectors finds here, as part of the key."""
    return " AVX2" if re.search(r"\bavx2\b", pathlib.Path("/proc/cpuinfo").read_text()) else ""


def instructions(program, path, entries):
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", program, path, str(entries)],
            capture_output=True, text=True, timeout=600, check=True)
    return int(re.search(r"Collected : (\d+)", run.stderr)[1])


def per_entry(program, path):
    few = PATHS[path]
    return (instructions(program, path, 3 * few) - instructions(program, path, few)) / (2 * few)


def word(count, known):
    """What to say of a count, and whether it is good."""
    if known is None:
        return "not recorded", True
    change = count / known - 1
    wrong = "  MORE THAN RECORDED" if change > MORE else "  SO MUCH LESS: RECORD IT" if change < LESS else ""
    return f"{100 * change:+.1f}% of {known:,.1f}{wrong}", not wrong


def main(program, compiler, *options):
    compiler += vector_instructions()
    recorded = json.loads(RECORDED.read_text()) if RECORDED.exists() else {}
    known = recorded.get(compiler, {})
    if not shutil.which("valgrind"):
        print("valgrind is not installed: nothing was counted")
        return SKIPPED
    if not known and "--record" not in options:
        print(f"{compiler} has no recorded counts (instructions.py ... --record writes them): nothing was counted")
        return SKIPPED
    counts = {path: round(per_entry(program, path), 1) for path in PATHS}
    all_good = True
    for path, count in counts.items():
        text, good = word(count, known.get(path))
        all_good = all_good and good
        print(f"{path:15} {count:>10,.1f} instructions/entry  {text}")
    if "--record" in options:
        recorded[compiler] = counts
        RECORDED.write_text(json.dumps(recorded, indent=2, sort_keys=True) + "\n")
        return 0
    return 0 if all_good else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
