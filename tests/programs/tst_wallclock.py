# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A wall clock that jumps changes neither the pace nor the books."""
import datetime
import itertools

from fault_support import *

LIBRARY = next(iter(pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), None)
HOUR = 3600


class Clock:
    """The wall clock of a process, moved by hand: `shift` seconds off the true one."""

    def __init__(self, folder):
        self.file = folder / "clock"
        self.shift(0)
        self.environment = {"LD_PRELOAD": str(LIBRARY), "FAKETIME_TIMESTAMP_FILE": str(self.file),
                            "FAKETIME_NO_CACHE": "1", "DONT_FAKE_MONOTONIC": "1"}

    def shift(self, seconds):
        new = self.file.with_suffix(".new")
        new.write_text(f"{seconds:+d}\n")
        new.replace(self.file)  # never half a number


def walk(value):
    """Every number of a summary with its name."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from ((name, n) for n in [inner] if isinstance(n, (int, float)))
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


@unittest.skipIf("asan" in EMITTER, "AddressSanitizer wants to be preloaded first; ci-dev runs the same code")
class WallClock(FaultTest):
    def jumping(self, shifts, every, seconds):
        """A run of 1,000 entries a second under a clock that goes through `shifts`, which have no end."""
        if not LIBRARY:
            self.fail("libfaketime is not installed (Debian: libfaketime)")
        clock = Clock(self.folder)
        over = threading.Event()
        done = []

        def move():
            for shift in shifts:
                clock.shift(shift)
                done.append(shift)
                if over.wait(every):
                    return

        with Store() as store:
            path = self.write("p.yaml", f"""
run_duration: {seconds}s
seed: 7
max_lag: 60s
message_pool_size: 20
services: [{{name: web, rate_per_sec: 1000, arrival: fixed}}]
sinks:
  - {{type: file, path: out.jsonl}}
  - {{type: http, url: '{store.url}', body: ndjson, buffer_size: 100, flush_interval_ms: 100}}
""")
            mover = threading.Thread(target=move)
            process = self.start("--batch", "--json", "--log-file", "log", "-c", path, env=clock.environment)
            mover.start()
            try:
                run = self.finish(process)
            finally:
                over.set()
                mover.join()
            self.assertCode(run, 0)
            self.assertGreater(len(done), 6, "the clock was not moved")
            self.check(run.summary, seconds, store)
        return run

    def check(self, summary, seconds, store):
        self.assertAddsUp(summary)
        count = summary["scheduled"]
        self.assertIn(count, (1000 * seconds - 1, 1000 * seconds, 1000 * seconds + 1))
        self.assertEqual(summary["emitted"], count)
        self.assertEqual([sink["delivered"] for sink in summary["sinks"]], [count, count])
        self.assertEqual(len(store.ids), count)
        # Nothing that was measured has a jump in it, neither backward nor forward.
        for name, value in walk(summary):
            if name.startswith(("p50", "p9", "max", "min", "mean")) or name.endswith(("_s", "_ms")):
                if name != "mean_error_percent":  # an error of either sign; all else counts or measures
                    self.assertGreaterEqual(value, 0, name)
                self.assertLess(value, LIMIT * 1000, name)
        self.assertAlmostEqual(summary["duration_s"], seconds, delta=LIMIT / 2)
        times = [datetime.datetime.fromisoformat(json.loads(line)["timestamp"])
                 for line in (self.folder / "out.jsonl").read_text().splitlines()]
        gaps = {(b - a).total_seconds() for a, b in itertools.pairwise(times)}
        self.assertTrue(all(abs(gap - 0.001) < 5e-6 for gap in gaps), gaps)

    def logged(self):
        """The wall clock's times in the log, to see that it did jump."""
        return [datetime.datetime.fromisoformat(line.split()[0]) for line in (self.folder / "log").read_text().splitlines()
                if line[:2] == "20"]

    def test_jumps_of_hours(self):
        # Forth and back, never to where it was: the log's first line and its last one tell.
        self.jumping((n * HOUR if n % 2 else -n * HOUR for n in itertools.count(1)), 0.25, 4)
        times = self.logged()
        self.assertGreater((max(times) - min(times)).total_seconds(), HOUR / 2)

    def test_a_second_forth_and_back_ten_times_a_second(self):
        self.jumping(itertools.cycle([1, -1]), 0.1, 4)


if __name__ == "__main__":
    unittest.main()
