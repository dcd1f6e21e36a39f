#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks one promise at a time, in a copy of the tree, and expects the test that guards it to fail.

    mutants.py [NAME...]     prints `killed` or `survived` for each; exits 1 if any survives
    mutants.py --check       builds nothing: exits 1 if what a mutant replaces is not once in its file

On demand, not in CI: each mutant is a build. `./dev mutants` runs it; `./dev check` runs the check.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import typing

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPY = ROOT / "build/mutants"
PRESET = "ci-dev"
LIMIT = 300  # seconds for one test; a mutant that hangs is caught too


class Mutant(typing.NamedTuple):
    name: str
    file: str
    before: str  # once in the file
    after: str
    test: str  # of ctest


MUTANTS = [
    Mutant("latency without the wait", "engine/delivery/deliverystate.cpp",
           "m_latencies[i] = runTime - entries[i].due;", "m_latencies[i] = runTime - runTime;", "tst_deliverystate"),
    Mutant("a bulk answer is not looked into", "engine/delivery/verdict.cpp",
           "const bool single = result.items.empty();",
           "const bool single = result.items.empty() || result.outcome == Outcome::Delivered;", "tst_verdict"),
    Mutant("redirects are followed", "engine/http/qnamrequest.cpp",
           "QNetworkRequest::ManualRedirectPolicy", "QNetworkRequest::NoLessSafeRedirectPolicy", "tst_qnamclient"),
    Mutant("a key is repeated", "engine/rest/restanswer.cpp",
           "out += isSecret ? secretMask : text.substr(0, 1);", "out += text.substr(0, isSecret ? secret->size() : 1);", "program_badservers"),
    Mutant("the drain is skipped", "engine/delivery/deliveryloop.cpp",
           "if (now >= m_deadline)", "if (now >= m_deadline || m_draining)", "tst_sinkworker"),
    Mutant("what is given up counts as delivered", "engine/delivery/deliverystate.cpp",
           "giveUp(pending, m_givenUp.value_or(DropReason::RetryExhausted));",
           "m_ledger.deliver(pending.batch.entries->size());", "tst_deliveryretries"),
    Mutant("a full queue is not counted", "engine/delivery/deliveryloop.cpp",
           "m_ledger.drop(chunk->size() - taken, reason);", "m_ledger.drop(0, reason);", "tst_sinkworker"),
    Mutant("Retry-After is ignored", "engine/rest/restanswer.cpp",
           "meaning.retryAfter = parseRetryAfter(", "parseRetryAfter(", "program_overload"),
    Mutant("a request is sent again behind our back", "engine/http/bodydevice.cpp",
           "return !m_wasRead && ", "return ", "tst_qnamclient"),
    Mutant("answers have no limit", "engine/http/qnamworker.cpp",
           "if (transfer.bodyBytes > m_options.maxBody)", "if (transfer.bodyBytes == 0)", "tst_qnamclient"),
    Mutant("all of an answer is kept", "engine/http/qnamworker.cpp",
           "std::min(bytes, room)", "std::max(bytes, room)", "tst_qnamclient"),
    Mutant("control characters pass", "engine/rest/restanswer.cpp",
           "std::string line = printable(trimmed(text), 200);",
           "std::string line(trimmed(text).substr(0, 200));", "tst_httpsink"),
    Mutant("an unknown answer is sent again", "engine/rest/restanswer.cpp",
           "Outcome::RetryUnsure : Outcome::Unconfirmed;", "Outcome::RetryUnsure : Outcome::Retry;", "tst_httpsink"),
    Mutant("a certificate is not looked at", "engine/http/qnamworker.cpp",
           "if (!m_options.insecure) {", "if (m_options.maxHeader == 0) {", "tst_qnamtls"),
    Mutant("an unsent request is given up", "engine/http/qnamworker.cpp",
           "> mostFailuresUnsent)", "> mostFailuresUnsent - mostFailuresUnsent)", "program_networkfaults"),
    Mutant("the fast client sends a request twice", "engine/http/fastlife.cpp",
           "if (!connection.isSent(flight))", "if (connection.isSent(flight))", "tst_fastclient"),
    Mutant("what was sent by the fast client counts as unsent", "engine/http/fastconnection.h",
           "return m_sent > flight.begin;", "return m_sent > flight.end;", "tst_fastclient"),
    Mutant("an answer to another request is taken", "engine/http/fastlife.cpp",
           "if (connection.flights.empty()) {\n            // nobody", "if (false) {\n            // nobody", "tst_fastclient"),
    Mutant("a reset ends an answer in order", "engine/http/fastlife.cpp",
           "amount == 0 ? ended(connection)", "amount <= 0 ? ended(connection)", "tst_fastclient"),
    Mutant("bodies have no limit", "engine/http/answerparser.cpp",
           "if (m_bodyBytes > m_options.maxBody)", "if (m_bodyBytes == 0)", "tst_answerparser"),
    Mutant("headers have no limit", "engine/http/answerparser.cpp",
           "if (m_headerBytes > m_options.maxHeader)\n                return", "if (m_headerBytes == 0)\n                return",
           "tst_answerparser"),
    Mutant("the first of two lengths counts", "engine/http/answerparser.cpp",
           "(m_length && *m_length != *length)", "(m_length && !length)", "tst_answerparser"),
    Mutant("a stream's end leaves requests without an answer", "engine/http/fastloop.cpp",
           "                failAll(*connection, Error::Cancelled, {});\n        }\n        removed",
           "                connection->flights.clear();\n        }\n        removed", "tst_httpstream"),
    Mutant("a sink does not sleep through a pause", "engine/delivery/deliverystate.cpp",
           "return size < news ? news : noSize;", "return size < noSize ? news : noSize;", "tst_deliveryretries"),
    Mutant("too few open files are not noticed", "app/openfiles.cpp",
           "limit.rlim_cur >= best)", "limit.rlim_cur > 0)", "program_openfiles"),
    Mutant("any origin may read the dashboard", "engine/dashboard/admission.cpp",
           '!= "http://" + lowerCase(host))', '== "http://")', "tst_dashboardserver"),
    Mutant("any host may be a name of ours", "engine/dashboard/admission.cpp",
           "if (!isHostKnown(host))", "if (host.empty())", "tst_dashboardserver"),
    Mutant("a token's last character does not count", "engine/dashboard/accesstoken.cpp",
           "i < right.size(); ++i", "i + 1 < right.size(); ++i", "tst_admission"),
    Mutant("a reader that does not read is written to", "engine/dashboard/streamclient.cpp",
           "if (m_stream->bytesToWrite() > 0)", "if (m_stream->bytesToWrite() < 0)", "tst_dashboardserver"),
    Mutant("a reader that answers no ping stays", "engine/dashboard/streamclient.cpp",
           "if (m_heard.hasExpired(m_patience.count()))", "if (m_heard.hasExpired(m_patience.count() * 1000))",
           "tst_dashboardserver"),
    Mutant("frames may be of any size", "engine/dashboard/streamclient.cpp",
           "m_stream->setMaxAllowedIncomingFrameSize(mostIncoming);", "", "tst_dashboardserver"),
    Mutant("flushes that wait are forgotten", "engine/dashboard/dashboardmodel.cpp",
           "addFlush(*m_news.flush, report);", "m_news.flush = report;", "tst_dashboardserver"),
    Mutant("the wall clock sets the pace", "engine/base/clock.cpp",
           "return read(CLOCK_MONOTONIC);", "return read(CLOCK_REALTIME);", "program_wallclock"),
    Mutant("the page parses what it is told", "resources/dashboard/dom.js",
           "target.textContent = text;", "target.innerHTML = text;", "program_dashboardpage"),
    Mutant("the page draws what nobody sees", "resources/dashboard/charts.js",
           "document.hidden || !this.#inSight", "document.hidden", "program_dashboardpage"),
    Mutant("a late wake-up moves the next", "engine/schedule/pacer.cpp",
           "std::clamp(wakeUp, roundStart - tick, roundStart);", "roundStart;", "tst_pacer"),
    Mutant("waiting for a sink counts as computing", "engine/schedule/paceaudit.cpp",
           "std::min(wall - computing, m_inOutput);", "std::min<std::int64_t>(wall - computing, 0);",
           "tst_paceaudit"),
    Mutant("a pause counts as unevenness", "engine/schedule/pacer.cpp",
           "audit.emit(*chunk, pauses(), before);", "audit.emit(*chunk, 0, before + pauses());", "tst_paceaudit"),
    Mutant("a growing wait is no backlog", "engine/findmax/window.cpp",
           "if (longer > allowed.most(seconds))", "if (longer > seconds)", "tst_window"),
    Mutant("a client with a thread of its own is never the limit", "engine/delivery/loadwatch.cpp",
           "std::max(cpu - m_cpuMark, sinkCpu - m_sinkCpuMark)", "cpu - m_cpuMark", "tst_loadwatch"),
    Mutant("a client that computes is a slow store", "engine/stats/paceverdict.cpp",
           "> mostOfACore * static_cast<double>", "> 2 * mostOfACore * static_cast<double>", "tst_paceverdict"),
    Mutant("a quick pass is an answer", "engine/findmax/ratesearch.cpp",
           "    m_proving = true;\n    return m_passed->rate;", "    return {};", "tst_ratesearch"),
    Mutant("no plan is above its limit", "engine/calibrate/calibration.cpp",
           "if (!limit || planned <= limit->perSecond)", "if (!limit || planned > 0)", "tst_calibration"),
]


def run(*words, log):
    """True when the command succeeds within the limit."""
    environment = {**os.environ, "CCACHE_BASEDIR": str(COPY), "CCACHE_NOHASHDIR": "1", "NO_COLOR": "1"}
    try:
        return subprocess.run(words, cwd=COPY, env=environment, stdout=log, stderr=log).returncode == 0
    except OSError as error:
        sys.exit(f"mutants: {words[0]} cannot be run: {error}")


def build(tests, log):
    targets = sorted({"emitter" if test.startswith("program_") else test for test in tests})
    return run("cmake", "--build", f"build/{PRESET}", "--parallel", str(os.cpu_count()), "--target", *targets, log=log)


def passes(test, log):
    return run("ctest", "--test-dir", f"build/{PRESET}", "-R", f"^{test}$", "--no-tests=error", "--timeout", str(LIMIT), log=log)


def copy_tree():
    """Brings the copy up to date; files that did not change keep their time, so that little is built."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        source, target = ROOT / name, COPY / name
        if source.is_file() and not (target.is_file() and source.read_bytes() == target.read_bytes()):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)


def misplaced(mutant, root):
    """Why the mutant cannot be made of the files below `root`; empty when it can."""
    path = root / mutant.file
    count = path.read_text().count(mutant.before) if path.is_file() else 0
    return "" if count == 1 else f"NOT FOUND: {mutant.before!r} is {count} times in {mutant.file}"


def check():
    problems = [f"{mutant.name}: {problem}" for mutant in MUTANTS if (problem := misplaced(mutant, ROOT))]
    for problem in problems:
        print(f"mutants: {problem}")
    return bool(problems)


def judge(mutant, log):
    if problem := misplaced(mutant, COPY):
        return problem
    path = COPY / mutant.file
    text = path.read_text()
    path.write_text(text.replace(mutant.before, mutant.after))
    try:
        if not build([mutant.test], log):
            return "DOES NOT BUILD"
        return "SURVIVED" if passes(mutant.test, log) else "killed"
    finally:
        path.write_text(text)


def main(names):
    if names == ["--check"]:
        return check()
    chosen = [mutant for mutant in MUTANTS if not names or mutant.name in names]
    if not chosen:
        sys.exit(f"mutants: none is called so; there are: {', '.join(m.name for m in MUTANTS)}")
    COPY.mkdir(parents=True, exist_ok=True)
    copy_tree()
    tests = sorted({mutant.test for mutant in chosen})
    with open(COPY / "log.txt", "w", encoding="utf-8") as log:
        if not run("cmake", "--preset", PRESET, log=log) or not build(tests, log):
            sys.exit(f"mutants: the unbroken tree does not build; see {log.name}")
        for test in tests:
            if not passes(test, log):
                sys.exit(f"mutants: {test} fails on the unbroken tree; see {log.name}")
        survivors = 0
        for mutant in chosen:
            verdict = judge(mutant, log)
            survivors += verdict != "killed"
            print(f"{verdict:9} {mutant.name} ({mutant.test})", flush=True)
    print(f"{len(chosen) - survivors} of {len(chosen)} killed")
    return survivors > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
