# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Those who mean no good: the run keeps its schedule, memory and files stay bounded."""
import contextlib
import re
import socket
import struct
import threading

from dashboardclient import HANDSHAKE, fetch, raw_reader, send_until_closed
from program_support import *

RATE, SECONDS = 500, 10
SINKS = "  - {type: dashboard, port: 0, flush_interval_ms: 100}\n  - {type: file, path: out.jsonl}"
DEAF = 1000  # of which 32 get in
VANISHING = 600
MASK = b"\0\0\0\0"


def connect(port):
    return socket.create_connection(("127.0.0.1", port), timeout=LIMIT)


class Abuse(ProgramTest):
    def kilobytes(self, process, what):
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(what))

    def files(self, process):
        return len(os.listdir(f"/proc/{process.pid}/fd"))

    def queued(self, port):
        """Bytes that the kernel keeps for each connection whose reader does not read."""
        sockets = subprocess.run(["ss", "-tmnH", f"sport = :{port}"], capture_output=True, text=True,
                                 check=True, timeout=LIMIT).stdout
        return [int(size) for size in re.findall(r"skmem:.*?,w(\d+)", sockets)]

    def vanish(self, port):
        """Connects, says something or nothing, and is gone, at times with a reset."""
        for number in range(VANISHING):
            with contextlib.suppress(OSError), connect(port) as client:
                if number % 3 == 0:
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                client.sendall((HANDSHAKE, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n", b"")[number % 3])

    def big_frame(self, port, refused):
        client = raw_reader(port)
        if client:
            with client:
                refused["frame"] = send_until_closed(
                    client, b"\x82\xff" + struct.pack(">Q", 64 << 20) + MASK + bytes(64 << 20))

    def fragments(self, port, refused):
        client = raw_reader(port)
        if client:
            with client:
                refused["fragments"] = send_until_closed(
                    client, b"\x01\x80" + MASK + (b"\x00\x80" + MASK) * 1_000_000)

    def slow_heads(self, port, clients):
        for _ in range(100):
            with contextlib.suppress(OSError):
                clients.append(connect(port))
                clients[-1].sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")

    def test_the_schedule_is_kept_and_everything_comes_back(self):
        process = self.start("--batch", "--json", "--linger", "1h", "-c",
                             self.profile(SINKS, rate=RATE, duration=f"{SECONDS}s"))
        link = wait_for_line(process.stderr, "Dashboard: ")[-1].split()[1]
        wait_for_line(process.stderr, "Running")
        port = int(link.rsplit(":", 1)[1].strip("/"))
        fetch(link, "report.html")  # what it allocates once is no part of the account
        memory, files = self.kilobytes(process, "VmRSS"), self.files(process)

        refused = {}
        self.big_frame(port, refused)
        self.fragments(port, refused)
        clients = [client for client in (raw_reader(port) for _ in range(DEAF)) if client]
        self.assertEqual(len(clients), 32)
        threads = [threading.Thread(target=self.vanish, args=(port,)),
                   threading.Thread(target=self.slow_heads, args=(port, clients))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LIMIT)
        self.assertEqual(refused, {"frame": True, "fragments": True})
        wait_for_line(process.stderr, "Serving the dashboard")

        queued = self.queued(port)
        self.assertGreaterEqual(len(queued), 32)
        self.assertLess(sum(queued), 64 << 20)
        if "asan" not in EMITTER:
            self.assertLess(self.kilobytes(process, "VmHWM") - memory, 64 << 10)
        self.assertLessEqual(self.files(process), files + 32 + 64)
        for client in clients:
            client.close()
        status, _, body = 0, None, None
        for _ in range(600):
            with contextlib.suppress(OSError):
                status, _, body = fetch(link, "api/summary")
                if status == 200 and self.files(process) <= files:
                    break
        self.assertEqual(status, 200)
        self.assertLessEqual(self.files(process), files)
        summary = json.loads(body)
        self.assertEqual(summary["scheduled"], RATE * SECONDS)
        self.assertEqual(summary["emitted"], RATE * SECONDS)
        self.assertAddsUp(summary)
        process.send_signal(signal.SIGINT)
        self.assertCode(self.finish(process), 0)


if __name__ == "__main__":
    unittest.main()
