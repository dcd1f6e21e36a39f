# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that says "not now" for ever, and what it may ask for: few requests, at the right times."""
import email.utils
import time

from fault_support import *

SECONDS = 4
LONG = ("2", "60", "1000000000", "99999999999999999999", "date")  # asks for 2 s or more
SHORT = (None, "0", "-1", "abc", "", "1e3", "past")  # asks for nothing that can be read


class Overload(FaultTest):
    def storm(self, wish):
        """When the requests of a run came, in seconds, and the sink's part of its summary."""
        times = []

        def answer(r):
            if r.command == "GET":
                return r.reply(200)
            with server.lock:
                times.append(time.monotonic())
            value = {"date": email.utils.formatdate(time.time() + 100, usegmt=True),
                     "past": "Sun, 06 Nov 1994 08:49:37 GMT"}.get(wish, wish)
            return r.reply(429, **({} if value is None else {"Retry_After": value}))

        with Server(answer) as server:
            run = self.load(f"  - {{type: http, url: '{server.url}', body: ndjson, buffer_size: 10}}", 500 * SECONDS,
                            "--drain-timeout", "500ms", name=f"storm-{wish}", rate=500)
        sink = run.summary["sinks"][0]
        self.assertEqual(sink["delivered"], 0)
        self.assertEqual(sink["overloaded"], len(times))
        return times, sink

    def test_what_a_server_asks_for_is_kept(self):
        def check(wish):
            times, _ = self.storm(wish)
            first = [t for t in times if t < times[0] + 1]
            self.assertLessEqual(len(first), 6)  # what was under way when the first answer came
            later = [t for t in times if t >= times[0] + 1]
            self.assertTrue(all(t >= times[0] + 1.9 for t in later), times)
            self.assertLessEqual(len(later), 6 if wish == "2" else 0)

        self.at_once(LONG, check)

    def test_without_a_wish_the_pauses_grow(self):
        def check(wish):
            times, _ = self.storm(wish)
            self.assertIn(len(times), range(3, 60))

        self.at_once(SHORT, check)


if __name__ == "__main__":
    unittest.main()
