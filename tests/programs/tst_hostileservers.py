# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Servers that answer with too much, for ever, or at the terminal: bounded memory, exact books, no control bytes."""
import re
import time
import zlib

from fault_support import *

COUNT = 12  # entries, one request each: twice as many as the connections of qnam
MEGABYTE = 1 << 20
MORE_THAN_THE_LIMIT = 70 * MEGABYTE
# Of the process. With Qt six answers kept up to the limit took 900 and more.
MOST_MEMORY = (64 if CLIENT == "fast" else 256) * MEGABYTE
# Qt takes chunks in as fast as they come, whatever buffer we allow it.
READS_AHEAD = ("chunks that never end",) if CLIENT == "qnam" else ()
CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]")


def endless(piece, start=b""):
    """Sends `piece` until the other side has had enough."""
    def answer(write):
        write(start)
        while True:
            write(piece)
    return answer


def once(*pieces):
    def answer(write):
        for piece in pieces:
            write(piece)
    return answer


def bomb():
    """A gzip body of 100 MB that is 100 kB on the wire."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(MEGABYTE)) for _ in range(100)) + packer.flush()


JUNK = b"x" * MEGABYTE
HEAD = b"HTTP/1.1 200 OK\r\n"
ANSWERS = {
    "a body over the limit": once(HEAD + b"Content-Length: %d\r\n\r\n" % MORE_THAN_THE_LIMIT, *[JUNK] * 70),
    "a body that never ends": endless(JUNK, HEAD + b"\r\n"),
    "chunks that never end": endless(b"100000\r\n" + JUNK + b"\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\n"),
    "a gzip bomb": lambda write: once(HEAD + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(BOMB), BOMB)(write),
    "a million headers": once(HEAD, *[b"X-A: b\r\n" * 10_000] * 100, b"Content-Length: 0\r\n\r\n"),
    "interim answers for ever": endless(b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    "headers for ever": endless(b"X-A: b\r\n" * 1000, HEAD),
    "a status line for ever": endless(JUNK, b"HTTP/1.1 200 "),
    "HTTP/0.9": once(b"<html>hello"),
}
BOMB = bomb()

ATTACK = b"\x1b]0;owned\x07\x1b[31m\x1b[2J\x9b31m\xc2\x9b31m\x00\x08\x7f\r"
TEXTS = {
    "reason phrase": b"HTTP/1.1 422 " + ATTACK + b"\r\nContent-Length: 0\r\n\r\n",
    "body": b"HTTP/1.1 422 No\r\nContent-Length: %d\r\n\r\n" % len(ATTACK) + ATTACK,
    "redirect": b"HTTP/1.1 307 Go\r\nLocation: http://a/" + ATTACK[:-1] + b"\r\nContent-Length: 0\r\n\r\n",
    "header name": b"HTTP/1.1 422 No\r\nX-" + ATTACK[:-1] + b": a\r\nContent-Length: 0\r\n\r\n",
    "no HTTP at all": ATTACK * 10,
}


class HostileServers(FaultTest):
    def against(self, answer, name, health="''"):
        """A run whose every answer is `answer`; the process's exit code, output and peak of memory."""
        def take(request):
            request.close_connection = True
            answer(request.connection.sendall)

        with Server(take) as server:
            path = self.write(f"{name}.yaml".replace("/", ""), f"""
seed: 7
message_pool_size: 20
services: [{{name: web, rate_per_sec: 100, arrival: fixed}}]
sinks:
  - {{type: http, url: '{server.url}', health_path: {health}, timeout: 2s, client: {CLIENT}}}
""")
            with open(path.with_suffix(".err"), "wb") as errors:
                process = self.start("--batch", "--json", "-v", "--log-file", path.with_suffix(".log"), "-n", COUNT,
                                     "--drain-timeout", f"{LIMIT // 2}s", "-c", path, stderr=errors)
            started = time.monotonic()
            out = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            self.assertLess(time.monotonic() - started, LIMIT)
        err = path.with_suffix(".err").read_bytes()
        self.assertIsNone(CONTROL.search(err), err)
        self.assertIsNone(CONTROL.search(path.with_suffix(".log").read_bytes()))
        if "asan" not in EMITTER and name not in READS_AHEAD:
            self.assertLess(usage.ru_maxrss * 1024, MOST_MEMORY)
        return process.returncode, out, err

    def check(self, answer, name):
        """Answers that are none: nothing counts as delivered, and nothing is lost from the books."""
        code, out, err = self.against(answer, name)
        self.assertIn(code, (74, 99), err)
        summary = json.loads(out)
        self.assertAddsUp(summary)
        self.assertEqual(summary["sinks"][0]["delivered"], 0)
        return summary["sinks"][0]

    def test_answers_beyond_every_limit(self):
        def check(name):
            sink = self.check(ANSWERS[name], name)
            self.assertEqual(sink["emitted"], COUNT)
            self.assertGreater(sink["unconfirmed"], 0)
            self.assertEqual(set(sink["dropped_by"]) - {"retry_exhausted"}, set())  # never got a connection

        self.at_once(ANSWERS, check, workers=2)

    def test_a_header_line_of_a_megabyte(self):
        answer = once(HEAD + b"X-A: ", JUNK, b"\r\nContent-Length: 0\r\n\r\n")
        if CLIENT == "fast":
            self.assertEqual(self.check(answer, "header")["unconfirmed"], COUNT)
            return
        # Qt may hide the line and show the status, which then counts; nothing else of it comes through.
        _, out, _ = self.against(answer, "header")
        self.assertAddsUp(json.loads(out))

    def test_the_question_at_the_start_has_the_same_limits(self):
        def check(name):
            code, out, err = self.against(ANSWERS[name], f"start {name}", "/health")
            self.assertEqual(code, 69, err)
            summary = json.loads(out)
            self.assertEqual((summary["result"], summary["exit_code"], summary["emitted"]), ("failed", 69, 0))

        self.at_once(("a body that never ends", "a gzip bomb", "interim answers for ever", "HTTP/0.9"), check, workers=2)

    def test_texts_for_the_terminal(self):
        self.at_once(TEXTS, lambda name: self.check(once(TEXTS[name]), name))
        self.at_once(TEXTS, lambda name: self.against(once(TEXTS[name]), f"start {name}", "/health"))


if __name__ == "__main__":
    unittest.main()
