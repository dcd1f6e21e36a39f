// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/paceverdict.h"

#include "base/values.h"
#include "stats/reportformat.h"

#include <algorithm>

namespace emitter {
namespace {

constexpr double mostLateness = 100; // milliseconds
constexpr double worthNaming = 0.2; // of the time that was lost
constexpr double mostOfACore = 0.9; // the rest is lost to the kernel and to other threads
constexpr double mostBacklogSeconds = 2; // beyond the time in which a batch fills

std::string secondsText(std::int64_t nanos)
{
    return elapsedText(static_cast<double>(nanos) * 1e-9);
}

std::string shareText(std::int64_t part, std::int64_t whole)
{
    return percentText(shareOf(static_cast<std::uint64_t>(std::max<std::int64_t>(part, 0)),
        static_cast<std::uint64_t>(std::max<std::int64_t>(whole, 0))));
}

std::string shortName(const SinkSnapshot &sink)
{
    return "sink " + shortened(sink.name, 36);
}

/// A sink that blocks the generator, by no fault of its store.
const SinkSnapshot *blockingClient(const Snapshot &run)
{
    const auto found = std::find_if(run.sinks.begin(), run.sinks.end(),
        [](const SinkSnapshot &sink) { return sink.closedLoop && isLimitedByClient(sink); });
    return found == run.sinks.end() ? nullptr : &*found;
}

PaceFinding limitOf(const Snapshot &run)
{
    const PaceFacts &facts = run.pace;
    if (facts.lost.machine > std::max(facts.lost.output, facts.lost.computing))
        return {PaceCause::MachineStalled,
            "the machine was the limit: the generator was stopped or had no CPU "
                + shareText(facts.lost.machine, facts.wall) + " of the time"};
    const bool waited = facts.lost.output >= facts.lost.computing;
    if (const SinkSnapshot *sink = blockingClient(run); sink && waited)
        return {PaceCause::GeneratorCpuBound, clientLimitText(*sink)};
    if (waited)
        return {PaceCause::SinkSlow,
            "the sinks were the limit: the generator waited for them "
                + shareText(facts.lost.output, facts.wall) + " of the time"};
    return {PaceCause::GeneratorCpuBound,
        "the generator was the limit: its thread computed "
            + shareText(facts.lost.computing, facts.wall) + " of the time"};
}

std::optional<PaceFinding> slowness(const SinkSnapshot &sink, double seconds)
{
    if (!(seconds > 0))
        return {};
    const bool own = isLimitedByClient(sink);
    const PaceCause cause = own ? PaceCause::GeneratorCpuBound : PaceCause::SinkSlow;
    const std::string slow =
        own ? clientLimitText(sink) + ": " : shortName(sink) + " was slower than the load: ";
    const double offered = static_cast<double>(sink.counts.emitted) / seconds;
    if (sink.counts.droppedBy[static_cast<std::size_t>(DropReason::QueueFull)] > 0)
        return PaceFinding{cause,
            slow + "its queue was full; it took "
                + percentText(shareOf(sink.counts.delivered, sink.counts.wanted())) + " of "
                + shortRateText(offered) + "/s"};
    const double waiting = static_cast<double>(sink.backlogAtEnd) / std::max(offered, 1e-9);
    if (waiting <= sink.flushSeconds + mostBacklogSeconds)
        return {};
    return PaceFinding{cause,
        slow + entriesText(sink.backlogAtEnd) + ", " + elapsedText(waiting)
            + " of it, waited when the last one was emitted"};
}

std::string unevennessText(const PaceFacts::Unevenness &cv, bool closedLoop)
{
    if (!cv.emitted)
        return "-";
    std::string text = fixedText(*cv.emitted, 3);
    if (!closedLoop)
        text += " (schedule " + (cv.planned ? fixedText(*cv.planned, 3) : "-") + ')';
    return text;
}

std::string machineText(const PaceFacts &facts, const std::optional<MachineUse> &use)
{
    std::string text = "pacer on a CPU " + shareText(facts.cpu, facts.wall) + " of the time";
    if (!use)
        return text;
    return text + "; " + fixedText(use->processCpus, 2) + " of " + fixedText(use->cpus, 0)
        + " CPUs used, " + fixedText(use->busyPercent, 0) + "% busy in all, "
        + fixedText(use->stealPercent, 1) + "% stolen by the host, "
        + countOf(use->preemptions, "preemption");
}

std::string pacingText(const PaceVerdict &verdict, bool closedLoop)
{
    std::string text = closedLoop ? "closed loop"
        : verdict.kept            ? "kept: nothing more than 100 ms late"
                                  : "NOT KEPT";
    for (const PaceFinding &cause : verdict.causes)
        text += (&cause == verdict.causes.data() ? ": " : "; ") + cause.text;
    return text;
}

}

std::string_view name(PaceCause cause)
{
    static constexpr std::string_view names[] = {
        "generator_cpu_bound", "sink_slow", "machine_stalled"};
    return names[static_cast<std::size_t>(cause)];
}

bool isLimitedByClient(const SinkSnapshot &sink)
{
    return sink.pressedNanos > 0
        && static_cast<double>(sink.cpuNanos)
        > mostOfACore * static_cast<double>(sink.pressedNanos);
}

std::string clientLimitText(const SinkSnapshot &sink)
{
    return "the client, not the store, was the limit: its thread for " + shortName(sink)
        + " computed " + shareText(sink.cpuNanos, sink.pressedNanos)
        + " of the time in which entries waited";
}

std::vector<PaceFinding> lateCauses(const Snapshot &run, const PaceFacts::Lost &before)
{
    // Without a sink that may block, time in the output is time without a CPU like any other.
    const bool mayBlock = std::any_of(run.sinks.begin(), run.sinks.end(),
        [](const SinkSnapshot &sink) { return sink.closedLoop; });
    const PaceFacts::Lost lost = run.pace.lost - before;
    const std::int64_t blocked = mayBlock ? lost.output : 0;
    const std::int64_t stalled = lost.machine + lost.output - blocked;
    const SinkSnapshot *client = blockingClient(run);
    std::vector<std::pair<std::int64_t, PaceFinding>> causes{
        {lost.computing,
            {PaceCause::GeneratorCpuBound,
                "the generator was CPU-bound: its thread computed " + secondsText(lost.computing)
                    + " without rest"}},
        {blocked,
            {client ? PaceCause::GeneratorCpuBound : PaceCause::SinkSlow,
                (client ? clientLimitText(*client) + ": " : std::string("a sink was slow: "))
                    + "the generator waited " + secondsText(blocked) + " for a full queue"}},
        {stalled,
            {PaceCause::MachineStalled,
                "the machine stalled: the generator was stopped or had no CPU for "
                    + secondsText(stalled) + ", at most "
                    + secondsText(std::min(run.pace.longestStall, stalled)) + " at once"}},
    };
    std::stable_sort(causes.begin(), causes.end(),
        [](const auto &a, const auto &b) { return a.first > b.first; });
    std::vector<PaceFinding> findings;
    for (auto &[nanos, finding] : causes) {
        if (nanos > 0
            && static_cast<double>(nanos) >= worthNaming * static_cast<double>(lost.total()))
            findings.push_back(std::move(finding));
    }
    return findings;
}

PaceVerdict judgePace(const Snapshot &run)
{
    PaceVerdict verdict;
    if (run.closedLoop) {
        if (run.pace.lost.total() > 0)
            verdict.causes.push_back(limitOf(run));
        return verdict;
    }
    verdict.kept = run.counts.skippedLate == 0 && run.lateness.max <= mostLateness;
    if (!verdict.kept)
        verdict.causes = lateCauses(run);
    for (const SinkSnapshot &sink : run.sinks) {
        if (auto finding = slowness(sink, static_cast<double>(run.runTime) * 1e-9))
            verdict.slowSinks.push_back(std::move(*finding));
    }
    return verdict;
}

std::vector<std::pair<std::string_view, std::string>> auditLines(const Snapshot &run)
{
    std::vector<std::pair<std::string_view, std::string>> lines;
    lines.emplace_back("lateness",
        run.lateness.count > 0 ? "p50 " + millisecondsText(run.lateness.p50) + " ms, p99 "
                + millisecondsText(run.lateness.p99) + " ms, max "
                + millisecondsText(run.lateness.max) + " ms"
                               : "-");
    if (run.counts.scheduled == 0)
        return lines;
    const PaceFacts &facts = run.pace;
    if (facts.rateErrorPercent && !run.closedLoop)
        lines.emplace_back("mean error", fixedText(*facts.rateErrorPercent, 3) + "% of the rate");
    if (facts.in10ms.emitted)
        lines.emplace_back("unevenness",
            "CV of 10 ms bins " + unevennessText(facts.in10ms, run.closedLoop) + ", of 100 ms bins "
                + unevennessText(facts.in100ms, run.closedLoop));
    const PaceVerdict verdict = judgePace(run);
    lines.emplace_back("pacing", pacingText(verdict, run.closedLoop));
    for (const PaceFinding &sink : verdict.slowSinks)
        lines.emplace_back("slow sink", sink.text);
    if (facts.wall > 0)
        lines.emplace_back("machine", machineText(facts, run.machine));
    return lines;
}

}
