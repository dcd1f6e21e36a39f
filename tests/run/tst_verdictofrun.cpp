// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/verdictofrun.h"

#include "run/exitcode.h"

#include <doctest/doctest.h>

using namespace emitter;

namespace {

Summary goodRun()
{
    Summary summary;
    summary.last.counts.scheduled = summary.last.counts.emitted = 100;
    SinkSnapshot sink;
    sink.name = "file";
    sink.counts.emitted = sink.counts.delivered = 100;
    summary.last.sinks.push_back(sink);
    return summary;
}

int exitOf(Summary summary, const RunEnd &end, const RunOptions &options = {})
{
    judgeRun(summary, end, options);
    CHECK_FALSE(summary.reason.empty());
    return summary.exitCode;
}

RunEnd limited(std::optional<StopCause> stopped = {})
{
    RunEnd end;
    end.limited = true;
    end.reachedLimit = !stopped;
    end.stopped = stopped;
    return end;
}

}

TEST_CASE("a run that came to its limit passes")
{
    CHECK(exitOf(goodRun(), limited()) == Success);
}

TEST_CASE("an unlimited run ended by a signal passes, a limited one does not")
{
    RunEnd unlimited;
    for (const auto &[cause, code] : {std::pair(StopCause::Interrupt, Interrupted),
             {StopCause::Terminate, Terminated}, {StopCause::User, Interrupted}}) {
        unlimited.stopped = cause;
        CHECK(exitOf(goodRun(), unlimited) == Success);
        CHECK(exitOf(goodRun(), limited(cause)) == code);
    }
}

TEST_CASE("nothing sent fails, also for one sink of several")
{
    Summary none = goodRun();
    none.last.counts.emitted = none.last.counts.scheduled = 0;
    none.last.sinks[0].counts = {};
    CHECK(exitOf(none, limited()) == TargetMissed);

    Summary one = goodRun();
    SinkSnapshot empty;
    empty.name = "db";
    empty.counts.emitted = empty.counts.rejected = 100;
    one.last.sinks.push_back(empty);
    CHECK(exitOf(one, limited()) == TargetMissed);
    CHECK(exitOf(one, limited(), {false, true}) == Success);
    RunEnd unlimited;
    unlimited.stopped = StopCause::Interrupt;
    CHECK(exitOf(one, unlimited) == TargetMissed);
}

TEST_CASE("a sink that was muted all the time was not to store anything")
{
    Summary summary = goodRun();
    SinkSnapshot muted;
    muted.name = "db";
    muted.counts.emitted = 100;
    auto &count = muted.counts.droppedBy[static_cast<std::size_t>(DropReason::Muted)];
    count = 100;
    summary.last.sinks.push_back(muted);
    CHECK(exitOf(summary, limited()) == Success);
    count = 99;
    muted.counts.rejected = 1;
    summary.last.sinks.back() = muted;
    CHECK(exitOf(summary, limited()) == TargetMissed);
}

TEST_CASE("a missed target fails unless it is forgiven")
{
    Summary summary = goodRun();
    summary.targets.push_back({});
    CHECK(exitOf(summary, limited()) == TargetMissed);
    CHECK(exitOf(summary, limited(), {false, true}) == Success);
    RunEnd aborted = limited(StopCause::User);
    aborted.abortedByTarget = true;
    CHECK(exitOf(summary, aborted) == TargetMissed);
}

TEST_CASE("losses outrank targets and signals")
{
    RunEnd lost = limited(StopCause::Interrupt);
    lost.allSinksLost = true;
    CHECK(exitOf(goodRun(), lost) == Lost);
    RunEnd incomplete = limited();
    incomplete.drainIncomplete = true;
    CHECK(exitOf(goodRun(), incomplete) == Lost);
    Summary unfinished = goodRun();
    incomplete.sinkUnfinished = true;
    judgeRun(unfinished, incomplete, {});
    CHECK(unfinished.exitCode == Lost);
    CHECK(unfinished.reason.find("could not finish") != std::string::npos);
    RunEnd closed = limited(StopCause::OutputClosed);
    CHECK(exitOf(goodRun(), closed) == Lost);
}

TEST_CASE(
    "a drain cut off by a second signal is the signal's, and a loss where the run had no limit")
{
    RunEnd cut = limited(StopCause::Interrupt);
    cut.drainIncomplete = cut.secondStop = true;
    CHECK(exitOf(goodRun(), cut) == Interrupted);
    cut.limited = false;
    CHECK(exitOf(goodRun(), cut) == Lost);
}
