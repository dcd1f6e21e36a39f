// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "base/values.h"
#include "stats/paceverdict.h"
#include "stats/reportformat.h"
#include "stats/summary.h"
#include "stats/summarytable.h"

#include <algorithm>

namespace emitter {
namespace {

constexpr std::size_t mostSentencesShown = 10;
constexpr std::size_t longestName = 36;
constexpr std::size_t longestExpression = 48;
constexpr std::size_t longestCommand = 1000;
constexpr std::size_t auditIndent = 14;

using Cell = SummaryTable::Cell;

/// A count that should be 0: silent when it is.
Cell trouble(std::uint64_t count)
{
    return {formatCount(count), count > 0 ? Tone::Bad : Tone::Plain};
}

Cell dropped(const SinkCounts &counts)
{
    return {formatCount(counts.dropped()), counts.lost() > 0 ? Tone::Bad : Tone::Plain};
}

std::string headline(const Summary &summary, bool colour)
{
    static constexpr std::string_view words[] = {"PASSED", "MISSED A TARGET", "STOPPED", "FAILED"};
    const bool good = summary.result == RunResult::Passed
        || (summary.result == RunResult::Stopped && summary.exitCode == 0);
    const std::uint64_t missed = targetsMissed(summary);
    std::string word(words[static_cast<std::size_t>(summary.result)]);
    if (summary.result == RunResult::Missed && missed != 1)
        word = missed == 0 ? "MISSED" : "MISSED " + formatCount(missed) + " TARGETS";

    std::string out = toned(shortened(summary.profile, 60), Tone::Title, colour) + ": "
        + toned(word, good ? Tone::Good : Tone::Bad, colour) + " after "
        + elapsedText(summary.durationSeconds) + '\n';
    std::string facts =
        "emitter " + shortened(summary.version, 20) + ", seed " + std::to_string(summary.seed);
    if (!summary.runId.empty())
        facts += ", run " + shortened(summary.runId, 20);
    if (summary.startedUnixNanos != 0)
        facts += ", started " + dayAndTimeText(summary.startedUnixNanos);
    out += toned(std::move(facts), Tone::Quiet, colour) + '\n';
    if (summary.last.closedLoop)
        out +=
            wrapped("closed loop: the rate bent to what the sinks accepted, so latencies flatter "
                    "a slow store",
                0);
    return out;
}

std::string targetsSection(const Summary &summary, bool colour)
{
    if (summary.targets.empty())
        return {};
    SummaryTable table({2, 3});
    table.add({Cell("Targets"), Cell("value"), Cell("")});
    std::string notes;
    for (const TargetResult &target : summary.targets) {
        table.add({shortened(target.expression, longestExpression), valueText(target),
            target.passed ? Cell("pass", Tone::Good) : Cell("FAIL", Tone::Bad)});
        if (!target.note.empty())
            notes += wrapped(shortened(target.expression, longestExpression)
                    + " could not be measured: " + target.note,
                2);
    }
    return '\n' + table.text(colour) + notes;
}

std::string rateSection(const Summary &summary, bool colour)
{
    const Rates all = rates(summary);
    const RunLedger::Counts &counts = summary.last.counts;
    SummaryTable table;
    table.add({Cell("Rate"), Cell("per second"), Cell("entries"), Cell("of plan")});
    table.add({Cell("planned"), rateText(all.planned), formatCount(counts.scheduled), Cell("")});
    table.add({Cell("achieved"), rateText(all.achieved), formatCount(counts.emitted),
        percentText(all.achievedPercent)});
    table.add({Cell("skipped late"), rateText(perSecond(counts.skippedLate, summary)),
        trouble(counts.skippedLate), percentText(shareOf(counts.skippedLate, counts.scheduled))});
    std::string out = '\n' + table.text(colour);
    for (const auto &[label, value] : auditLines(summary.last)) {
        std::string lines = wrapped(value, auditIndent);
        lines.replace(2, label.size(), label);
        out += lines;
    }
    return out;
}

/// The line that stands for the sources that are not shown.
template <typename Source>
std::string theOthers(const std::vector<Source> &sources, const std::vector<std::size_t> &shown)
{
    if (shown.size() == sources.size())
        return {};
    std::uint64_t emitted = 0;
    for (const Source &source : sources)
        emitted += source.emitted;
    for (const std::size_t i : shown)
        emitted -= sources[i].emitted;
    return "  and " + formatCount(sources.size() - shown.size()) + " more, which emitted "
        + formatCount(emitted) + '\n';
}

std::string servicesSection(const Summary &summary, bool colour)
{
    const std::vector<ServiceSnapshot> &services = summary.last.services;
    if (services.empty())
        return {};
    SummaryTable table;
    table.add({Cell("Services"), Cell("planned/s"), Cell("achieved/s"), Cell("emitted")});
    const std::vector<std::size_t> shown = busiest(services, mostSourcesShown);
    for (const std::size_t i : shown) {
        table.add({shortened(services[i].name, longestName), rateText(services[i].plannedPerSecond),
            rateText(perSecond(services[i].emitted, summary)), formatCount(services[i].emitted)});
    }
    return '\n' + table.text(colour) + theOthers(services, shown);
}

std::string poolsSection(const Summary &summary, bool colour)
{
    const std::vector<PoolSnapshot> &pools = summary.last.pools;
    if (pools.empty())
        return {};
    SummaryTable table;
    table.add({Cell("Pools"), Cell("emitters"), Cell("planned/s"), Cell("achieved/s"),
        Cell("emitted"), Cell("errors")});
    const std::vector<std::size_t> shown = busiest(pools, mostSourcesShown);
    for (const std::size_t i : shown) {
        table.add({shortened(pools[i].prefix, longestName), formatCount(pools[i].emitters),
            rateText(pools[i].plannedPerSecond), rateText(perSecond(pools[i].emitted, summary)),
            formatCount(pools[i].emitted), trouble(pools[i].errors)});
    }
    return '\n' + table.text(colour) + theOthers(pools, shown);
}

std::string sinkRemarks(const SinkSnapshot &sink)
{
    const std::string name = shortened(sink.name, longestName);
    std::string out;
    if (sink.state == SinkState::Lost)
        out += wrapped(name + " was LOST during the run", 2);
    if (sink.counts.dropped() > 0)
        out += wrapped(name + " dropped: " + dropReasonsText(sink.counts), 2);
    if (sink.counts.inFlight > 0)
        out += wrapped(name + " still had " + formatCount(sink.counts.inFlight)
                + " in flight when the run ended",
            2);
    if (sink.closedLoop)
        out += wrapped(name + " is a closed loop: it slowed the run down when it was full", 2);
    return out;
}

std::string sinksSection(const Summary &summary, bool colour)
{
    const std::vector<SinkSnapshot> &sinks = summary.last.sinks;
    if (sinks.empty())
        return {};
    SummaryTable books({2});
    books.add({Cell("Sinks"), Cell("delivered"), Cell("strength"), Cell("of emitted"),
        Cell("rejected"), Cell("dropped"), Cell("unconfirmed")});
    SummaryTable pace;
    pace.add({Cell("Latency from due time, ms"), Cell("p50"), Cell("p95"), Cell("p99"), Cell("max"),
        Cell("resent"), Cell("overloaded")});
    std::string remarks;
    for (const SinkSnapshot &sink : sinks) {
        const SinkCounts &counts = sink.counts;
        const std::string name = shortened(sink.name, longestName);
        books.add({name, formatCount(counts.delivered), shortened(sink.strength, 10),
            percentText(shareOf(counts.delivered, counts.emitted)), trouble(counts.rejected),
            dropped(counts), trouble(counts.unconfirmed)});
        const auto latency = [&](double Percentiles::*quantile) {
            return Cell(millisecondsText(quantileOf(sink.latency, quantile)));
        };
        pace.add({name, latency(&Percentiles::p50), latency(&Percentiles::p95),
            latency(&Percentiles::p99), latency(&Percentiles::max), formatCount(counts.resent),
            trouble(counts.overloaded)});
        remarks += sinkRemarks(sink);
    }
    return '\n' + books.text(colour) + remarks + '\n' + pace.text(colour);
}

std::string errorsSection(const Summary &summary, bool colour)
{
    std::string out;
    for (const SinkSnapshot &sink : summary.last.sinks) {
        std::vector<std::pair<std::string, std::uint64_t>> errors = sink.errors;
        std::stable_sort(errors.begin(), errors.end(),
            [](const auto &a, const auto &b) { return a.second > b.second; });
        for (std::size_t i = 0; i < errors.size() && i < mostSentencesShown; ++i)
            out += wrapped(shortened(sink.name, longestName) + " (" + entriesText(errors[i].second)
                    + "): " + errors[i].first,
                2);
        if (errors.size() > mostSentencesShown)
            out += "  and " + countOf(errors.size() - mostSentencesShown, "other reason") + '\n';
    }
    return out.empty() ? out : '\n' + toned("Errors", Tone::Title, colour) + '\n' + out;
}

std::string notesSection(const Summary &summary, bool colour)
{
    std::string out;
    for (const SinkSnapshot &sink : summary.last.sinks) {
        for (const std::string &note : sink.notes)
            out += wrapped(shortened(sink.name, longestName) + ": " + note, 2);
    }
    return out.empty() ? out : '\n' + toned("Notes", Tone::Title, colour) + '\n' + out;
}

std::string warningsSection(const Summary &summary, bool colour)
{
    if (summary.warnings.empty())
        return {};
    std::string out = '\n' + toned("Warnings", Tone::Title, colour) + '\n';
    for (const std::string &warning : summary.warnings)
        out += wrapped(warning, 2);
    return out;
}

/// Not wrapped: a command is there to be copied.
// Not wrapped, so that they can be copied.
std::string hintsSection(const Summary &summary, bool colour)
{
    std::string out;
    for (const SinkSnapshot &sink : summary.last.sinks) {
        if (!sink.hint.empty() && sink.counts.delivered > 0)
            out += "  " + shortened(sink.hint, longestCommand) + '\n';
    }
    return out.empty() ? out : '\n' + toned("Try", Tone::Title, colour) + '\n' + out;
}

}

std::string toText(const Summary &summary, bool colour)
{
    std::string out = headline(summary, colour) + targetsSection(summary, colour)
        + rateSection(summary, colour) + servicesSection(summary, colour)
        + poolsSection(summary, colour) + sinksSection(summary, colour)
        + errorsSection(summary, colour) + warningsSection(summary, colour)
        + notesSection(summary, colour);
    if (summary.verification)
        out += toText(*summary.verification, colour);
    out += hintsSection(summary, colour);
    std::string exit = "Exit: " + std::to_string(summary.exitCode);
    if (!summary.reason.empty())
        exit += " (" + summary.reason + ')';
    exit = wrapped(exit, 0);
    exit.pop_back();
    return out + '\n' + toned(std::move(exit), Tone::Title, colour) + '\n';
}

}
