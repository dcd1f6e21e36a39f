// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/engine.h"

#include "base/wakeup.h"
#include "run/exitcode.h"
#include "run/plan.h"
#include "run/profiles.h"
#include "run/testsinks.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <mutex>
#include <optional>

using namespace emitter;

namespace {

/// Remembers what the engine said; lets a test wait for a state.
struct Recorder : EngineObserver
{
    void stateChanged(RunState state) override
    {
        {
            const std::lock_guard lock(mutex);
            states.push_back(state);
        }
        news.wake();
    }
    void snapshotReady(const Snapshot &snapshot) override
    {
        {
            const std::lock_guard lock(mutex);
            ++snapshots;
            emitted = snapshot.counts.emitted;
            for (const SinkSnapshot &sink : snapshot.sinks)
                allAddUp = allAddUp && sink.counts.addsUp();
        }
        news.wake();
    }
    void message(const Problem &problem) override
    {
        const std::lock_guard lock(mutex);
        messages.push_back(problem.text);
    }
    template <typename Predicate> void waitFor(Predicate predicate)
    {
        while (true) {
            {
                const std::lock_guard lock(mutex);
                if (predicate())
                    return;
            }
            news.waitUntil(Clock::system().monotonicNanos() + 1'000'000'000);
        }
    }
    void waitForSnapshots(int more)
    {
        std::optional<int> goal;
        waitFor([&] {
            goal = goal.value_or(snapshots + more);
            return snapshots >= *goal;
        });
    }
    void waitForState(RunState state)
    {
        waitFor([&] { return std::find(states.begin(), states.end(), state) != states.end(); });
    }

    std::mutex mutex;
    WakeUp news;
    std::vector<RunState> states;
    std::vector<std::string> messages;
    std::uint64_t emitted = 0;
    int snapshots = 0;
    bool allAddUp = true;
};

/// Full after 1,000 entries that the sink does not take.
Profile closedLoop(const std::string &sink)
{
    Profile profile = smallProfile(1, {sink});
    profile.services[0].ratePerSecond.reset();
    profile.bufferSize = 1'000;
    profile.sinks[0].settings.queueSize = 1'000;
    return profile;
}

struct Run
{
    Run(Profile profile, RunOptions options = {})
        : engine(std::move(profile), options, {sinks, {}}, recorder)
    {
        engine.start();
    }
    Recorder recorder;
    SinkRegistry sinks = testSinks();
    Engine engine;
};

}

TEST_CASE("a run of a given count passes and its books add up")
{
    Profile profile = smallProfile(20'000, {"good"});
    profile.count = 5'000;
    Run run(profile);
    const Engine::Outcome &outcome = run.engine.wait();
    CHECK(outcome.ran);
    CHECK(outcome.summary.exitCode == Success);
    CHECK(outcome.summary.result == RunResult::Passed);
    CHECK(outcome.summary.seed == 7);
    const Snapshot &last = outcome.summary.last;
    CHECK(last.counts.scheduled == 5'000);
    CHECK(last.counts.emitted + last.counts.skippedLate == 5'000);
    REQUIRE(last.sinks.size() == 1);
    CHECK(last.sinks[0].counts.delivered == last.counts.emitted);
    CHECK(last.sinks[0].counts.inFlight == 0);
    CHECK(run.recorder.allAddUp);
    CHECK(run.recorder.states
        == std::vector<RunState>{
            RunState::Preparing, RunState::Running, RunState::Stopping, RunState::Finished});
}

TEST_CASE("a run without any sink that opens does not start")
{
    Run run(smallProfile(100, {"closed"}));
    const Engine::Outcome &outcome = run.engine.wait();
    CHECK_FALSE(outcome.ran);
    CHECK(outcome.summary.exitCode == Unavailable);
    REQUIRE(outcome.problems.size() == 1);
    CHECK(outcome.problems[0].text == "the test sink is closed");
}

TEST_CASE("a sink that does not open is told, dropped and fails the run; the others get everything")
{
    Profile profile = smallProfile(10'000, {"closed", "good"});
    profile.count = 1'000;
    Run run(profile);
    const Engine::Outcome &outcome = run.engine.wait();
    CHECK(outcome.summary.exitCode == TargetMissed);
    CHECK(outcome.summary.reason == "nothing was delivered to sink closed");
    CHECK(run.recorder.messages == std::vector<std::string>{"the test sink is closed"});
    const auto &sinks = outcome.summary.last.sinks;
    CHECK(sinks[0].counts.droppedBy[static_cast<std::size_t>(DropReason::SinkLost)] == 1'000);
    CHECK(sinks[1].counts.delivered == 1'000);
}

TEST_CASE("what is to be known of a plan is told before anything is emitted")
{
    Recorder recorder;
    const SinkRegistry sinks = testSinks();
    EngineParts parts{sinks, {}};
    parts.adviseOn = [&](const Plan &plan, const Profile &profile) {
        CHECK(plan.sinks.size() == 1);
        CHECK(profile.count == 10);
        CHECK(recorder.snapshots == 0);
        Problem advice;
        advice.severity = Severity::Warning;
        advice.text = "more than this machine makes";
        return std::vector{advice};
    };
    Profile profile = smallProfile(1'000, {"good"});
    profile.count = 10;
    Engine engine(profile, {}, parts, recorder);
    engine.start();
    CHECK(engine.wait().summary.exitCode == Success);
    CHECK(recorder.messages == std::vector<std::string>{"more than this machine makes"});
}

TEST_CASE("what a sink could not do at its end is told, and fails the run")
{
    Profile profile = smallProfile(10'000, {"unfinished"});
    profile.count = 1'000;
    Run run(profile);
    const Engine::Outcome &outcome = run.engine.wait();
    const std::string text = "sink unfinished could not finish: the index could not be built";
    CHECK(run.recorder.messages == std::vector<std::string>{text});
    CHECK(outcome.summary.warnings == std::vector<std::string>{text});
    CHECK(outcome.summary.exitCode == Lost);
    CHECK(outcome.summary.last.sinks[0].counts.delivered == 1'000);
}

TEST_CASE("losing the last sink ends the run")
{
    Profile profile = smallProfile(10'000, {"dying"});
    Run run(profile);
    const Engine::Outcome &outcome = run.engine.wait();
    CHECK(outcome.summary.exitCode == Lost);
    CHECK(outcome.summary.result == RunResult::Failed);
    CHECK(outcome.summary.last.sinks[0].counts.addsUp());
    CHECK(outcome.summary.last.sinks[0].counts.inFlight == 0);
    REQUIRE(run.recorder.messages.size() == 1);
    CHECK(run.recorder.messages[0].find("the test sink died") != std::string::npos);
}

TEST_CASE("a stop flushes what was emitted")
{
    Run run(smallProfile(2'000, {"good"}));
    run.recorder.waitFor([&] { return run.recorder.emitted > 100; });
    run.engine.stop(StopCause::User);
    const Engine::Outcome &outcome = run.engine.wait();
    CHECK(outcome.summary.exitCode == Success);
    CHECK(outcome.summary.result == RunResult::Stopped);
    CHECK(outcome.summary.last.sinks[0].counts.delivered == outcome.summary.last.counts.emitted);
}

TEST_CASE("a second stop ends the drain of a sink that never answers")
{
    Profile profile = smallProfile(2'000, {"hanging"});
    profile.runDuration = std::chrono::hours(1);
    profile.drainTimeout = std::chrono::hours(1);
    Run run(profile);
    run.recorder.waitFor([&] { return run.recorder.emitted > 100; });
    run.engine.stop(StopCause::Interrupt);
    run.recorder.waitForState(RunState::Stopping);
    run.engine.stop(StopCause::Interrupt);
    const Engine::Outcome &outcome = run.engine.wait();
    CHECK(outcome.summary.exitCode == Interrupted);
    const SinkCounts &counts = outcome.summary.last.sinks[0].counts;
    CHECK(counts.delivered == 0);
    CHECK(counts.unconfirmed > 0);
    CHECK(counts.inFlight == 0);
    CHECK(counts.addsUp());
}

TEST_CASE("a second stop frees a pacer that waits for a full queue")
{
    for (const std::string sink : {"hanging", "stuck"}) {
        CAPTURE(sink);
        Profile profile = closedLoop(sink);
        profile.runDuration = std::chrono::hours(1);
        profile.drainTimeout = std::chrono::hours(1);
        Run run(profile);
        run.recorder.waitFor([&] { return run.recorder.emitted > 100; });
        run.engine.stop(StopCause::Interrupt);
        run.recorder.waitForState(RunState::Stopping);
        run.engine.stop(StopCause::Interrupt);
        const Engine::Outcome &outcome = run.engine.wait();
        CHECK(outcome.summary.exitCode == Interrupted);
        CHECK(outcome.summary.last.sinks[0].counts.delivered == 0);
        CHECK(outcome.summary.last.sinks[0].counts.inFlight == 0);
        CHECK(outcome.summary.last.sinks[0].counts.addsUp());
    }
}

TEST_CASE("a run of a given length ends also when its sink takes nothing")
{
    Profile profile = closedLoop("stuck");
    profile.runDuration = std::chrono::milliseconds(300);
    profile.drainTimeout = std::chrono::milliseconds(100);
    Run run(profile);
    const Engine::Outcome &outcome = run.engine.wait();
    CHECK(outcome.summary.exitCode != Success);
    CHECK(outcome.summary.last.sinks[0].counts.delivered == 0);
    CHECK(outcome.summary.last.sinks[0].counts.addsUp());
}

TEST_CASE("paused time is no run time and nothing is emitted in it")
{
    Run run(smallProfile(1'000, {"good"}));
    run.recorder.waitFor([&] { return run.recorder.emitted > 50; });
    run.engine.pause();
    run.recorder.waitForState(RunState::Paused);
    run.recorder.waitForSnapshots(2);
    const std::uint64_t before = run.engine.snapshot().counts.emitted;
    const std::int64_t time = run.engine.snapshot().runTime;
    run.recorder.waitForSnapshots(3);
    CHECK(run.engine.snapshot().counts.emitted == before);
    CHECK(run.engine.snapshot().runTime == time);
    run.engine.resume();
    run.recorder.waitFor([&] { return run.recorder.emitted > before; });
    run.engine.stop(StopCause::User);
    CHECK(run.engine.wait().summary.last.counts.skippedLate == 0);
}

TEST_CASE("what is muted is not planned")
{
    Profile profile = smallProfile(1'000, {"good"});
    profile.services.push_back(profile.services[0]);
    profile.services[1].name = "shop";
    profile.services[1].ratePerSecond = 500;
    Run run(profile);
    const auto planned = [&] { return run.engine.snapshot().expectedPerSecond; };
    const auto ofWeb = [&] { return run.engine.snapshot().services[0].plannedNow; };
    run.recorder.waitForSnapshots(1);
    CHECK(planned() == doctest::Approx(1'500));
    CHECK(ofWeb() == doctest::Approx(1'000));
    run.engine.setMuted("web", true);
    run.recorder.waitForSnapshots(2);
    CHECK(planned() == doctest::Approx(500));
    CHECK(ofWeb() == 0);
    CHECK(run.engine.snapshot().services[0].plannedPerSecond == doctest::Approx(1'000));
    CHECK(run.engine.snapshot().services[1].plannedNow == doctest::Approx(500));
    run.engine.setMuted("web", false);
    run.recorder.waitForSnapshots(2);
    CHECK(planned() == doctest::Approx(1'500));
}

TEST_CASE("a muted sink is spared, the others go on, and the run passes")
{
    Profile profile = smallProfile(5'000, {"good", "slow"});
    profile.targets = {{"failed == 0", {}}, {"dropped == 0", {}}};
    PoolSpec pool;
    pool.emitterPrefix = "w";
    pool.emitters = 10;
    pool.baseInterval = 0.01;
    profile.pools.push_back(pool);
    Run run(profile);
    run.engine.setSinkMuted("good", true); // too early to be more than harmless
    const auto sink = [&](std::size_t index) { return run.engine.snapshot().sinks[index]; };
    run.recorder.waitForSnapshots(3);
    run.engine.setSinkMuted("good", true);
    run.engine.setSinkMuted("nobody", true);
    run.recorder.waitForSnapshots(2);
    CHECK(sink(0).muted);
    CHECK_FALSE(sink(1).muted);
    const auto takes = [&](bool muted) { // entries, of those handed over from now on
        run.engine.setSinkMuted("good", muted);
        const std::uint64_t before = sink(0).counts.wanted();
        run.recorder.waitForSnapshots(3);
        return sink(0).counts.wanted() > before;
    };
    takes(true); // a chunk may have been on its way
    CHECK_FALSE(takes(true));
    CHECK(takes(false));
    run.engine.stop(StopCause::User);
    const Engine::Outcome &outcome = run.engine.wait();
    run.engine.setSinkMuted("good", true); // too late
    CHECK(outcome.summary.exitCode == Success);
    CHECK(outcome.summary.last.pools[0].errors == 0);
    const auto &sinks = outcome.summary.last.sinks;
    CHECK(sinks[0].counts.muted() > 0);
    CHECK(sinks[0].counts.failed() == 0);
    CHECK(sinks[0].counts.emitted == sinks[1].counts.emitted);
    CHECK(sinks[0].counts.delivered + sinks[0].counts.muted() == sinks[0].counts.emitted);
    CHECK(sinks[1].counts.delivered == sinks[1].counts.emitted);
    CHECK(run.recorder.allAddUp);
}

TEST_CASE("what is planned of a source follows shape and factor, as the whole does")
{
    Profile profile = smallProfile(1'000, {"good"});
    profile.services.push_back(profile.services[0]);
    profile.services[1].name = "silent";
    profile.services[1].ratePerSecond = 0;
    PoolSpec pool;
    pool.emitterPrefix = "w";
    pool.emitters = 10;
    pool.baseInterval = 0.5;
    profile.pools.push_back(pool);
    profile.shape.stages = {{1'000'000, 0.1, 0.1}};
    Run run(profile);
    run.engine.setFactor(3);
    run.recorder.waitForSnapshots(2);
    const Snapshot now = run.engine.snapshot();
    CHECK(now.services[0].plannedPerSecond == doctest::Approx(1'000));
    CHECK(now.services[0].plannedNow == doctest::Approx(300));
    CHECK(now.services[1].plannedNow == 0);
    CHECK(now.pools[0].plannedNow == doctest::Approx(0.3 * now.pools[0].plannedPerSecond));
    CHECK(now.services[0].plannedNow + now.pools[0].plannedNow
        == doctest::Approx(now.expectedPerSecond));
}

TEST_CASE("a stop while sinks are opened, or at once, ends without a hang")
{
    Run run(smallProfile(100, {"good"}));
    run.engine.stop(StopCause::Terminate);
    const Engine::Outcome &outcome = run.engine.wait();
    CHECK((outcome.summary.exitCode == Terminated || outcome.summary.exitCode == TargetMissed));
}

TEST_CASE("destroying a running engine stops it")
{
    Run run(smallProfile(1'000, {"hanging", "good"}));
    run.recorder.waitForState(RunState::Running);
}

TEST_CASE("a missed target is named, and --no-fail forgives it")
{
    for (const bool noFail : {false, true}) {
        Profile profile = smallProfile(10'000, {"good"});
        profile.count = 100;
        profile.targets.push_back({"sent >= 1000", {}});
        Run run(profile, {false, noFail});
        const Engine::Outcome &outcome = run.engine.wait();
        CHECK(outcome.summary.exitCode == (noFail ? Success : TargetMissed));
        REQUIRE(outcome.summary.targets.size() == 1);
        CHECK_FALSE(outcome.summary.targets[0].passed);
    }
}

TEST_CASE("a target that cannot be read keeps the run from starting")
{
    for (const bool isFlag : {false, true}) {
        Profile profile = smallProfile(10'000, {"good"});
        profile.targets.push_back({"achieved > nothing", isFlag ? Place() : Place{4, 1}});
        Run run(profile);
        const Engine::Outcome &outcome = run.engine.wait();
        CHECK_FALSE(outcome.ran);
        CHECK(outcome.summary.exitCode == (isFlag ? UsageError : ProfileInvalid));
    }
}

TEST_CASE("a closed loop waits for its sinks and drops nothing")
{
    Profile profile = closedLoop("good");
    profile.count = 200'000;
    Run run(profile);
    const Engine::Outcome &outcome = run.engine.wait();
    CHECK(outcome.summary.exitCode == Success);
    CHECK(outcome.summary.last.closedLoop);
    CHECK(outcome.summary.last.sinks[0].counts.delivered == 200'000);
    CHECK(outcome.summary.last.sinks[0].counts.dropped() == 0);
}

TEST_CASE("how much a sink's busiest thread computed while entries waited is told")
{
    const auto sinkAfterRun = [](const char *type) {
        Profile profile = closedLoop(type);
        profile.count = 30'000; // 30 batches
        profile.sinks[0].settings.queueSize = 10'000;
        Run run(profile);
        return run.engine.wait().summary.last.sinks[0];
    };
    const SinkSnapshot busy = sinkAfterRun("busy");
    CHECK(busy.cpuNanos > 15 * 2'000'000);
    CHECK(busy.pressedNanos >= busy.cpuNanos * 9 / 10);
    const SinkSnapshot aside = sinkAfterRun("aside");
    CHECK(aside.cpuNanos > 15 * 2'000'000);
    CHECK(aside.pressedNanos >= aside.cpuNanos * 9 / 10);
    const SinkSnapshot slow = sinkAfterRun("slow");
    CHECK(slow.pressedNanos > 15 * 20'000'000);
    CHECK(slow.cpuNanos < slow.pressedNanos / 2);
}

TEST_CASE("a closed loop that came to its end waits as long as its sinks take something")
{
    Profile profile = closedLoop("slow");
    profile.count = 40'000;
    profile.sinks[0].settings.queueSize = 1'000'000;
    profile.drainTimeout = std::chrono::milliseconds(400); // of 40 batches, 20 ms each
    Run run(profile);
    const Engine::Outcome &outcome = run.engine.wait();
    CHECK(outcome.summary.exitCode == Success);
    CHECK(outcome.summary.last.sinks[0].counts.delivered == 40'000);
}

TEST_CASE("--abort-on-fail waits until there is something to measure")
{
    Profile profile = smallProfile(1'000, {"hanging"});
    profile.targets.push_back({"latency_p99 < 1s", {}});
    profile.runDuration = std::chrono::seconds(7);
    profile.drainTimeout = std::chrono::milliseconds(10);
    RunOptions options;
    options.abortOnFail = true;
    Run run(profile, options);
    CHECK(run.engine.wait().summary.last.runTime >= 7'000'000'000);
}
