# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dashboard's page in a real browser: served by the binary, fed by it or, where a run cannot be made to
say what is wanted, by tests/page/feed.js."""
import re
import shutil
import statistics
import sys
import tempfile

import chromium
from program_support import *

PICTURES = SOURCES / "build/screenshots"
FEED = (SOURCES / "tests/page/feed.js").read_text(encoding="utf-8")
FRAME = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
HOSTILE = "<img src=x onerror=alert(1)>"
# How long it takes from the arrival of a tick to the end of the frame that shows it.
TIMED = """window.delays = [];
    const Real = WebSocket;
    window.WebSocket = class extends Real {
        constructor(...all) {
            super(...all);
            this.addEventListener("message", ({data, timeStamp}) => /^.{1,10}"tick"/.test(data)
                && requestAnimationFrame(() => setTimeout(() => delays.push(performance.now() - timeStamp))));
        }
    };"""
# Pixels of a canvas that are as strongly coloured as a series is, and no grid or text.
COLOURED = """[...document.querySelectorAll("canvas")].map((canvas) => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", {willReadFrequently: true});
    copy.drawImage(canvas, 0, 0);
    const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
    let coloured = 0;
    for (let i = 0; i < data.length; i += 4) {
        const rgb = [data[i], data[i + 1], data[i + 2]];
        coloured += data[i + 3] > 200 && Math.max(...rgb) - Math.min(...rgb) > 60;
    }
    return coloured;
})"""


def axe():
    """The text of axe-core, in the version of tests/page/package-lock.json."""
    folder = SOURCES / "build/axe"
    script = folder / "node_modules/axe-core/axe.min.js"
    wanted = SOURCES / "tests/page/package-lock.json"
    if not script.is_file() or (folder / wanted.name).read_bytes() != wanted.read_bytes():
        folder.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as fresh:
            for name in ("package.json", wanted.name):
                shutil.copy(wanted.with_name(name), fresh)
            subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=fresh, check=True,
                           capture_output=True, timeout=120)
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(fresh, folder)
    return script.read_text(encoding="utf-8")


class DashboardPage(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.browser = cls.enterClassContext(chromium.Chromium())

    def serve(self, *arguments, profile=None, sinks="  - {type: 'null'}", port=0, env=None):
        """Starts a run with a dashboard; the process and the page's address."""
        profile = profile or self.profile(sinks, duration="0")
        process = self.start("--batch", "-c", profile, "--dashboard", str(port), *arguments, env=env)
        return process, wait_for_line(process.stderr, "Dashboard: ")[-1].split()[1]

    def open(self, url, script=""):
        page = self.browser.page()
        self.addCleanup(page.close)
        page.media("dark")
        page.size(1280, 940)
        if script:
            page.before_load(script)
        page.goto(url)
        return page

    def fed(self, seconds=0, options="{}"):
        """A page that hears feed.js instead of the binary."""
        _, url = self.serve()
        page = self.open(url, FEED)
        page.evaluate(f"feed.open({seconds}, {options})")
        page.evaluate(FRAME)
        return page

    def assertCalm(self, page, url):
        """No error, no dialog, and nothing was asked of anybody but emitter."""
        self.assertEqual(page.complaints, [])
        self.assertEqual(page.dialogs, [])
        host = url.split("/")[2]
        self.assertEqual([one for one in page.requests if one.split("/")[2] != host], [])

    def tiles(self, page):
        texts = page.evaluate("""Object.fromEntries([...document.querySelectorAll(".tile")].map(
            (tile) => [...tile.children].map((one) => one.textContent)))""")
        return {label: re.sub(r"[^\d.]", "", value) for label, value in texts.items()}

    def test_a_run_is_seen_from_start_to_end(self):
        profile = self.write("a.yaml", """
run_duration: 0
seed: 7
message_pool_size: 50
services: [{name: web, rate_per_sec: 400, arrival: fixed}]
pools: [{emitter_prefix: worker, num_emitters: 20, base_interval: 1.0, interval_jitter: 0.5}]
sinks: [{type: file, path: a.jsonl, flush_interval_ms: 100}, {type: 'null'}]
targets: ["achieved >= 50%"]
""")
        process, url = self.serve("--json", "--linger", "10m", profile=profile)
        page = self.open(url, TIMED)
        page.until("document.querySelector('#state .word').textContent === 'Running'")
        page.until("document.querySelectorAll('#lines .line').length > 10")
        page.until(f"{COLOURED}.every((pixels) => pixels > 100)")
        page.until("delays.length >= 4")
        process.send_signal(signal.SIGINT)
        finished = "document.querySelector('#state .word').textContent.startsWith('Finished: ')"
        page.until(finished)
        page.until("[...document.querySelectorAll('#sinks .condition')].every((one) => one.innerText.includes('finished'))")
        print(f"tick to pixel: median {statistics.median(page.evaluate('delays')):.0f} ms")
        shown = self.tiles(page)
        status = page.evaluate("fetch('api/status').then((answer) => answer.json())")
        self.assertEqual(shown["Delivered"], str(status["delivered"]))
        self.assertEqual(shown["Rejected"] + shown["Dropped"], "00")
        self.assertEqual(page.evaluate("document.querySelectorAll('#sinks tr').length"), 2)
        self.assertIn("pass", page.text("#targets"))

        history = "document.querySelector('.chart-table tbody').rows.length"
        self.show_table(page)
        page.until(f"{history} >= 3")
        before = page.evaluate(history)
        ended = page.text("#state")
        page.goto(url)
        page.until(finished)
        self.assertEqual(page.text("#state"), ended)
        self.show_table(page)
        page.until(f"{history} === {before}")
        self.assertEqual(self.tiles(page), shown)
        self.assertIn("default-src 'none'", page.headers[url]["content-security-policy"])
        self.assertCalm(page, url)

        wait_for_line(process.stderr, "Serving the dashboard for")
        process.send_signal(signal.SIGINT)
        summary = self.finish(process).summary
        self.assertEqual(shown["Delivered"], str(sum(sink["delivered"] for sink in summary["sinks"])))
        emitted = [service["emitted"] for service in summary["services"]] + [
            pool["emitted"] for pool in summary["pools"]]
        cells = page.evaluate("[...document.querySelectorAll('#sources tr')].map((row) => row.cells[3].textContent)")
        self.assertEqual([int(re.sub(r"\D", "", cell)) for cell in cells], emitted)

    def show_table(self, page):
        page.evaluate("document.querySelector('.as-table').click()")

    def test_a_restart_is_survived(self):
        first, url = self.serve()
        page = self.open(url)
        page.until("document.querySelector('#state .word').textContent === 'Running'")
        run = page.text("#identity")
        page.fetched(url + "icon.svg")  # late, and by nobody when the server is gone
        self.assertEqual(page.complaints, [])
        first.kill()
        self.finish(first)
        page.until("!document.querySelector('#connection').hidden")
        self.assertIn("Reconnecting", page.text("#connection"))
        _, again = self.serve(port=int(url.split(":")[2].rstrip("/")))
        self.assertEqual(again, url)
        page.until("document.querySelector('#connection').hidden")
        page.until(f"document.querySelector('#identity').textContent !== {json.dumps(run)}")
        page.until("document.querySelector('#state .word').textContent === 'Running'")
        self.assertEqual([one for one in page.complaints if "WebSocket connection" not in one
                          and "ERR_CONNECTION_REFUSED" not in one], [])

    def test_a_token_lets_the_page_in(self):
        _, url = self.serve(sinks="  - {type: dashboard, token: '${TOKEN}'}", env={"TOKEN": "0123456789abcdef"})
        page = self.open(url + "#token=0123456789abcdef")
        page.until("document.querySelector('#state .word').textContent === 'Running'")
        self.assertCalm(page, url)
        stranger = self.open(url)
        stranger.until("document.querySelector('#connection').textContent.includes('wants its token')")
        self.assertTrue(stranger.evaluate("document.querySelector('#run').hidden"))
        stranger.evaluate("void (location.hash = 'token=0123456789abcdef')")
        stranger.until("document.querySelector('#state .word').textContent === 'Running'")

    def test_one_reader_too_many_is_told_so(self):
        _, url = self.serve()
        readers = self.open(url)
        readers.evaluate("const address = location.href.replace('http', 'ws') + 'ws';"
                         "window.others = Array.from({length: 31}, () => new WebSocket(address))")
        readers.until("others.every((one) => one.readyState === WebSocket.OPEN)")
        late = self.open(url)
        late.until("document.querySelector('#connection').textContent.includes('as many readers')")
        readers.evaluate("others.forEach((one) => one.close())")
        late.until("document.querySelector('#state .word').textContent === 'Running'")
        self.assertTrue(late.evaluate("document.querySelector('#connection').hidden"))

    def test_hostile_texts_stay_texts(self):
        page = self.fed(30, json.dumps({
            "profile": {"name": HOSTILE + "\u202egpj", "services": [{"name": HOSTILE, "levels": {"INFO": 1, HOSTILE: 3}}]},
            "status": {"services": [{"name": HOSTILE, "planned_per_s": 1, "planned_now_per_s": 1, "achieved_per_s": 1,
                                     "emitted": 1}],
                       "targets": [{"expr": HOSTILE, "value": 1, "passed": True}],
                       "messages": [{"severity": HOSTILE, "text": HOSTILE + "\u001b[2J", "remedy": HOSTILE}]},
            "run": {"id": HOSTILE, "started": HOSTILE}}))
        page.evaluate(f"""feed.say({{type: "log", emitted: 3, entries: [
            {{timestamp: "2026-01-01T00:00:00Z", level: "INFO", service: {json.dumps(HOSTILE)}, message: "a\\u202eb"}},
            {{timestamp: {json.dumps(HOSTILE)}, level: {json.dumps(HOSTILE)}, service: "s", message: {json.dumps(HOSTILE)}}},
            {{timestamp: "", level: "", service: "", message: "x".repeat(1 << 20)}}]}});
            feed.say({{type: "never heard of", a: [1]}}); feed.say(null); feed.say(7)""")
        page.evaluate(FRAME)
        lines = page.evaluate("[...document.querySelectorAll('#lines .line')].map((line) => line.textContent)")
        self.assertEqual(len(lines), 3)
        self.assertIn(f"{HOSTILE} a⟨U+202E⟩b", lines[0])
        self.assertEqual(lines[1].count(HOSTILE[:19]), 3)
        self.assertLess(len(lines[2]), 600)
        self.assertTrue(lines[2].endswith("…"))
        self.assertEqual(page.text("#profile"), HOSTILE + "⟨U+202E⟩gpj")
        self.assertIn("␛[2J", page.text("#messages"))
        self.assertEqual(page.evaluate("document.querySelectorAll('img, main script, iframe').length"), 0)
        self.assertEqual(page.evaluate("document.documentElement.scrollWidth"), 1280)
        page.screenshot(PICTURES / "hostile.png")
        self.assertCalm(page, page.requests[0])

    def test_pausing_stops_the_view_alone(self):
        page = self.fed(10)
        page.evaluate("feed.tick(); document.querySelector('#pause').click()")
        shown = page.text("#lines")
        page.evaluate("for (let i = 0; i < 5; ++i) feed.tick()")
        self.assertEqual(page.text("#lines"), shown)
        self.assertIn("50 newer", page.text("#pause"))
        page.evaluate(FRAME)
        self.assertEqual(page.text("#time"), "00:00:16 / 00:10:00")
        page.evaluate("document.querySelector('#pause').click()")
        self.assertEqual(page.evaluate("document.querySelectorAll('#lines .line').length"), 60)
        page.evaluate("""{ const level = document.querySelector('#filter-level'); level.value = 'ERROR';
            level.dispatchEvent(new Event('input', {bubbles: true})); }""")
        self.assertEqual(page.evaluate("document.querySelectorAll('#lines .line').length"), 12)

    def test_the_crosshair_moves_by_keys_and_pointer(self):
        page = self.fed(100)
        page.evaluate("document.querySelector('canvas').focus()")
        legend = ".chart:nth-child(3) .legend"
        newest = page.text(legend)
        for _ in range(3):
            page.call("Input.dispatchKeyEvent", type="keyDown", key="ArrowLeft", code="ArrowLeft")
        self.assertIn("−0:02", page.evaluate("document.querySelector('.chart .unseen').textContent"))
        self.assertNotEqual(page.text(legend), newest)
        page.call("Input.dispatchKeyEvent", type="keyDown", key="Escape", code="Escape")
        self.assertEqual(page.text(legend), newest)
        middle = page.evaluate("""(() => { const box = document.querySelector('canvas').getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2]; })()""")
        page.call("Input.dispatchMouseEvent", type="mouseMoved", x=middle[0], y=middle[1])
        page.until(f"document.querySelector('{legend}').innerText !== {json.dumps(newest)}")

    def test_nothing_is_drawn_unseen(self):
        counting = """window.drawn = 0;
            const { stroke } = CanvasRenderingContext2D.prototype;
            CanvasRenderingContext2D.prototype.stroke = function (...all) { ++drawn; stroke.apply(this, all); };"""
        _, url = self.serve()
        page = self.open(url, FEED + counting)
        page.evaluate("feed.open(10); feed.tick()")
        page.until("drawn > 0")
        page.size(400, 500)
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.evaluate(FRAME)
        page.evaluate(f"drawn = 0; feed.tick(); {FRAME}")
        self.assertEqual(page.evaluate("drawn"), 0)
        page.evaluate("document.querySelector('canvas').scrollIntoView()")
        page.until("drawn > 0")

    def test_two_hours_fit_into_little_memory(self):
        page = self.fed()
        for _ in range(72):
            page.evaluate(f"for (let i = 0; i < 100; ++i) feed.tick(i % 4 === 0); {FRAME}")
        self.assertEqual(page.text("#time"), "02:00:00 / 00:10:00")
        self.assertLess(page.heap(), 100e6)
        self.assertLessEqual(page.evaluate("document.querySelectorAll('#lines .line').length"), 200)
        print(f"heap after 7200 ticks: {page.heap() / 1e6:.1f} MB")

    def test_it_is_accessible_and_looks_right(self):
        page = self.fed(191)
        script = axe()
        for _ in range(3):
            page.evaluate("feed.tick()")
        page.evaluate("document.querySelectorAll('.as-table')[3].click()")
        self.assertAccessible(page, script, "dark")
        self.assertAccessible(page, script, "light")
        page.evaluate("document.querySelectorAll('.as-table')[3].click()")
        for scheme, width, height in (("dark", 1280, 940), ("light", 1280, 940), ("dark", 400, 860), ("light", 400, 860)):
            page.media(scheme)
            page.size(width, height)
            page.evaluate(FRAME)
            self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), width)
            page.screenshot(PICTURES / f"{scheme}-{width}.png")

    def assertAccessible(self, page, script, scheme):
        page.media(scheme)
        page.evaluate(script + ";0")
        found = page.evaluate("""axe.run().then(({violations}) => violations.map(({id, help, nodes}) =>
            `${id}: ${help}: ${nodes.map((node) => node.html + node.failureSummary).join("; ")}`))""")
        self.assertEqual(found, [], scheme)


if __name__ == "__main__":
    if chromium.missing() and os.environ.get("EMITTER_REQUIRE_SERVERS") != "1":
        print(chromium.missing())
        sys.exit(77)
    unittest.main()
