// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verifywatch.h"

#include "app/watchedwork.h"
#include "run/exitcode.h"
#include "run/recordedrun.h"

#include <optional>
#include <stop_token>
#include <string>
#include <utility>

namespace emitter {

WatchedVerification watchVerification(Console &console, ProcessEvents &events, std::uint64_t sample,
    const std::function<Result<Verification>(const CheckOptions &)> &work)
{
    std::optional<Result<Verification>> result;
    const WatchedEnd end = watchWork(console, events, "Stopping the check",
        [&](const std::stop_token &stop, const TellStep &tell) {
            CheckOptions options;
            options.sample = sample;
            options.stop = stop;
            options.progress = tell;
            result.emplace(work(options));
        });
    WatchedVerification watched{std::move(*result)};
    watched.exitCode = end.stopped ? end.exitCode
        : watched.verification     ? exitCodeOf(*watched.verification)
                                   : exitCodeFor(watched.verification.problem().cause);
    return watched;
}

std::string reasonOf(const WatchedVerification &watched)
{
    switch (watched.exitCode) {
    case Success:
        return "the stores hold what was sent";
    case TargetMissed:
        return "a store does not hold what was sent";
    case Interrupted:
    case Terminated:
        return "the check of the stores was stopped";
    default:
        return "the stores could not be compared with what was sent";
    }
}

void addVerification(Summary &summary, const WatchedVerification &watched)
{
    if (watched.verification)
        summary.verification = *watched.verification;
    if (summary.exitCode != Success || watched.exitCode == Success)
        return;
    summary.exitCode = watched.exitCode;
    summary.reason = reasonOf(watched);
    summary.result = watched.exitCode == TargetMissed                       ? RunResult::Missed
        : watched.exitCode == Interrupted || watched.exitCode == Terminated ? RunResult::Stopped
                                                                            : RunResult::Failed;
}

}
