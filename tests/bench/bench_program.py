# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real binary: start-up, the file sink at full speed, and memory over time.

usage: bench_program.py EMITTER [SECONDS]     SECONDS of the memory run (60)
"""
import datetime
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

emitter = os.path.abspath(sys.argv[1])
seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
os.chdir(tempfile.mkdtemp(prefix="emitter-bench-"))


def profile(text):
    with open("p.yaml", "w", encoding="utf-8") as file:
        file.write(text)


def run(*arguments):
    out = subprocess.run([emitter, "--batch", "-q", "--json", "-c", "p.yaml", *arguments],
                         stdout=subprocess.PIPE, check=True).stdout
    return json.loads(out)


def first_entry():
    start = time.monotonic()
    process = subprocess.Popen([emitter, "--batch", "-q", "-c", "p.yaml"], stdout=subprocess.PIPE)
    process.stdout.readline()
    took = time.monotonic() - start
    process.terminate()
    process.communicate()
    return took * 1000


profile("""
embedding: {provider: hash}
services: [{name: a, rate_per_sec: 100000}]
sinks: [{type: stdout, flush_interval_ms: 1}, {type: file, path: /dev/null, embedding: true, enabled: true}]
""")
starts = [first_entry() for _ in range(9)]
print(f"start to first entry, hash embedding of 1000 messages: median {statistics.median(starts):.0f} ms,"
      f" largest {max(starts):.0f} ms")

for sink in ("file, path: out.jsonl", "file, path: /dev/null", "'null', render: true"):
    profile(f"services: [{{name: a, rate_per_sec: max}}]\nsinks: [{{type: {sink}}}]\n")
    rates = []
    for _ in range(3):
        summary = run("-n", "5000000")
        # With the drain: at the end of duration_s up to a queue of entries is still to be written.
        took = time.time() - datetime.datetime.fromisoformat(summary["started"]).timestamp()
        delivered = sum(one["delivered"] for one in summary["sinks"])
        rates.append(delivered / took / 1e6)
        if os.path.exists("out.jsonl"):
            os.remove("out.jsonl")
    print(f"closed loop, 5 M entries, {{type: {sink}}}: median {statistics.median(rates):.2f} M entries/s"
          " from the first to the end of the program")

profile(f"""
run_duration: {seconds}s
services: [{{name: a, rate_per_sec: 10000}}]
sinks: [{{type: 'null', render: true}}]
""")
process = subprocess.Popen([emitter, "--batch", "-q", "--json", "-c", "p.yaml"], stdout=subprocess.PIPE)
sizes = []
while process.poll() is None:
    time.sleep(1)
    try:
        with open(f"/proc/{process.pid}/statm", encoding="ascii") as statm:
            sizes.append(int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6)
    except (FileNotFoundError, IndexError, ValueError):
        break
summary = json.loads(process.stdout.read())
quarter = max(1, len(sizes) // 4)
print(f"10,000/s for {seconds} s: resident {statistics.mean(sizes[quarter:2 * quarter]):.1f} MB in the second quarter,"
      f" {statistics.mean(sizes[-quarter:-1] or sizes[-1:]):.1f} MB in the last;"
      f" lateness p99 {summary['lateness_ms']['p99']:.2f} ms, achieved {summary['rate']['achieved_percent']} %")
