# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the fault tests share: a store that keeps account, and the comparison of its books with ours."""
import collections
import concurrent.futures
import threading

from program_support import *

CLIENT = os.environ.get("HTTP_CLIENT", "fast")  # of the sinks under test
OK = b'HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n{"status":"ok"}'


class Store(Server):
    """A log distributor that counts each entry it was given before it answers."""

    def __init__(self, reply=OK):
        self.reply = reply
        self.ids = collections.Counter()
        self.changed = threading.Condition()
        super().__init__(self.take)

    def take(self, request):
        if request.command == "POST":
            if len(request.body) < int(request.headers["Content-Length"]):
                return request.drop()  # the rest never came
            with self.changed:
                self.ids.update(json.loads(line)["id"] for line in request.body.splitlines())
                self.changed.notify_all()
        request.wfile.write(self.reply)

    def arrived(self, count):
        """True when `count` entries have come, or come soon."""
        with self.changed:
            return self.changed.wait_for(lambda: len(self.ids) >= count, LIMIT)


class FaultTest(ProgramTest):
    def load(self, sinks, count, *arguments, name="p", rate=200):
        """A run of `count` entries from a profile of its own, so that several can go on at a time."""
        path = self.write(f"{name}.yaml", f"""
seed: 7
message_pool_size: 20
services:
  - {{name: web, rate_per_sec: {rate}, arrival: fixed}}
sinks:
{sinks}
""")
        run = self.run_emitter("--batch", "--json", "-c", path, "-n", count, *arguments)
        self.assertIn('"schema"', run.out, run.err)
        self.assertAddsUp(run.summary)
        self.assertEqual(run.summary["scheduled"], count)
        return run

    def assertReconciles(self, sink, store):
        """What the store has is what was delivered, and of the unconfirmed as many as may be; nothing
        that may have arrived was sent again."""
        self.assertEqual(max(store.ids.values(), default=1), 1)
        self.assertLessEqual(sink["delivered"], len(store.ids))
        self.assertLessEqual(len(store.ids), sink["delivered"] + sink["unconfirmed"])

    def at_once(self, cases, check, workers=6):
        """Runs check(case) for every case, several at a time: most of them wait."""
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            for case, result in [(case, pool.submit(check, case)) for case in cases]:
                with self.subTest(str(case)):
                    result.result()


__all__ = ["OK", "CLIENT", "Store", "FaultTest", "LIMIT", "Server", "free_port", "wait_for_line", "signal", "json", "unittest",
           "subprocess", "os", "pathlib", "threading", "collections", "EMITTER", "SOURCES"]
