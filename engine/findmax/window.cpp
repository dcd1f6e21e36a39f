// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findmax/window.h"

#include "stats/paceverdict.h"
#include "stats/reportformat.h"

#include <algorithm>

namespace emitter {
namespace {

constexpr double mostErrors = 1; // per cent
/// How much longer entries may wait after a time: a share of it, and what a busy machine may add by
/// chance. Over a longer time, chance matters less.
struct Growth
{
    double share;
    double leastSeconds;

    double most(double seconds) const { return std::max(share * seconds, leastSeconds); }
};
constexpr Growth sinceBefore{0.05, 0.05}, sinceFirst{0.02, 0.1};
constexpr double mostLost = 0.1; // of the window's length, by this machine
constexpr double mostPressed = 0.9; // of the window's length
constexpr double mostWaiting = 2; // seconds beyond a batch's time to fill

SinkCounts operator-(const SinkCounts &now, const SinkCounts &before)
{
    SinkCounts growth = now;
    growth.emitted -= before.emitted;
    growth.delivered -= before.delivered;
    growth.rejected -= before.rejected;
    for (std::size_t i = 0; i < growth.droppedBy.size(); ++i)
        growth.droppedBy[i] -= before.droppedBy[i];
    growth.unconfirmed -= before.unconfirmed;
    growth.resent -= before.resent;
    growth.batches -= before.batches;
    growth.overloaded -= before.overloaded;
    return growth;
}

using Reasons = std::vector<std::pair<std::string, std::uint64_t>>;

/// Those that were given since `before`, the most frequent first.
Reasons operator-(Reasons now, const Reasons &before)
{
    for (auto &[text, count] : now) {
        for (const auto &[oldText, oldCount] : before)
            count -= oldText == text ? oldCount : 0;
    }
    std::erase_if(now, [](const auto &reason) { return reason.second == 0; });
    std::stable_sort(
        now.begin(), now.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    return now;
}

bool isAboutErrors(const Target &target)
{
    return target.metric == Target::Metric::Errors || target.metric == Target::Metric::Failed
        || target.metric == Target::Metric::Dropped;
}

std::string generatorTrouble(const Snapshot &growth)
{
    const auto own = static_cast<double>(growth.pace.lost.total());
    // Entries waited all the time, and the thread that should have sent them computed.
    for (const SinkSnapshot &sink : growth.sinks) {
        const auto pressed = static_cast<double>(sink.pressedNanos);
        if (pressed > mostPressed * static_cast<double>(growth.runTime) && isLimitedByClient(sink))
            return clientLimitText(sink);
    }
    if (growth.counts.skippedLate == 0 && own < mostLost * static_cast<double>(growth.runTime))
        return {};
    const auto causes = lateCauses(growth);
    return causes.empty() ? "entries were skipped" : causes.front().text;
}

/// More failed than may. For what found the queue full the store was too slow; it refused nothing.
JudgedWindow judgeFailed(const Snapshot &growth)
{
    for (const SinkSnapshot &sink : growth.sinks) {
        const SinkCounts &counts = sink.counts;
        const std::uint64_t shutOut =
            counts.droppedBy[static_cast<std::size_t>(DropReason::QueueFull)];
        const auto failed = shareOf(counts.failed(), counts.emitted);
        const auto refused = shareOf(counts.failed() - shutOut, counts.emitted);
        if (refused && *refused > mostErrors)
            return {WindowVerdict::Errors,
                "sink " + sink.name + " did not take " + percentText(refused)
                    + (sink.errors.empty() ? "" : ": " + sink.errors.front().first)};
        if (failed && *failed > mostErrors)
            return {WindowVerdict::Backlog,
                "sink " + sink.name + " fell behind: its queue was full, "
                    + percentText(shareOf(shutOut, counts.emitted)) + " found no room"};
    }
    return {};
}

/// Entries that wait longer than in a window before, by the latency of what is delivered.
std::string waitTrouble(const Window &window, const Window &before, const Growth &allowed)
{
    const double seconds =
        static_cast<double>(window.last().runTime - before.last().runTime) * 1e-9;
    const Snapshot now = window.growth();
    const Snapshot then = before.growth();
    for (std::size_t i = 0; i < now.sinks.size(); ++i) {
        const SinkSnapshot &sink = now.sinks[i];
        const bool compares = sink.latency.count > 0 && then.sinks[i].latency.count > 0;
        const double longer = compares ? (sink.latency.p50 - then.sinks[i].latency.p50) / 1e3 : 0;
        if (longer > allowed.most(seconds))
            return "sink " + sink.name + " fell behind: entries waited "
                + millisecondsText(longer * 1e3) + " ms longer after " + elapsedText(seconds);
    }
    return {};
}

/// A backlog where nothing is delivered.
std::string silenceTrouble(const Snapshot &growth)
{
    const double seconds = static_cast<double>(growth.runTime) * 1e-9;
    for (const SinkSnapshot &sink : growth.sinks) {
        const double offered = static_cast<double>(sink.counts.emitted) / seconds;
        const double waiting = static_cast<double>(sink.counts.inFlight) / std::max(offered, 1e-9);
        if (sink.counts.delivered == 0 && waiting > sink.flushSeconds + mostWaiting)
            return "sink " + sink.name + " took nothing for " + elapsedText(seconds);
    }
    return {};
}

}

Window::Window(const Snapshot &start)
    : m_start(start)
    , m_last(start)
    , m_latencies(start.sinks.size())
{
}

void Window::add(const Snapshot &snapshot)
{
    m_last = snapshot;
    m_largestBacklog = std::max(m_largestBacklog, snapshot.backlog());
    for (std::size_t i = 0; i < m_latencies.size(); ++i) {
        const Percentiles &recent = snapshot.sinks[i].recentLatency;
        Latency &latency = m_latencies[i];
        latency.weightedP50 += recent.p50 * static_cast<double>(recent.count);
        latency.p95 = std::max(latency.p95, recent.p95);
        latency.p99 = std::max(latency.p99, recent.p99);
        latency.count += recent.count;
    }
}

Snapshot Window::growth() const
{
    Snapshot growth = m_last;
    growth.runTime = length();
    growth.counts.scheduled -= m_start.counts.scheduled;
    growth.counts.emitted -= m_start.counts.emitted;
    growth.counts.skippedLate -= m_start.counts.skippedLate;
    growth.pace.lost = m_last.pace.lost - m_start.pace.lost;
    for (std::size_t i = 0; i < growth.sinks.size(); ++i) {
        SinkSnapshot &sink = growth.sinks[i];
        sink.counts = sink.counts - m_start.sinks[i].counts;
        sink.errors = std::move(sink.errors) - m_start.sinks[i].errors;
        sink.pressedNanos -= m_start.sinks[i].pressedNanos;
        sink.cpuNanos -= m_start.sinks[i].cpuNanos;
        const Latency &latency = m_latencies[i];
        const auto count = static_cast<double>(latency.count);
        sink.latency = {};
        sink.latency.count = latency.count;
        sink.latency.p50 = latency.count > 0 ? latency.weightedP50 / count : 0;
        sink.latency.p95 = latency.p95;
        sink.latency.p99 = sink.latency.max = latency.p99;
    }
    return growth;
}

JudgedWindow judgeWindow(const Window &window, const Window &before, const Window &first,
    const std::vector<Target> &targets)
{
    const Snapshot growth = window.growth();
    if (auto why = generatorTrouble(growth); !why.empty())
        return {WindowVerdict::Generator, std::move(why)};
    for (const Target &target : targets) {
        const TargetResult result = evaluate(target, growth, window.largestBacklog());
        // Without an answer yet there is nothing to measure; the backlog judges that.
        if (!result.passed && result.value)
            return {isAboutErrors(target) ? WindowVerdict::Errors : WindowVerdict::Target,
                target.expression + ": " + valueText(result)};
    }
    const bool ownRule = std::none_of(targets.begin(), targets.end(), isAboutErrors);
    if (JudgedWindow judged = judgeFailed(growth); ownRule && !judged.why.empty())
        return judged;
    for (std::string why : {waitTrouble(window, before, sinceBefore),
             waitTrouble(window, first, sinceFirst), silenceTrouble(growth)}) {
        if (!why.empty())
            return {WindowVerdict::Backlog, std::move(why)};
    }
    return {};
}

std::vector<Target> windowTargets(const std::vector<Target> &targets)
{
    std::vector<Target> kept;
    std::copy_if(
        targets.begin(), targets.end(), std::back_inserter(kept), [](const Target &target) {
            return target.metric != Target::Metric::Rate && target.metric != Target::Metric::Sent
                && target.metric != Target::Metric::LatenessP99;
        });
    return kept;
}

}
