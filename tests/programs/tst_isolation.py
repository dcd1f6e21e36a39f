# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One sink that fails in any way takes nothing from the others."""
import contextlib
import re
import socket
import time

from fault_support import *

DRAIN = 2  # seconds
RATE, COUNT = 300, 450


class BadServer:
    """A socket on a free port that treats each connection with `behave` in a thread of its own."""

    def __init__(self, behave, backlog=128):
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=backlog)
        self.port = self.listener.getsockname()[1]
        self.over = threading.Event()
        self.behave = behave
        self.sockets = [self.listener]
        self.seen = 0

    def __enter__(self):
        if self.behave:
            threading.Thread(target=self.accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for one in self.sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                self.sockets.append(client)
                self.seen += 1
                threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        with contextlib.suppress(OSError):
            self.behave(client, self.over)


def never_read(client, over):
    over.wait()


def drip(client, over):
    """A byte of the answer a second."""
    for byte in OK:
        client.sendall(bytes([byte]))
        if over.wait(1):
            return
    over.wait()


def swallow(client, over):
    """Takes everything and says nothing, as a TLS handshake that never ends."""
    while client.recv(65536):
        pass


@contextlib.contextmanager
def deaf():
    """A port whose connections are never established: its backlog is full."""
    with BadServer(None, backlog=0) as server:
        for _ in range(8):
            filler = socket.socket()
            filler.setblocking(False)
            filler.connect_ex(("127.0.0.1", server.port))
            server.sockets.append(filler)
        yield f"http://127.0.0.1:{server.port}"


@contextlib.contextmanager
def bad(behave, scheme="http"):
    with BadServer(behave) as server:
        yield f"{scheme}://127.0.0.1:{server.port}"


@contextlib.contextmanager
def overloaded():
    with Server(lambda r: r.reply(429, Retry_After="1")) as server:
        yield server.url


@contextlib.contextmanager
def refused():
    yield f"http://127.0.0.1:{free_port()}"


BATCH = ", body: ndjson, buffer_size: 100, flush_interval_ms: 100"
KINDS = {  # how a server is bad, and what its sink is set to besides
    "refused at the start": (refused, None),
    "refused while it runs": (refused, ""),
    "black hole": (deaf, ""),
    "accepts and never reads": (lambda: bad(never_read), BATCH),
    "a byte a second": (lambda: bad(drip), ""),
    "429 for ever": (overloaded, BATCH),
    "429 for ever, one by one": (overloaded, ""),
    "handshake that never ends": (lambda: bad(swallow, "https"), ""),
}


class Isolation(FaultTest):
    def test_memory_stays_below_what_was_said_however_many_batches_no_one_answers(self):
        with BadServer(never_read, backlog=512) as server:
            process = self.start("--batch", "-c", self.profile(
                f"  - {{type: http, url: 'http://127.0.0.1:{server.port}', health_path: '', body: ndjson,"
                " connections: 256, buffer_size: 2000, queue_size: 100000}\n", rate=300000, duration="4s"),
                "--drain-timeout", "100ms", "--no-fail")
            largest = 0  # KiB
            while process.poll() is None:
                with contextlib.suppress(OSError):
                    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
                    largest = max([largest, *map(int, re.findall(r"VmHWM:\s*(\d+)", status))])
                time.sleep(0.05)
            amount, unit = re.search(r"memory at most ([\d.]+) (\w+)", self.finish(process).err).groups()
        self.assertGreater(largest, 100 << 10)  # it is the batches that take the memory
        self.assertLess(largest, float(amount) * {"MiB": 1 << 10, "GiB": 1 << 20}[unit])

    def mock(self):
        """A mock distributor: its process and address."""
        process = self.start("mock", "distributor", "--port", 0)
        line = wait_for_line(process.stderr, "Mock distributor")[-1]
        return process, re.search(r"http://[\d.:]+", line)[0]

    def accepted(self, process):
        """How many logs the mock has taken; ends it."""
        process.send_signal(signal.SIGINT)
        text = self.finish(process).err
        return int(re.search(r"([\d,]+) logs accepted", text)[1].replace(",", ""))

    def beside(self, url, more, name, running=lambda: None):
        """A run into a file, a good distributor and the bad one, which get the same entries."""
        good, good_url = self.mock()
        health = "" if more is None else ", health_path: ''"
        path = self.write(f"{name}.yaml", f"""
seed: 7
max_lag: 60s
message_pool_size: 20
services: [{{name: web, rate_per_sec: {RATE}, arrival: fixed}}]
sinks:
  - {{type: file, path: "{name}.jsonl"}}
  - {{type: http, name: good, url: '{good_url}'}}
  - {{type: http, name: bad, url: '{url}', queue_size: 100, timeout: 1s, connect_timeout: 1s{health}{more or ""}}}
""")
        process = self.start("--batch", "--json", "--progress", "plain", "--drain-timeout", f"{DRAIN}s", "-n", COUNT, "-c", path)
        said = "".join(wait_for_line(process.stderr, "Running"))
        started = time.monotonic()
        running()
        run = self.finish(process)
        self.assertLess(time.monotonic() - started, COUNT / RATE + DRAIN + 20)
        self.assertAddsUp(run.summary)
        file, well, ill = run.summary["sinks"]
        emitted = run.summary["emitted"]
        self.assertEqual(emitted, COUNT)
        self.assertEqual((file["delivered"], well["delivered"]), (emitted, emitted))
        self.assertEqual(self.accepted(good), emitted)
        self.assertEqual(len((self.folder / f"{name}.jsonl").read_text().splitlines()), emitted)
        self.assertIn(run.code, (74, 99))
        return ill, said + run.err

    def test_each_kind_of_bad_server(self):
        def check(kind):
            server, more = KINDS[kind]
            with server() as url:
                sink, said = self.beside(url, more, kind)
                self.assertEqual(sink["delivered"], 0)
                self.assertIn(url.split("//")[1], said)  # and the reader learns which one it was

        self.at_once(KINDS, check, workers=4)

    def test_a_server_that_is_stopped_under_way(self):
        server, url = self.mock()
        try:
            sink, _ = self.beside(url, None, "stopped", lambda: server.send_signal(signal.SIGSTOP))
        finally:
            server.send_signal(signal.SIGCONT)
        accepted = self.accepted(server)
        self.assertLess(sink["delivered"], COUNT)
        self.assertLessEqual(sink["delivered"], accepted)
        self.assertLessEqual(accepted, sink["delivered"] + sink["unconfirmed"])


if __name__ == "__main__":
    unittest.main()
