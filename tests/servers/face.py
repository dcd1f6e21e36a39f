# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTTP side that the services of this folder share: keep-alive, a thread per connection."""
import gzip
import http.server
import os
import signal
import socket
import urllib.parse
import zlib

import orjson

MORE_THAN_ANYONE_MAY_SEND = 256 << 20


class Request:
    """What a service sees of a request; `body` is decoded, `size` is what came over the wire."""

    def __init__(self, method, target, headers, body, size):
        path, _, query = target.partition("?")
        self.method, self.headers, self.body, self.size = method, headers, body, size
        self.parts = [urllib.parse.unquote(part) for part in path.strip("/").split("/") if part]
        self.query = dict(urllib.parse.parse_qsl(query))


class Answer:
    """A status and a JSON value, or text when it is a str. `dropped`: close without a word."""

    def __init__(self, status, value, headers=None, dropped=False):
        self.status, self.headers, self.dropped = status, headers or {}, dropped
        is_text = isinstance(value, str)
        self.type = "text/plain; charset=utf-8" if is_text else "application/json"
        self.body = value.encode() if is_text else orjson.dumps(value)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    answer = None  # Request -> Answer, set by serve()

    def handle_any(self):
        size = int(self.headers.get("Content-Length") or 0)
        if size > MORE_THAN_ANYONE_MAY_SEND or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            self.send(Answer(411, "This service reads bodies of a stated and sensible length."))
            return
        body = self.rfile.read(size)
        if self.headers.get("Content-Encoding") == "gzip":
            try:
                body = gzip.decompress(body)
            except (OSError, EOFError, zlib.error) as problem:
                self.send(Answer(400, f"The body is not gzip: {problem}"))
                return
        self.send(type(self).answer(Request(self.command, self.path, self.headers, body, size)))

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

    def send(self, answer):
        if answer.dropped:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        phrase = self.responses.get(answer.status, ("",))[0]
        head = [f"HTTP/1.1 {answer.status} {phrase}", f"content-type: {answer.type}",
                f"content-length: {len(answer.body)}", *(f"{name}: {value}" for name, value in answer.headers.items())]
        if self.close_connection:
            head.append("connection: close")
        body = b"" if self.command == "HEAD" else answer.body
        self.wfile.write("\r\n".join([*head, "\r\n"]).encode("latin-1") + body)

    def log_message(self, *_):
        pass  # failures reach the client, and the log would be as long as the load


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


def serve(port, answer, closed=lambda: None):
    """Answers on 127.0.0.1 until SIGTERM; then calls closed."""
    handler = type("ServiceHandler", (Handler,), {"answer": staticmethod(answer)})
    server = Server(("127.0.0.1", port), handler)

    def end(*_):
        closed()
        os._exit(0)  # connections that clients keep open do not delay us

    signal.signal(signal.SIGTERM, end)
    server.serve_forever()
