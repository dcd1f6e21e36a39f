// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findmax/window.h"

#include <doctest/doctest.h>

using namespace emitter;

namespace {

constexpr std::int64_t oneSecond = 1'000'000'000;

/// A run of one sink that is offered 1,000 entries a second.
struct Run
{
    Run()
    {
        now.sinks.resize(1);
        now.sinks[0].name = "db";
    }

    /// Another second; the sink delivered so many with this median wait.
    Window second(std::uint64_t delivered, double p50, std::uint64_t rejected = 0)
    {
        Window window(now);
        now.runTime += oneSecond;
        now.counts.scheduled += 1'000;
        now.counts.emitted += 1'000;
        SinkSnapshot &sink = now.sinks[0];
        sink.counts.emitted += 1'000;
        sink.counts.delivered += delivered;
        sink.counts.rejected += rejected;
        sink.counts.inFlight = sink.counts.emitted - sink.counts.delivered - sink.counts.failed();
        sink.recentLatency = {};
        sink.recentLatency.count = delivered;
        sink.recentLatency.p50 = p50;
        sink.recentLatency.p95 = sink.recentLatency.p99 = 2 * p50;
        window.add(now);
        return window;
    }

    /// Some of what is offered finds the queue full.
    void drop(std::uint64_t count)
    {
        now.sinks[0].counts.droppedBy[static_cast<std::size_t>(DropReason::QueueFull)] += count;
    }

    Snapshot now;
};

WindowVerdict verdict(const Window &before, const Window &window, const char *target = nullptr)
{
    std::vector<Target> targets;
    if (target)
        targets.push_back(*parseTarget(target));
    return judgeWindow(window, before, before, targets).verdict;
}

}

TEST_CASE("a window counts only what happened in it")
{
    Run run;
    run.second(900, 5);
    const Window window = run.second(1'050, 7);
    const Snapshot growth = window.growth();
    CHECK(growth.counts.emitted == 1'000);
    CHECK(growth.sinks[0].counts.delivered == 1'050);
    CHECK(growth.sinks[0].latency.p50 == doctest::Approx(7));
    CHECK(growth.runTime == oneSecond);
    CHECK(window.largestBacklog() == 50);
}

TEST_CASE("a sink that keeps up is good, at any level of latency")
{
    Run run;
    const Window before = run.second(1'000, 800);
    CHECK(verdict(before, run.second(1'000, 810)) == WindowVerdict::Good);
}

TEST_CASE("a wait that grows by more than a twentieth of the time is a backlog")
{
    for (const auto &[longer, expected] :
        {std::pair{49.0, WindowVerdict::Good}, std::pair{51.0, WindowVerdict::Backlog}}) {
        Run run;
        const Window before = run.second(900, 100);
        CHECK(verdict(before, run.second(900, 100 + longer)) == expected);
    }
}

TEST_CASE("a wait that grows slowly is a backlog in the end, one that grew once is none")
{
    Run run;
    const Window first = run.second(970, 100);
    Window before = first;
    for (const double wait : {130.0, 160.0, 190.0}) {
        const Window window = run.second(970, wait);
        CHECK(judgeWindow(window, before, first, {}).verdict == WindowVerdict::Good);
        before = window;
    }
    const Window window = run.second(970, 220);
    const JudgedWindow judged = judgeWindow(window, before, first, {});
    CHECK(judged.verdict == WindowVerdict::Backlog);
    CHECK(judged.why == "sink db fell behind: entries waited 120 ms longer after 4.0 s");

    Run calm;
    const Window start = calm.second(1'000, 100);
    for (int i = 0; i < 9; ++i)
        CHECK(
            judgeWindow(calm.second(1'000, 190), before, start, {}).verdict == WindowVerdict::Good);
}

TEST_CASE("a sink that takes nothing is found by what waits for it")
{
    Run run;
    Window before = run.second(0, 0);
    CHECK(verdict(before, run.second(0, 0)) == WindowVerdict::Good);
    before = run.second(0, 0);
    const Window window = run.second(0, 0);
    CHECK(verdict(before, window) == WindowVerdict::Backlog);
    CHECK(judgeWindow(window, before, before, {}).why == "sink db took nothing for 1.0 s");
}

TEST_CASE("at most one entry in a hundred may fail, unless a target says otherwise")
{
    Run run;
    const Window before = run.second(1'000, 5);
    CHECK(verdict(before, Run(run).second(990, 5, 10)) == WindowVerdict::Good);
    const Window eleven = Run(run).second(989, 5, 11);
    CHECK(verdict(before, eleven) == WindowVerdict::Errors);
    CHECK(verdict(before, eleven, "errors < 5%") == WindowVerdict::Good);
    CHECK(verdict(before, eleven, "failed <= 5") == WindowVerdict::Errors);
}

TEST_CASE("entries for which the queue had no room are a backlog, not errors")
{
    struct Row
    {
        const char *reason;
        std::uint64_t shutOut, rejected;
        WindowVerdict expected;
    };
    const Row rows[] = {{"as many as may fail", 10, 0, WindowVerdict::Good},
        {"no room for more", 11, 0, WindowVerdict::Backlog},
        {"with some that were refused", 6, 5, WindowVerdict::Backlog},
        {"too many refused", 500, 11, WindowVerdict::Errors}};
    for (const Row &row : rows) {
        CAPTURE(row.reason);
        Run run;
        const Window before = run.second(1'000, 5);
        Window window(run.now);
        run.drop(row.shutOut);
        run.second(1'000 - row.shutOut - row.rejected, 5, row.rejected);
        window.add(run.now);
        CHECK(verdict(before, window) == row.expected);
        CHECK(verdict(before, window, "errors < 90%") == WindowVerdict::Good);
        if (row.shutOut == 11)
            CHECK(judgeWindow(window, before, before, {}).why
                == "sink db fell behind: its queue was full, 1.10% found no room");
    }
}

TEST_CASE("the reason that is quoted is the window's own")
{
    Run run;
    run.now.sinks[0].errors = {{"too large", 500}, {"of a rate before", 90}, {"busy", 30}};
    const Window before = run.second(1'000, 5);
    Window window(run.now);
    run.second(900, 5, 100);
    run.now.sinks[0].errors = {
        {"too large", 510}, {"busy", 110}, {"of a rate before", 90}, {"new", 10}};
    window.add(run.now);
    CHECK(judgeWindow(window, before, before, {}).why == "sink db did not take 10.00%: busy");
    CHECK(window.growth().sinks[0].errors
        == std::vector<std::pair<std::string, std::uint64_t>>{
            {"busy", 80}, {"too large", 10}, {"new", 10}});
}

TEST_CASE("a target is judged by the window's own values")
{
    Run run;
    run.second(1'000, 500);
    const Window before = run.second(1'000, 50);
    const Window window = run.second(1'000, 60);
    CHECK(verdict(before, window, "latency_p99 < 130ms") == WindowVerdict::Good);
    CHECK(verdict(before, window, "latency_p99 < 110ms") == WindowVerdict::Target);
    CHECK(verdict(before, window, "latency_p50{db} < 60ms") == WindowVerdict::Target);
}

TEST_CASE("what this machine did not make is not the sink's fault")
{
    Run late;
    const Window before = late.second(1'000, 5);
    Window window = Run(late).second(1'000, 500);
    late.now.pace.lost.computing = oneSecond / 5;
    Run skipping = late;
    window = late.second(1'000, 500);
    CHECK(verdict(before, window) == WindowVerdict::Backlog); // lost before the window
    Window lossy(late.now);
    late.now.runTime += oneSecond;
    late.now.pace.lost.computing += oneSecond / 5;
    lossy.add(late.now);
    CHECK(verdict(window, lossy) == WindowVerdict::Generator);
    Window skipped(skipping.now);
    skipping.now.runTime += oneSecond;
    skipping.now.counts.skippedLate += 1;
    skipped.add(skipping.now);
    CHECK(verdict(before, skipped) == WindowVerdict::Generator);
}

TEST_CASE("a sink whose thread computed for the whole window was slowed down by this machine")
{
    struct Row
    {
        std::int64_t pressed, computed;
        WindowVerdict expected;
    };
    const Row rows[] = {{oneSecond, oneSecond, WindowVerdict::Generator},
        {oneSecond, oneSecond / 2, WindowVerdict::Backlog},
        {oneSecond / 2, oneSecond / 2, WindowVerdict::Backlog}};
    for (const Row &row : rows) {
        Run run;
        run.now.sinks[0].pressedNanos = run.now.sinks[0].cpuNanos = oneSecond; // before the window
        const Window before = run.second(900, 100);
        Window window(run.now);
        run.now.sinks[0].pressedNanos += row.pressed;
        run.now.sinks[0].cpuNanos += row.computed;
        run.second(900, 600);
        window.add(run.now);
        CHECK(verdict(before, window) == row.expected);
    }
    Run run;
    const Window before = run.second(900, 100);
    Window window(run.now);
    run.now.sinks[0].pressedNanos = run.now.sinks[0].cpuNanos = oneSecond;
    run.second(900, 600);
    window.add(run.now);
    CHECK(judgeWindow(window, before, before, {}).why.find("its thread for sink db")
        != std::string::npos);
}

TEST_CASE("totals and rates are no targets of a window")
{
    std::vector<Target> targets;
    for (const char *text : {"sent >= 5", "rate >= 5", "lateness_p99 < 5ms", "errors < 1%",
             "latency_p95 < 1s", "backlog_max < 10", "achieved >= 99%"})
        targets.push_back(*parseTarget(text));
    const auto kept = windowTargets(targets);
    REQUIRE(kept.size() == 4);
    CHECK(kept[0].metric == Target::Metric::Errors);
}
