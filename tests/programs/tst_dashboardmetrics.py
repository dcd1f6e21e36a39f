# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dashboard's metrics, judged by Prometheus' own tools and scraped by a real Prometheus."""
import re
import shutil
import time
import urllib.parse

from dashboardclient import fetch
from program_support import *

SINKS = """  - {type: dashboard, port: 0}
  - {type: file, path: out.jsonl}"""
POOLS = r"""pools:
  - {emitter_prefix: 'work"er\', num_emitters: 3, base_interval: 0.05}"""


@unittest.skipUnless(shutil.which("promtool") or os.environ.get("EMITTER_REQUIRE_SERVERS"),
                     "Prometheus is not installed (Debian: prometheus)")
class Metrics(ProgramTest):
    def finished_run(self):
        """A run that is over, served on; its link and its summary."""
        process = self.start("--batch", "-c", self.profile(SINKS, POOLS, rate=500), "--linger", "1h")
        link = wait_for_line(process.stderr, "Dashboard: ")[-1].split()[1]
        wait_for_line(process.stderr, "Serving the dashboard")
        return link, json.loads(fetch(link, "api/summary")[2])

    def test_promtool_finds_nothing_to_complain_of(self):
        link, _ = self.finished_run()
        status, headers, body = fetch(link, "metrics")
        self.assertEqual((status, headers["Content-Type"]), (200, "text/plain; version=0.0.4; charset=utf-8"))
        judged = subprocess.run(["promtool", "check", "metrics"], input=body, capture_output=True,
                                timeout=LIMIT, check=False)
        self.assertEqual((judged.returncode, judged.stdout + judged.stderr), (0, b""))
        spoilt = subprocess.run(["promtool", "check", "metrics"], input=body + b"emitter_x_ms 1\n",
                                capture_output=True, timeout=LIMIT, check=False)
        self.assertNotEqual(spoilt.returncode, 0)  # it does look

    def test_the_grafana_dashboard_asks_for_metrics_that_exist(self):
        link, _ = self.finished_run()
        exported = set(re.findall(r"^(emitter_\w+)", fetch(link, "metrics")[2].decode(), re.MULTILINE))
        board = json.loads((SOURCES / "packaging/grafana/emitter.json").read_text())
        asked = {name for panel in board["panels"] for target in panel["targets"]
                 for name in re.findall(r"emitter_\w+", target["expr"])}
        self.assertGreater(len(asked), 10)
        self.assertEqual(asked - exported, set())

    def test_a_real_prometheus_scrapes_the_run_s_own_figures(self):
        link, summary = self.finished_run()
        port = free_port()
        self.write("prometheus.yml", f"""
global: {{scrape_interval: 1s}}
scrape_configs:
  - {{job_name: emitter, static_configs: [{{targets: ['{urllib.parse.urlsplit(link).netloc}']}}]}}
""")
        server = subprocess.Popen(
            ["prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=data",
             f"--web.listen-address=127.0.0.1:{port}"],
            cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self._end, server)

        def ask(query):
            """The values that Prometheus has for it, by their labels."""
            try:
                answer = fetch(f"http://127.0.0.1:{port}/", "api/v1/query?query=" + urllib.parse.quote(query))
            except OSError:
                return {}
            if answer[0] != 200:
                return {}
            return {tuple(sorted((k, v) for k, v in one["metric"].items() if k not in ("__name__", "job", "instance"))):
                    float(one["value"][1]) for one in json.loads(answer[2])["data"]["result"]}

        end = time.monotonic() + LIMIT
        while not ask("emitter_entries_emitted_total") and time.monotonic() < end:
            time.sleep(0.1)
        self.assertEqual(ask("emitter_entries_emitted_total"), {(): summary["emitted"]})
        self.assertEqual(ask("emitter_entries_scheduled_total"), {(): summary["scheduled"]})
        self.assertEqual(ask("emitter_sink_delivered_total"),
                         {(("sink", sink["name"]),): sink["delivered"] for sink in summary["sinks"]})
        self.assertEqual(ask("emitter_pool_entries_total"),
                         {(("pool", 'work"er\\'),): summary["pools"][0]["emitted"]})
        self.assertEqual(ask("sum(emitter_level_entries_total)"), {(): summary["emitted"]})
        self.assertEqual(ask("emitter_sink_latency_seconds_count"),
                         {(("sink", sink["name"]),): sink["delivered"] for sink in summary["sinks"]})
        p99 = ask("histogram_quantile(0.99, emitter_sink_latency_seconds_bucket)")
        self.assertEqual(len(p99), 2)
        self.assertTrue(all(value > 0 for value in p99.values()), p99)


if __name__ == "__main__":
    unittest.main()
