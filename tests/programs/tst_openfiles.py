# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A low limit of open files: an orderly run or a sentence that names the limit, never a crash."""
import resource

from fault_support import *


# To judge a type the sanitizers need a descriptor; a run that has used up all of them looks wrong to them.
SANITIZED = "asan" in EMITTER


class OpenFiles(FaultTest):
    def limited(self, store, sinks, soft, hard):
        path = self.write(f"{sinks}-{soft}.yaml", f"""
seed: 7
message_pool_size: 20
services: [{{name: web, rate_per_sec: 1000, arrival: fixed}}]
sinks:
""" + "".join(f"  - {{type: http, name: s{i}, url: '{store.url}'}}\n" for i in range(sinks)))
        return self.run_emitter("--batch", "--json", "-n", 200, "-c", path,
                                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard)))

    def test_a_run_under_a_low_limit(self):
        with Store() as store:
            used_up = () if SANITIZED else ((5, 64, 64), (1, 24, 24))
            for sinks, soft, hard in ((1, 64, 64), (5, 24, 200), *used_up):
                run = self.limited(store, sinks, soft, hard)
                self.assertCode(run, 0)
                self.assertAddsUp(run.summary)
                self.assertEqual([sink["delivered"] for sink in run.summary["sinks"]], [200] * sinks)

    def test_a_limit_that_is_too_low_is_named(self):
        with Store() as store:
            lower = () if SANITIZED else (10, 8, 6, 5)
            for sinks, limit in ((7, 64), (1, 23), *((1, n) for n in lower)):
                run = self.limited(store, sinks, limit, limit)
                self.assertCode(run, 69)
                self.assertRegex(run.err, rf"the limit is {limit}\b")
                self.assertRegex(run.err, r"ulimit -n \d+")
            self.assertEqual(len(store.ids), 0)


if __name__ == "__main__":
    unittest.main()
