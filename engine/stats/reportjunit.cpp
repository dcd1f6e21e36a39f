// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/values.h"
#include "stats/paceverdict.h"
#include "stats/reportformat.h"
#include "stats/summary.h"

#include <algorithm>

namespace emitter {
namespace {

struct TestCase
{
    std::string name;
    std::string failure; ///< empty: passed
    std::string output;
};

TestCase caseOf(const TargetResult &target)
{
    const std::string measured =
        target.value ? "measured " + valueText(target) : "nothing measured: " + target.note;
    TestCase test{target.expression, {}, measured};
    if (!target.passed)
        test.failure = measured;
    return test;
}

TestCase caseOf(const SinkSnapshot &sink)
{
    const SinkCounts &counts = sink.counts;
    TestCase test{"sink " + sink.name + " was not lost", {}, {}};
    test.output = "delivered " + formatCount(counts.delivered) + " of "
        + formatCount(counts.emitted) + ", rejected " + formatCount(counts.rejected) + ", dropped "
        + formatCount(counts.dropped()) + ", unconfirmed " + formatCount(counts.unconfirmed);
    for (const auto &[sentence, entries] : sink.errors)
        test.output += "\n" + entriesText(entries) + ": " + shortened(sentence, 500);
    if (sink.state == SinkState::Lost)
        test.failure = sink.errors.empty() ? "the sink was lost"
                                           : "the sink was lost: " + sink.errors.front().first;
    return test;
}

std::string joined(const std::vector<std::string> &sentences)
{
    std::string out;
    for (const std::string &sentence : sentences)
        out += (out.empty() ? "" : "; ") + sentence;
    return out;
}

TestCase caseOf(const StoreVerification &store)
{
    TestCase test{"sink " + store.sink + " holds what was sent", {}, {}};
    if (store.problem)
        test.failure = store.problem->text;
    else if (store.state == StoreVerification::State::Cancelled)
        test.failure = "stopped before its end";
    else if (!store.isGood())
        test.failure = joined(store.complaints());
    return test;
}

TestCase endOf(const Summary &summary, bool othersFailed)
{
    TestCase ended{"the run ended as planned", {}, {}};
    if (summary.result == RunResult::Failed
        || (summary.result == RunResult::Stopped && summary.exitCode != 0)
        || (summary.exitCode != 0 && !othersFailed))
        ended.failure = summary.reason.empty() ? std::string(name(summary.result)) : summary.reason;
    return ended;
}

/// One case per target and sink, so that a CI page names what went wrong. Entries that a store
/// refused fail no case by themselves: whether they may is what targets are for. What fails the run
/// fails at least one case.
std::vector<TestCase> casesOf(const Summary &summary)
{
    std::vector<TestCase> cases;
    for (const TargetResult &target : summary.targets)
        cases.push_back(caseOf(target));

    const std::uint64_t delivered = summary.last.delivered();
    TestCase sent{"entries were sent", {}, formatCount(delivered) + " delivered"};
    if (delivered == 0)
        sent.failure = "nothing was sent";
    cases.push_back(std::move(sent));

    const auto beforeSinks = static_cast<std::ptrdiff_t>(cases.size());
    for (const SinkSnapshot &sink : summary.last.sinks)
        cases.push_back(caseOf(sink));
    if (summary.verification) {
        for (const StoreVerification &store : summary.verification->stores) {
            if (store.state != StoreVerification::State::NotReadable)
                cases.push_back(caseOf(store));
        }
    }
    const bool othersFailed = std::any_of(
        cases.begin(), cases.end(), [](const TestCase &test) { return !test.failure.empty(); });
    cases.insert(cases.begin() + beforeSinks, endOf(summary, othersFailed));
    return cases;
}

std::string attribute(std::string_view key, std::string_view value)
{
    return ' ' + std::string(key) + "=\"" + markupEscaped(shortened(value, 1000)) + '"';
}

std::string seconds(double value)
{
    return formatNumber(value > 0 && value < 1e12 ? value : 0);
}

void appendProperties(std::string &xml, const Summary &summary)
{
    std::vector<std::pair<std::string_view, std::string>> properties{{"version", summary.version},
        {"run_id", summary.runId}, {"profile", summary.profile},
        {"seed", std::to_string(summary.seed)}, {"result", std::string(name(summary.result))},
        {"exit_code", std::to_string(summary.exitCode)},
        {"plan_kept", judgePace(summary.last).kept ? "true" : "false"}};
    for (auto &line : auditLines(summary.last))
        properties.push_back(std::move(line));
    xml += "    <properties>\n";
    for (const auto &[key, value] : properties)
        xml += "      <property" + attribute("name", key) + attribute("value", value) + "/>\n";
    xml += "    </properties>\n";
}

void appendCase(std::string &xml, const TestCase &test)
{
    xml += "    <testcase" + attribute("classname", "emitter") + attribute("name", test.name)
        + attribute("time", "0") + ">\n";
    if (!test.failure.empty())
        xml += "      <failure" + attribute("message", test.failure) + attribute("type", "emitter")
            + ">" + markupEscaped(test.failure) + "</failure>\n";
    if (!test.output.empty())
        xml += "      <system-out>" + markupEscaped(test.output) + "</system-out>\n";
    xml += "    </testcase>\n";
}

}

std::string toJUnit(const Summary &summary)
{
    const std::vector<TestCase> cases = casesOf(summary);
    std::size_t failures = 0;
    for (const TestCase &test : cases)
        failures += test.failure.empty() ? 0 : 1;
    const std::string time = seconds(summary.durationSeconds);
    std::string started = formatUtc(summary.startedUnixNanos);
    started.resize(19); // the schema wants no fraction and no zone

    const std::string totals = attribute("tests", std::to_string(cases.size()))
        + attribute("failures", std::to_string(failures)) + attribute("errors", "0");
    std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    xml += "<testsuites" + attribute("name", "emitter") + totals + attribute("time", time) + ">\n";
    xml += "  <testsuite" + attribute("name", summary.profile) + totals + attribute("skipped", "0")
        + attribute("time", time) + attribute("timestamp", started) + ">\n";
    appendProperties(xml, summary);
    for (const TestCase &test : cases)
        appendCase(xml, test);
    xml += "    <system-out>" + markupEscaped(toText(summary, false)) + "</system-out>\n";
    return xml + "  </testsuite>\n</testsuites>\n";
}

}
