# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A network of our own that loses packets, and a name server of our own that lies or says nothing.

Runs itself again in a network and mount namespace, where loopback and resolv.conf can be spoilt.
"""
import socket
import struct
import sys
import tempfile
import time

from fault_support import *

INSIDE = "EMITTER_TEST_NAMESPACE"
UNSHARE = ["unshare", "--net", "--mount", *(["--map-root-user"] if os.geteuid() else [])]


def tool(*words):
    subprocess.run(words, check=True, capture_output=True, timeout=LIMIT)


class NameServer:
    """Answers questions for an address with `address`: a text, "unknown" (NXDOMAIN) or None (nothing)."""

    def __init__(self, address):
        self.address = address
        self.asked, self.answered = False, threading.Event()
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 53))
        self.thread = threading.Thread(target=self.serve)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waker:
            waker.sendto(b"", ("127.0.0.1", 53))
        self.thread.join()
        self.socket.close()

    def serve(self):
        while True:
            question, client = self.socket.recvfrom(512)
            if not question:
                return
            self.asked = True
            if self.address is None:
                continue
            end = question.index(b"\0", 12) + 5
            kind = question[end - 4:end - 2]
            found = self.address != "unknown" and kind == b"\0\x01"
            # RFC 1035, 4.1: an answer, recursion available; the name is a pointer to the question's
            head = question[:2] + (b"\x81\x83" if self.address == "unknown" else b"\x81\x80")
            head += struct.pack(">4H", 1, int(found), 0, 0)
            answer = b"\xc0\x0c\0\x01\0\x01\0\0\0\0\0\x04" + socket.inet_aton(self.address) if found else b""
            self.socket.sendto(head + question[12:end] + answer, client)
            self.answered.set()


class PoorNetwork(FaultTest):
    def test_three_packets_of_ten_are_lost(self):
        tool("nft", "add table inet poor")
        self.addCleanup(tool, "nft", "delete table inet poor")
        tool("nft", "add chain inet poor input { type filter hook input priority 0 ; }")
        tool("nft", "add rule inet poor input numgen random mod 10 < 3 counter drop")

        def check(body):
            with Store() as store:
                run = self.load(f"  - {{type: http, url: '{store.url}', health_path: '', client: {CLIENT}, timeout: 5s{body}}}", 300,
                                "--drain-timeout", "8s", name=f"loss{len(body)}", rate=100)
                sink = run.summary["sinks"][0]
                self.assertReconciles(sink, store)
                self.assertGreater(sink["delivered"], 0)
                self.assertEqual(run.summary["emitted"], 300)

        self.at_once(["", ", body: ndjson, buffer_size: 10"], check)
        rules = subprocess.run(["nft", "list", "table", "inet", "poor"], capture_output=True, text=True, check=True).stdout
        self.assertRegex(rules, r"counter packets [1-9]\d+", "no packet was lost")

    def lookups(self, address, later=None):
        """A run whose server has a name; the name server says `address`, and once it has, `later`."""
        with Store() as store, NameServer(address) as names:
            url = f"http://store.test:{store.http.server_port}"
            path = self.write("p.yaml", f"""
seed: 7
message_pool_size: 20
services: [{{name: web, rate_per_sec: 500, arrival: fixed}}]
sinks:
  - {{type: http, url: '{url}', health_path: '', client: {CLIENT}, connect_timeout: 2s, body: ndjson, buffer_size: 50, flush_interval_ms: 50}}
  - {{type: file, path: out.jsonl, append: false}}
""")
            process = self.start("--batch", "--json", "--progress", "plain", "--drain-timeout", "2s", "-n", 1500, "-c", path)
            wait_for_line(process.stderr, "Running")
            started = time.monotonic()
            if later:
                self.assertTrue(names.answered.wait(LIMIT))
                names.address = later
            run = self.finish(process)
            self.assertLess(time.monotonic() - started, 3 + 2 + 8)  # a lookup that hangs holds nobody back
            self.assertTrue(names.asked)
            sink, file = run.summary["sinks"]
            self.assertAddsUp(run.summary)
            self.assertReconciles(sink, store)
            self.assertEqual((run.summary["emitted"], file["delivered"]), (1500, 1500))
        return sink, run

    def test_a_name_that_does_not_exist(self):
        sink, run = self.lookups("unknown")
        self.assertEqual(sink["delivered"] + sink["unconfirmed"], 0)
        self.assertIn("the host of store.test", run.err)

    def test_a_name_server_that_never_answers(self):
        sink, _ = self.lookups(None)
        self.assertEqual(sink["delivered"] + sink["unconfirmed"], 0)

    def test_a_name_that_comes_into_being(self):
        sink, _ = self.lookups("unknown", "127.0.0.1")
        self.assertEqual(sink["delivered"], 1500, sink)
        self.assertGreater(sink["resent"], 0)


def inside():
    """The part in namespaces of our own."""
    tool("ip", "link", "set", "lo", "up")
    with tempfile.TemporaryDirectory() as folder:
        files = {"/etc/resolv.conf": "nameserver 127.0.0.1\n", "/etc/nsswitch.conf": "hosts: files dns\n"}
        for target, text in files.items():
            if not os.path.exists(target):
                continue
            own = pathlib.Path(folder, pathlib.Path(target).name)
            own.write_text(text)
            tool("mount", "--bind", own, target)
        unittest.main()


if __name__ == "__main__":
    if INSIDE in os.environ:
        inside()
    trial = subprocess.run([*UNSHARE, "ip", "link", "set", "lo", "up"], capture_output=True, text=True)
    if trial.returncode:
        print(f"SKIPPED: no network namespace of our own: {trial.stderr.strip()}", flush=True)
        sys.exit(77)
    os.execvpe(UNSHARE[0], [*UNSHARE, sys.executable, "-B", *sys.argv], {**os.environ, INSIDE: "1"})
