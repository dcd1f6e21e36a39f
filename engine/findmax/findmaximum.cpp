// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findmax/findmaximum.h"

#include "run/plan.h"

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

/// Does to one run what the search of it wishes, in the engine's thread.
class Driver : public EngineObserver
{
public:
    Driver(MaximumSearch &search, const std::string &subject, const FindMaximumOptions &options)
        : m_search(search)
        , m_subject(subject)
        , m_options(options)
    {
    }
    void drive(Engine &engine) { m_engine = &engine; }

    void snapshotReady(const Snapshot &now) override
    {
        const MaximumSearch::Wish wish = m_search.look(now);
        if (!wish.news.empty() && m_options.tell)
            m_options.tell(m_subject + ": " + wish.news);
        if (wish.factor)
            m_engine->setFactor(*wish.factor);
        if (wish.isOver && !std::exchange(m_isOver, true)) {
            // What still waits is of no use any more, nor is an index over all that was written.
            m_engine->stop(StopCause::User);
            m_engine->stop(StopCause::User);
        }
    }

    void message(const Problem &problem) override
    {
        if (problem.severity == Severity::Error && !m_error)
            m_error = problem;
    }
    /// The first that the run told; after its end.
    const std::optional<Problem> &error() const { return m_error; }

private:
    MaximumSearch &m_search;
    const std::string &m_subject;
    const FindMaximumOptions &m_options;
    Engine *m_engine = nullptr;
    bool m_isOver = false;
    std::optional<Problem> m_error;
};

/// Why a search that lost a sink did not come to its end.
std::optional<Problem> lossOf(const Snapshot &last, const std::optional<Problem> &error)
{
    const auto lost = std::find_if(last.sinks.begin(), last.sinks.end(),
        [](const SinkSnapshot &sink) { return sink.state == SinkState::Lost; });
    if (lost == last.sinks.end())
        return {};
    Problem problem;
    problem.text = error ? error->text : "sink " + lost->name + " was lost";
    problem.cause = Cause::Unreachable;
    return problem;
}

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
    MaximumSearch search(std::move(planned.plan), options.limits);
    Driver driver(search, subject, options);
    Engine engine(std::move(profile), {}, std::move(parts), driver);
    driver.drive(engine);
    const std::stop_callback cancel(options.stop, [&] {
        engine.stop(StopCause::User);
        engine.stop(StopCause::User);
    });
    engine.start();
    const Engine::Outcome &outcome = engine.wait();
    if (!outcome.ran && !outcome.problems.empty())
        return outcome.problems.front();
    Maximum answer{subject, search.bracket(), search.steps(), search.why(), search.isFinished(),
        search.unfinished()};
    if (answer.isComplete)
        return answer;
    answer.problem = lossOf(outcome.summary.last, driver.error());
    if (answer.problem)
        answer.unfinished = answer.problem->text;
    else if (answer.unfinished.empty())
        answer.unfinished = "it was stopped";
    if (answer.problem && answer.steps.size() == 1)
        return *answer.problem;
    return answer;
}

}
