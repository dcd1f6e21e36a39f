// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/verdictofrun.h"

#include "base/field.h"
#include "run/exitcode.h"

#include <algorithm>

namespace emitter {
namespace {

struct Judgement
{
    RunResult result;
    int exitCode;
    std::string reason;
};

bool targetMissed(const Summary &summary)
{
    return std::any_of(summary.targets.begin(), summary.targets.end(),
        [](const TargetResult &target) { return !target.passed; });
}

/// A sink that was given entries and stored none: the run says nothing about it. One that was
/// muted all the time was not to store any.
const SinkSnapshot *emptyHanded(const Summary &summary)
{
    const auto &sinks = summary.last.sinks;
    const auto found = std::find_if(sinks.begin(), sinks.end(), [](const SinkSnapshot &sink) {
        const SinkCounts &counts = sink.counts;
        return counts.delivered == 0 && (counts.wanted() > 0 || counts.emitted == 0);
    });
    return found == sinks.end() ? nullptr : &*found;
}

std::optional<Judgement> judgeCut(const RunEnd &end)
{
    if (!end.stopped || *end.stopped == StopCause::OutputClosed || !end.limited || end.reachedLimit)
        return {};
    const bool terminated = *end.stopped == StopCause::Terminate;
    return Judgement{RunResult::Stopped, terminated ? Terminated : Interrupted,
        terminated ? QT_TRANSLATE_NOOP("reasons", "stopped by SIGTERM before its end")
                   : QT_TRANSLATE_NOOP("reasons", "stopped by you before its end")};
}

Judgement judge(const Summary &summary, const RunEnd &end, const RunOptions &options)
{
    if (end.allSinksLost)
        return {RunResult::Failed, Lost,
            QT_TRANSLATE_NOOP("reasons", "all sinks were lost during the run")};
    if (end.stopped == StopCause::OutputClosed)
        return {RunResult::Failed, Lost,
            QT_TRANSLATE_NOOP("reasons", "stdout was lost: closed by its reader, or full")};
    if (end.drainIncomplete && !end.secondStop)
        return {RunResult::Failed, Lost,
            end.sinkUnfinished
                ? QT_TRANSLATE_NOOP("reasons", "a sink could not finish, as the warnings say")
                : QT_TRANSLATE_NOOP(
                    "reasons", "the drain was incomplete: entries were given up at its deadline")};
    if (end.abortedByTarget && !options.noFail)
        return {RunResult::Missed, TargetMissed,
            QT_TRANSLATE_NOOP("reasons", "a target was missed and --abort-on-fail ended the run")};
    if (const auto cut = judgeCut(end))
        return *cut;
    if (end.drainIncomplete)
        return {RunResult::Failed, Lost,
            QT_TRANSLATE_NOOP("reasons", "the drain was cut off: entries were given up")};
    if (targetMissed(summary) && !options.noFail)
        return {
            RunResult::Missed, TargetMissed, QT_TRANSLATE_NOOP("reasons", "a target was missed")};
    if (summary.last.counts.emitted == 0)
        return {RunResult::Missed, TargetMissed, QT_TRANSLATE_NOOP("reasons", "nothing was sent")};
    if (const SinkSnapshot *sink = emptyHanded(summary); sink && !options.noFail)
        return {RunResult::Missed, TargetMissed, "nothing was delivered to sink " + sink->name};
    if (targetMissed(summary))
        return {RunResult::Missed, Success,
            QT_TRANSLATE_NOOP("reasons", "a target was missed, but --no-fail was given")};
    return {end.stopped ? RunResult::Stopped : RunResult::Passed, Success,
        end.stopped ? QT_TRANSLATE_NOOP("reasons", "stopped by you")
                    : QT_TRANSLATE_NOOP("reasons", "ended as planned")};
}

}

void judgeRun(Summary &summary, const RunEnd &end, const RunOptions &options)
{
    Judgement judgement = judge(summary, end, options);
    summary.result = judgement.result;
    summary.exitCode = judgement.exitCode;
    summary.reason = std::move(judgement.reason);
}

}
