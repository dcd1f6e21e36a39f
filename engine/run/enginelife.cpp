// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/engineimpl.h"

#include "base/ensure.h"
#include "base/field.h"
#include "base/random.h"
#include "base/runid.h"
#include "run/exitcode.h"
#include "run/measure.h"
#include "run/preparation.h"
#include "run/version.h"

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t samplePeriod = second / 10;

}

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
    if (prepare() && openRecord() && makeSinks() && openSinks()) {
        outcome.ran = true;
        outcome.content = content;
        pace();
        drain();
        sumUp();
        closeRecord();
    }
    closeSinks();
    observer.ended(outcome);
    setState(RunState::Finished);
}

bool Engine::Impl::prepare()
{
    PlanOutcome planned = makePlan(profile, parts.sinks);
    if (hasErrors(planned.problems)) {
        fail(std::move(planned.problems));
        return false;
    }
    plan = std::move(planned.plan);
    for (PlannedSink &sink : plan.sinks)
        sink.config.flushed = parts.flushed;
    outcome.summary.seed = plan.seed;
    runId = drawSeed();
    observer.planned({runIdText(runId), plan, profile});
    if (parts.adviseOn) {
        for (const Problem &advice : parts.adviseOn(plan, profile))
            observer.message(advice);
    }
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

bool Engine::Impl::makeSinks()
{
    Lanes made;
    outcome.problems = made.make(plan, *books, clock, [this] { wake.wake(); });
    if (hasErrors(outcome.problems)) {
        fail(std::move(outcome.problems));
        return false;
    }
    const std::lock_guard lock(state);
    lanes = std::move(made);
    return true;
}

// Closed without the lock: a sink that hangs holds up nobody who has a wish.
void Engine::Impl::closeSinks()
{
    Lanes ended;
    const std::lock_guard lock(state);
    std::swap(lanes, ended);
}

bool Engine::Impl::openSinks()
{
    lanes.open(content);
    while (lanes.opening() > 0 && stopsSoFar() == 0) {
        observer.progress(QT_TRANSLATE_NOOP("steps", "Connecting sinks"),
            lanes.size() - lanes.opening(), lanes.size());
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
    emission = std::make_unique<Emission>(*books, tail, record ? &record->recorder() : nullptr);
    Schedule schedule(plan.streams, plan.seed); // takes its time with a million emitters
    machine.emplace();
    startedUnix = clock.unixNanos();
    content->setStart(startedUnix);
    const std::int64_t start = clock.monotonicNanos();
    lanes.start(start, *emission);
    {
        const std::lock_guard lock(state);
        pacer = std::make_unique<Pacer>(
            std::move(schedule), Timeline(plan.shape, factor), plan.pacer, *emission, clock);
        pacer->start(start);
    }
    beginRecord();
    setState(RunState::Running);
    std::int64_t next = start + samplePeriod;
    // A pacer that waits for a full queue sees the end of the run only when it is let go.
    const auto isAtEnd = [&] {
        return pacer->isFinished() || pacer->runTime() >= plan.pacer.duration.count();
    };
    while (!isAtEnd() && stopsSoFar() == 0 && !lanes.allLost()) {
        clock.waitUntil(next, wake);
        reportLostSinks();
        const std::int64_t now = clock.monotonicNanos();
        if (now < next)
            continue;
        next = std::max(next + samplePeriod, now);
        setState(pacer->isPaused() ? RunState::Paused : RunState::Running);
        watchPlan(publish());
    }
    end.reachedLimit = isAtEnd();
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
            if (growing && isLowerBound)
                return false;
            const TargetResult result = evaluate(target, now, sampler.largestBacklog());
            return result.value && !result.passed;
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
    std::int64_t deadline = clock.monotonicNanos() + timeout;
    std::uint64_t inFlight = lanes.inFlight();
    // A closed loop that came to its end loses nothing while its sinks still take something.
    const auto hasProgress = [&] {
        const std::uint64_t before = std::exchange(inFlight, lanes.inFlight());
        return plan.closedLoop && end.reachedLimit && stopsSoFar() == 0 && inFlight < before;
    };
    // A pacer that waits for a full queue gets the same time; then the queues close and let it go.
    while (!pacer->isFinished() && stopsSoFar() < 2 && clock.monotonicNanos() < deadline) {
        clock.waitUntil(clock.monotonicNanos() + second / 500, wake);
        if (hasProgress())
            deadline = clock.monotonicNanos() + timeout;
    }
    machineUse = machine->use();
    lanes.noteBacklog();
    lanes.drain(deadline);
    while (!lanes.watch() || !pacer->isFinished()) {
        clock.waitUntil(clock.monotonicNanos() + samplePeriod, wake);
        tellSteps(publish().sinks);
        if (!end.secondStop && stopsSoFar() >= 2) {
            end.secondStop = true;
            lanes.abandon();
        } else if (hasProgress()) {
            lanes.prolong(clock.monotonicNanos() + timeout);
        }
    }
    pacer->join();
    finalRunTime = pacer->runTime();
    reportLostSinks();
    for (Lanes::Loss &late : lanes.unfinished()) {
        end.sinkUnfinished = true;
        late.problem.text = "sink " + late.sink + " could not finish: " + late.problem.text;
        outcome.summary.warnings.push_back(late.problem.text);
        observer.message(late.problem);
    }
    end.allSinksLost = end.allSinksLost || lanes.allLost();
    end.drainIncomplete = lanes.isDrainIncomplete();
}

void Engine::Impl::sumUp()
{
    Summary &summary = outcome.summary;
    summary.last = publish();
    summary.runId = runIdText(runId);
    summary.startedUnixNanos = startedUnix;
    summary.durationSeconds = static_cast<double>(finalRunTime) / second;
    summary.last.state = RunState::Finished;
    summary.last.runTime = finalRunTime;
    sampler.finish(summary.last);
    summary.history = sampler.samples();
    summary.historyInterval = sampler.intervalSeconds();
    summary.backlogMax = sampler.largestBacklog();
    for (const PlannedSink &sink : plan.sinks) {
        if (sink.config.settings.insecure)
            summary.warnings.push_back("sink " + sink.config.name
                + ": TLS certificates are not verified (insecure: true)");
    }
    for (const Target &target : plan.targets)
        summary.targets.push_back(evaluate(target, summary.last, summary.backlogMax));
    for (const SourceTable::Group &group : plan.sources.groups()) {
        if (group.emitters)
            summary.emitters.push_back(group.count > Summary::mostEmittersListed
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
    std::set<std::size_t> silent;
    {
        const std::lock_guard lock(state);
        silent = muted;
        now.state = latest.state;
        now.factor = factor;
        now.runTime = pacer ? pacer->runTime() : 0;
        now.pace = pacer ? pacer->facts() : PaceFacts{};
    }
    now.startedUnixNanos = startedUnix;
    now.duration =
        plan.pacer.duration == std::chrono::nanoseconds::max() ? 0 : plan.pacer.duration.count();
    now.closedLoop = plan.closedLoop;
    now.counts = books->counts();
    const Histogram lateness = books->lateness();
    now.lateness = percentilesOf(lateness);
    now.latenessBuckets = bucketsOf(lateness);
    now.machine = machineUse;
    now.achievedPerSecond = rateWatch.achievedPerSecond();
    fillSources(now, plan, *books, silent);
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
    if (EntrySample sample = tail.take(*content); !sample.entries.empty())
        observer.entriesSampled(sample);
    return now;
}

}
