# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A headless Chromium, driven by the DevTools protocol over a pipe: no port, no further package.

https://chromedevtools.github.io/devtools-protocol/: each message is JSON that ends with a NUL.
"""
import base64
import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time

LIMIT = 60  # seconds after which an answer counts as missing
FLAGS = """--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update
    --disable-sync --disable-extensions --disable-default-apps --disable-dev-shm-usage --disable-crash-reporter
    --no-proxy-server --hide-scrollbars --mute-audio --remote-debugging-pipe""".split()


class Chromium:
    """The browser; `with Chromium() as browser: page = browser.page()`."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="emitter-chromium-", ignore_cleanup_errors=True)
        from_us, self._out = os.pipe()
        self._in, to_us = os.pipe()
        # Chromium reads commands from descriptor 3 and writes to 4.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (from_us, to_us)]
        os.close(from_us)
        os.close(to_us)
        self._process = subprocess.Popen(
            ["chromium", *FLAGS, f"--user-data-dir={self._folder.name}", "about:blank"],
            env={"PATH": os.environ["PATH"], "HOME": self._folder.name, "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            close_fds=False, preexec_fn=lambda: (os.dup2(ends[0], 3), os.dup2(ends[1], 4)))
        for end in ends:
            os.close(end)
        self._buffer = b""
        self._last = 0
        self._sessions = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self._out)
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        os.close(self._in)
        self._folder.cleanup()

    def page(self):
        """A fresh page in a context of its own: no storage is shared."""
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session, target)
        self._sessions[session] = page
        page.prepare()
        return page

    def call(self, method, session=None, **params):
        self._last += 1
        wanted = self._last
        message = {"id": wanted, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self._write(json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + LIMIT
        while True:
            answer = self._next(deadline)
            if answer is None:
                raise TimeoutError(f"no answer to {method}")
            if answer.get("id") == wanted:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def _write(self, data):
        while data:
            data = data[os.write(self._out, data):]

    def _next(self, deadline):
        """The next message, after its event was noted; None at the deadline."""
        while b"\0" not in self._buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._in], [], [], left)[0]:
                return None
            data = os.read(self._in, 1 << 20)
            if not data:
                raise RuntimeError("Chromium has ended")
            self._buffer += data
        message, self._buffer = self._buffer.split(b"\0", 1)
        message = json.loads(message)
        page = self._sessions.get(message.get("sessionId"))
        if page and "method" in message:
            page.note(message["method"], message["params"])
        return message


class Page:
    """One tab. What it requested and complained about is noted from the start."""

    def __init__(self, browser, session, target):
        self._browser, self._session, self._target = browser, session, target
        self.requests = []  # URLs, sockets included
        self.complaints = []  # console errors and warnings, exceptions, refusals of the content policy
        self.dialogs = []
        self.headers = {}  # of the answers, by URL

    def prepare(self):
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def close(self):
        self._browser.call("Target.closeTarget", targetId=self._target)

    def call(self, method, **params):
        return self._browser.call(method, self._session, **params)

    def note(self, method, params):
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Network.webSocketCreated":
            self.requests.append(params["url"])
        elif method == "Network.responseReceived":
            answer = params["response"]
            self.headers[answer["url"]] = {name.lower(): value for name, value in answer["headers"].items()}
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(params["exceptionDetails"]))
        elif method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.complaints.append(json.dumps(params["args"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.complaints.append(f"{params['entry']['text']} {params['entry'].get('url', '')}")
        elif method == "Page.javascriptDialogOpening":
            self.dialogs.append(params["message"])

    def before_load(self, script):
        """Runs `script` in each document before the page's own."""
        self.call("Page.addScriptToEvaluateOnNewDocument", source=script)

    def goto(self, url):
        self.call("Page.navigate", url=url)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def evaluate(self, expression):
        """The value of an expression, or what its promise is kept with."""
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {json.dumps(answer['exceptionDetails'])[:2000]}")
        return answer["result"].get("value")

    def until(self, condition, limit=LIMIT / 2):
        """Waits for an expression to become true in the page, or in the one that takes its place meanwhile."""
        question = f"""new Promise((resolve) => {{
            const end = performance.now() + {limit * 1000};
            const look = () => {{
                const value = (() => {{ try {{ return {condition}; }} catch {{ return false; }} }})();
                if (value || performance.now() > end) resolve(value); else setTimeout(look, 20);
            }};
            look();
        }})"""
        try:
            answer = self.evaluate(question)
        except RuntimeError as error:
            if "navigated" not in str(error):
                raise
            answer = self.evaluate(question)
        if not answer:
            raise AssertionError(f"did not become true: {condition}\n{self.evaluate('document.body.innerText')[:3000]}"
                                 f"\n{self.complaints}")
        return answer

    def fetched(self, url):
        """Waits for an answer to the page's request of `url`."""
        self.until(f"performance.getEntriesByName({json.dumps(url)}).length > 0")

    def text(self, selector):
        return self.evaluate(f"document.querySelector({json.dumps(selector)}).innerText")

    def media(self, scheme, **features):
        """`prefers-color-scheme`, and other features with `_` for `-`."""
        wanted = {"prefers-color-scheme": scheme, **{name.replace("_", "-"): value for name, value in features.items()}}
        self.call("Emulation.setEmulatedMedia",
                  features=[{"name": name, "value": value} for name, value in wanted.items()])

    def size(self, width, height, density=1):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=density,
                  mobile=False)

    def screenshot(self, path, whole=False):
        picture = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(picture["data"]))

    def heap(self):
        """Bytes of live JavaScript objects."""
        self.call("HeapProfiler.collectGarbage")
        return self.call("Runtime.getHeapUsage")["usedSize"]


def missing():
    """Why no browser can be had here; empty when one can."""
    return "" if shutil.which("chromium") else "chromium is not installed"
