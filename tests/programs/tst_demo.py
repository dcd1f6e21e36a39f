# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The four demos and the mock distributor, as a newcomer would try them."""
import urllib.error
import urllib.request

from program_support import *


class Demo(ProgramTest):
    def test_each_demo_runs_with_the_mock_alone(self):
        for name, prefix in (("basic", "emitter-1"), ("custom", "custom-10"), ("high-volume", "high-volume-20"),
                             ("variable-rate", "fast-10")):
            run = self.run_emitter("demo", name, "--with-mock", "-d", "3s", "--json")
            self.assertCode(run, 0)
            self.assertAddsUp(run.summary)
            emitters = {k: v for pool in run.summary["pools"] for k, v in pool["emitter_stats"].items()}
            self.assertIn(prefix, emitters)
            for pool in run.summary["pools"]:
                self.assertEqual(pool["total_emitted"], sum(e["count"] for e in pool["emitter_stats"].values()))
                self.assertEqual(pool["num_emitters"], len(pool["emitter_stats"]))
            self.assertIn(f"accepted {run.summary['sinks'][0]['delivered']} logs", run.err)

    def test_without_a_distributor_the_demo_says_how_to_start_one(self):
        run = self.run_emitter("demo", "basic", "--url", f"http://127.0.0.1:{free_port()}")
        self.assertCode(run, 69)
        self.assertIn("emitter mock distributor", run.err)

    def mock(self, *arguments):
        process = self.start("mock", "distributor", "--port", 0, *arguments)
        line = wait_for_line(process.stderr, "Mock distributor on")[-1]
        return process, line.split()[3]

    def get(self, url, body=None):
        request = urllib.request.Request(url, data=body, headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=LIMIT) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.loads(error.read() or b"null")

    def test_mock_counts_what_it_accepted(self):
        process, url = self.mock()
        self.assertEqual(self.get(url + "/health")[0], 200)
        log = json.dumps({"timestamp": "2026-01-01T00:00:00Z", "level": "INFO", "message": "m", "source": "s", "metadata": {}})
        status, answer = self.get(url + "/submit", log.encode())
        self.assertEqual(status, 200)
        self.assertIn("task_id", answer)
        self.assertEqual(self.get(url + "/submit", b"not json")[0], 422)
        self.assertEqual(self.get(url + "/nope")[0], 404)
        self.assertEqual(self.get(url + "/stats")[1]["total_received"], 1)
        process.send_signal(signal.SIGINT)
        self.assertCode(self.finish(process), 0)

    def test_mock_errors_and_the_run_s_books_agree(self):
        process, url = self.mock("--error-rate", "30%")
        run = self.run_emitter("demo", "high-volume", "--url", url, "-d", "3s", "--json")
        self.assertAddsUp(run.summary)
        sink = run.summary["sinks"][0]
        self.assertEqual(self.get(url + "/stats")[1]["total_received"], sink["delivered"])
        self.assertGreater(sink["unconfirmed"], 0)
        errors = sum(e["errors"] for e in run.summary["pools"][0]["emitter_stats"].values())
        self.assertEqual(errors, sink["rejected"] + sink["dropped"] + sink["unconfirmed"])
        process.send_signal(signal.SIGTERM)
        self.assertCode(self.finish(process), 0)

    def test_full_queue_answers_503_and_the_run_counts_overload(self):
        process, url = self.mock("--max-queue", 5, "--process-rate", 1)
        run = self.run_emitter("demo", "high-volume", "--url", url, "-d", "2s", "--json")
        self.assertAddsUp(run.summary)
        sink = run.summary["sinks"][0]
        self.assertGreaterEqual(sink["delivered"], 5)
        self.assertLess(sink["delivered"], 15)
        self.assertGreater(sink["overloaded"], 100)
        process.send_signal(signal.SIGTERM)
        self.assertCode(self.finish(process), 0)

    def test_port_taken_exits_69(self):
        process, url = self.mock()
        run = self.run_emitter("mock", "distributor", "--port", url.rsplit(":", 1)[1])
        self.assertCode(run, 69)
        self.assertIn(url.rsplit(":", 1)[1], run.err)


if __name__ == "__main__":
    unittest.main()
