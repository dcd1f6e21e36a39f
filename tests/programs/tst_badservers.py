# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP servers that are away, die, lie, stall or attack: told clearly, counted exactly, no hang."""
import collections
import ssl

from program_support import *


class BadServers(ProgramTest):
    def sink(self, server, more=""):
        url = server if isinstance(server, str) else server.url
        return f"  - {{type: http, url: '{url}'{more}}}"

    def test_unreachable_distributor_exits_69(self):
        port = free_port()
        run = self.batch(self.sink(f"http://127.0.0.1:{port}"))
        self.assertCode(run, 69)
        self.assertIn(f"127.0.0.1:{port}", run.err)
        self.assertIn("emitter mock distributor", run.err)

    def test_a_certificate_that_is_not_trusted_exits_69_unless_told_otherwise(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-keyout", self.folder / "key.pem", "-out", self.folder / "cert.pem"], check=True, capture_output=True)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(self.folder / "cert.pem", self.folder / "key.pem")
        seen = []
        with Server(lambda r: (seen.append(r.path), r.reply(200)), tls) as server:
            run = self.batch(self.sink(server), "--json")
            self.assertCode(run, 69)
            self.assertIn("is not trusted", run.err)
            self.assertEqual(seen, [])
            run = self.batch(self.sink(server, ", insecure: true"), "--json", rate=50)
        self.assertCode(run, 0)
        self.assertEqual(seen.count("/submit"), run.summary["emitted"])
        self.assertIn("TLS certificates are not verified", run.err)

    def test_unhealthy_distributor_exits_69(self):
        with Server(lambda r: r.reply(500)) as server:
            run = self.batch(self.sink(server))
        self.assertCode(run, 69)
        self.assertIn("500", run.err)

    def test_one_unreachable_of_two_is_told_and_fails_the_run(self):
        run = self.batch(self.sink(f"http://127.0.0.1:{free_port()}") + "\n  - {type: file, path: out.jsonl}", "--json")
        self.assertCode(run, 99)
        self.assertAddsUp(run.summary)
        self.assertEqual(run.summary["sinks"][0]["dropped_by"], {"sink_lost": run.summary["emitted"]})

    def test_every_log_arrives_once(self):
        seen = collections.Counter()

        def answer(r):
            if r.path == "/submit":
                entry = json.loads(r.body)
                with server.lock:
                    seen[entry["id"]] += 1
            r.reply(200, {"task_id": "1"})

        with Server(answer) as server:
            run = self.batch(self.sink(server), "--json", rate=300)
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        self.assertEqual(len(seen), run.summary["sinks"][0]["delivered"])
        self.assertEqual(max(seen.values()), 1)

    def test_refusals_are_counted_by_kind(self):
        numbers = collections.Counter()

        def answer(r):
            if r.path != "/submit":
                return r.reply(200)
            with server.lock:
                numbers["all"] += 1
                turn = numbers["all"] % 4
                numbers[turn] += 1
            if turn == 0:
                return r.reply(422, {"detail": [{"loc": ["body"], "msg": "no", "type": "x"}]})
            if turn == 1:
                return r.reply(503, Retry_After="1")
            if turn == 2:
                return r.drop()
            return r.reply(201)

        with Server(answer) as server:
            run = self.batch(self.sink(server), "--json", rate=200)
        sink = run.summary["sinks"][0]
        self.assertAddsUp(run.summary)
        self.assertEqual(sink["delivered"], numbers[3])
        self.assertEqual(sink["rejected"], numbers[0])
        self.assertEqual(sink["dropped_by"].get("retry_exhausted"), numbers[1])
        self.assertEqual(sink["unconfirmed"], numbers[2])
        self.assertIn("422", run.err)

    def test_a_distributor_that_dies_half_way(self):
        numbers = collections.Counter()

        def answer(r):
            if r.path != "/submit":
                return r.reply(200)
            with server.lock:
                numbers["all"] += 1
                dead = numbers["all"] > 100
            return r.drop() if dead else r.reply(200)

        with Server(answer) as server:
            run = self.batch(self.sink(server), "--json", rate=200, duration="2s")
        self.assertAddsUp(run.summary)
        sink = run.summary["sinks"][0]
        self.assertEqual(sink["delivered"], 100)
        self.assertGreater(sink["unconfirmed"], 200)

    def test_batches_are_sent_again_after_overload(self):
        turns = collections.Counter()
        ids = set()

        def answer(r):
            if r.path != "/submit":
                return r.reply(200)
            with server.lock:
                turns["all"] += 1
                busy = turns["all"] % 2
            if busy:
                return r.reply(429, Retry_After="0")
            with server.lock:
                ids.update(json.loads(line)["id"] for line in r.body.splitlines())
            return r.reply(200)

        with Server(answer) as server:
            run = self.batch(self.sink(server, ", body: ndjson, buffer_size: 50"), "--json", rate=500)
        self.assertCode(run, 0)
        self.assertAddsUp(run.summary)
        sink = run.summary["sinks"][0]
        self.assertEqual(sink["delivered"], len(ids))
        self.assertEqual(sink["delivered"], run.summary["emitted"])
        self.assertGreater(sink["resent"], 0)

    def test_redirects_are_not_followed(self):
        other = []
        with Server(lambda r: (other.append(r.path), r.reply(200))) as second:
            def answer(r):
                return r.reply(200) if r.path == "/health" else r.reply(307, Location=second.url + "/submit")

            with Server(answer) as server:
                run = self.batch(self.sink(server, ", headers: {X-Key: canary}"), "--json")
        self.assertEqual(other, [])
        self.assertNotEqual(run.code, 0)
        self.assertIn(second.url, run.err)

    def test_answers_that_never_end(self):
        def answer(r):
            if r.path == "/health":
                return r.reply(200)
            r.send_response(200)
            r.end_headers()
            for _ in range(4000):
                r.wfile.write(b"x" * 65536)
            return r.drop()

        with Server(answer) as server:
            run = self.batch(self.sink(server, ", body: array, timeout: 3s"), "--json", rate=20)
        self.assertAddsUp(run.summary)
        self.assertEqual(run.summary["sinks"][0]["delivered"], 0)
        self.assertEqual(run.code, 99)

    def test_a_stalled_server_times_out_and_the_rate_does_not_bend(self):
        with Server(lambda r: r.reply(200) if r.path == "/health" else r.never()) as server:
            run = self.batch(self.sink(server, ", timeout: 1s") + "\n  - {type: file, path: out.jsonl}", "--json",
                             "--drain-timeout", "2s", rate=100, duration="2s")
        self.assertEqual(run.code, 74)
        self.assertAddsUp(run.summary)
        self.assertIn(run.summary["emitted"], range(199, 202))
        self.assertEqual(run.summary["sinks"][0]["delivered"], 0)
        self.assertEqual(run.summary["sinks"][1]["delivered"], run.summary["emitted"])

    def test_header_injection_is_refused_when_the_profile_is_read(self):
        run = self.batch('  - {type: http, url: "http://127.0.0.1:1", headers: {"X-A": "b\\r\\nX-Injected: yes"}}')
        self.assertCode(run, 78)
        run = self.batch('  - {type: http, url: "http://127.0.0.1:1/\\r\\nHost: evil"}')
        self.assertCode(run, 78)

    def test_escape_sequences_from_a_server_do_not_reach_the_terminal(self):
        with Server(lambda r: r.reply(200) if r.path == "/health" else r.reply(422, b"\x1b]0;owned\x07\x1b[31mred")) as server:
            run = self.batch(self.sink(server), "--no-fail")
        self.assertIn("422", run.err)
        self.assertNotIn("\x1b", run.err + run.out)
        self.assertNotIn("\x07", run.err + run.out)

    def test_secrets_are_in_no_output(self):
        with Server(lambda r: r.reply(401, r.headers.get("Authorization", "").encode())) as server:
            run = self.batch(self.sink(server, ", headers: {Authorization: 'Bearer ${KEY}'}"), "-v", "--json",
                             "-o", "r.html", "--log-file", "log", env={"KEY": "canary-0123456789"})
        texts = [run.out, run.err] + [p.read_text() for p in self.folder.iterdir() if p.is_file()]
        for text in texts:
            self.assertNotIn("canary-0123456789", text)


if __name__ == "__main__":
    unittest.main()
