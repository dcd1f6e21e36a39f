# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How tests get at the servers that `servers up` started: url(), or one of their own: start_private().

A test file ends with testservers.main(). A missing server skips what needs it, with the reason, and a file of
which nothing ran exits with 77; with EMITTER_REQUIRE_SERVERS=1 a missing server is a failure.
"""
import contextlib
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

import kit


def required(name):
    return (os.environ.get("EMITTER_REQUIRE_SERVERS") == "1"
            and name not in os.environ.get("EMITTER_TEST_UNAVAILABLE", "").split(","))


def why(name):
    folder = os.environ.get("EMITTER_TEST_SERVERS")
    if not folder:
        return "EMITTER_TEST_SERVERS is not set; './dev servers up' starts the servers and says how to go on"
    with contextlib.suppress(OSError):
        return (pathlib.Path(folder) / f"why-{name}").read_text(encoding="utf-8").strip()
    return f"EMITTER_TEST_{name.upper()} is not set"


def url(name):
    """The address of a server that all tests share; skips or fails the test when there is none."""
    if address := os.environ.get(f"EMITTER_TEST_{name.upper()}"):
        return address
    reason = f"no {name}: {why(name)}"
    if required(name):
        raise AssertionError(reason)
    raise unittest.SkipTest(reason)


class Private:
    """A server of one test. It keeps its port, so its address stays the same over a restart."""

    def __init__(self, name, folder, environment):
        self.name, self.folder, self.environment, self.port = name, folder, environment, kit.free_port()
        self.url = None

    def _call(self, *arguments):
        done = subprocess.run([sys.executable, "-B", kit.HERE / self.name, *map(str, arguments)], text=True,
                              check=False, stdin=subprocess.DEVNULL, capture_output=True,
                              env={**os.environ, **self.environment})
        if done.returncode != 0:
            raise AssertionError(f"{self.name} {arguments[0]}: {done.stderr}")
        return done.stdout.strip()

    def start(self):
        self.url = self._call("start", self.port, self.folder)

    def stop(self):
        self._call("stop", self.folder)

    def kill(self):
        """As a crash does it: no goodbye, no flush."""
        pid = kit.running(self.folder)
        os.kill(pid, signal.SIGKILL)
        while kit.running(self.folder) == pid:
            os.sched_yield()


@contextlib.contextmanager
def start_private(name, **environment):
    """A fresh server that the test may stop, kill and restart; needs the shared one to be there as well."""
    url(name)
    with tempfile.TemporaryDirectory(prefix="emitter-server-") as folder:
        os.chmod(folder, 0o755)  # servers that refuse root run as another account
        server = Private(name, pathlib.Path(folder, "data"), environment)
        try:
            server.start()
            yield server
        finally:
            server.stop()


def need_clients():
    """Goes on in the Python that has the stores' own clients; skips or fails when there is none."""
    python = os.environ.get("EMITTER_TEST_PYTHON")
    if not python:
        print(f"skipped: {why('clients')}", file=sys.stderr)
        raise SystemExit(1 if required("clients") else kit.UNAVAILABLE)
    if sys.prefix == sys.base_prefix:
        os.execv(python, [python, "-B", *sys.argv])


def main():
    result = unittest.main(exit=False).result
    for case, reason in result.skipped:
        print(f"skipped: {case}: {reason}", file=sys.stderr)
    if not result.wasSuccessful():
        raise SystemExit(1)
    # A class that is skipped as a whole counts as no test run.
    raise SystemExit(kit.UNAVAILABLE if result.skipped and result.testsRun == 0 else 0)
