# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scripts of this folder share: one command line, one cache folder, detached processes.

Root gives servers that refuse root to the account `nobody`. What `nobody` must read or write then
lies where it can get at it, which a home folder or a private temporary folder is not.
"""
import contextlib
import fcntl
import hashlib
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
UNAVAILABLE = 77  # exit status: this system cannot have this server
AS_ROOT = os.geteuid() == 0
LONGEST_DOWNLOAD = 900  # seconds
LONGEST_START = 120


class Failure(Exception):
    """Why a server cannot be installed or started; `status` is the script's exit status."""

    def __init__(self, text, status=1):
        super().__init__(text)
        self.status = status


def say(text):
    print(f"{pathlib.Path(sys.argv[0]).name}: {text}", file=sys.stderr, flush=True)


# --- folders -------------------------------------------------------------------------------------

def open_to_all(folder):
    """Whether any account can reach folder, which need not exist yet."""
    return all(part.stat().st_mode & 0o001 for part in [folder, *folder.parents] if part.exists())


def cache():
    """Where installations lie; shared by all checkouts."""
    base = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    if AS_ROOT and not open_to_all(base):
        base = pathlib.Path("/var/cache")
    folder = base / "emitter-tests"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def place_for_nobody(data):
    """The folder in which an unprivileged server keeps what belongs to data."""
    data = data.resolve()
    if not AS_ROOT or open_to_all(data.parent):
        return data
    return pathlib.Path("/var/tmp") / f"emitter-tests-{print_of(str(data))}"


def give_to_nobody(folder):
    if AS_ROOT:
        for path in [folder, *folder.rglob("*")]:
            shutil.chown(path, "nobody")


def as_nobody():
    """Keyword arguments for subprocess: the unprivileged account when we are root."""
    if not AS_ROOT:
        return {"cwd": "/"}
    import grp
    import pwd
    group = pwd.getpwnam("nobody").pw_gid
    return {"cwd": "/", "user": "nobody", "group": grp.getgrgid(group).gr_name, "extra_groups": []}


# --- installing ----------------------------------------------------------------------------------

@contextlib.contextmanager
def new_folder(name):
    """Yields a temporary folder that becomes cache()/name at the end; None if that exists already.

    Two processes that install the same thing do it one after the other.
    """
    folder = cache() / name
    if folder.is_dir():
        yield None
        return
    with open(cache() / f"{name}.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.is_dir():
            yield None
            return
        say(f"installing {name} in {cache()}")
        unpacked = pathlib.Path(tempfile.mkdtemp(prefix=f"{name}.", dir=cache()))
        try:
            yield unpacked
            run("chmod", "-R", "a+rX", unpacked)  # other accounts run it
            unpacked.rename(folder)
        finally:
            shutil.rmtree(unpacked, ignore_errors=True)


def run(*command, **how):
    """Runs a tool; its output is told when it fails, and never mixes with the URL on stdout."""
    name = pathlib.Path(command[0]).name
    try:
        done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, check=False, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=LONGEST_DOWNLOAD, **how)
    except subprocess.TimeoutExpired:
        raise Failure(f"{name} did not end within {LONGEST_DOWNLOAD} s") from None
    if done.returncode != 0:
        last = "\n".join(done.stdout.splitlines()[-30:])
        raise Failure(f"{name} failed with {done.returncode}:\n{last}")


def print_of(*parts):
    """Twelve letters that change when one of the files or texts changes."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(part.read_bytes() if isinstance(part, pathlib.Path) else part.encode())
    return whole.hexdigest()[:12]


def python_packages():
    """The virtual environment with everything that comes from PyPI; made when it is missing."""
    lists = [HERE / "requirements.txt", HERE / "requirements-alone.txt"]
    name = f"python-{print_of(sys.version, *lists)}"
    with new_folder(name) as folder:
        if folder:
            pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet",
                   "--disable-pip-version-check", "--only-binary", ":all:"]
            run(sys.executable, "-m", "venv", folder)
            run(*pip, "-r", lists[0])
            run(*pip, "--no-deps", "-r", lists[1])
    return cache() / name


def site_packages():
    return next((python_packages() / "lib").glob("python*")) / "site-packages"


# --- processes -----------------------------------------------------------------------------------

held = []  # locks of the ports that this process has given out


def hold(port):
    """Whether port is ours, and no other test's, until this process ends."""
    folder = cache() / "ports"
    folder.mkdir(exist_ok=True)
    lock = open(folder / str(port), "w", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return False
    held.append(lock)
    return True


def free_port():
    """A free port below those that the system gives to clients, held so that no other test takes it meanwhile."""
    chance = random.SystemRandom()
    while True:
        port = chance.randrange(15000, 30000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            if hold(port):
                probe.bind(("127.0.0.1", port))
                return port


def birth(pid):
    """When pid started, in the system's ticks; None when there is no such process."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


def spawn(command, data, env=None, **how):
    """Starts a server that outlives us, with its output in data/console.log."""
    with open(data / "console.log", "ab") as log:
        process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=log,
                                   stderr=log, start_new_session=True, env=env, **how)
    remember(data, process.pid)
    return process


def remember(data, pid):
    (data / "process").write_text(f"{pid} {birth(pid)}", encoding="ascii")


def running(data):
    """The pid that was remembered, while that very process lives; else None."""
    try:
        pid, born = (data / "process").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return None
    return int(pid) if birth(pid) == born else None


def stop_process(data, patience=30):
    """Asks the server to end, insists after `patience` seconds, returns when it is gone."""
    pid = running(data)
    if pid is None:
        return
    for number, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, 10)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if running(data) is None:
                return
            time.sleep(0.05)
    raise Failure(f"process {pid} does not end")


def wait_until(ready, data):
    """Returns when ready() is true; fails when the process ends or the time is over."""
    end = time.monotonic() + LONGEST_START
    while time.monotonic() < end:
        if ready():
            return
        if running(data) is None:
            raise Failure(f"the server ended:\n{tail(data / 'console.log')}")
        time.sleep(0.1)
    stop_process(data)
    raise Failure(f"the server did not answer within {LONGEST_START} s:\n{tail(data / 'console.log')}")


def wait_until_answers(url, data):
    def answers():
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return True

    wait_until(answers, data)


def wait_until_listens(port, data):
    def listens():
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return True

    wait_until(listens, data)


def tail(log):
    with contextlib.suppress(OSError):
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-30:])
    return f"(no {log})"


# --- the command line ----------------------------------------------------------------------------

USAGE = """usage: {name} install               download what is missing
       {name} start PORT DATA_DIR   print the server's URL when it is ready; PORT 0: a free one
       {name} stop DATA_DIR         return when the server is gone"""


def main(install, start, stop):
    """start(port, data) returns the URL; all three raise Failure."""
    arguments = sys.argv[1:]
    os.umask(0o022)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # half an installation is cleared away
    try:
        match arguments:
            case ["install"]:
                install()
            case ["start", port, data] if port.isdigit():
                data = pathlib.Path(data).resolve()
                data.mkdir(parents=True, exist_ok=True)
                if running(data):
                    raise Failure(f"the server of {data} is running already")
                install()
                print(start(int(port) or free_port(), data), flush=True)
            case ["stop", data]:
                stop(pathlib.Path(data).resolve())
            case _:
                print(USAGE.format(name=pathlib.Path(sys.argv[0]).name), file=sys.stderr)
                return 64
    except Failure as failure:
        say(failure)
        return failure.status
    return 0
