# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program tests share: running the binary, small profiles, servers that misbehave."""
import contextlib
import ctypes
import http.server
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import threading
import unittest

EMITTER = os.environ["EMITTER"]
SOURCES = pathlib.Path(os.environ["SOURCES"])
LIMIT = 60  # seconds after which a run counts as hanging


def obey_file_modes():
    """As preexec_fn: takes from root what lets it read and write every file; others have no such right."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


class Finished:
    """How a run ended."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def summary(self):
        return json.loads(self.out[self.out.index('{\n  "schema"'):])


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own, in which the binary runs."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="emitter-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def environment(self, **extra):
        kept = {name: value for name, value in os.environ.items()
                if name in ("PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")}
        return {**kept, "HOME": str(self.folder), "XDG_CACHE_HOME": str(self.folder / "cache"),
                "QT_FATAL_WARNINGS": "0", **extra}

    def start(self, *arguments, env=None, **how):
        how.setdefault("stdin", subprocess.DEVNULL)
        how.setdefault("stdout", subprocess.PIPE)
        how.setdefault("stderr", subprocess.PIPE)
        process = subprocess.Popen([EMITTER, *map(str, arguments)], cwd=self.folder,
                                   env=self.environment(**(env or {})), **how)
        self.addCleanup(self._end, process)
        return process

    @staticmethod
    def _end(process):
        if process.poll() is None:
            process.kill()
        with contextlib.suppress(ValueError, OSError):
            process.communicate(timeout=LIMIT)
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()

    def finish(self, process):
        out, err = process.communicate(timeout=LIMIT)
        return Finished(process.returncode, (out or b"").decode("utf-8", "replace"),
                        (err or b"").decode("utf-8", "replace"))

    def run_emitter(self, *arguments, env=None, **how):
        return self.finish(self.start(*arguments, env=env, **how))

    def write(self, name, text):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def profile(self, sinks, extra="", rate=200, duration="1s"):
        """A profile with one evenly spaced service."""
        return self.write("profile.yaml", f"""
run_duration: {duration}
seed: 7
message_pool_size: 50
services:
  - {{name: web, rate_per_sec: {rate}, arrival: fixed}}
sinks:
{sinks}
{extra}
""")

    def batch(self, sinks, *arguments, extra="", rate=200, duration="1s", env=None, **how):
        return self.run_emitter("--batch", "-c", self.profile(sinks, extra, rate, duration),
                                *arguments, env=env, **how)

    def assertCode(self, run, code):
        self.assertEqual(run.code, code, f"\n--- stdout\n{run.out[:2000]}\n--- stderr\n{run.err[-6000:]}")

    def assertAddsUp(self, summary):
        """The identities of the books, and that nothing is left in flight."""
        self.assertEqual(summary["scheduled"], summary["emitted"] + summary["skipped_late"])
        for sink in summary["sinks"]:
            self.assertEqual(sink["emitted"], summary["emitted"])
            self.assertEqual(sink["emitted"], sink["delivered"] + sink["rejected"] + sink["dropped"]
                             + sink["unconfirmed"] + sink["in_flight"], sink)
            self.assertEqual(sink["dropped"], sum(sink["dropped_by"].values()))
            self.assertEqual(sink["in_flight"], 0)


def free_port():
    """A port on which nothing listens (any more)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """An HTTP server on a free loopback port; `answer(request)` sends what it likes. With an SSL context
    it speaks HTTPS."""

    def __init__(self, answer, tls=None):
        over = threading.Event()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self):
                length = int(self.headers.get("Content-Length") or 0)
                self.body = self.rfile.read(length)
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    answer(self)

            do_GET = do_POST = handle_any

            def reply(self, status, body=b"{}", **headers):
                body = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def drop(self):
                """Closes the connection without an answer."""
                self.close_connection = True
                with contextlib.suppress(OSError):
                    self.connection.shutdown(socket.SHUT_RDWR)

            def never(self):
                """No answer as long as the test lasts."""
                over.wait(LIMIT)
                self.drop()

            def log_message(self, *_):
                pass

        class Quiet(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, *_):
                pass

        self.http = Quiet(("127.0.0.1", 0), Handler)
        if tls:
            self.http.socket = tls.wrap_socket(self.http.socket, server_side=True)
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.http.server_port}"
        self.lock = threading.Lock()
        self.over = over
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.http.shutdown()
        self.http.server_close()
        self.thread.join()


def wait_for_line(stream, text, lines=2000):
    """Reads a process's binary stream until a line contains `text`; what was read."""
    read = []
    for _ in range(lines):
        line = stream.readline().decode("utf-8", "replace")
        if not line:
            break
        read.append(line)
        if text in line:
            return read
    raise AssertionError(f"{text!r} did not come; read: {read[-20:]}")


__all__ = ["EMITTER", "SOURCES", "LIMIT", "ProgramTest", "Server", "free_port", "obey_file_modes", "wait_for_line",
           "signal", "json", "unittest", "subprocess", "os", "pathlib"]
