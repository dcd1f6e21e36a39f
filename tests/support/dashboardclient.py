# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers of a dashboard that share no line with it: the stream through Debian's `websockets`, answers
through urllib, and raw sockets that mean no good."""
import asyncio
import json
import socket
import sys
import threading
import urllib.error
import urllib.request

try:
    import websockets
except ImportError:  # a Python that is not Debian's does not look where Debian puts it
    sys.path.append("/usr/lib/python3/dist-packages")
    import websockets

LIMIT = 60  # seconds after which a reader gives up
HANDSHAKE = (b"GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")


class Reader:
    """Reads the stream from its beginning to its end, in a thread; made when it has been greeted or
    refused. `messages` is complete once it is joined."""

    def __init__(self, link, **how):
        self.messages = []
        self.failure = None
        self._greeted = threading.Event()
        self._url = link.replace("http://", "ws://") + "ws"
        self._how = how
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._greeted.wait(LIMIT)

    def _run(self):
        try:
            asyncio.run(asyncio.wait_for(self._read(), LIMIT))
        except Exception as failure:  # pylint: disable=broad-except
            self.failure = failure
        self._greeted.set()

    async def _read(self):
        async with websockets.connect(self._url, max_size=None, **self._how) as stream:
            try:
                async for text in stream:
                    self.messages.append(json.loads(text))
                    self._greeted.set()
            except websockets.ConnectionClosed:
                pass

    def join(self):
        self._thread.join(LIMIT)
        if self.failure:
            raise self.failure
        return self.messages

    def of(self, kind):
        return [message for message in self.messages if message["type"] == kind]


def fetch(link, path, **headers):
    """Status, headers and body of an answer."""
    request = urllib.request.Request(link + path, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=LIMIT) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def raw_reader(port):
    """A socket whose handshake has been accepted, and that reads nothing more; None when refused."""
    client = socket.create_connection(("127.0.0.1", port), timeout=LIMIT)
    client.sendall(HANDSHAKE)
    try:
        accepted = client.recv(16).startswith(b"HTTP/1.1 101")
    except OSError:
        accepted = False
    if accepted:
        return client
    client.close()
    return None


def send_until_closed(client, data):
    """True when the other side ends the connection before it has taken everything."""
    try:
        client.sendall(data)
        while client.recv(65536):
            pass
        return True
    except TimeoutError:
        return False
    except OSError:
        return True
