// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findmax/findmaximum.h"

#include "base/values.h"
#include "findmax/window.h"
#include "run/plan.h"
#include "stats/reportformat.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace emitter {
namespace {

constexpr double batchesPerWindow = 2; // of the sink whose batches take longest to fill
constexpr double entriesPerWindow = 20;
constexpr double lowestShare = 0.01; // of the profile's rate: what is lower is no answer
constexpr std::int64_t longestRecovery = 30'000'000'000;

/// Drives one run by its own snapshots, in the engine's thread.
class Search : public EngineObserver
{
public:
    Search(Plan plan, std::string subject, const FindMaximumOptions &options)
        : m_plan(std::move(plan))
        , m_targets(windowTargets(m_plan.targets))
        , m_subject(std::move(subject))
        , m_options(options)
        , m_search({.start = m_plan.expectedPerSecond(),
              .least = lowestShare * m_plan.expectedPerSecond()})
    {
    }
    void drive(Engine &engine) { m_engine = &engine; }

    void snapshotReady(const Snapshot &now) override
    {
        if (now.state != RunState::Running || m_search.isFinished())
            return;
        if (now.runTime > m_options.maxTime.count())
            return end(); // the bracket so far is the answer
        if (m_recoverSince)
            recover(now);
        else if (!m_window)
            m_window.emplace(now);
        else
            observe(now);
    }

    Maximum answer() const
    {
        return {m_subject, m_search.bracket(), m_search.steps(), m_why, m_search.isFinished()};
    }

private:
    double windowSeconds() const
    {
        double slowest = 0;
        for (const PlannedSink &sink : m_plan.sinks) {
            const double flush = std::chrono::duration<double>(sink.delivery.flushInterval).count();
            slowest =
                std::max(slowest, std::min(flush, sink.delivery.bufferSize / m_search.rate()));
        }
        return std::max({std::chrono::duration<double>(m_options.window).count(),
            batchesPerWindow * slowest, entriesPerWindow / m_search.rate()});
    }

    void observe(const Snapshot &now)
    {
        m_window->add(now);
        if (static_cast<double>(m_window->length()) * 1e-9 < windowSeconds())
            return;
        // The first window of a rate warms up, and is what the second is compared with.
        if (m_before)
            judge(now);
        if (!m_window || m_search.isFinished())
            return;
        m_before = std::exchange(m_window, Window(now));
    }

    void judge(const Snapshot &now)
    {
        const JudgedWindow judged = judgeWindow(*m_window, *m_before, m_targets);
        const double rate = m_search.rate();
        const bool isOver = m_search.add(judged.verdict);
        const RateSearch::Step &step =
            *(m_search.steps().rbegin() + (isOver && !m_search.isFinished() ? 1 : 0));
        const bool broke = step.state == RateSearch::Step::State::Broken;
        if (isOver && m_options.tell)
            m_options.tell(m_subject + ": " + shortRateText(rate) + "/s "
                + (broke ? "breaks: " + judged.why : "passes"));
        const auto lowest = m_search.bracket().broken;
        if (broke && lowest && lowest->rate == rate)
            m_why = judged.why;
        if (!isOver)
            return;
        m_window.reset();
        m_before.reset();
        if (m_search.isFinished())
            return end();
        if (broke)
            m_recoverSince = now.runTime;
        m_engine->setFactor(broke ? 0 : factor());
    }

    /// Nothing is emitted until the backlog is gone: a rate is not blamed for the one before.
    void recover(const Snapshot &now)
    {
        if (now.backlog() > 0 && now.runTime - *m_recoverSince < longestRecovery)
            return;
        m_recoverSince.reset();
        m_engine->setFactor(factor());
    }

    double factor() const { return m_search.rate() / m_plan.expectedPerSecond(); }
    void end() { m_engine->stop(StopCause::User); }

    const Plan m_plan;
    const std::vector<Target> m_targets;
    const std::string m_subject;
    const FindMaximumOptions &m_options;
    RateSearch m_search;
    Engine *m_engine = nullptr;
    std::optional<Window> m_window, m_before;
    std::optional<std::int64_t> m_recoverSince;
    std::string m_why;
};

}

Result<Profile> searchProfile(const Profile &profile)
{
    if (profile.isClosedLoop()) {
        Problem problem;
        problem.text = "a service whose rate is max has no rate to raise";
        problem.remedy = "Give it one to start from: --service NAME=100.";
        problem.cause = Cause::Usage;
        return problem;
    }
    Profile open = profile;
    open.shape = {};
    open.runDuration = std::chrono::milliseconds(0);
    open.count = 0;
    std::erase_if(open.sinks, [](const SinkSpec &sink) { return !sink.enabled; });
    for (SinkSpec &sink : open.sinks)
        sink.settings.whenFull = WhenFull::DropNewest; // a queue that blocks would hide the limit
    return open;
}

Result<Profile> searchProfile(const Profile &profile, const std::string &sink)
{
    auto open = searchProfile(profile);
    if (open)
        std::erase_if(open->sinks, [&](const SinkSpec &other) { return other.name != sink; });
    return open;
}

Result<Maximum> findMaximum(
    Profile profile, std::string subject, EngineParts parts, const FindMaximumOptions &options)
{
    PlanOutcome planned = makePlan(profile, parts.sinks);
    if (hasErrors(planned.problems))
        return planned.problems.front();
    if (planned.plan.expectedPerSecond() <= 0) {
        Problem problem;
        problem.text = "the profile makes no entries";
        problem.remedy = "Give a service a rate to start from: --service NAME=100.";
        return problem;
    }
    profile.targets.clear(); // they judge windows, not the run
    Search search(std::move(planned.plan), std::move(subject), options);
    Engine engine(std::move(profile), {}, std::move(parts), search);
    search.drive(engine);
    const std::stop_callback cancel(options.stop, [&] {
        engine.stop(StopCause::User);
        engine.stop(StopCause::User);
    });
    engine.start();
    const Engine::Outcome &outcome = engine.wait();
    if (!outcome.ran && !outcome.problems.empty())
        return outcome.problems.front();
    Maximum answer = search.answer();
    if (answer.steps.size() == 1 && outcome.summary.result == RunResult::Failed) {
        Problem problem;
        problem.text = answer.subject + ": " + outcome.summary.reason;
        problem.cause = Cause::Unreachable;
        return problem;
    }
    return answer;
}

}
