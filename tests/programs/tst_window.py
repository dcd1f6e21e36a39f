#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: as a client of a real X server, and where there is no display."""
import os
import shutil
import sys
import threading

from program_support import LIMIT, ProgramTest, Server, json, pathlib, subprocess, unittest

# Where pictures are kept for people to look at.
PICTURES = pathlib.Path(os.environ.get("PICTURES", "/nowhere"))
# What to wait, in steps of a tenth of a second, for something to appear on the display.
PATIENCE = LIMIT * 10
PAUSE = threading.Event()  # never set: a wait that nothing ends


class Display:
    """An X server of our own, on a number that the server chooses."""

    def __init__(self, test):
        numbers, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        test.addCleanup(self._end)
        os.close(write)
        with os.fdopen(numbers) as pipe:
            self.name = ":" + pipe.readline().strip()

    def _end(self):
        self.server.terminate()
        self.server.wait(timeout=LIMIT)

    def run(self, *command):
        return subprocess.run(command, env={**os.environ, "DISPLAY": self.name}, check=False,
                              capture_output=True, timeout=LIMIT, text=True)

    def window(self, title):
        """The id of the window whose title matches `title`, in ASCII whatever the locale."""
        for _ in range(PATIENCE):
            found = self.run("xdotool", "search", "--onlyvisible", "--name", title).stdout.split()
            if found:
                return found[0]
            PAUSE.wait(0.1)
        raise AssertionError(f"no window {title!r}; there are: " + self.run(
            "xdotool", "search", "--name", ".", "getwindowname", "%@").stdout)


class WindowTest(ProgramTest):
    def open(self, display, *arguments):
        runtime = self.folder / "runtime"
        runtime.mkdir(mode=0o700, exist_ok=True)
        # Qt 6.8 asks the desktop's portal about itself, and a program that ends meanwhile leaks the question.
        return self.start(*arguments, env={
            "QT_NO_XDG_DESKTOP_PORTAL": "1",
            "DISPLAY": display.name, "XDG_RUNTIME_DIR": str(runtime), "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8",
            "XDG_CONFIG_HOME": str(self.folder / "config"), "XDG_STATE_HOME": str(self.folder / "state")})

    def test_runs_and_closes_as_an_x_client(self):
        display = Display(self)
        profile = self.profile("  - {type: file, path: out.jsonl}", "flush_interval_ms: 100",
                               duration="3s")
        process = self.open(display, profile)
        window = display.window("profile.yaml.*Idle")
        self.assertFalse((self.folder / "out.jsonl").exists(), "opening a profile starts no run")
        display.run("xdotool", "windowfocus", window, "key", "--window", window, "F5")
        display.window("Running 00:00:02")
        PICTURES.mkdir(parents=True, exist_ok=True)
        picture = PICTURES / "window-under-x.png"
        self.assertEqual(display.run("import", "-window", window, str(picture)).returncode, 0)
        self.assertGreater(picture.stat().st_size, 10_000)
        display.window("Finished: passed")
        lines = (self.folder / "out.jsonl").read_bytes().count(b"\n")
        self.assertEqual(lines, 600)
        display.run("xdotool", "windowfocus", window, "key", "--window", window, "ctrl+q")
        end = self.finish(process)
        self.assertCode(end, 0)
        self.assertEqual(end.err, "")

    def test_opens_a_profile_with_problems(self):
        display = Display(self)
        process = self.open(display, self.profile("  - {type: file}", "bufer_size: 3"))
        window = display.window("profile.yaml.*Idle")
        display.run("xdotool", "windowfocus", window, "key", "--window", window, "ctrl+q")
        self.assertCode(self.finish(process), 0)

    def test_speaks_the_language_that_was_chosen(self):
        settings = self.folder / "config" / "emitter" / "emitter.ini"
        settings.parent.mkdir(parents=True)
        settings.write_text("[preferences]\nlanguage=de\n", encoding="utf-8")
        display = Display(self)
        process = self.open(display, self.profile("  - {type: file, path: out.jsonl}"))
        window = display.window("profile.yaml.*Bereit")
        display.run("xdotool", "windowfocus", window, "key", "--window", window, "ctrl+q")
        self.assertCode(self.finish(process), 0)

    def test_saves_what_was_edited_and_run_for_batch_mode(self):
        received = []

        def take(request):
            received.append(request.body)
            request.reply(200)

        def messages():
            text = (self.folder / "out.jsonl").read_text(encoding="utf-8")
            return [json.loads(line)["message"] for line in text.splitlines()]

        with Server(take) as distributor:
            profile = self.profile(
                "  - {type: file, path: out.jsonl}\n"
                f"  - {{type: http, url: \"{distributor.url}/logs\"}}",
                "flush_interval_ms: 100", duration="60s")
            edited = profile.read_text(encoding="utf-8").replace("rate_per_sec: 200",
                                                                 "rate_per_sec: 150")
            display = Display(self)
            process = self.open(display, profile)
            window = display.window("profile.yaml.*Idle")

            def press(*keys):
                display.run("xdotool", "windowfocus", window, "key", "--window", window, *keys)

            press("alt+t", "ctrl+a", "1", "5", "0", "Tab")  # the rate of the first service
            display.window(r"profile.yaml\*.*Idle")
            press("F5")
            display.window("Running 00:00:02")
            press("shift+F5")
            display.window("Finished")
            press("ctrl+s")
            display.window("profile.yaml .*Finished")
            press("ctrl+q")
            self.assertCode(self.finish(process), 0)
            self.assertEqual(profile.read_text(encoding="utf-8"), edited)

            shown = messages()
            self.assertGreater(len(shown), 150)
            self.assertTrue(received)
            (self.folder / "out.jsonl").unlink()
            plan = self.run_emitter("--check", profile)
            self.assertCode(plan, 0)
            self.assertIn("150", plan.out + plan.err)
            end = self.run_emitter("--batch", "-c", profile, "--duration", "1s")
            self.assertCode(end, 0)
            self.assertEqual(messages(), shown[:150], "the same entries as in the window")

    def test_a_crash_leaves_what_the_run_did(self):
        display = Display(self)
        profile = self.profile("  - {type: file, path: out.jsonl}", "flush_interval_ms: 100",
                               duration="60s")
        process = self.open(display, profile)
        window = display.window("profile.yaml.*Idle")
        display.run("xdotool", "windowfocus", window, "key", "--window", window, "F5")
        display.window("Running 00:00:06")
        process.kill()
        process.wait(timeout=LIMIT)
        run, = (self.folder / "state" / "emitter" / "history").iterdir()
        samples = [json.loads(line) for line in (run / "series.jsonl").read_text("utf-8").splitlines()]
        self.assertGreaterEqual(samples[-1]["t"], 1, "five seconds may be lost, and no more")
        self.assertFalse((run / "report.json").exists())

        # The next window lists it: it can be chosen there, and removed.
        process = self.open(display, profile)
        window = display.window("profile.yaml.*Idle")

        def press(where, *keys):
            display.run("xdotool", "windowfocus", where, "key", "--window", where, *keys)

        press(window, "ctrl+3")
        question = None
        for _ in range(PATIENCE):
            press(window, "alt+l")  # off until the list was read
            question = display.run("xdotool", "search", "--onlyvisible", "--name", "^emitter$").stdout.split()
            if question:
                break
            PAUSE.wait(0.1)
        self.assertTrue(question, "there is nothing to delete")
        self.assertTrue(run.exists())
        for _ in range(PATIENCE):
            press(question[0], "alt+d")
            if not run.exists():
                break
            PAUSE.wait(0.1)
        self.assertFalse(run.exists())
        press(window, "ctrl+q")
        self.assertCode(self.finish(process), 0)


class NoDisplayTest(ProgramTest):
    def test_names_the_way_without_a_display(self):
        end = self.run_emitter(self.profile("  - {type: file, path: out.jsonl}"))
        self.assertCode(end, 69)
        self.assertIn("--batch", end.err)

    def test_names_the_way_where_nobody_answers_at_the_display(self):
        end = self.run_emitter(self.profile("  - {type: file, path: out.jsonl}"), env={
            "DISPLAY": str(self.folder / "nobody:99"), "QT_QPA_PLATFORM": "xcb"})
        self.assertCode(end, 69)
        self.assertIn("--batch", end.err)
        self.assertIn("DISPLAY", end.err)

    def test_refuses_flags_that_it_would_ignore(self):
        end = self.run_emitter("--seed", "7", env={"QT_QPA_PLATFORM": "offscreen"})
        self.assertCode(end, 64)
        self.assertIn("--batch", end.err)

    def test_says_which_profile_is_missing(self):
        end = self.run_emitter("missing.yaml", env={"QT_QPA_PLATFORM": "offscreen"})
        self.assertCode(end, 66)
        self.assertIn("missing.yaml", end.err)


if __name__ == "__main__":
    absent = [tool for tool in ("Xvfb", "xdotool", "import") if not shutil.which(tool)]
    if absent and os.environ.get("EMITTER_REQUIRE_SERVERS") != "1":
        print(f"skipped: {', '.join(absent)} not installed")
        sys.exit(77)
    unittest.main()
