// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/engine.h"

#include "base/ensure.h"
#include "base/random.h"
#include "base/values.h"
#include "base/wakeup.h"
#include "delivery/sinkworker.h"
#include "run/emission.h"
#include "run/exitcode.h"
#include "run/lanes.h"
#include "run/measure.h"
#include "run/preparation.h"
#include "run/ratewatch.h"
#include "run/verdictofrun.h"
#include "run/version.h"
#include "stats/sampler.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

namespace emitter {
namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t samplePeriod = second / 10;
constexpr std::uint32_t listedEmitters = 10'000;

std::string hex(std::uint64_t value)
{
    char buffer[17];
    std::snprintf(buffer, sizeof buffer, "%016llx", static_cast<unsigned long long>(value));
    return buffer;
}

std::vector<Summary::EmitterStats> statsOf(
    const SourceTable::Group &group, const Plan &plan, const RunLedger &books)
{
    std::vector<Summary::EmitterStats> list;
    list.reserve(group.count);
    for (std::uint32_t i = 0; i < group.count; ++i) {
        const std::uint64_t errors = books.errorsOf(group.first + i);
        const std::uint64_t made = books.emittedBy(group.first + i);
        list.push_back({plan.sources.name(group.first + i), made - std::min(made, errors), errors});
    }
    return list;
}

}

/// The engine's thread runs life() from top to bottom; everything else hands it a wish and wakes
/// it.
struct Engine::Impl
{
    Impl(Profile p, RunOptions o, EngineParts givenParts, EngineObserver &obs)
        : profile(std::move(p))
        , options(o)
        , parts(std::move(givenParts))
        , observer(obs)
        , clock(parts.clock)
    {
    }

    const Profile profile;
    const RunOptions options;
    const EngineParts parts;
    EngineObserver &observer;
    Clock &clock;

    // Wishes of other threads.
    WakeUp wake;
    std::mutex wishes;
    std::optional<StopCause> stopCause;
    int stops = 0;
    std::stop_source preparing; ///< ends slow preparation steps

    // The engine's thread only, except where `state` guards.
    Plan plan;
    std::uint64_t runId = 0;
    std::shared_ptr<Content> content;
    std::unique_ptr<RunLedger> books;
    Lanes lanes;
    std::unique_ptr<Emission> emission;
    std::int64_t startedUnix = 0;
    std::int64_t finalRunTime = 0;
    Sampler sampler;
    RateWatch rateWatch;
    RunEnd end;
    int missedSeconds = 0;

    mutable std::mutex state; ///< guards the following, and the making of `books`
    std::unique_ptr<Pacer> pacer;
    double factor = 1;
    Snapshot latest;
    std::atomic<bool> finished = false;
    Outcome outcome;

    std::thread thread;

    void life();
    bool prepare();
    bool openSinks();
    void reportLostSinks();
    void pace();
    void drain();
    void sumUp();

    int stopsSoFar();
    void fail(std::vector<Problem> problems);
    void failStopped();
    void setState(RunState next);
    Snapshot measure();
    Snapshot publish();
    void tellSteps(const std::vector<SinkSnapshot> &sinks);
    void watchPlan(const Snapshot &now);
};

int Engine::Impl::stopsSoFar()
{
    const std::lock_guard lock(wishes);
    return stops;
}

void Engine::Impl::setState(RunState next)
{
    {
        const std::lock_guard lock(state);
        if (latest.state == next)
            return;
        latest.state = next;
    }
    observer.stateChanged(next);
}

void Engine::Impl::fail(std::vector<Problem> problems)
{
    Summary &summary = outcome.summary;
    summary.result = RunResult::Failed;
    const auto first = std::find_if(problems.begin(), problems.end(),
        [](const Problem &problem) { return problem.severity == Severity::Error; });
    EMITTER_ENSURE(first != problems.end(), "a run that does not start says why");
    summary.exitCode = exitCodeFor(first->cause);
    summary.reason = first->text;
    outcome.problems = std::move(problems);
}

void Engine::Impl::failStopped()
{
    Problem problem;
    problem.text = "stopped before the first entry";
    fail({problem});
    const std::lock_guard lock(wishes);
    outcome.summary.result = RunResult::Stopped;
    outcome.summary.exitCode = stopCause == StopCause::Terminate ? Terminated : Interrupted;
}

void Engine::Impl::life()
{
    setState(RunState::Preparing);
    outcome.summary.version = version();
    outcome.summary.profile = profile.file.empty() ? "built-in" : profile.file;
    if (prepare() && openSinks()) {
        outcome.ran = true;
        pace();
        drain();
        sumUp();
    }
    lanes.clear();
    setState(RunState::Finished);
    finished = true;
}

bool Engine::Impl::prepare()
{
    PlanOutcome planned = makePlan(profile, parts.sinks);
    if (hasErrors(planned.problems)) {
        fail(std::move(planned.problems));
        return false;
    }
    plan = std::move(planned.plan);
    outcome.summary.seed = plan.seed;
    runId = drawSeed();
    const PreparationMeans means{parts.makeHttpClient,
        [this](const std::string &step, std::uint64_t done, std::uint64_t total) {
            observer.progress(step, done, total);
        },
        [this](const Problem &problem) { observer.message(problem); }, preparing.get_token(),
        clock};
    auto prepared = prepareContent(profile, plan, runId, means);
    if (!prepared) {
        if (stopsSoFar() > 0)
            failStopped();
        else
            fail({prepared.problem()});
        return false;
    }
    content = std::move(*prepared);
    const std::lock_guard lock(state);
    books = std::make_unique<RunLedger>(plan.sources.size());
    return true;
}

bool Engine::Impl::openSinks()
{
    outcome.problems = lanes.make(plan, *books, clock, [this] { wake.wake(); });
    if (hasErrors(outcome.problems)) {
        fail(std::move(outcome.problems));
        return false;
    }
    lanes.open(content);
    while (lanes.opening() > 0 && stopsSoFar() == 0) {
        observer.progress("Connecting sinks", lanes.size() - lanes.opening(), lanes.size());
        tellSteps(lanes.describe());
        clock.waitUntil(clock.monotonicNanos() + samplePeriod, wake);
    }
    if (stopsSoFar() > 0) {
        failStopped();
        return false;
    }
    std::vector<Problem> problems;
    for (Lanes::Loss &loss : lanes.takeLosses())
        problems.push_back(std::move(loss.problem));
    // A server may be down and the others still worth loading; a file that cannot be made is a
    // mistake, and told first.
    const auto others = std::stable_partition(problems.begin(), problems.end(),
        [](const Problem &problem) { return problem.cause == Cause::CannotCreate; });
    if (lanes.allLost() || others != problems.begin()) {
        fail(std::move(problems));
        return false;
    }
    for (const Problem &problem : problems)
        observer.message(problem);
    return true;
}

void Engine::Impl::reportLostSinks()
{
    for (Lanes::Loss &loss : lanes.takeLosses()) {
        loss.problem.text = "sink " + loss.sink + " was lost: " + loss.problem.text;
        observer.message(loss.problem);
        if (loss.isStdout) {
            const std::lock_guard lock(wishes);
            stopCause = stopCause.value_or(StopCause::OutputClosed);
            stops = std::max(stops, 1);
        }
    }
}

void Engine::Impl::pace()
{
    emission = std::make_unique<Emission>(*books);
    startedUnix = clock.unixNanos();
    content->setStart(startedUnix);
    const std::int64_t start = clock.monotonicNanos();
    lanes.start(start, *emission);
    {
        const std::lock_guard lock(state);
        pacer = std::make_unique<Pacer>(Schedule(plan.streams, plan.seed),
            Timeline(plan.shape, factor), plan.pacer, *emission, clock);
        pacer->start();
    }
    setState(RunState::Running);
    std::int64_t next = start + samplePeriod;
    while (!pacer->isFinished() && stopsSoFar() == 0 && !lanes.allLost()) {
        clock.waitUntil(next, wake);
        reportLostSinks();
        const std::int64_t now = clock.monotonicNanos();
        if (now < next)
            continue;
        next = std::max(next + samplePeriod, now);
        setState(pacer->isPaused() ? RunState::Paused : RunState::Running);
        watchPlan(publish());
    }
    end.reachedLimit = pacer->isFinished();
    end.allSinksLost = lanes.allLost();
    pacer->stop();
}

void Engine::Impl::watchPlan(const Snapshot &now)
{
    for (const Problem &problem : rateWatch.look(now))
        observer.message(problem);
    if (!options.abortOnFail || !rateWatch.isNewSecond())
        return;
    const bool missed =
        std::any_of(plan.targets.begin(), plan.targets.end(), [&](const Target &target) {
            const bool growing =
                target.metric == Target::Metric::Sent || target.metric == Target::Metric::Failed;
            const bool isLowerBound = target.comparison == Target::Comparison::GreaterOrEqual
                || target.comparison == Target::Comparison::Greater
                || target.comparison == Target::Comparison::Equal;
            return !(growing && isLowerBound)
                && !evaluate(target, now, sampler.largestBacklog()).passed;
        });
    missedSeconds = missed ? missedSeconds + 1 : 0;
    if (missedSeconds >= 5) {
        end.abortedByTarget = true;
        const std::lock_guard lock(wishes);
        stopCause = StopCause::User;
        ++stops;
    }
}

void Engine::Impl::tellSteps(const std::vector<SinkSnapshot> &sinks)
{
    for (const SinkSnapshot &sink : sinks) {
        if (!sink.step.empty())
            observer.progress(sink.name + ": " + sink.step, sink.stepDone, sink.stepTotal);
    }
}

void Engine::Impl::drain()
{
    setState(RunState::Stopping);
    const auto timeout = std::chrono::nanoseconds(profile.drainTimeout).count();
    const std::int64_t deadline = clock.monotonicNanos() + timeout;
    // A pacer that waits for a full queue gets the same time; then the queues close and let it go.
    while (!pacer->isFinished() && stopsSoFar() < 2 && clock.monotonicNanos() < deadline)
        clock.waitUntil(clock.monotonicNanos() + second / 500, wake);
    lanes.drain(deadline);
    pacer->join();
    finalRunTime = pacer->runTime();
    while (!lanes.watch()) {
        clock.waitUntil(clock.monotonicNanos() + samplePeriod, wake);
        tellSteps(publish().sinks);
        if (!end.secondStop && stopsSoFar() >= 2) {
            end.secondStop = true;
            lanes.abandon();
        }
    }
    reportLostSinks();
    end.allSinksLost = end.allSinksLost || lanes.allLost();
    end.drainIncomplete = lanes.isDrainIncomplete();
}

void Engine::Impl::sumUp()
{
    Summary &summary = outcome.summary;
    summary.last = publish();
    summary.runId = hex(runId);
    summary.startedUnixNanos = startedUnix;
    summary.durationSeconds = static_cast<double>(finalRunTime) / second;
    summary.last.state = RunState::Finished;
    summary.last.runTime = finalRunTime;
    sampler.finish(summary.last);
    summary.history = sampler.samples();
    summary.historyInterval = sampler.intervalSeconds();
    summary.backlogMax = sampler.largestBacklog();
    for (std::size_t i = 0; i < plan.sinks.size(); ++i) {
        const PlannedSink &sink = plan.sinks[i];
        if (sink.config.settings.insecure)
            summary.warnings.push_back("sink " + sink.config.name
                + ": TLS certificates are not verified (insecure: true)");
        if (!sink.traits.hint.empty() && summary.last.sinks[i].counts.delivered > 0)
            summary.hints.push_back(sink.traits.hint);
    }
    for (const Target &target : plan.targets)
        summary.targets.push_back(evaluate(target, summary.last, summary.backlogMax));
    for (const SourceTable::Group &group : plan.sources.groups()) {
        if (group.emitters)
            summary.emitters.push_back(group.count > listedEmitters
                    ? std::vector<Summary::EmitterStats>{}
                    : statsOf(group, plan, *books));
    }
    end.limited = profile.runDuration.count() > 0 || profile.count > 0;
    {
        const std::lock_guard lock(wishes);
        end.stopped = end.reachedLimit ? std::nullopt : stopCause;
    }
    judgeRun(summary, end, options);
}

Snapshot Engine::Impl::measure()
{
    Snapshot now;
    {
        const std::lock_guard lock(state);
        now.state = latest.state;
        now.factor = factor;
        now.runTime = pacer ? pacer->runTime() : 0;
    }
    now.duration =
        plan.pacer.duration == std::chrono::nanoseconds::max() ? 0 : plan.pacer.duration.count();
    now.closedLoop = plan.closedLoop;
    now.counts = books->counts();
    now.lateness = percentilesOf(books->lateness());
    now.expectedPerSecond = plan.expectedPerSecond() * now.factor
        * plan.shape.at(static_cast<double>(now.runTime) / second);
    now.achievedPerSecond = rateWatch.achievedPerSecond();
    fillSources(now, plan, *books);
    now.sinks = lanes.describe();
    return now;
}

Snapshot Engine::Impl::publish()
{
    Snapshot now = measure();
    sampler.add(now);
    {
        const std::lock_guard lock(state);
        now.state = latest.state;
        latest = now;
    }
    observer.snapshotReady(now);
    return now;
}

Engine::Engine(Profile profile, RunOptions options, EngineParts parts, EngineObserver &observer)
    : m_impl(std::make_unique<Impl>(std::move(profile), options, std::move(parts), observer))
{
}

Engine::~Engine()
{
    stop(StopCause::User);
    stop(StopCause::User);
    wait();
}

void Engine::start()
{
    m_impl->thread = std::thread([impl = m_impl.get()] { impl->life(); });
}

void Engine::pause()
{
    const std::lock_guard lock(m_impl->state);
    if (m_impl->pacer)
        m_impl->pacer->pause();
}

void Engine::resume()
{
    const std::lock_guard lock(m_impl->state);
    if (m_impl->pacer)
        m_impl->pacer->resume();
}

void Engine::setFactor(double factor)
{
    const std::lock_guard lock(m_impl->state);
    m_impl->factor = factor;
    if (m_impl->pacer)
        m_impl->pacer->setFactor(factor);
}

void Engine::setMuted(const std::string &serviceOrPrefix, bool muted)
{
    const std::lock_guard lock(m_impl->state);
    if (!m_impl->pacer)
        return;
    const auto &streams = m_impl->plan.streams;
    for (std::size_t i = 0; i < streams.size(); ++i) {
        if (m_impl->plan.sources.groupOf(streams[i].firstSource).name == serviceOrPrefix)
            m_impl->pacer->setMuted(i, muted);
    }
}

void Engine::stop(StopCause cause)
{
    {
        const std::lock_guard lock(m_impl->wishes);
        if (!m_impl->stopCause)
            m_impl->stopCause = cause;
        ++m_impl->stops;
    }
    m_impl->preparing.request_stop();
    m_impl->wake.wake();
}

const Engine::Outcome &Engine::wait()
{
    if (m_impl->thread.joinable())
        m_impl->thread.join();
    return m_impl->outcome;
}

bool Engine::isFinished() const
{
    return m_impl->finished;
}

Snapshot Engine::snapshot() const
{
    const std::lock_guard lock(m_impl->state);
    return m_impl->latest;
}

std::vector<Summary::EmitterStats> Engine::emitterStats(std::size_t pool) const
{
    const std::lock_guard lock(m_impl->state);
    if (!m_impl->books)
        return {};
    for (const SourceTable::Group &group : m_impl->plan.sources.groups()) {
        if (group.emitters && pool-- == 0)
            return statsOf(group, m_impl->plan, *m_impl->books);
    }
    return {};
}

}
