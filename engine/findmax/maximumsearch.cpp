// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findmax/maximumsearch.h"

#include "base/values.h"
#include "stats/reportformat.h"

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

constexpr double batchesPerWindow = 2; // of the sink whose batches take longest to fill
constexpr double entriesPerWindow = 20;
constexpr double lowestShare = 0.01; // of the profile's rate: what is lower is no answer

/// By the slowest sink.
double takenPerSecond(const Window &window)
{
    const Snapshot growth = window.growth();
    const auto slowest = std::min_element(
        growth.sinks.begin(), growth.sinks.end(), [](const SinkSnapshot &a, const SinkSnapshot &b) {
            return a.counts.delivered < b.counts.delivered;
        });
    if (slowest == growth.sinks.end())
        return 0;
    return static_cast<double>(slowest->counts.delivered) * 1e9
        / static_cast<double>(window.length());
}

}

MaximumSearch::MaximumSearch(Plan plan, const Limits &limits)
    : m_plan(std::move(plan))
    , m_targets(windowTargets(m_plan.targets))
    , m_limits(limits)
    , m_search(
          {.start = m_plan.expectedPerSecond(), .least = lowestShare * m_plan.expectedPerSecond()})
{
}

MaximumSearch::Wish MaximumSearch::look(const Snapshot &now)
{
    if (now.state != RunState::Running || isFinished() || !m_unfinished.empty())
        return {};
    if (now.runTime > m_limits.maxTime.count()) {
        m_unfinished = "the time was over";
        if (m_recovers)
            m_unfinished +=
                " while " + formatCount(now.backlog()) + " entries of the rate before still waited";
        return {.isOver = true}; // the bracket so far is the answer
    }
    for (const SinkSnapshot &sink : now.sinks) {
        if (sink.state == SinkState::Lost) { // no rate is to be blamed for that
            m_unfinished = "sink " + sink.name + " was lost";
            return {.isOver = true};
        }
    }
    if (m_recovers)
        return recover(now);
    if (m_window)
        return observe(now);
    m_window.emplace(now);
    return {};
}

double MaximumSearch::windowSeconds() const
{
    double slowest = 0;
    for (const PlannedSink &sink : m_plan.sinks) {
        const double flush = std::chrono::duration<double>(sink.delivery.flushInterval).count();
        slowest = std::max(slowest, std::min(flush, sink.delivery.bufferSize / m_search.rate()));
    }
    return std::max({std::chrono::duration<double>(m_limits.window).count(),
        batchesPerWindow * slowest, entriesPerWindow / m_search.rate()});
}

MaximumSearch::Wish MaximumSearch::observe(const Snapshot &now)
{
    m_window->add(now);
    if (static_cast<double>(m_window->length()) * 1e-9 < windowSeconds())
        return {};
    // The first window of a rate warms up, and is what the others are compared with.
    Wish wish;
    if (m_before)
        wish = judge();
    if (m_window)
        m_before = std::exchange(m_window, Window(now));
    if (!m_first)
        m_first = m_before;
    return wish;
}

MaximumSearch::Wish MaximumSearch::judge()
{
    const JudgedWindow judged = judgeWindow(*m_window, *m_before, *m_first, m_targets);
    const std::size_t number = m_search.steps().size() - 1;
    if (m_firstWhy.empty())
        m_firstWhy = judged.why;
    if (!m_search.add(judged.verdict, takenPerSecond(*m_window)))
        return {};
    const std::string why = std::exchange(m_firstWhy, {});
    const RateSearch::Step &step = m_search.steps()[number];
    const bool broke = step.state == RateSearch::Step::State::Broken;
    if (broke)
        m_why = why; // the search goes on below a rate that broke
    Wish wish;
    wish.news = shortRateText(step.rate) + "/s " + (broke ? "breaks: " + why : "passes");
    m_recovers = broke;
    m_window.reset();
    m_before.reset();
    m_first.reset();
    wish.isOver = isFinished();
    if (!wish.isOver)
        wish.factor = broke ? 0 : factor();
    return wish;
}

/// Nothing is emitted until the backlog is gone, however long that takes: a rate is not blamed for
/// the one before.
MaximumSearch::Wish MaximumSearch::recover(const Snapshot &now)
{
    if (now.backlog() > 0)
        return {};
    m_recovers = false;
    return {.factor = factor()};
}

}
