# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dashboard of the real binary, read by clients that are not ours."""
import contextlib
import re
import socket

from dashboardclient import Reader, fetch
from program_support import *

SINK = "  - {type: dashboard, port: 0, flush_interval_ms: 100}"
SEED_KEYS = {"type", "timestamp", "total_count", "by_service", "by_level", "flush_duration_ms"}


class Dashboard(ProgramTest):
    def serve(self, *arguments, sinks=SINK, env=None, **profile):
        """A run whose dashboard is served, and its link."""
        process = self.start("--batch", "-c", self.profile(sinks, **profile), *arguments, env=env)
        line = wait_for_line(process.stderr, "Dashboard: ")[-1]
        return process, line.split()[1]

    def test_the_stream_says_what_the_summary_says(self):
        process, link = self.serve("--json", rate=500, duration="3s",
                                   extra="pools:\n  - {emitter_prefix: worker, num_emitters: 3, base_interval: 0.05}",
                                   sinks=SINK + '\n  - {type: file, path: out.jsonl}')
        reader = Reader(link)
        run = self.finish(process)
        self.assertCode(run, 0)
        messages = reader.join()
        summary = run.summary
        kinds = [message["type"] for message in messages]
        self.assertEqual(kinds[:2], ["hello", "snapshot"])
        self.assertLessEqual({"tick", "log", "state", "flush"}, set(kinds))

        status = reader.of("tick")[-1]["status"]
        self.assertEqual(status["state"], "finished")
        for key in ("scheduled", "emitted", "skipped_late", "levels"):
            self.assertEqual(status[key], summary[key], key)
        for key in ("planned_per_s", "achieved_per_s", "achieved_percent"):
            self.assertEqual(status[key], summary["rate"][key], key)
        self.assertEqual(status["elapsed_s"], summary["duration_s"])
        self.assertEqual(status["lateness_ms"], summary["lateness_ms"])
        for key in ("name", "emitted", "planned_per_s"):
            self.assertEqual([s[key] for s in status["services"]], [s[key] for s in summary["services"]])
        self.assertEqual(status["pools"][0]["emitted"], summary["pools"][0]["emitted"])
        for shown, counted in zip(status["sinks"], summary["sinks"], strict=True):
            for key in set(shown) & set(counted) - {"latency_ms", "errors"}:
                self.assertEqual(shown[key], counted[key], key)
            for key, value in shown["latency_ms"].items():
                self.assertEqual(value, counted["latency_ms"][key])

        hello = reader.of("hello")[-1]
        self.assertEqual(hello["run"]["id"], summary["run_id"])
        self.assertEqual(hello["run"]["started"], summary["started"])
        self.assertEqual(hello["run"]["seed"], 7)
        self.assertEqual(reader.of("state")[-1], {"type": "state", "state": "finished", "result": "passed"})
        self.assertLessEqual(len(reader.of("tick")), 6)
        for log in reader.of("log"):
            self.assertLessEqual(len(log["entries"]), 10)

    def test_flush_frames_are_as_documented_and_add_up(self):
        process, link = self.serve("--json", rate=1000, duration="2s")
        reader = Reader(link)
        run = self.finish(process)
        frames = [m for m in reader.join() if m["type"] == "flush"]
        self.assertGreater(len(frames), 5)
        for frame in frames:
            self.assertEqual(set(frame), SEED_KEYS)
            self.assertEqual(sum(frame["by_service"].values()), frame["total_count"])
            self.assertEqual(sum(frame["by_level"].values()), frame["total_count"])
        # A reader that came at once misses at most what was flushed while it connected.
        told = sum(frame["total_count"] for frame in frames)
        self.assertLessEqual(told, run.summary["sinks"][0]["delivered"])
        self.assertGreater(told, run.summary["sinks"][0]["delivered"] / 2)

    def test_lingering_keeps_the_summary_until_a_signal(self):
        process, link = self.serve("--json", "--linger", "1h", "-n", "50")
        wait_for_line(process.stderr, "Serving the dashboard")
        status, _, body = fetch(link, "api/summary")
        self.assertEqual(status, 200)
        self.assertIn(b"text/html", fetch(link, "report.html")[1]["Content-Type"].encode())
        reader = Reader(link)
        process.send_signal(signal.SIGTERM)
        run = self.finish(process)
        self.assertCode(run, 0)
        self.assertEqual(json.loads(body), run.summary)
        self.assertEqual(reader.join()[0]["run"]["state"], "finished")

    def test_a_verification_reaches_the_readers(self):
        process, link = self.serve("--verify", "--linger", "1h", "-n", "50",
                                   sinks=SINK + "\n  - {type: sqlite, path: out.db}\n")
        wait_for_line(process.stderr, "Serving the dashboard")
        summary = json.loads(fetch(link, "api/summary")[2])
        self.assertIn("sqlite", [store["name"] for store in summary["verify"]])
        self.assertEqual(summary["result"], "passed")

    def test_a_taken_port_ends_the_program_before_the_run(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            for arguments, sinks in ((("--dashboard", port), "  - {type: file, path: out.jsonl}"),
                                     ((), f"  - {{type: dashboard, port: {port}}}\n  - {{type: file, path: out.jsonl}}")):
                run = self.batch(sinks, *arguments)
                self.assertCode(run, 69)
                self.assertIn(f"127.0.0.1:{port}", run.err)
                self.assertIn("--no-dashboard", run.err)
                self.assertFalse((self.folder / "out.jsonl").exists())
            run = self.batch(f"  - {{type: dashboard, port: {port}}}", "--no-dashboard", "--json")
            self.assertCode(run, 0)
            self.assertNotIn("Dashboard:", run.err)
            self.assertEqual(run.summary["sinks"][0]["delivered"], 200)

    def test_the_example_runs_on_when_its_port_is_taken(self):
        with socket.socket() as taken:
            with contextlib.suppress(OSError):  # then somebody else has it: as well
                taken.bind(("127.0.0.1", 3000))
                taken.listen()
            run = self.run_emitter("--batch", "-n", "20", "--json", "--no-record")
            self.assertCode(run, 0)
            self.assertIn("The example runs without it.", run.err)
            self.assertNotIn("error:", run.err)
            again = self.run_emitter("--batch", "-n", "20", "--dashboard", "3000")
            self.assertCode(again, 69)  # asked for, so needed

    def test_nothing_listens_beyond_loopback_unless_told_to(self):
        process, link = self.serve("--linger", "1h", "-n", "10")
        port = int(re.fullmatch(r"http://127\.0\.0\.1:(\d+)/", link)[1])
        listening = [line.split()[1] for table in ("tcp", "tcp6")
                     for line in pathlib.Path(f"/proc/{process.pid}/net/{table}").read_text().splitlines()[1:]
                     if line.split()[3] == "0A" and line.split()[1].endswith(f":{port:04X}")]
        self.assertEqual(listening, [f"0100007F:{port:04X}"])

    def test_beyond_loopback_a_token_is_printed_once_and_kept_out_of_the_log(self):
        process, link = self.serve("--linger", "1h", "-n", "10", "--log-file", "log.txt",
                                   "--dashboard", "0.0.0.0:0")
        wait_for_line(process.stderr, "Serving the dashboard")
        place, token = re.fullmatch(r"http://[^/]+:(\d+)/#token=([0-9a-f]{32})", link).groups()
        link = f"http://127.0.0.1:{place}/"
        self.assertEqual(fetch(link, "")[0], 200)
        self.assertEqual(fetch(link, "metrics")[0], 401)
        self.assertEqual(fetch(link, "metrics", Authorization=f"Bearer {token}")[0], 200)
        reader = Reader(link, subprotocols=["emitter.v1", "token." + token])
        with self.assertRaises(Exception):
            Reader(link).join()
        process.send_signal(signal.SIGINT)
        run = self.finish(process)
        self.assertEqual(reader.join()[0]["type"], "hello")
        self.assertNotIn(token, run.err)
        self.assertNotIn(token, (self.folder / "log.txt").read_text())

    def test_a_token_of_the_profile_is_never_shown(self):
        token = "Canary-0123456789"
        sinks = "  - {type: dashboard, port: 0, token: '${WALL}'}"
        process, link = self.serve("--linger", "1h", "-n", "10", "--json", "-v", sinks=sinks, env={"WALL": token})
        wait_for_line(process.stderr, "Serving the dashboard")
        known = {"Authorization": f"Bearer {token}"}
        seen = [fetch(link, path, **known) for path in ("api/status", "api/summary", "api/history", "metrics",
                                                         "report.html", "", "nothing")]
        seen += [fetch(link, "api/status")]
        self.assertEqual([status for status, _, _ in seen], [200] * 6 + [404, 401])
        process.send_signal(signal.SIGINT)
        run = self.finish(process)
        told = run.out + run.err + "".join(f"{headers}{body}" for _, headers, body in seen)
        self.assertNotIn(token, told)

    def test_flags_that_make_no_sense_are_refused(self):
        for arguments, words in ((("--linger", "5m"), "--dashboard"), (("--dashboard", "70000"), "port"),
                                 (("--dashboard", "3000", "--no-dashboard"), "combined"),
                                 (("--dashboard", ":3000"), "port"), (("--linger", "x"), "duration")):
            run = self.batch("  - {type: file, path: out.jsonl}", *arguments)
            self.assertCode(run, 64)
            self.assertIn(words, run.err)
        run = self.batch("  - {type: 'null'}", "--dashboard", "example.invalid:3000")
        self.assertCode(run, 78)
        self.assertIn("example.invalid", run.err)
        run = self.batch("  - {type: dashboard, port: 0}\n  - {type: dashboard, port: 0, name: second}")
        self.assertCode(run, 78)
        self.assertIn("one dashboard", run.err)


if __name__ == "__main__":
    unittest.main()
