#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures emitter beside other load generators, in turns, on the same receiver.

    peers.py EMITTER FOLDER [MARKDOWN] [--rounds N] [--seconds N] [--receiver PROGRAM] [--without PEER]... [--only SCENARIO]...

Installs into FOLDER the peers that package registries offer (a peer that cannot be had is named and
left out), runs each contender of a scenario once per round, and prints medians, spread and the ratio
to emitter. With MARKDOWN the table replaces what stands between its markers. PROGRAM listens for POSTs
on 127.0.0.1 and prints its port; without it emitter's own mock distributor does.
"""
import argparse
import contextlib
import csv
import dataclasses
import json
import os
import pathlib
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time

MARKERS = ("<!-- peers: begin -->", "<!-- peers: end -->")
BODY = json.dumps({"id": "01890a5d-ac96-774b-bcce-b302099a8057", "timestamp": "2026-01-01T00:00:00.000000Z",
                   "level": "INFO", "service": "api-gateway",
                   "message": "webhook-sender validated the loyalty points posting in region ap-south (replica lag 1.8 s)"})
GO_PEERS = {"flog": "github.com/mingrammer/flog@latest",
            "bombardier": "github.com/codesenberg/bombardier@latest",
            "vegeta": "github.com/tsenart/vegeta/v12@latest",
            "k6": "go.k6.io/k6@latest"}
LOGGEN_PACKAGES = ["syslog-ng-core", "libivykis0", "libnet1", "libjson-c5"]


@dataclasses.dataclass(frozen=True)
class Posts:
    """Requests of one kind: the body that peers send again and again, and how emitter makes its own."""
    body: str
    logs: int
    kind: str
    connections: int
    sink: str


SINGLES = Posts(BODY, 1, "application/json", 32, "body: single, queue_size: 20000")
BATCHES = Posts((BODY + "\n") * 1000, 1000, "application/x-ndjson", 4, "body: ndjson, buffer_size: 1000, queue_size: 100000")
POSTS = {"singles": SINGLES, "batches": BATCHES}


def say(text):
    print(f"peers: {text}", file=sys.stderr, flush=True)


def quietly(command, timeout=900, **how):
    """True when the command succeeded."""
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=timeout, check=False, **how).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


class Peers:
    """The programs that are there or can be had, by name."""

    def __init__(self, folder, without):
        self.folder = folder.resolve()
        self.missing = list(without)
        (self.folder / "bin").mkdir(parents=True, exist_ok=True)

    def find(self, name):
        if name in self.missing:
            return None
        program = self._installed(name) or (self._install(name) and self._installed(name))
        if not program:
            self.missing.append(name)
            say(f"{name} cannot be had here and is left out")
        return program

    def _installed(self, name):
        places = [self.folder / "bin", self.folder / "node_modules" / ".bin", self.folder / "debian" / "usr" / "bin"]
        return shutil.which(name, path=os.pathsep.join(map(str, places))) or shutil.which(name)

    def _install(self, name):
        say(f"installing {name}")
        if name in GO_PEERS:
            return quietly(["go", "install", GO_PEERS[name]],
                           env={**os.environ, "GOBIN": str(self.folder / "bin"), "GOFLAGS": "-p=2"})
        if name == "autocannon":
            return quietly(["npm", "install", "--no-fund", "--no-audit", "--prefix", self.folder, name])
        if name == "loggen":  # unpacked, not installed: the package would start a daemon
            archives = self.folder / "archives"
            archives.mkdir(exist_ok=True)
            for package in LOGGEN_PACKAGES:
                quietly(["apt-get", "download", package], cwd=archives)
            return all(quietly(["dpkg-deb", "-x", archive, self.folder / "debian"]) for archive in archives.glob("*.deb"))
        return False

    def environment(self):
        libraries = self.folder / "debian" / "usr" / "lib"
        paths = [str(path) for path in (libraries / "x86_64-linux-gnu", libraries / "syslog-ng", libraries)]
        return {**os.environ, "LD_LIBRARY_PATH": os.pathsep.join(paths),
                "SYSLOGNG_PREFIX": str(self.folder / "debian" / "usr")} if libraries.is_dir() else dict(os.environ)


class LineReceiver:
    """Counts the lines of one TCP connection at a time."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.rate = 0

    @contextlib.contextmanager
    def counting(self):
        thread = threading.Thread(target=self._count)
        thread.start()
        yield
        thread.join(timeout=60)

    def _count(self):
        connection, _ = self.listener.accept()
        buffer = bytearray(1 << 20)
        lines = 0
        began = time.monotonic()
        with connection:
            while size := connection.recv_into(buffer):
                lines += buffer.count(b"\n", 0, size)
        self.rate = lines / (time.monotonic() - began)


class PostReceiver:
    """The server that POSTs go to: a process that prints or says its port."""

    def __init__(self, emitter, program):
        command = [program] if program else [emitter, "mock", "distributor", "--port", "0"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True)
        self.url = "http://127.0.0.1:%s/submit" % re.search(r"(?:127\.0\.0\.1:|^)(\d+)", self.process.stdout.readline())[1]

    def end(self):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait(timeout=10)


def emitter_rate(emitter, folder, sinks, seconds, stdout=None):
    """Delivered per second of a closed loop, its last second left out: it holds the drain."""
    profile = folder / "profile.yaml"
    profile.write_text("seed: 1\nservices: [{name: bench, rate_per_sec: max}]\nsinks: [%s]\n" % sinks)
    report = folder / "report.csv"
    subprocess.run([emitter, "--batch", "-c", profile, "-d", f"{seconds + 1}s", "-q", "--no-record", "-o", report,
                    "--drain-timeout", "1s", "--no-fail"], stdin=subprocess.DEVNULL,
                   stdout=stdout if stdout is not None else subprocess.DEVNULL, timeout=seconds + 60, check=False)
    with report.open(newline="") as file:
        rows = list(csv.DictReader(file))[:seconds]
    [column] = [name for name in rows[0] if name.endswith(" delivered_per_s")]
    return statistics.mean(float(row[column]) for row in rows)


def run_for(command, seconds, **how):
    """Runs a program that would not end by itself."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.terminate()
        process.wait(timeout=10)


def line_contenders(emitter, peers, seconds):
    """Text lines into one TCP connection."""
    receiver = LineReceiver()

    def through_socket(run):
        with receiver.counting(), socket.create_connection(("127.0.0.1", receiver.port)) as out:
            run(out)
        return receiver.rate

    contenders = {"emitter": lambda: through_socket(
        lambda out: emitter_rate(emitter, peers.folder, "{type: stdout}", seconds, stdout=out))}
    if flog := peers.find("flog"):
        contenders["flog"] = lambda: through_socket(
            lambda out: run_for([flog, "-f", "rfc5424", "-n", "100000000"], seconds, stdout=out))
    if loggen := peers.find("loggen"):
        def run_loggen():
            with receiver.counting():
                quietly([loggen, "--inet", "--stream", "--rate", "100000000", "--interval", str(seconds), "--size", "130",
                         "127.0.0.1", str(receiver.port)], env=peers.environment())
            return receiver.rate
        contenders["loggen"] = run_loggen
    return contenders


def output_of(command, timeout, **how):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout,
                          check=False, **how).stdout


def post_contenders(emitter, peers, seconds, url, posts):
    """Logs per second in POSTs, over kept connections."""
    folder = peers.folder
    (folder / "body").write_text(posts.body)
    (folder / "post.lua").write_text(f"wrk.method = 'POST'\nwrk.headers['Content-Type'] = '{posts.kind}'\n"
                                     "wrk.body = io.open('body'):read('*a')\n")
    (folder / "post.js").write_text(
        "import http from 'k6/http';\nconst body = open('./body');\n"
        f"export default function () {{ http.post('{url}', body, {{headers: {{'Content-Type': '{posts.kind}'}}}}); }}\n")
    limit = seconds + 60
    base = url.removesuffix("/submit")
    connections = posts.connections
    contenders = {"emitter": lambda: emitter_rate(
        emitter, folder, f"{{type: http, url: '{base}', connections: {connections}, {posts.sink}}}", seconds)}
    header = f"Content-Type: {posts.kind}"

    def add(name, command, pattern):
        program = peers.find(name)
        if program:
            def run():
                text = output_of([program, *map(str, command)], limit, cwd=folder, env={**os.environ, "NO_COLOR": "1"})
                found = re.search(pattern, text)
                return float(found[1].replace(",", "")) * posts.logs if found else 0
            contenders[name] = run

    add("wrk", ["-t1", f"-c{connections}", f"-d{seconds}s", "-s", "post.lua", url], r"Requests/sec:\s+([\d.]+)")
    add("autocannon", ["-c", connections, "-d", seconds, "-m", "POST", "-H", header, "-i", "body", "-j", url],
        r'"requests":\{"average":([\d.]+)')
    add("bombardier", ["-c", connections, "-d", f"{seconds}s", "-m", "POST", "-H", header, "-f", "body", "-o", "json",
                       "-p", "r", url], r'"rps":\{"mean":([\d.]+)')
    add("k6", ["run", "--quiet", "--vus", connections, "--duration", f"{seconds}s", "post.js"],
        r"http_reqs\.*: *\d+ +([\d.]+)/s")
    vegeta = peers.find("vegeta")
    if vegeta:
        def run_vegeta():
            targets = f"echo 'POST {url}'"
            attack = (f"{vegeta} attack -rate 0 -max-workers {connections} -duration {seconds}s -body body "
                      f"-header '{header}'")
            text = output_of(["sh", "-c", f"{targets} | {attack} | {vegeta} report -type json"], limit, cwd=folder)
            return json.loads(text)["throughput"] * posts.logs
        contenders["vegeta"] = run_vegeta
    return contenders


def in_turns(contenders, rounds):
    """Rates of each contender, one per round; who failed has none."""
    rates = {name: [] for name in contenders}
    for number in range(rounds):
        for name, run in contenders.items():
            try:
                rate = run()
            except (OSError, subprocess.SubprocessError, ValueError, KeyError) as error:
                say(f"{name} failed: {error}")
                continue
            say(f"round {number + 1}: {name} {rate:,.0f}/s")
            if rate > 0:
                rates[name].append(rate)
    return rates


def table(title, rates):
    ours = statistics.median(rates["emitter"]) if rates["emitter"] else 0
    lines = [f"{title}:", "", "| | median/s | lowest to highest | emitter is |", "| :-- | --: | --: | --: |"]
    for name, values in sorted(rates.items(), key=lambda item: -statistics.median(item[1] or [0])):
        if not values:
            lines.append(f"| {name} | failed | | |")
            continue
        median = statistics.median(values)
        ratio = "" if name == "emitter" or not ours else f"{ours / median:.2f} x"
        lines.append(f"| {name} | {median:,.0f} | {min(values):,.0f} to {max(values):,.0f} | {ratio} |")
    return "\n".join(lines) + "\n"


def machine():
    model = next((line.split(":")[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} CPUs ({model}), Linux {platform.release().split('-')[0]}, load average {load:.1f} at the end"


def write_between_markers(file, text):
    document = file.read_text()
    begin, end = (document.index(marker) for marker in MARKERS)
    file.write_text(document[:begin + len(MARKERS[0])] + "\n" + text + document[end:])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("emitter", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("markdown", type=pathlib.Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--receiver", type=pathlib.Path)
    parser.add_argument("--without", action="append", default=[], help="leave this peer out")
    parser.add_argument("--only", action="append", choices=["lines", *POSTS], help="measure this scenario alone")
    chosen = parser.parse_args()
    emitter = chosen.emitter.resolve()
    peers = Peers(chosen.folder, chosen.without)
    into = "into " + ("a receiver that only answers" if chosen.receiver else "the mock distributor, which is the limit")
    titles = {"lines": "Text lines into one TCP connection that counts them",
              "singles": f"One POST of {len(BODY)} bytes per log, {SINGLES.connections} connections, {into}",
              "batches": f"Logs in NDJSON, {BATCHES.logs:,} a POST of {len(BATCHES.body):,} bytes, {BATCHES.connections} "
                       f"connections, {into}; peers send one prepared body again and again, emitter makes every log anew"}
    receiver = PostReceiver(emitter, chosen.receiver)

    def contenders_of(scenario):
        if scenario == "lines":
            return line_contenders(emitter, peers, chosen.seconds)
        return post_contenders(emitter, peers, chosen.seconds, receiver.url, POSTS[scenario])

    try:
        tables = [table(title, in_turns(contenders_of(scenario), chosen.rounds))
                  for scenario, title in titles.items() if scenario in (chosen.only or titles)]
    finally:
        receiver.end()
    text = f"{chosen.rounds} rounds of {chosen.seconds} s each, in turns: {machine()}.\n\n" + "\n".join(tables)
    if peers.missing:
        text += f"\nNot here, so not measured: {', '.join(peers.missing)}.\n"
    print(text)
    if chosen.markdown:
        write_between_markers(chosen.markdown, text)


if __name__ == "__main__":
    main()
