// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "stats/examplesummary.h"
#include "stats/reportformat.h"
#include "stats/summarytable.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

using namespace emitter;

namespace {

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

std::size_t longestLine(const std::string &text)
{
    std::size_t longest = 0;
    for (const std::string_view line : split(text, '\n'))
        longest = std::max(longest, lengthOf(line));
    return longest;
}

std::string withoutColours(std::string text)
{
    for (std::size_t at; (at = text.find('\x1b')) != std::string::npos;)
        text.erase(at, text.find('m', at) - at + 1);
    return text;
}

}

TEST_CASE("the summary of a small run reads like this")
{
    CHECK(toText(example::small(), false) == R"(config.yaml: PASSED after 30.0 s
emitter 0.1.0, seed 42, run 0123456789abcdef, started 2026-01-01 00:00:00 UTC

Targets                        value
  achieved >= 95%            100.00%  pass

Rate                         per second  entries  of plan
  planned                        100.00    3,000
  achieved                       100.00    3,000     100%
  skipped late                     0.00        0       0%
  lateness    p50 0.10 ms, p99 0.40 ms, max 2.10 ms
  mean error  -0.020% of the rate
  unevenness  CV of 10 ms bins 0.950 (schedule 0.900), of 100 ms bins 0.325 (schedule 0.300)
  pacing      kept: nothing more than 100 ms late
  machine     pacer on a CPU 1.00% of the time; 0.25 of 2 CPUs used, 40% busy in all, 0.5% stolen by
              the host, 12 preemptions

Services                     planned/s  achieved/s  emitted
  api-gateway                    30.00       30.00      900
  auth                           70.00       70.00    2,100

Sinks                        delivered  strength  of emitted  rejected  dropped  unconfirmed
  file                           3,000  accepted        100%         0        0            0

Latency from due time, ms     p50   p95   p99   max  resent  overloaded
  file                       0.40  1.00  2.00  3.50       0           0

Exit: 0
)");
}

TEST_CASE("a troubled run says what went wrong, targets first and the exit code last")
{
    const std::string text = toText(example::troubled(), false);
    CHECK(contains(text, "compare-stores.yaml: MISSED 2 TARGETS after 10 min 00 s\n"));
    CHECK(contains(text, "latency_p99{qdrant} < 250ms    590.00 ms  FAIL\n"));
    CHECK(contains(text, "could not be measured: no sink is named \"weaviate\"\n"));
    CHECK(contains(text, "qdrant dropped: queue full 1,200, retry exhausted 4\n"));
    CHECK(contains(text, "qdrant (1,204 entries): 429 Too Many Requests\n"));
    CHECK(contains(text, "sink pgvector: TLS certificates are not verified\n"));
    CHECK(contains(text, " durable "));
    CHECK(contains(text, " <0.01%\n"));
    CHECK(contains(text, " >99.99%\n"));
    CHECK(text.ends_with("\nExit: 99 (a target was missed)\n"));
    CHECK(text.find("FAIL") < text.find("Rate "));
    CHECK_FALSE(contains(text, "closed loop"));
    CHECK(contains(text, "  pacing      NOT KEPT"));
    CHECK(contains(text, "  slow sink   sink qdrant was slower than the load: its queue was full"));
}

TEST_CASE("colour only accompanies the words")
{
    const std::string plain = toText(example::troubled(), false);
    const std::string coloured = toText(example::troubled(), true);
    CHECK(contains(coloured, "\x1b[1;31mFAIL\x1b[0m"));
    CHECK(contains(coloured, "\x1b[32mpass\x1b[0m"));
    CHECK(withoutColours(coloured) == plain);
    CHECK_FALSE(contains(plain, "\x1b"));
}

TEST_CASE("lines stay within 100 columns")
{
    Summary summary = example::troubled();
    const std::string longName(500, 'n');
    summary.profile = longName;
    summary.reason = longName;
    summary.targets.push_back({longName + " < 5", 5.0, false, longName});
    summary.last.services.push_back({longName, 1e12, 1'000'000'000'000});
    summary.last.pools.push_back(
        {longName, 1'000'000, 1'000'000, 1'000'000'000'000, 1'000'000'000});
    SinkSnapshot &sink = summary.last.sinks[0];
    sink.name = longName;
    sink.counts.emitted = 3'000'000'000'000;
    sink.counts.delivered = 1'000'000'000'000;
    sink.counts.rejected = 1'000'000'000'000;
    sink.counts.droppedBy.fill(200'000'000'000);
    sink.errors.push_back({"an answer of many words " + longName + " and more words", 3});
    summary.warnings.push_back(std::string("word ") + longName);
    const std::string text = toText(summary, false);
    CHECK(longestLine(text) <= SummaryTable::lineWidth);
    CHECK(contains(text, "1,000,000,000,000"));
}

TEST_CASE("long sentences are broken at blanks")
{
    std::string sentence;
    for (int i = 0; i < 30; ++i)
        sentence += "word" + std::to_string(i) + ' ';
    const std::string text = wrapped(sentence, 2);
    CHECK(longestLine(text) <= SummaryTable::lineWidth);
    CHECK(contains(text, "word29"));
    for (const std::string_view line : split(text, '\n'))
        CHECK((line.empty() || line.starts_with("  word")));
}

TEST_CASE("many services are cut to the busiest 20, with the rest in one line")
{
    Summary summary = example::small();
    summary.last.services.clear();
    for (std::uint64_t i = 1; i <= 500; ++i)
        summary.last.services.push_back({"service-" + std::to_string(i), 1, i});
    const std::string text = toText(summary, false);
    CHECK(contains(text, "  service-500 "));
    CHECK(contains(text, "  service-481 "));
    CHECK_FALSE(contains(text, "service-480"));
    CHECK(contains(text, "  and 480 more, which emitted 115,440\n"));
}

TEST_CASE("a run over no time has no rates")
{
    Summary summary;
    summary.profile = "built-in";
    summary.result = RunResult::Missed;
    summary.exitCode = 99;
    summary.reason = "nothing was sent";
    summary.last.sinks.push_back(example::sink("file", "file", 0));
    summary.last.sinks[0].latency = {};
    const std::string text = toText(summary, false);
    CHECK_FALSE(contains(text, "inf"));
    CHECK_FALSE(contains(text, "nan"));
    CHECK(contains(text, "planned                             -        0\n"));
    CHECK(contains(text, "lateness    -\n"));
    CHECK(text.ends_with("Exit: 99 (nothing was sent)\n"));
    const Rates none = rates(summary);
    CHECK_FALSE(none.planned);
    CHECK_FALSE(none.achieved);
    CHECK_FALSE(none.achievedPercent);
    summary.durationSeconds = std::numeric_limits<double>::infinity();
    CHECK_FALSE(rates(summary).planned);
}

TEST_CASE("says closed loop, lost sinks and what was still in flight")
{
    Summary summary = example::troubled();
    summary.last.closedLoop = true;
    summary.last.sinks[1].closedLoop = true;
    summary.last.sinks[2].state = SinkState::Lost;
    summary.last.sinks[2].counts.inFlight = 1'500;
    const std::string text = toText(summary, false);
    CHECK(contains(text, "\nclosed loop: "));
    CHECK(contains(text, "elasticsearch is a closed loop"));
    CHECK(contains(text, "pgvector was LOST"));
    CHECK(contains(text, "pgvector still had 1,500 in flight"));
}

TEST_CASE("commands to try come whole, just before the end")
{
    Summary summary = example::small();
    const std::string command = "sqlite3 out.db \"SELECT " + std::string(200, 'x') + " FROM logs\"";
    summary.last.sinks.front().hint = command;
    SinkSnapshot another = summary.last.sinks.front();
    another.hint = "another";
    summary.last.sinks.push_back(another);
    another.hint = "not this one: nothing is there";
    another.counts = {};
    summary.last.sinks.push_back(another);
    CHECK(toText(summary, false).ends_with("\n\nTry\n  " + command + "\n  another\n\nExit: 0\n"));
}

TEST_CASE("text from outside cannot steer the terminal")
{
    Summary summary = example::troubled();
    const std::string evil = "\x1b[2J\x07\r\nExit: 0\xc2\x9b";
    summary.profile = summary.reason = summary.version = summary.runId = evil;
    summary.warnings = {evil};
    summary.targets[0].expression = summary.targets[1].note = evil;
    summary.last.services[0].name = summary.last.pools[0].prefix = evil;
    for (SinkSnapshot &sink : summary.last.sinks) {
        sink.name = sink.strength = sink.hint = evil;
        sink.errors = {{evil, 1}};
    }
    const std::string text = toText(summary, false);
    for (const std::string_view bad : {"\x1b", "\x07", "\r", "\xc2\x9b", "\nExit: 0"})
        CHECK_FALSE(contains(text, bad));
}

TEST_CASE("the word for each end")
{
    Summary summary = example::small();
    summary.targets.clear();
    summary.result = RunResult::Stopped;
    summary.exitCode = 130;
    CHECK(toText(summary, false).starts_with("config.yaml: STOPPED after"));
    summary.result = RunResult::Failed;
    CHECK(toText(summary, false).starts_with("config.yaml: FAILED after"));
    CHECK(name(RunResult::Passed) == "passed");
    CHECK(name(RunResult::Missed) == "missed");
    CHECK(name(RunResult::Stopped) == "stopped");
    CHECK(name(RunResult::Failed) == "failed");
}

TEST_CASE("what was muted is told and is no trouble")
{
    Summary summary = example::small();
    SinkCounts &counts = summary.last.sinks[0].counts;
    counts.droppedBy[static_cast<std::size_t>(DropReason::Muted)] = 700;
    counts.delivered -= 700;
    const std::string coloured = toText(summary, true);
    CHECK(contains(toText(summary, false), "file dropped: muted 700\n"));
    CHECK_FALSE(contains(coloured, toned("700", Tone::Bad, true)));
    ++counts.droppedBy[0];
    CHECK(contains(toText(summary, true), toned("701", Tone::Bad, true)));
}
