# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The proxy of the fault tests does what it says, to the byte."""
import contextlib
import errno
import queue
import socket
import socketserver
import threading
import time
import unittest

from faultproxy import CLEAN, HALF_OPEN, FaultProxy, Faults, Flow

WAIT = 20


class Echo(socketserver.ThreadingTCPServer):
    """Sends back what it gets, and keeps it."""
    daemon_threads = True
    block_on_close = False

    def __init__(self):
        seen = self.seen = queue.SimpleQueue()

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                with contextlib.suppress(OSError):
                    while data := self.request.recv(65536):
                        seen.put(data)
                        self.request.sendall(data)

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()


class FaultProxyTest(unittest.TestCase):
    def setUp(self):
        self.echo = Echo()
        self.addCleanup(self.echo.server_close)
        self.addCleanup(self.echo.shutdown)

    def proxy(self, faults, seed=1):
        proxy = FaultProxy(self.echo.server_address[1], faults if callable(faults) else lambda n, dice: faults, seed)
        proxy.__enter__()
        self.addCleanup(proxy.__exit__)
        return proxy

    def talk(self, proxy, data=b"0123456789", end=True):
        """What comes back for `data`, and how it ends: closed, reset or silent."""
        back = b""
        try:
            with socket.create_connection(("127.0.0.1", proxy.port), WAIT if end else 0.3) as client:
                client.sendall(data)
                while piece := client.recv(65536):
                    back += piece
                    if back == data and end:
                        client.shutdown(socket.SHUT_WR)
        except TimeoutError:
            return back, "silent"
        except OSError as error:  # a reset may come as early as connect(), and before shutdown()
            if error.errno not in (errno.ECONNRESET, errno.ENOTCONN):
                raise
            return back, "reset"
        return back, "closed"

    def test_without_faults_nothing_changes(self):
        data = bytes(range(256)) * 4000
        proxy = self.proxy(CLEAN)
        self.assertEqual(self.talk(proxy, data), (data, "closed"))
        self.assertEqual((proxy.links[0].up, proxy.links[0].down, proxy.struck), (len(data), len(data), 0))

    def test_closes_and_resets_after_exactly_as_many_bytes(self):
        for how, seen in (("close", "closed"), ("reset", "reset")):
            proxy = self.proxy(lambda number, dice: Faults(down=Flow(limit=number, then=how)))
            for limit in range(11):
                back, end = self.talk(proxy)
                self.assertEqual(end, seen)
                if how == "close":  # a reset may overtake what was sent before
                    self.assertEqual(back, b"0123456789"[:limit])
                self.assertEqual((proxy.links[limit].down, proxy.links[limit].struck), (limit, how))

    def test_cuts_the_request_too(self):
        proxy = self.proxy(Faults(up=Flow(limit=4, then="close"), down=Flow(latency=WAIT)))
        self.assertEqual(self.talk(proxy), (b"", "closed"))
        self.assertEqual(self.echo.seen.get(timeout=WAIT), b"0123")
        self.assertEqual(proxy.links[0].up, 4)

    def test_ends_a_connection_before_it_began(self):
        for how, seen in (("close", "closed"), ("reset", "reset")):
            proxy = self.proxy(Faults(at_once=how))
            self.assertEqual(self.talk(proxy), (b"", seen))
            self.assertEqual((proxy.links[0].up, proxy.struck), (0, 1))
        self.assertTrue(self.echo.seen.empty())

    def test_half_open_and_stalled_connections_stay(self):
        for faults in (HALF_OPEN, Faults(down=Flow(limit=0, then="stall"))):
            proxy = self.proxy(faults)
            self.assertEqual(self.talk(proxy, end=False), (b"", "silent"))
            self.assertEqual(proxy.struck, 1)

    def test_slices_keep_every_byte(self):
        data = bytes(range(256)) * 8
        self.assertEqual(self.talk(self.proxy(Faults(Flow(slices=(1, 7)), Flow(slices=(1, 7)))), data)[0], data)

    def test_latency_and_bandwidth_take_their_time(self):
        for faults, least in ((Faults(down=Flow(latency=0.2, jitter=0.5)), 0.1), (Faults(down=Flow(bandwidth=50)), 0.2)):
            start = time.monotonic()
            self.assertEqual(self.talk(self.proxy(faults))[0], b"0123456789")
            self.assertGreaterEqual(time.monotonic() - start, least)

    def test_a_seed_repeats_its_chances(self):
        def drawn(seed):
            proxy = self.proxy(lambda number, dice: Faults(down=Flow(limit=dice.randint(0, 9))), seed)
            return [len(self.talk(proxy)[0]) for _ in range(12)]

        self.assertEqual(drawn(3), drawn(3))
        self.assertNotEqual(drawn(3), drawn(4))

    def test_cut_resets_what_is_open_and_nothing_later(self):
        proxy = self.proxy(CLEAN)
        with socket.create_connection(("127.0.0.1", proxy.port), WAIT) as client:
            client.sendall(b"a")
            self.assertEqual(client.recv(1), b"a")
            proxy.cut()
            with self.assertRaises(ConnectionResetError):
                client.recv(1)
        self.assertEqual(self.talk(proxy), (b"0123456789", "closed"))
        self.assertEqual([link.struck for link in proxy.links], ["reset", ""])


if __name__ == "__main__":
    unittest.main()
