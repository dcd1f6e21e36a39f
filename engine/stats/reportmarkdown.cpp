// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/values.h"
#include "stats/paceverdict.h"
#include "stats/reportformat.h"
#include "stats/summary.h"

#include <algorithm>

namespace emitter {
namespace {

constexpr std::size_t mostReasonsShown = 5;

/// A code span: in it nothing is markup, a mention or a link. The fence is longer than any run of
/// backticks inside; a pipe would still end the table's cell.
std::string code(std::string_view text, std::size_t maxCharacters = 120)
{
    const std::string line = shortened(text, maxCharacters);
    std::string inside;
    std::size_t run = 0, longest = 0;
    for (const char c : line) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
        inside += c == '|' ? "\\|" : std::string(1, c);
    }
    if (inside.find_first_not_of(' ') == std::string::npos)
        return "-";
    const std::string fence(longest + 1, '`');
    const std::string space = longest > 0 ? " " : "";
    return fence + space + inside + space + fence;
}

std::string headline(const Summary &summary)
{
    const std::uint64_t missed = targetsMissed(summary);
    std::string verdict;
    switch (summary.result) {
    case RunResult::Passed:
        verdict = "passed";
        break;
    case RunResult::Missed:
        verdict = missed == 0
            ? "missed"
            : "missed " + formatCount(missed) + " of " + countOf(summary.targets.size(), "target");
        break;
    case RunResult::Stopped:
        verdict = "stopped";
        break;
    case RunResult::Failed:
        verdict = "failed";
        break;
    case RunResult::Running:
        verdict = "running";
        break;
    }
    const Rates all = rates(summary);
    std::string text = "### Load run " + code(summary.profile) + ": " + verdict + "\n\n";
    text += "Planned **" + shortRateText(all.planned) + "/s**, achieved **"
        + shortRateText(all.achieved) + "/s** (" + percentText(all.achievedPercent)
        + " of plan), delivered **" + formatCount(summary.last.delivered()) + "** to "
        + countOf(summary.last.sinks.size(), "sink") + " in " + elapsedText(summary.durationSeconds)
        + ".\n";
    if (summary.last.closedLoop)
        text += "Closed loop: the rate bent to what the sinks accepted.\n";
    return text;
}

std::string targetsTable(const Summary &summary)
{
    if (summary.targets.empty())
        return {};
    std::string text = "\n| Target | Value | Result |\n| :-- | --: | :-- |\n";
    for (const TargetResult &target : summary.targets) {
        text += "| " + code(target.expression) + " | " + valueText(target) + " | "
            + (target.passed ? "pass" : "**FAIL**");
        if (!target.note.empty())
            text += " " + code(target.note);
        text += " |\n";
    }
    return text;
}

std::string sinksTable(const Snapshot &last)
{
    if (last.sinks.empty())
        return {};
    std::string text =
        "\n| Sink | Delivered | Strength | Rejected | Dropped | Unconfirmed | p50 ms | p95 ms "
        "| p99 ms |\n| :-- | --: | :-- | --: | --: | --: | --: | --: | --: |\n";
    const auto count = [](std::uint64_t number, std::uint64_t bad) {
        return " | " + (bad > 0 ? "**" + formatCount(number) + "**" : formatCount(number));
    };
    for (const SinkSnapshot &sink : last.sinks) {
        const auto latency = [&](double Percentiles::*quantile) {
            return " | " + millisecondsText(quantileOf(sink.latency, quantile));
        };
        text += "| " + code(sink.name) + (sink.state == SinkState::Lost ? " **LOST**" : "") + " | "
            + formatCount(sink.counts.delivered) + " | " + code(sink.strength)
            + count(sink.counts.rejected, sink.counts.rejected)
            + count(sink.counts.dropped(), sink.counts.lost())
            + count(sink.counts.unconfirmed, sink.counts.unconfirmed) + latency(&Percentiles::p50)
            + latency(&Percentiles::p95) + latency(&Percentiles::p99) + " |\n";
    }
    return text;
}

/// Folded away, unless the plan was not kept.
std::string auditSection(const Snapshot &last)
{
    const auto lines = auditLines(last);
    std::string text = judgePace(last).kept ? "\n<details><summary>self-audit</summary>\n\n"
                                            : "\n<details open><summary>self-audit</summary>\n\n";
    for (const auto &[label, value] : lines)
        text += "- " + std::string(label) + ": " + code(value, 600) + '\n';
    return text + "\n</details>\n";
}

std::string verificationTable(const Summary &summary)
{
    if (!summary.verification)
        return {};
    std::string text = "\n| Read back | Delivered | Unconfirmed | Found | Missing | Duplicate "
                       "| Different | Verdict |\n"
                       "| :-- | --: | --: | --: | --: | --: | --: | :-- |\n";
    std::string below;
    for (const StoreVerification &store : summary.verification->stores) {
        text += "| " + code(store.sink);
        for (const std::uint64_t count : {store.delivered, store.unconfirmed, store.found,
                 store.missing, store.duplicate, store.different})
            text += " | "
                + (store.state == StoreVerification::State::Checked ? formatCount(count) : "-");
        const std::string verdict(store.verdict());
        const bool plain = verdict == "good" || verdict == "-";
        text += " | " + (plain ? verdict : "**" + verdict + "**") + " |\n";
        for (const std::string &remark : store.remarks())
            below += "- " + code(store.sink) + ": " + code(remark, 300) + '\n';
    }
    if (const std::string coverage = summary.verification->coverage(); !coverage.empty())
        below += "- " + code(coverage, 300) + '\n';
    return text + (below.empty() ? below : '\n' + below);
}

std::string troubles(const Summary &summary)
{
    std::string text;
    for (const std::string &warning : summary.warnings)
        text += "- Warning: " + code(warning, 300) + '\n';
    for (const SinkSnapshot &sink : summary.last.sinks) {
        if (sink.counts.dropped() > 0)
            text += "- " + code(sink.name) + " dropped: " + dropReasonsText(sink.counts) + '\n';
        for (std::size_t i = 0; i < std::min(sink.errors.size(), mostReasonsShown); ++i)
            text += "- " + code(sink.name) + ", " + entriesText(sink.errors[i].second) + ": "
                + code(sink.errors[i].first, 300) + '\n';
        if (sink.errors.size() > mostReasonsShown)
            text += "- " + code(sink.name) + " and "
                + countOf(sink.errors.size() - mostReasonsShown, "other reason") + '\n';
    }
    return text.empty() ? text : '\n' + text;
}

/// Folded away: a comment is for the verdict, the details for whoever wants them.
std::string servicesTable(const Summary &summary)
{
    const std::vector<ServiceSnapshot> &services = summary.last.services;
    if (services.empty())
        return {};
    std::string text = "\n<details><summary>" + countOf(services.size(), "service")
        + "</summary>\n\n| Service | Planned/s | Emitted |\n| :-- | --: | --: |\n";
    const std::vector<std::size_t> shown = busiest(services, mostSourcesShown);
    for (const std::size_t i : shown)
        text += "| " + code(services[i].name) + " | " + rateText(services[i].plannedPerSecond)
            + " | " + formatCount(services[i].emitted) + " |\n";
    if (shown.size() < services.size())
        text += "\nand " + formatCount(services.size() - shown.size()) + " more\n";
    return text + "\n</details>\n";
}

}

std::string toMarkdown(const Summary &summary)
{
    std::string text = headline(summary) + targetsTable(summary) + sinksTable(summary.last)
        + verificationTable(summary) + troubles(summary) + auditSection(summary.last)
        + servicesTable(summary);
    text += "\n<sub>emitter " + code(summary.version) + ", seed " + std::to_string(summary.seed)
        + ", run " + code(summary.runId) + ", " + dayAndTimeText(summary.startedUnixNanos)
        + ", exit " + std::to_string(summary.exitCode);
    if (!summary.reason.empty())
        text += ' ' + code(summary.reason);
    return text + "</sub>\n";
}

}
