# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Vectors from an OpenAI-compatible server that misbehaves in every way it can."""
import base64
import struct

from program_support import *

SINK = "  - {type: file, path: out.jsonl, embedding: true}"


def vector(index, dimensions=8):
    values = [0.1] * dimensions
    values[index % dimensions] = 1.0
    length = sum(v * v for v in values) ** 0.5
    return [v / length for v in values]


class Embedding(ProgramTest):
    def embed(self, answer, key="k", **more):
        with Server(answer) as server:
            extra = f"embedding: {{base_url: '{server.url}/v1', api_key: '${{OPENAI_API_KEY:-}}', dimensions: 8}}"
            return self.batch(SINK, "--json", extra=extra, env={"OPENAI_API_KEY": key, **more})

    @staticmethod
    def good(request, order=lambda data: data, encode=lambda v: v):
        inputs = json.loads(request.body)["input"]
        data = [{"object": "embedding", "index": i, "embedding": encode(vector(i))} for i in range(len(inputs))]
        request.reply(200, {"object": "list", "data": order(data), "model": "m", "usage": {"total_tokens": 1}})

    def test_answers_out_of_order_are_put_in_order(self):
        plain = self.embed(self.good)
        self.assertCode(plain, 0)
        first = {json.loads(line)["message"]: json.loads(line)["embedding"] for line in
                 (self.folder / "out.jsonl").read_text().splitlines()}
        (self.folder / "out.jsonl").unlink()
        reversed_ = self.embed(lambda r: self.good(r, order=lambda d: d[::-1],
                                                   encode=lambda v: base64.b64encode(struct.pack("<8f", *v)).decode()))
        self.assertCode(reversed_, 0)
        for line in (self.folder / "out.jsonl").read_text().splitlines():
            entry = json.loads(line)
            near = sum(a * b for a, b in zip(entry["embedding"], first[entry["message"]]))
            self.assertGreater(near, 0.99)

    def test_a_second_start_sends_nothing(self):
        calls = []

        def answer(r):
            calls.append(r.path)
            self.good(r)

        with Server(answer) as server:
            extra = f"embedding: {{base_url: '{server.url}/v1', api_key: k, dimensions: 8}}"
            self.assertCode(self.batch(SINK, extra=extra), 0)
            sent = len(calls)
            self.assertGreater(sent, 0)
            self.assertCode(self.batch(SINK, extra=extra), 0)
            self.assertEqual(len(calls), sent)

    def test_short_answer_is_refused(self):
        run = self.embed(lambda r: self.good(r, order=lambda d: d[:-1]))
        self.assertCode(run, 69)
        self.assertRegex(run.err, r"\d+ vectors for \d+ texts")

    def test_unauthorised_names_the_key(self):
        run = self.embed(lambda r: r.reply(401, {"error": {"message": "Incorrect API key", "type": "invalid_request_error"}}),
                         key="canary-key-123")
        self.assertCode(run, 78)
        self.assertIn("401", run.err)
        self.assertNotIn("canary-key-123", run.err + run.out)

    def test_rate_limit_is_waited_for(self):
        turns = []

        def answer(r):
            turns.append(1)
            return r.reply(429, {"error": {"message": "slow down", "code": "rate_limit_exceeded"}}, Retry_After="0") \
                if len(turns) == 1 else self.good(r)

        self.assertCode(self.embed(answer), 0)
        self.assertGreater(len(turns), 1)

    def test_quota_is_not_retried(self):
        turns = []

        def answer(r):
            turns.append(1)
            r.reply(429, {"error": {"message": "You exceeded your current quota", "code": "insufficient_quota"}})

        run = self.embed(answer)
        self.assertCode(run, 69)
        self.assertEqual(len(turns), 1)
        self.assertIn("quota", run.err)

    def test_server_error_ends_after_some_attempts(self):
        turns = []

        def answer(r):
            turns.append(1)
            r.reply(500, {"error": {"message": "boom"}})

        run = self.embed(answer)
        self.assertCode(run, 69)
        self.assertGreater(len(turns), 1)
        self.assertLess(len(turns), 20)

    def test_interrupt_while_embedding(self):
        with Server(lambda r: r.never()) as server:
            extra = f"embedding: {{base_url: '{server.url}/v1', api_key: k, dimensions: 8}}"
            process = self.start("--batch", "--progress", "plain", "-c", self.profile(SINK, extra))
            wait_for_line(process.stderr, "Embedding messages")
            process.send_signal(signal.SIGINT)
            run = self.finish(process)
        self.assertCode(run, 130)

    def test_missing_key_says_what_to_do(self):
        run = self.batch(SINK)
        self.assertCode(run, 78)
        self.assertIn("OPENAI_API_KEY", run.err)
        self.assertIn("hash", run.err)

    def test_a_server_that_is_named_by_a_missing_variable_is_not_replaced_by_another(self):
        for setting in ("base_url", "model"):
            path = self.profile(SINK, f"embedding: {{{setting}: '${{EMBED_PART}}', api_key: '${{EMBED_KEY}}'}}")
            for arguments in (["--check", path], ["--batch", "-c", path]):
                run = self.run_emitter(*arguments, env={"EMBED_KEY": "k"})
                self.assertCode(run, 78)
                self.assertRegex(run.err, rf"profile\.yaml:9:\d+: error: embedding\.{setting} uses \$\{{EMBED_PART\}}, "
                                          "which is not set")

    def test_no_key_is_needed_where_no_sink_stores_vectors(self):
        self.assertCode(self.batch("  - {type: file, path: out.jsonl}", extra="embedding: {api_key: '${OPENAI_API_KEY}'}"), 0)


if __name__ == "__main__":
    unittest.main()
