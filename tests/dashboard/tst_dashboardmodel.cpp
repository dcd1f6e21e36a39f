// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboardmodel.h"
#include "run/plan.h"
#include "run/profiles.h"
#include "run/testsinks.h"
#include "stats/examplesummary.h"
#include "support/fakeclock.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

using namespace emitter;

namespace {

constexpr std::int64_t second = 1'000'000'000;

struct Watched
{
    FakeClock clock{0};
    DashboardModel model{clock};
    SinkRegistry sinks = testSinks();
    Profile profile = smallProfile(100, {"good"});
    Plan plan = makePlan(profile, sinks).plan;

    void begin(const std::string &runId = "00000000000000aa")
    {
        model.stateChanged(RunState::Preparing);
        model.planned({runId, plan, profile});
    }
    /// A run at 100 entries per second, `tenths` of a second after its start.
    Snapshot after(std::int64_t tenths) const
    {
        Snapshot now;
        now.state = RunState::Running;
        now.startedUnixNanos = 1'767'225'600 * second;
        now.runTime = tenths * second / 10;
        now.counts.scheduled = now.counts.emitted = static_cast<std::uint64_t>(10 * tenths);
        now.services = {{"web", 100, now.counts.emitted}};
        now.sinks.push_back(example::sink("good", "good", now.counts.emitted));
        return now;
    }
    void goTo(std::int64_t tenths)
    {
        clock.jump(tenths * second / 10 - clock.monotonicNanos());
        model.snapshotReady(after(tenths));
    }
};

FlushReport flush(std::uint64_t info, std::string service)
{
    FlushReport report;
    report.unixNanos = static_cast<std::int64_t>(info);
    report.totalCount = info;
    report.byLevel[1] = info;
    report.byService = {{std::move(service), info}};
    report.durationMs = 2;
    return report;
}

EntrySample sampleOf(std::size_t count)
{
    EntrySample sample;
    for (std::size_t i = 0; i < count; ++i)
        sample.entries.push_back({static_cast<std::int64_t>(i), Level::Info, "web", "text"});
    sample.emitted = 1000;
    return sample;
}

}

TEST_CASE("a run is described before its first snapshot")
{
    Watched watched;
    CHECK(watched.model.view().run.runId.empty());
    watched.begin();
    const DashboardView view = watched.model.view();
    CHECK(view.run.runId == "00000000000000aa");
    CHECK(view.run.profile == "built-in");
    CHECK(view.run.seed == 7);
    REQUIRE(view.run.sources.size() == 1);
    CHECK(view.run.sources[0].plannedPerSecond == doctest::Approx(100));
    CHECK(view.run.sources[0].levelPercent[1] == doctest::Approx(70));
    CHECK(view.run.sinks.at(0).name == "good");
    CHECK(view.now.state == RunState::Preparing);
    CHECK(view.now.services.at(0).name == "web");
    CHECK(view.now.sinks.at(0).name == "good");
    CHECK_FALSE(view.point);
}

TEST_CASE("rates are those of the last second, of the whole run at its end")
{
    Watched watched;
    watched.begin();
    watched.goTo(0);
    watched.goTo(9);
    CHECK(watched.model.view().rates.services.empty());
    watched.goTo(10);
    CHECK(watched.model.view().rates.services.at(0) == doctest::Approx(100));
    CHECK(watched.model.view().rates.sinks.at(0) == doctest::Approx(100));
    watched.clock.jump(2 * second); // nothing more is emitted
    watched.model.snapshotReady(watched.after(10));
    CHECK(watched.model.view().rates.services.at(0) == 0);

    RunOutcome outcome;
    outcome.ran = true;
    outcome.summary = example::small();
    watched.model.ended(outcome);
    CHECK(watched.model.view().rates.services.at(1) == doctest::Approx(70));
    CHECK(watched.model.view().rates.sinks.at(0) == doctest::Approx(100));
}

TEST_CASE("the history is bounded, and a merge is news")
{
    Watched watched;
    watched.begin();
    bool merged = false;
    for (int seconds = 0; seconds <= 7200; ++seconds) {
        watched.goTo(10 * seconds);
        const auto news = watched.model.takeNews();
        merged = merged || (seconds > 1 && news.newHistory);
        if (seconds % 100 == 99)
            CHECK(watched.model.history().samples.size() <= 600);
        if (seconds < 600)
            CHECK_FALSE(merged);
    }
    CHECK(merged);
    const DashboardHistory history = watched.model.history();
    CHECK(history.intervalSeconds == 16);
    CHECK(watched.model.view().point->seconds == history.samples.back().seconds);
    CHECK(history.samples.back().achievedPerSecond == doctest::Approx(100));
}

TEST_CASE("flushes add up until somebody takes them")
{
    Watched watched;
    CHECK_FALSE(watched.model.takeNews().flush);
    watched.model.flushed(flush(10, "web"));
    watched.model.flushed(flush(5, "auth"));
    watched.model.flushed(flush(7, "web"));
    const auto news = watched.model.takeNews();
    REQUIRE(news.flush);
    CHECK(news.flush->unixNanos == 7);
    CHECK(news.flush->totalCount == 22);
    CHECK(news.flush->byLevel[1] == 22);
    CHECK(news.flush->durationMs == 6);
    CHECK(news.flush->byService
        == std::vector<std::pair<std::string, std::uint64_t>>{{"web", 17}, {"auth", 5}});
    CHECK_FALSE(watched.model.takeNews().flush);
}

TEST_CASE("flushes of many services add up by name")
{
    FlushReport sum;
    for (std::uint64_t round = 0; round < 3; ++round) {
        FlushReport report;
        for (std::uint64_t i = 0; i < 1000; ++i)
            report.byService.emplace_back("s" + std::to_string((round + 1) * 100 + i), i);
        std::reverse(report.byService.begin(), report.byService.end());
        addFlush(sum, report);
    }
    std::map<std::string, std::uint64_t> counts(sum.byService.begin(), sum.byService.end());
    REQUIRE(counts.size() == 1200);
    CHECK(sum.byService.size() == counts.size());
    CHECK(sum.byService.front() == std::pair<std::string, std::uint64_t>("s1099", 999 + 899 + 799));
    CHECK(counts["s100"] == 0);
    CHECK(counts["s1299"] == 999);
}

TEST_CASE("news comes once, and steps that repeat are none")
{
    Watched watched;
    watched.begin();
    CHECK(watched.model.takeNews().newRun);
    CHECK_FALSE(watched.model.takeNews().newRun);
    watched.model.progress("Embedding messages", 320, 1000);
    CHECK(watched.model.view().step == "Embedding messages 320 of 1000");
    CHECK(watched.model.takeNews().newState);
    watched.model.progress("Embedding messages", 320, 1000);
    CHECK_FALSE(watched.model.takeNews().newState);
    watched.model.stateChanged(RunState::Running);
    CHECK(watched.model.takeNews().newState);
    CHECK(watched.model.view().step.empty());
    watched.goTo(1);
    CHECK(watched.model.takeNews().newRun); // its start is known now
    watched.goTo(2);
    CHECK_FALSE(watched.model.takeNews().newRun);
}

TEST_CASE("entries are a few of the second's, messages the last ten")
{
    Watched watched;
    for (int i = 0; i < 10; ++i)
        watched.model.entriesSampled(sampleOf(16));
    const EntrySample taken = watched.model.takeEntries();
    CHECK(taken.emitted == 10'000);
    CHECK(taken.entries.size() == 10);
    CHECK(watched.model.takeEntries().entries.empty());
    watched.model.entriesSampled(sampleOf(3));
    CHECK(watched.model.takeEntries().entries.size() == 3);
    for (int i = 0; i < 100'000; ++i)
        watched.model.entriesSampled(sampleOf(2)); // nobody takes them: bounded all the same
    CHECK(watched.model.takeEntries().entries.size() == 10);

    for (int i = 0; i < 25; ++i)
        watched.model.message({.text = std::to_string(i)});
    CHECK(watched.model.view().messages.size() == 10);
    CHECK(watched.model.view().messages.front().text == "15");
}

TEST_CASE("the end is said with its result, and may be amended")
{
    Watched watched;
    watched.begin();
    watched.goTo(10);
    watched.model.takeNews();
    watched.model.stateChanged(RunState::Finished); // says nothing by itself
    CHECK_FALSE(watched.model.takeNews().newState);
    CHECK(watched.model.summarySoFar().result == RunResult::Running);
    CHECK(watched.model.summarySoFar().last.counts.emitted == 100);

    RunOutcome outcome;
    outcome.summary = example::small();
    outcome.problems = {{.text = "the store is gone"}};
    watched.model.ended(outcome);
    DashboardView view = watched.model.view();
    CHECK(view.now.state == RunState::Finished);
    CHECK(view.now.counts.emitted == 3000);
    CHECK(view.summary->result == RunResult::Passed);
    CHECK(view.messages.back().text == "the store is gone");
    CHECK(watched.model.takeNews().newState);

    Summary verified = example::small();
    verified.result = RunResult::Missed;
    watched.model.amend(verified);
    CHECK(watched.model.view().summary->result == RunResult::Missed);
    CHECK(watched.model.takeNews().newState);
}

TEST_CASE("the next run starts from nothing")
{
    Watched watched;
    watched.begin();
    watched.goTo(0);
    watched.goTo(20);
    watched.model.message({.text = "old"});
    watched.model.flushed(flush(10, "web"));
    RunOutcome outcome;
    outcome.summary = example::small();
    watched.model.ended(outcome);
    watched.model.takeNews();

    watched.begin("00000000000000bb");
    const DashboardView view = watched.model.view();
    CHECK(view.run.runId == "00000000000000bb");
    CHECK_FALSE(view.summary);
    CHECK(view.now.counts.emitted == 0);
    CHECK(view.messages.empty());
    CHECK(watched.model.history().samples.empty());
    const auto news = watched.model.takeNews();
    CHECK((news.newRun && news.newHistory && news.newState));
    CHECK_FALSE(news.flush);
}

TEST_CASE("a run that did not start is a failed one with its reasons")
{
    Watched watched;
    watched.model.stateChanged(RunState::Preparing);
    RunOutcome outcome;
    outcome.summary.result = RunResult::Failed;
    outcome.problems = {{.text = "no sink is reachable"}};
    watched.model.ended(outcome);
    const DashboardView view = watched.model.view();
    CHECK(view.now.state == RunState::Finished);
    CHECK(view.summary->result == RunResult::Failed);
    CHECK(view.messages.at(0).text == "no sink is reachable");
}

TEST_CASE("many threads may speak and ask at once")
{
    Watched watched;
    watched.begin();
    std::atomic<bool> over = false;
    std::uint64_t taken = 0;
    std::thread reader([&] {
        for (bool last = false; !last;) {
            last = over;
            if (const auto news = watched.model.takeNews(); news.flush)
                taken += news.flush->totalCount;
            CHECK(watched.model.view().now.services.size() == 1);
            watched.model.takeEntries();
            watched.model.history();
        }
    });
    std::thread sink([&] {
        for (int i = 0; i < 2000; ++i)
            watched.model.flushed(flush(3, "web"));
    });
    for (int i = 0; i < 300; ++i) {
        watched.goTo(i);
        watched.model.entriesSampled(sampleOf(4));
    }
    sink.join();
    over = true;
    reader.join();
    CHECK(taken == 6000);
}
