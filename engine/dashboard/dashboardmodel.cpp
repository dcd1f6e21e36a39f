// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboardmodel.h"

#include "profile/profile.h"
#include "run/plan.h"
#include "run/version.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace emitter {
namespace {

// More than a page shows of a second; the samples of one second are at most 160.
constexpr std::size_t mostWaitingEntries = 200;

std::array<double, levelCount> percentOf(const LevelWeights &weights)
{
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::array<double, levelCount> percent{};
    for (std::size_t i = 0; i < levelCount && sum > 0; ++i)
        percent[i] = 100 * weights[i] / sum;
    return percent;
}

RunDescription describe(const RunFacts &facts)
{
    const Plan &plan = facts.plan;
    RunDescription run;
    run.runId = facts.runId;
    run.profile = facts.profile.file.empty() ? "built-in" : facts.profile.file;
    run.seed = plan.seed;
    if (plan.pacer.duration != std::chrono::nanoseconds::max())
        run.duration = plan.pacer.duration.count();
    run.closedLoop = plan.closedLoop;
    const auto streams = plan.streamsOfGroups();
    auto next = streams.begin();
    for (const SourceTable::Group &group : plan.sources.groups()) {
        RunDescription::Source source{group.name, group.emitters ? group.count : 0, 0, {}};
        if (const StreamSpec *stream = *next++) {
            source.plannedPerSecond = plan.closedLoop ? 0 : expectedRate(*stream);
            source.levelPercent = percentOf(stream->levelWeights);
        }
        run.sources.push_back(std::move(source));
    }
    for (const PlannedSink &sink : plan.sinks)
        run.sinks.push_back(
            {sink.config.name, std::string(sink.descriptor->id), sink.traits.target});
    return run;
}

/// What can be said before the first snapshot.
Snapshot outlook(const RunDescription &run)
{
    Snapshot snapshot;
    snapshot.state = RunState::Preparing;
    snapshot.duration = run.duration;
    snapshot.closedLoop = run.closedLoop;
    for (const RunDescription::Source &source : run.sources) {
        if (source.emitters == 0)
            snapshot.services.push_back({source.name, source.plannedPerSecond, 0});
        else
            snapshot.pools.push_back({source.name, source.plannedPerSecond, source.emitters, 0, 0});
    }
    for (const RunDescription::Sink &sink : run.sinks) {
        SinkSnapshot &made = snapshot.sinks.emplace_back();
        made.name = sink.name;
        made.type = sink.type;
        made.target = sink.target;
    }
    return snapshot;
}

}

void addFlush(FlushReport &sum, const FlushReport &later)
{
    sum.unixNanos = later.unixNanos;
    sum.totalCount += later.totalCount;
    sum.durationMs += later.durationMs;
    for (std::size_t i = 0; i < levelCount; ++i)
        sum.byLevel[i] += later.byLevel[i];
    // There may be thousands. Reserved, so that no name moves while it is a key.
    sum.byService.reserve(sum.byService.size() + later.byService.size());
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < sum.byService.size(); ++i)
        places.emplace(sum.byService[i].first, i);
    for (const auto &[name, count] : later.byService) {
        const auto [place, isNew] = places.try_emplace(name, sum.byService.size());
        if (isNew)
            sum.byService.emplace_back(name, 0);
        sum.byService[place->second].second += count;
    }
}

DashboardModel::DashboardModel(Clock &clock)
    : m_clock(clock)
{
}

void DashboardModel::planned(const RunFacts &facts)
{
    const std::lock_guard lock(m_mutex);
    m_view.run = describe(facts);
    m_view.now = outlook(m_view.run);
    m_targets = facts.plan.targets;
    judge();
    m_news.newRun = m_news.newHistory = true;
}

void DashboardModel::forgetRun()
{
    m_view = {};
    m_targets.clear();
    m_sampler = Sampler();
    m_rates = {};
    m_news.flush.reset();
    m_entries.clear();
    m_emitted = 0;
    m_news.newHistory = true;
}

void DashboardModel::judge()
{
    m_view.targets.clear();
    for (const Target &target : m_targets)
        m_view.targets.push_back(evaluate(target, m_view.now, m_sampler.largestBacklog()));
}

void DashboardModel::stateChanged(RunState state)
{
    const std::lock_guard lock(m_mutex);
    if (state == RunState::Finished)
        return; // ended() has said so, with its result
    if (state == RunState::Preparing)
        forgetRun(); // of the run before
    m_view.now.state = state;
    m_view.step.clear();
    m_news.newState = true;
}

void DashboardModel::progress(const std::string &step, std::uint64_t done, std::uint64_t total)
{
    std::string text = step;
    if (total > 0)
        text += ' ' + std::to_string(done) + " of " + std::to_string(total);
    const std::lock_guard lock(m_mutex);
    if (m_view.step == text)
        return;
    m_view.step = std::move(text);
    m_news.newState = true;
}

void DashboardModel::snapshotReady(const Snapshot &snapshot)
{
    const std::int64_t now = m_clock.monotonicNanos();
    const std::lock_guard lock(m_mutex);
    const double interval = m_sampler.intervalSeconds();
    m_news.newRun = m_news.newRun || m_view.now.startedUnixNanos != snapshot.startedUnixNanos;
    m_view.now = snapshot;
    m_sampler.add(snapshot);
    m_rates.add(snapshot, now);
    m_news.newHistory = m_news.newHistory || m_sampler.intervalSeconds() != interval;
    judge();
}

void DashboardModel::entriesSampled(const EntrySample &sample)
{
    const std::lock_guard lock(m_mutex);
    m_emitted += sample.emitted;
    m_entries.insert(m_entries.end(), sample.entries.begin(), sample.entries.end());
    while (m_entries.size() > mostWaitingEntries)
        m_entries.pop_front();
}

void DashboardModel::message(const Problem &problem)
{
    const std::lock_guard lock(m_mutex);
    m_view.messages.push_back(problem);
    if (m_view.messages.size() > mostMessages)
        m_view.messages.erase(m_view.messages.begin());
}

void DashboardModel::ended(const RunOutcome &outcome)
{
    for (const Problem &problem : outcome.problems)
        message(problem);
    amend(outcome.summary);
}

void DashboardModel::amend(const Summary &summary)
{
    auto kept = std::make_shared<const Summary>(summary);
    const std::lock_guard lock(m_mutex);
    m_view.summary = std::move(kept);
    m_view.step.clear();
    if (!summary.runId.empty()) {
        m_view.now = summary.last;
        m_view.targets = summary.targets;
    }
    m_view.now.state = RunState::Finished;
    m_news.newHistory = m_news.newState = true;
}

void DashboardModel::flushed(const FlushReport &report)
{
    const std::lock_guard lock(m_mutex);
    if (m_news.flush)
        addFlush(*m_news.flush, report);
    else
        m_news.flush = report;
}

DashboardView DashboardModel::view() const
{
    const std::lock_guard lock(m_mutex);
    DashboardView view = m_view;
    if (view.summary) {
        view.rates = RecentRates::overall(view.now, view.summary->durationSeconds);
        if (!view.summary->history.empty())
            view.point = view.summary->history.back();
    } else {
        view.rates = m_rates.rates();
        if (!m_sampler.samples().empty())
            view.point = m_sampler.samples().back();
    }
    return view;
}

DashboardHistory DashboardModel::history() const
{
    const std::lock_guard lock(m_mutex);
    if (m_view.summary)
        return {m_view.summary->history, m_view.summary->historyInterval};
    return {m_sampler.samples(), m_sampler.intervalSeconds()};
}

Summary DashboardModel::summarySoFar() const
{
    const std::lock_guard lock(m_mutex);
    if (m_view.summary)
        return *m_view.summary;
    Summary summary;
    summary.version = version();
    summary.runId = m_view.run.runId;
    summary.profile = m_view.run.profile;
    summary.seed = m_view.run.seed;
    summary.result = RunResult::Running;
    summary.startedUnixNanos = m_view.now.startedUnixNanos;
    summary.durationSeconds = static_cast<double>(m_view.now.runTime) / 1e9;
    summary.last = m_view.now;
    summary.targets = m_view.targets;
    summary.history = m_sampler.samples();
    summary.historyInterval = m_sampler.intervalSeconds();
    summary.backlogMax = m_sampler.largestBacklog();
    return summary;
}

DashboardModel::News DashboardModel::takeNews()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_news, {});
}

EntrySample DashboardModel::takeEntries()
{
    EntrySample sample;
    std::deque<SampledEntry> all;
    {
        const std::lock_guard lock(m_mutex);
        sample.emitted = std::exchange(m_emitted, 0);
        all.swap(m_entries);
    }
    const std::size_t count = std::min(all.size(), mostEntries);
    for (std::size_t i = 0; i < count; ++i)
        sample.entries.push_back(std::move(all[i * all.size() / count]));
    return sample;
}

}
