# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person at a terminal has: a status line that stays in place, keys, colours."""
import contextlib
import fcntl
import pty
import re
import termios
import threading

from program_support import *

COLOUR = re.compile(rb"\033\[[\d;]*m")
NOTHING = "  - {type: 'null'}"


class Terminal:
    """A terminal of its own; what is written to it is kept."""

    def __init__(self):
        self.leader, self.follower = pty.openpty()
        self.said = b""
        self.changed = threading.Condition()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        with contextlib.suppress(OSError):  # when nobody has the follower open any more
            while chunk := os.read(self.leader, 65536):
                with self.changed:
                    self.said += chunk
                    self.changed.notify_all()

    def press(self, key):
        """Presses a key; from where on to wait for what it does."""
        with self.changed:
            begin = len(self.said)
        os.write(self.leader, key)
        return begin

    def wait_for(self, text, begin=0):
        with self.changed:
            if not self.changed.wait_for(lambda: text in self.said[begin:], LIMIT):
                raise AssertionError(f"{text!r} did not come; read: {self.said[begin:]!r}")

    def all(self):
        """All that was said, once the program has ended."""
        self.reader.join(LIMIT)
        return self.said


class AtTheTerminal(ProgramTest):
    def terminal(self):
        terminal = Terminal()
        self.addCleanup(os.close, terminal.leader)
        return terminal

    def shown(self, *arguments, sinks=NOTHING, env=None):
        """The exit code and what a terminal on stderr got."""
        terminal = self.terminal()
        process = self.start("--batch", "-c", self.profile(sinks), *arguments, stderr=terminal.follower, env=env)
        os.close(terminal.follower)
        code = process.wait(LIMIT)
        return code, terminal.all()

    def test_keys_steer_the_run_and_the_terminal_is_given_back(self):
        terminal = self.terminal()
        # The shell leads the session, as it does at a desk: a terminal whose leader ends is set back by the system.
        process = subprocess.Popen(
            ["sh", "-c", 'stty -g; "$@"; code=$?; stty -g; exit $code', "sh", EMITTER, "--batch", "-c",
             self.profile(NOTHING, duration="60s")],
            cwd=self.folder, env=self.environment(), stdin=terminal.follower, stdout=subprocess.PIPE,
            stderr=terminal.follower, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(terminal.follower)
        self.addCleanup(self._end, process)
        terminal.wait_for(b"\r\033[Krunning")
        during = termios.tcgetattr(terminal.leader)[3]
        self.assertFalse(during & (termios.ICANON | termios.ECHO))
        terminal.wait_for(b"\r\033[Kpaused", terminal.press(b"p"))
        terminal.wait_for(b"\r\033[Krunning", terminal.press(b"p"))
        terminal.wait_for(b"rate x1.1", terminal.press(b"+"))
        terminal.press(b"-")
        terminal.wait_for(b"rate x0.9", terminal.press(b"-"))
        terminal.wait_for(b"Stopping, flushing", terminal.press(b"q"))
        settings, _ = process.communicate(timeout=LIMIT)
        self.assertEqual(process.returncode, 130)
        before, after = settings.split()
        self.assertEqual(before, after)

    def test_colours_can_be_declined(self):
        for arguments, env, coloured in (([], {}, True), ([], {"NO_COLOR": "1"}, False), ([], {"NO_COLOR": ""}, True),
                                         (["--no-color"], {}, False)):
            with self.subTest(arguments=arguments, env=env):
                code, said = self.shown(*arguments, env=env)
                self.assertEqual(code, 0)
                self.assertIn(b"PASSED", said)
                self.assertEqual(bool(COLOUR.search(said)), coloured, said)

    def test_the_log_of_a_coloured_terminal_is_plain(self):
        for sinks, code, words in ((NOTHING, 0, "PASSED"),
                                   (f"  - {{type: http, url: 'http://127.0.0.1:{free_port()}'}}", 69, "error: ")):
            ended, said = self.shown("--log-file", "log.txt", sinks=sinks)
            self.assertEqual(ended, code)
            log = (self.folder / "log.txt").read_text()
            self.assertRegex(said, COLOUR)
            self.assertIn(words, log)
            self.assertNotIn("\033", log)
            (self.folder / "log.txt").unlink()


if __name__ == "__main__":
    unittest.main()
