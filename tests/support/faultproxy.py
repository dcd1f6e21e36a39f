# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A TCP proxy that spoils connections on purpose, between a program under test and any server.

    def faults(number, dice):                # for the number-th connection, from 0
        return Faults(down=Flow(limit=number))

    with FaultProxy(server_port, faults) as proxy:
        ...                                  # the program talks to 127.0.0.1:proxy.port
    proxy.links                              # what each connection went through

All chance comes from the seed and the connection's number, so that a failing run can be repeated.
Knows nothing of the protocol that it carries. Runs in a thread of its own.
"""
import asyncio
import contextlib
import dataclasses
import random
import socket
import struct
import threading
import time

PIECE = 65536  # bytes read at once
PIECES = 16  # read and not yet passed on; a slow flow holds the sender back as a slow network does


@dataclasses.dataclass(frozen=True)
class Flow:
    """What befalls the bytes of one direction."""
    latency: float = 0  # seconds from a byte's coming to its going
    jitter: float = 0  # share by which each latency is longer or shorter
    bandwidth: float = 0  # bytes a second; 0: all there is
    slices: tuple = ()  # (fewest, most) bytes that leave at once; empty: as they came
    limit: int | None = None  # bytes that pass; the one that would be next never does
    then: str = "close"  # close, reset, stall (read no more) or swallow (read on, pass nothing)


@dataclasses.dataclass(frozen=True)
class Faults:
    """What befalls one connection. `at_once` (close or reset) ends it as soon as it is accepted."""
    up: Flow = Flow()  # program to server
    down: Flow = Flow()  # server to program
    at_once: str = ""


CLEAN = Faults()
HALF_OPEN = Faults(Flow(limit=0, then="swallow"), Flow(limit=0, then="swallow"))


@dataclasses.dataclass
class Link:
    """What a connection went through."""
    faults: Faults
    up: int = 0  # bytes passed
    down: int = 0
    struck: str = ""  # the end or pause that a fault brought


class _Struck(Exception):
    """A fault ends the connection; the argument says how."""


class FaultProxy:
    """Listens on a free port of 127.0.0.1. `faults` may be replaced while it runs; connections that
    are there keep theirs. Public functions: any thread."""

    def __init__(self, upstream_port, faults=lambda number, dice: CLEAN, seed=1):
        self.faults, self.seed = faults, seed
        self.links = []
        self._upstream = ("127.0.0.1", upstream_port)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self._listener.setblocking(False)
        self.port = self._listener.getsockname()[1]
        self._serving = set()
        self._loop = asyncio.new_event_loop()
        self._listening = self._loop.create_task(self._listen())
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._listening,), daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._listening.cancel)
        self._thread.join()
        self._loop.close()

    @property
    def struck(self):
        """How many connections a fault has ended or stopped."""
        return sum(1 for link in self.links if link.struck)

    def cut(self):
        """Resets every connection that is there; new ones are taken as before."""
        self._loop.call_soon_threadsafe(lambda: [task.cancel("cut") for task in self._serving])

    async def _listen(self):
        try:
            while True:
                client, _ = await self._loop.sock_accept(self._listener)
                task = asyncio.create_task(self._serve(client))
                self._serving.add(task)
                task.add_done_callback(self._serving.discard)
        except asyncio.CancelledError:
            self._listener.close()
            serving = list(self._serving)
            for task in serving:
                task.cancel()
            await asyncio.gather(*serving, return_exceptions=True)

    async def _serve(self, client):
        number = len(self.links)
        dice = random.Random(f"{self.seed}/{number}")
        link = Link(self.faults(number, dice))
        self.links.append(link)
        upstream = socket.socket()
        for end in (client, upstream):
            end.setblocking(False)
            end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        carriers, how = [], "close"
        try:
            if link.faults.at_once:
                raise _Struck(link.faults.at_once)
            await self._loop.sock_connect(upstream, self._upstream)
            for way, source, target in (("up", client, upstream), ("down", upstream, client)):
                chance = random.Random(dice.random())
                carriers.append(asyncio.create_task(self._carry(link, way, source, target, chance)))
            await asyncio.gather(*carriers)
        except _Struck as struck:
            how = link.struck = str(struck)
        except asyncio.CancelledError as cancelled:
            how = "reset"
            link.struck = how if cancelled.args == ("cut",) else link.struck
        except OSError:  # what one side does to us, we do to the other
            how = "reset"
        finally:
            for carrier in carriers:
                carrier.cancel()
            await asyncio.gather(*carriers, return_exceptions=True)
            self._end(client, how)
            self._end(upstream, how)

    async def _carry(self, link, way, source, target, dice):
        flow = getattr(link.faults, way)
        pieces = asyncio.Queue(PIECES)
        reading = asyncio.create_task(self._read(source, flow, dice, pieces))
        try:
            while data := await self._next(pieces):
                passed = getattr(link, way)
                struck = flow.limit is not None and passed + len(data) >= flow.limit
                if struck:
                    data = data[:flow.limit - passed]
                await self._write(target, data, flow, dice)
                setattr(link, way, passed + len(data))
                if struck:
                    return await self._strike(link, flow.then, pieces, reading)
            target.shutdown(socket.SHUT_WR)
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    async def _strike(self, link, how, pieces, reading):
        link.struck = how
        if how == "swallow":
            while await self._next(pieces):
                pass
        elif how == "stall":
            reading.cancel()
            await asyncio.Event().wait()  # as long as the proxy lasts
        else:
            raise _Struck(how)

    async def _read(self, source, flow, dice, pieces):
        data = b"?"
        while data:
            try:
                data = await self._loop.sock_recv(source, PIECE)
            except OSError as error:
                data = error
            wait = flow.latency * (1 + dice.uniform(-flow.jitter, flow.jitter))
            await pieces.put((time.monotonic() + wait, data))
            if isinstance(data, OSError):
                return

    @staticmethod
    async def _next(pieces):
        """The next bytes when they are due; empty at the end of the stream."""
        due, data = await pieces.get()
        if (wait := due - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        if isinstance(data, OSError):
            raise data
        return data

    async def _write(self, target, data, flow, dice):
        while data:
            size = dice.randint(*flow.slices) if flow.slices else len(data)
            if flow.bandwidth:
                size = min(size, max(1, int(flow.bandwidth / 20)))
            await self._loop.sock_sendall(target, data[:size])
            if flow.bandwidth:
                await asyncio.sleep(len(data[:size]) / flow.bandwidth)
            data = data[size:]

    @staticmethod
    def _end(end, how):
        with contextlib.suppress(OSError):
            if how == "reset":
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            else:
                end.shutdown(socket.SHUT_WR)
                while end.recv(PIECE):  # the kernel answers what is left unread with a reset
                    pass
        end.close()
