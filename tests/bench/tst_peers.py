# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What peers.py makes of contenders that fail: no figure, never that of somebody else."""
import contextlib
import http.client
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import peers

RECEIVER = os.environ["RECEIVER"]
ALL_PEERS = ["wrk", "autocannon", "loggen", "flog", *peers.GO_PEERS]
EMITTER = """#!/bin/sh
while [ $# -gt 1 ]; do [ "$1" = -o ] && report=$2; shift; done
seq 1000
printf 'second,stdout delivered_per_s\\n1,500\\n' >"$report"
"""
LOGGEN = """#!/usr/bin/env python3
import socket, sys
socket.create_connection(sys.argv[-2:]).sendall(b"line\\n" * 1000)
"""
BROKEN = """#!/bin/sh
echo 'cannot open libnet.so.1' >&2
exit 127
"""


class PeersTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="emitter-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.emitter = self.program("emitter", EMITTER)

    def program(self, name, text):
        path = self.folder / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
        return path

    def in_turns(self, contenders, rounds=2):
        """The rates, and what was said meanwhile."""
        with contextlib.redirect_stderr(io.StringIO()) as said:
            rates = peers.in_turns(contenders, rounds)
        return rates, said.getvalue()

    def lines(self, loggen):
        self.program("loggen", loggen)
        had = peers.Peers(self.folder, ["flog"])
        return self.in_turns(peers.line_contenders(self.emitter, had, 1))

    def posts(self, says, sends=20, logs=1):
        """The rates of a contender that sends so many in its second, with so many logs each."""
        receiver = peers.PostReceiver(self.emitter, RECEIVER)
        self.addCleanup(receiver.process.stdout.close)
        self.addCleanup(receiver.end)

        def run():
            with contextlib.closing(http.client.HTTPConnection(receiver.url.split("/")[2])) as client:
                for _ in range(sends):
                    client.request("POST", "/submit", b"{}")
                    client.getresponse().read()
            return says

        return self.in_turns({"wrk": receiver.checked(run, 1, logs)})

    def whole(self, *arguments, path):
        return subprocess.run([sys.executable, "-B", peers.__file__, self.emitter, self.folder, *arguments,
                               "--rounds", "1", "--seconds", "1", "--receiver", RECEIVER],
                              env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=120, check=False)

    def test_lines_of_each_contender_are_counted(self):
        rates, _ = self.lines(LOGGEN)
        self.assertTrue(all(rates["emitter"] + rates["loggen"]), rates)

    def test_a_contender_that_does_not_connect_has_no_rate_and_takes_none(self):
        rates, said = self.lines(BROKEN)
        self.assertEqual(rates["loggen"], [0, 0])
        self.assertTrue(all(rates["emitter"]), rates)
        self.assertIn("cannot open libnet.so.1", said)

    def test_a_contender_that_breaks_off_has_no_rate(self):
        rates, _ = self.lines(LOGGEN + "sys.exit(1)\n")
        self.assertEqual(rates["loggen"], [0, 0])

    def test_a_contender_that_ends_well_without_connecting_has_no_rate(self):
        rates, _ = self.lines("#!/bin/sh\n")
        self.assertEqual(rates["loggen"], [0, 0])

    def test_an_emitter_that_fails_has_no_rate_of_an_earlier_round(self):
        def rate():
            return peers.emitter_rate(self.emitter, self.folder, "{type: stdout}", 1)

        self.assertEqual(self.in_turns({"emitter": rate})[0], {"emitter": [500, 500]})
        for text in (BROKEN, "#!/bin/sh\n", EMITTER.replace("1,500\\n", "")):
            self.program("emitter", text)
            self.assertEqual(self.in_turns({"emitter": rate})[0], {"emitter": [0, 0]}, text)

    def test_posts_that_came_are_a_rate(self):
        self.assertEqual(self.posts(says=21)[0], {"wrk": [21, 21]})
        self.assertEqual(self.posts(says=21_000, logs=1000)[0], {"wrk": [21_000, 21_000]})

    def test_posts_that_did_not_come_are_none(self):
        for says in (17, 23):
            rates, said = self.posts(says)
            self.assertEqual(rates, {"wrk": [0, 0]})
            self.assertIn(f"it says {says}/s, but 20/s came", said)

    def test_a_row_says_in_how_many_rounds_it_failed(self):
        rows = peers.table("Title", {"emitter": [6, 6, 6], "wrk": [3, 0, 2], "k6": [0, 0, 0]})
        self.assertIn("| emitter | 6 | 6 to 6 |  |", rows)
        self.assertIn("| wrk (2 of 3) | 2 | 2 to 3 | 2.40 x |", rows)
        self.assertIn("| k6 | failed | | |", rows)

    def test_without_a_rate_of_emitter_nothing_is_written(self):
        self.program("emitter", BROKEN)
        document = self.folder / "performance.md"
        document.write_text("\nold\n".join(peers.MARKERS))
        run = self.whole(document, *(f"--without={name}" for name in ALL_PEERS), path=os.environ["PATH"])
        self.assertEqual(run.returncode, 1, run.stderr)
        self.assertIn("old", document.read_text())

    def test_who_was_left_out_is_not_said_to_be_unavailable(self):
        self.program("go", "#!/bin/sh\necho refused by the proxy >&2\nexit 1\n")
        run = self.whole(*(f"--without={name}" for name in ALL_PEERS if name != "flog"),
                         path=f"{self.folder / 'bin'}:/nowhere")
        self.assertIn("Left out: wrk, autocannon, loggen, bombardier, vegeta, k6.", run.stdout)
        self.assertIn("Not here, so not measured: flog.", run.stdout)
        self.assertIn("peers: go: refused by the proxy", run.stderr)


if __name__ == "__main__":
    unittest.main()
