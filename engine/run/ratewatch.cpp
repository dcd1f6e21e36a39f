// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/ratewatch.h"

#include "base/values.h"
#include "stats/paceverdict.h"

#include <utility>

namespace emitter {
namespace {

constexpr std::int64_t second = 1'000'000'000;

Problem warning(std::string subject, std::string text, std::string remedy)
{
    Problem problem;
    problem.subject = std::move(subject);
    problem.severity = Severity::Warning;
    problem.text = std::move(text);
    problem.remedy = std::move(remedy);
    return problem;
}

std::string firstReason(const SinkSnapshot &sink)
{
    return sink.errors.empty() ? std::string() : " The sink says: " + sink.errors.front().first;
}

std::string causeOf(const std::vector<PaceFinding> &findings)
{
    return findings.empty() ? "Lower the rate." : "Likely cause: " + findings.front().text + '.';
}

}

RateWatch::SinkFailures RateWatch::failuresOf(const SinkCounts &counts)
{
    return {counts.failed(), counts.droppedBy[static_cast<std::size_t>(DropReason::QueueFull)]};
}

std::vector<Problem> RateWatch::look(const Snapshot &snapshot)
{
    m_points.push_back({snapshot.runTime, snapshot.counts.emitted});
    while (m_points.size() > 2 && m_points[1].runTime <= snapshot.runTime - second)
        m_points.pop_front();
    const Point &from = m_points.front();
    if (const std::int64_t passed = snapshot.runTime - from.runTime; passed > second / 2) {
        m_achieved = static_cast<double>(snapshot.counts.emitted - from.emitted) * second
            / static_cast<double>(passed);
    }
    m_newSecond = snapshot.runTime / second != m_second;
    m_second = snapshot.runTime / second;

    std::vector<Problem> problems;
    if (snapshot.runTime - m_lastLook < 10 * second)
        return problems;
    m_lastLook = snapshot.runTime;
    if (const std::uint64_t skipped = snapshot.counts.skippedLate - m_skipped; skipped > 0) {
        problems.push_back(warning("plan",
            "the plan is not kept: " + formatCount(skipped)
                + " entries were more than max_lag late in the last 10 s and were skipped",
            causeOf(lateCauses(snapshot, m_lost))));
    }
    m_lost = snapshot.pace.lost;
    m_skipped = snapshot.counts.skippedLate;
    m_sinks.resize(snapshot.sinks.size());
    for (std::size_t i = 0; i < snapshot.sinks.size(); ++i) {
        const SinkSnapshot &sink = snapshot.sinks[i];
        const SinkFailures now = failuresOf(sink.counts);
        const SinkFailures before = std::exchange(m_sinks[i], now);
        if (now.all > before.all && sink.state != SinkState::Lost) {
            problems.push_back(warning("sink " + sink.name,
                "sink " + sink.name + " did not take " + formatCount(now.all - before.all)
                    + " entries in the last 10 s",
                now.queueFull > before.queueFull
                    ? "Its queue is full: it is slower than the planned rate." + firstReason(sink)
                    : firstReason(sink)));
        }
    }
    return problems;
}

}
