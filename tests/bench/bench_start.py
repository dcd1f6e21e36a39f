# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of the real binary, from its start to the mapped window on an X server in memory.

usage: bench_start.py EMITTER [STARTS]     STARTS (9)
"""
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

emitter = os.path.abspath(sys.argv[1])
starts = int(sys.argv[2]) if len(sys.argv) > 2 else 9
LIMIT = 60  # seconds after which a start counts as failed


def start_display():
    numbers, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
                              pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(numbers) as pipe:
        return server, ":" + pipe.readline().strip()


def is_mapped(environment):
    """Whether the window of the profile is there; asking takes some milliseconds, which count."""
    return subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "p.yaml"], env=environment,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def start_window(environment):
    """Milliseconds from fork() to the mapped window."""
    begin = time.monotonic()
    process = subprocess.Popen([emitter, "p.yaml"], env=environment, stderr=subprocess.DEVNULL)
    try:
        while not is_mapped(environment):
            if process.poll() is not None or time.monotonic() - begin > LIMIT:
                sys.exit("bench_start: no window appeared")
        return (time.monotonic() - begin) * 1000
    finally:
        process.kill()
        process.wait()


absent = [tool for tool in ("Xvfb", "xdotool") if not shutil.which(tool)]
if absent:
    sys.exit(f"bench_start: not measured, {' and '.join(absent)} not installed")
with tempfile.TemporaryDirectory(prefix="emitter-bench-") as folder:
    os.chdir(folder)
    with open("p.yaml", "w", encoding="utf-8") as file:
        file.write("services: [{name: a, rate_per_sec: 100}]\nsinks: [{type: file, path: out.jsonl}]\n")
    display, name = start_display()
    try:
        own = {**os.environ, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "QT_NO_XDG_DESKTOP_PORTAL": "1", "HOME": folder}
        own = {key: value for key, value in own.items() if not key.startswith("XDG_")}
        own["XDG_RUNTIME_DIR"] = folder
        os.chmod(folder, 0o700)
        times = [start_window(own) for _ in range(starts)]
    finally:
        display.terminate()
        display.wait()
print(f"start to the mapped window, {starts} starts: median {statistics.median(times):.0f} ms, largest {max(times):.0f} ms")
