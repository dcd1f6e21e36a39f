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
MOST_APART = 0.1  # what a contender says it sent and what came
GO_PEERS = {"bombardier": "github.com/codesenberg/bombardier@latest",
            "vegeta": "github.com/tsenart/vegeta/v12@latest",
            "k6": "go.k6.io/k6@latest"}
FLOG = ("github.com/mingrammer/flog", "v0.4.4")  # its last version
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
    """True when the command succeeded; else its last words are said."""
    try:
        run = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                             text=True, errors="replace", timeout=timeout, check=False, **how)
    except (OSError, subprocess.TimeoutExpired) as error:
        say(error)
        return False
    if run.returncode != 0:
        last = (run.stderr.strip().splitlines() or [f"ended with {run.returncode}"])[-1]
        say(f"{pathlib.Path(command[0]).name}: {last}")
    return run.returncode == 0


class Peers:
    """The programs that are there or can be had, by name."""

    def __init__(self, folder, without):
        self.folder = folder.resolve()
        self.left_out = list(without)
        self.missing = []
        (self.folder / "bin").mkdir(parents=True, exist_ok=True)

    def find(self, name):
        if name in self.left_out + self.missing:
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
        if name == "flog":  # as a module's requirement: go install asks for a list of versions, which not every proxy has
            module = self.folder / "flog"
            module.mkdir(exist_ok=True)
            (module / "go.mod").write_text(f"module peer\n\ngo 1.19\n\nrequire {' '.join(FLOG)}\n")
            return quietly(["go", "build", "-mod=mod", "-o", self.folder / "bin" / name, FLOG[0]], cwd=module)
        if name == "autocannon":
            return quietly(["npm", "install", "--no-fund", "--no-audit", "--prefix", self.folder, name])
        if name == "loggen":  # unpacked, not installed: the package would start a daemon
            archives = self.folder / "archives"
            archives.mkdir(exist_ok=True)
            return (all(quietly(["apt-get", "download", package], cwd=archives) for package in LOGGEN_PACKAGES)
                    and all(quietly(["dpkg-deb", "-x", archive, self.folder / "debian"])
                            for archive in archives.glob("*.deb")))
        return False

    def environment(self):
        libraries = self.folder / "debian" / "usr" / "lib"
        paths = [str(path) for path in (*libraries.glob("*-linux-gnu"), libraries / "syslog-ng", libraries)]
        return {**os.environ, "LD_LIBRARY_PATH": os.pathsep.join(paths),
                "SYSLOGNG_PREFIX": str(self.folder / "debian" / "usr")} if libraries.is_dir() else dict(os.environ)


class LineReceiver:
    """Counts the lines of one TCP connection at a time."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.settimeout(0.2)
        self.port = self.listener.getsockname()[1]
        self.rate = 0

    @contextlib.contextmanager
    def counting(self):
        """Afterwards `rate` is that of the connection that came meanwhile: 0 when none did."""
        self.rate = 0
        over = threading.Event()
        thread = threading.Thread(target=self._count, args=(over,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join(timeout=60)

    def _accept(self, over):
        while True:
            try:
                return self.listener.accept()[0]
            except TimeoutError:
                if over.is_set():
                    return None

    def _count(self, over):
        connection = self._accept(over)
        if not connection:
            return
        buffer = bytearray(1 << 20)
        lines = 0
        began = time.monotonic()
        with connection:
            while size := connection.recv_into(buffer):
                lines += buffer.count(b"\n", 0, size)
        self.rate = lines / (time.monotonic() - began)


class PostReceiver:
    """The server that POSTs go to: a process that prints or says its port, and counts for each line it is given."""

    def __init__(self, emitter, program):
        command = [program] if program else [emitter, "mock", "distributor", "--port", "0"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True)
        self.counts = bool(program)
        self.url = "http://127.0.0.1:%s/submit" % re.search(r"(?:127\.0\.0\.1:|^)(\d+)", self.process.stdout.readline())[1]

    def requests(self):
        """How many it has read."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def checked(self, run, seconds, logs):
        """`run`, whose rate fails when it is not what came here in `seconds`, `logs` a POST. The mock does not count."""
        if not self.counts:
            return run

        def judged():
            before = self.requests()
            rate = run()
            came = (self.requests() - before) * logs / seconds
            if abs(rate - came) > MOST_APART * came:
                raise ValueError(f"it says {rate:,.0f}/s, but {came:,.0f}/s came")
            return rate
        return judged

    def end(self):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait(timeout=10)


def emitter_rate(emitter, folder, sinks, seconds, stdout=None):
    """Delivered per second of a closed loop, its last second left out: it holds the end."""
    profile = folder / "profile.yaml"
    profile.write_text("seed: 1\nservices: [{name: bench, rate_per_sec: max}]\nsinks: [%s]\n" % sinks)
    report = folder / "report.csv"
    report.unlink(missing_ok=True)
    subprocess.run([emitter, "--batch", "-c", profile, "-d", f"{seconds + 1}s", "-q", "--no-record", "-o", report,
                    "--drain-timeout", "0s", "--no-fail"], stdin=subprocess.DEVNULL,
                   stdout=stdout if stdout is not None else subprocess.DEVNULL, timeout=seconds + 60, check=False)  # what waits at its end is given up
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
                good = quietly([loggen, "--inet", "--stream", "--rate", "100000000", "--interval", str(seconds),
                                "--size", "130", "127.0.0.1", str(receiver.port)], seconds + 60, env=peers.environment())
            return receiver.rate if good else 0
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
    """Rates of each contender, one per round: 0 where it failed."""
    rates = {name: [] for name in contenders}
    for number in range(rounds):
        for name, run in contenders.items():
            try:
                rate = run()
                say(f"round {number + 1}: {name} " + (f"{rate:,.0f}/s" if rate > 0 else "failed"))
            except (OSError, subprocess.SubprocessError, ValueError, LookupError) as error:
                rate = 0
                say(f"round {number + 1}: {name} failed: {error}")
            rates[name].append(rate)
    return rates


def table(title, rates):
    medians = {name: statistics.median(list(filter(None, values)) or [0]) for name, values in rates.items()}
    lines = [f"{title}:", "", "| | median/s | lowest to highest | emitter is |", "| :-- | --: | --: | --: |"]
    for name, median in sorted(medians.items(), key=lambda item: -item[1]):
        if not median:
            lines.append(f"| {name} | failed | | |")
            continue
        values = list(filter(None, rates[name]))
        ratio = "" if name == "emitter" or not medians["emitter"] else f"{medians['emitter'] / median:.2f} x"
        if len(values) < len(rates[name]):
            name += f" ({len(values)} of {len(rates[name])})"
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
        posts = POSTS[scenario]
        # emitter runs a second longer than its rate is taken from
        return {name: receiver.checked(run, chosen.seconds + (name == "emitter"), posts.logs) for name, run in
                post_contenders(emitter, peers, chosen.seconds, receiver.url, posts).items()}

    try:
        rates = {scenario: in_turns(contenders_of(scenario), chosen.rounds)
                 for scenario in titles if scenario in (chosen.only or titles)}
    finally:
        receiver.end()
    text = (f"{chosen.rounds} rounds of {chosen.seconds} s each, in turns: {machine()}.\n\n"
            + "\n".join(table(titles[scenario], found) for scenario, found in rates.items()))
    if peers.left_out:
        text += f"\nLeft out: {', '.join(peers.left_out)}.\n"
    if peers.missing:
        text += f"\nNot here, so not measured: {', '.join(peers.missing)}.\n"
    print(text)
    if not all(any(found["emitter"]) for found in rates.values()):
        say("emitter itself failed: nothing is written")
        return 1
    if chosen.markdown:
        write_between_markers(chosen.markdown, text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
