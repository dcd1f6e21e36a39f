# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The http sink behind a network that delays, cuts and swallows: the books agree with the store's."""
import concurrent.futures
import contextlib
import itertools
import socket
import typing

from fault_support import *
from faultproxy import HALF_OPEN, FaultProxy, Faults, Flow

SEED = int(os.environ.get("FAULT_SEED", "1"))
CHUNKED = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{"status"\r\n6\r\n:"ok"}\r\n0\r\n\r\n'
BODIES = {"single": "", "ndjson": ", body: ndjson, buffer_size: 4"}


def both(**flow):
    return Faults(Flow(**flow), Flow(**flow))


class Case(typing.NamedTuple):
    """One kind of network. `end` is where every entry must end, and `arrive` whether the store got it."""
    name: str
    faults: Faults
    end: str
    arrive: bool
    count: int = 48
    more: str = ", timeout: 1s"

    def __repr__(self):
        return self.name


PATIENT = ", timeout: 30s"
HEADER = len(OK) - 15
CASES = [
    Case("latency 1 ms", both(latency=.001, jitter=.5), "delivered", True, 100, PATIENT),
    Case("latency 50 ms", both(latency=.05, jitter=.5), "delivered", True, 48, PATIENT),
    Case("latency 500 ms", both(latency=.5, jitter=.5), "delivered", True, 12, PATIENT),
    Case("latency 5 s, longer than the timeout", Faults(down=Flow(latency=5, jitter=.5)), "unconfirmed", True, 12),
    Case("10 kB/s", both(bandwidth=10_000), "delivered", True, 40, PATIENT),
    Case("1 to 7 bytes at a time", both(slices=(1, 7)), "delivered", True, 48, PATIENT),
    Case("reset inside the header of the request", Faults(up=Flow(limit=40, then="reset")), "unconfirmed", False),
    Case("reset inside the body of the request", Faults(up=Flow(limit=300, then="reset")), "unconfirmed", False),
    Case("reset after the request", Faults(down=Flow(limit=0, then="reset")), "unconfirmed", True),
    Case("half-open", HALF_OPEN, "unconfirmed", False, 12),
    Case("stalled at half of the answer", Faults(down=Flow(limit=HEADER + 7, then="stall")), "unconfirmed", True, 12),
]


class RestartingStore(Store):
    """A store whose server goes away with all its connections, and comes back at the same port."""

    def __init__(self):
        self.connections = set()
        super().__init__()

    def take(self, request):
        with self.changed:
            self.connections.add(request.connection)
        super().take(request)

    def restart(self):
        before = self.http
        before.shutdown()
        before.server_close()
        with self.changed:
            for connection in self.connections:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            self.connections.clear()
        self.http = type(before)(before.server_address, before.RequestHandlerClass)
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.05,), daemon=True)
        self.thread.start()


class NetworkFaults(FaultTest):
    def behind(self, faults, body, count, more, name, reply=OK):
        """A run into a store behind `faults`; the sink's part of the summary, the store and the proxy."""
        with Store(reply) as store, FaultProxy(store.http.server_port, faults, SEED) as proxy:
            sink = f"  - {{type: http, url: 'http://127.0.0.1:{proxy.port}', health_path: '', client: {CLIENT}{BODIES[body]}{more}}}"
            run = self.load(sink, count, "--drain-timeout", "20s", name=name)
            self.assertEqual(run.summary["emitted"], count)
            sink = run.summary["sinks"][0]
            self.assertReconciles(sink, store)
        return sink, store, proxy

    def test_each_kind_of_network(self):
        def check(case_and_body):
            case, body = case_and_body
            sink, store, proxy = self.behind(lambda *_: case.faults, body, case.count, case.more, f"{case.name}-{body}".replace("/", ""))
            self.assertEqual(sink[case.end], case.count, sink)
            if case.arrive:
                self.assertTrue(store.arrived(case.count), len(store.ids))
            else:
                self.assertEqual(len(store.ids), 0)
            if case.end != "delivered" and not case.faults.down.latency:
                # Qt 6.8 opens connections in advance, and does not use them all.
                unused = [link for link in proxy.links if CLIENT == "qnam" and link.up == 0 and not link.struck]
                self.assertEqual(proxy.struck, len(proxy.links) - len(unused))
                self.assertGreater(proxy.struck, 0)

        self.at_once(itertools.product(CASES, BODIES), check)

    def test_a_server_that_restarts(self):
        def check(body):
            with RestartingStore() as store, concurrent.futures.ThreadPoolExecutor(1) as pool:
                sink = (f"  - {{type: http, url: '{store.url}', health_path: '', client: {CLIENT}{BODIES[body]}"
                        ", timeout: 1s, retry: {attempts: 20, base: 10ms}}")
                load = pool.submit(self.load, sink, 1200, "--drain-timeout", "20s", name=f"restarts-{body}", rate=400)
                for restarts in range(1, 4):
                    self.assertTrue(store.arrived(200 * restarts), len(store.ids))
                    store.restart()
                seen = len(store.ids)
                self.assertTrue(store.arrived(seen + 100), "nothing came after the last restart")
                sink = load.result().summary["sinks"][0]
            self.assertReconciles(sink, store)
            self.assertEqual(sink["dropped"], 0)

        self.at_once(BODIES, check)

    def test_a_connection_that_is_reset_before_the_request(self):
        def check(body):
            sink, store, _ = self.behind(lambda *_: Faults(at_once="reset"), body, 24, ", timeout: 1s, retry: {base: 1ms}", f"early-{body}")
            self.assertEqual(sink["delivered"], 0)
            self.assertEqual(len(store.ids), 0)

        self.at_once(BODIES, check)

    def test_an_answer_that_is_cut_after_any_number_of_bytes_is_no_answer(self):
        def check(body_and_reply):
            body, reply = body_and_reply
            lengths = len(reply) + 1
            each = 4 if body == "ndjson" else 1
            count = 2 * lengths * each
            sink, store, proxy = self.behind(lambda number, _: Faults(down=Flow(limit=number % lengths)), body, count,
                                             ", timeout: 3s", f"cut-{body}-{lengths}", reply)
            whole = each * sum(1 for link in proxy.links if link.down == len(reply))
            self.assertGreaterEqual(whole, each)
            self.assertEqual(sink["delivered"], whole)
            # a request may cross the close of a connection whose answer was whole
            self.assertEqual(sink["unconfirmed"], count - whole, sink)
            self.assertTrue(store.arrived(count - 2 * whole), len(store.ids))

        self.at_once(itertools.product(BODIES, (OK, CHUNKED)), check)

    def test_all_faults_in_one_run(self):
        """Each connection draws one; every seed is another run."""
        def faults(number, dice):
            then = dice.choice(("close", "reset", "stall", "swallow"))
            slow = dice.choice(({}, {"slices": (1, 7)}, {"latency": dice.uniform(0, .1), "jitter": .5}))
            return dice.choice((
                Faults(up=Flow(limit=dice.randint(0, 400), then=then, **slow)),
                Faults(down=Flow(limit=dice.randint(0, len(OK) - 1), then=then, **slow)),
                Faults(down=Flow(limit=dice.randint(2, 9) * len(OK), then=then, **slow)),
                Faults(at_once=dice.choice(("close", "reset")))))

        def check(body):
            sink, _, proxy = self.behind(faults, body, 300, ", timeout: 300ms", f"all-{body}")
            self.assertGreater(proxy.struck, 10)
            self.assertGreater(sink["delivered"], 0)
            self.assertGreater(sink["unconfirmed"], 0)

        self.at_once(BODIES, check)


if __name__ == "__main__":
    print(f"FAULT_SEED={SEED}", flush=True)
    unittest.main()
