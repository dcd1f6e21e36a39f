// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/paceverdict.h"

#include "stats/examplesummary.h"

#include <doctest/doctest.h>

#include <utility>

using namespace emitter;

namespace {

constexpr std::int64_t oneSecond = 1'000'000'000;

Snapshot lateRun(PaceFacts::Lost lost)
{
    Snapshot run = example::small().last;
    run.lateness.max = 3'000;
    run.pace.lost = lost;
    run.pace.longestStall = lost.machine;
    run.pace.wall = run.runTime;
    return run;
}

std::vector<PaceCause> causesOf(const Snapshot &run)
{
    std::vector<PaceCause> causes;
    const PaceVerdict verdict = judgePace(run);
    for (const PaceFinding &cause : verdict.causes)
        causes.push_back(cause.cause);
    for (const PaceFinding &slow : verdict.slowSinks)
        causes.push_back(slow.cause);
    return causes;
}

using Causes = std::vector<PaceCause>;
constexpr PaceCause cpu = PaceCause::GeneratorCpuBound;
constexpr PaceCause sink = PaceCause::SinkSlow;
constexpr PaceCause machine = PaceCause::MachineStalled;

}

TEST_CASE("a plan is kept when nothing is skipped or more than 100 ms late")
{
    struct Row
    {
        std::uint64_t skipped;
        double latest;
        bool kept;
    };
    for (const Row &row :
        {Row{0, 0.5, true}, Row{0, 100, true}, Row{0, 100.5, false}, Row{1, 0.5, false}}) {
        Snapshot run = example::small().last;
        run.counts.skippedLate = row.skipped;
        run.lateness.max = row.latest;
        CAPTURE(row.latest);
        CHECK(judgePace(run).kept == row.kept);
    }
}

TEST_CASE("the cause is what the time went to")
{
    struct Row
    {
        const char *reason;
        PaceFacts::Lost lost;
        bool sinkBlocks;
        Causes causes;
    };
    const Row rows[] = {
        {"computing", {oneSecond, 0, 0}, false, {cpu}},
        {"stalled", {0, 0, oneSecond}, false, {machine}},
        {"waited for a queue", {0, oneSecond, 0}, true, {sink}},
        {"no CPU while handing over", {0, oneSecond, 0}, false, {machine}},
        {"a little computing beside a stall", {oneSecond / 10, 0, oneSecond}, false, {machine}},
        {"both, the larger first", {oneSecond, 0, 2 * oneSecond}, false, {machine, cpu}},
        {"all three", {2 * oneSecond, 4 * oneSecond, 3 * oneSecond}, true, {sink, machine, cpu}},
        {"unknown", {}, false, {}},
    };
    for (const Row &row : rows) {
        CAPTURE(row.reason);
        Snapshot run = lateRun(row.lost);
        run.sinks[0].closedLoop = row.sinkBlocks;
        CHECK(causesOf(run) == row.causes);
    }
}

TEST_CASE("a cause comes with its facts")
{
    const PaceVerdict verdict = judgePace(lateRun({0, 0, 3 * oneSecond}));
    REQUIRE(verdict.causes.size() == 1);
    CHECK(verdict.causes[0].text
        == "the machine stalled: the generator was stopped or had no CPU for 3.0 s, at most 3.0 s "
           "at once");
}

TEST_CASE("only what was lost since the last look is the cause of the last look")
{
    const Snapshot run = lateRun({5 * oneSecond, 0, 6 * oneSecond});
    const auto recent = lateCauses(run, {5 * oneSecond, 0, oneSecond});
    REQUIRE(recent.size() == 1);
    CHECK(recent[0].cause == machine);
    CHECK(lateCauses(run, run.pace.lost).empty());
}

TEST_CASE("a slow sink is found by its drops or by its backlog, and the plan is kept")
{
    Snapshot run = example::small().last; // 100 entries/s for 30 s
    CHECK(causesOf(run).empty());
    run.sinks[0].flushSeconds = 3;
    run.sinks[0].backlogAtEnd = 499;
    CHECK(causesOf(run).empty());
    run.sinks[0].backlogAtEnd = 501;
    CHECK(causesOf(run) == Causes{sink});
    CHECK(judgePace(run).kept);
    CHECK(judgePace(run).slowSinks[0].text
        == "sink file was slower than the load: 501 entries, 5.0 s of it, waited when the last one "
           "was emitted");
    run.sinks[0].backlogAtEnd = 0;
    run.sinks[0].counts.droppedBy[static_cast<std::size_t>(DropReason::Deadline)] = 5;
    CHECK(causesOf(run).empty());
    run.sinks[0].counts.droppedBy[static_cast<std::size_t>(DropReason::QueueFull)] = 5;
    CHECK(causesOf(run) == Causes{sink});
    run.sinks[0].counts.droppedBy[static_cast<std::size_t>(DropReason::Muted)] = 1'500;
    run.sinks[0].counts.delivered = 750;
    CHECK(judgePace(run).slowSinks[0].text
        == "sink file was slower than the load: its queue was full; it took 50.00% of 100/s");
}

TEST_CASE("a sink whose own thread computed all the time is the client's limit, not the store's")
{
    Snapshot run = example::small().last;
    run.sinks[0].counts.droppedBy[static_cast<std::size_t>(DropReason::QueueFull)] = 5;
    run.sinks[0].pressedNanos = 10 * oneSecond;
    for (const auto &[computed, cause] :
        {std::pair{std::int64_t{0}, sink}, std::pair{9 * oneSecond, sink},
            std::pair{9 * oneSecond + 1, cpu}, std::pair{10 * oneSecond, cpu}}) {
        run.sinks[0].cpuNanos = computed;
        CHECK(causesOf(run) == Causes{cause});
    }
    const std::string text = judgePace(run).slowSinks[0].text;
    CHECK(
        text.starts_with("the client, not the store, was the limit: its thread for sink file "
                         "computed 100% of the time in which entries waited: its queue was full"));
    run.sinks[0].counts.droppedBy = {};
    CHECK(causesOf(run).empty());
}

TEST_CASE("a generator that waits for a sink's own thread is the client's limit")
{
    Snapshot run = lateRun({0, oneSecond, 0});
    run.sinks[0].closedLoop = true;
    run.sinks[0].pressedNanos = run.sinks[0].cpuNanos = oneSecond;
    CHECK(causesOf(run) == Causes{cpu});
    run.closedLoop = true;
    CHECK(causesOf(run) == Causes{cpu});
    run.sinks[0].cpuNanos = oneSecond / 2;
    CHECK(causesOf(run) == Causes{sink});
    run.closedLoop = false;
    CHECK(causesOf(run) == Causes{sink});
}

TEST_CASE("a closed loop has no plan to miss, but a limit")
{
    Snapshot run = lateRun({oneSecond, 29 * oneSecond, 0});
    run.closedLoop = true;
    CHECK(judgePace(run).kept);
    CHECK(causesOf(run) == Causes{sink});
    run.pace.lost = {29 * oneSecond, oneSecond, 0};
    CHECK(causesOf(run) == Causes{cpu});
    for (const auto &[stalled, cause] :
        {std::pair{10 * oneSecond, cpu}, std::pair{10 * oneSecond + 1, machine}}) {
        run.pace.lost = {10 * oneSecond, oneSecond, stalled};
        CHECK(causesOf(run) == Causes{cause});
    }
    run.pace.lost = {0, 14 * oneSecond, 15 * oneSecond};
    CHECK(judgePace(run).causes.at(0).text
        == "the machine was the limit: the generator was stopped or had no CPU 50.00% of the time");
    run.pace.lost = {};
    CHECK(causesOf(run).empty());
}

TEST_CASE("the lines of a run that nothing was measured of say so little")
{
    const auto lines = auditLines(Snapshot{});
    REQUIRE(lines.size() == 1);
    CHECK(lines[0] == std::pair<std::string_view, std::string>("lateness", "-"));
}

TEST_CASE("the lines state error, unevenness beside the schedule's, pacing and machine")
{
    Snapshot run = example::small().last;
    run.pace.rateErrorPercent = -0.0123;
    run.pace.in10ms = {0.31, 0.32};
    run.pace.in100ms = {0.1, 0.101};
    run.pace.wall = 10 * oneSecond;
    run.pace.cpu = oneSecond;
    run.machine = MachineUse{2, 0.5, 41.3, 0.2, 17};
    std::string text;
    for (const auto &[label, value] : auditLines(run))
        text += std::string(label) + ": " + value + '\n';
    CHECK(text
        == "lateness: p50 0.10 ms, p99 0.40 ms, max 2.10 ms\n"
           "mean error: -0.012% of the rate\n"
           "unevenness: CV of 10 ms bins 0.320 (schedule 0.310), of 100 ms bins 0.101 "
           "(schedule 0.100)\n"
           "pacing: kept: nothing more than 100 ms late\n"
           "machine: pacer on a CPU 10.00% of the time; 0.50 of 2 CPUs used, 41% busy in "
           "all, 0.2% stolen by the host, 17 preemptions\n");
}
