// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "app/processevents.h"
#include "base/result.h"
#include "stats/summary.h"
#include "stats/verification.h"
#include "verify/storecheck.h"

#include <cstdint>
#include <functional>

namespace emitter {

struct WatchedVerification
{
    Result<Verification> verification;
    int exitCode = 0; ///< of the check alone
};

/// Runs `work` in a thread of its own, shows its progress, and stops it at SIGINT, SIGTERM or q.
/// Main thread.
WatchedVerification watchVerification(Console &console, ProcessEvents &events, std::uint64_t sample,
    const std::function<Result<Verification>(const CheckOptions &)> &work);

/// Puts what was seen into the summary; the exit code changes only when it was 0.
void addVerification(Summary &summary, const WatchedVerification &watched);

/// One clause for the exit code of a check.
std::string reasonOf(const WatchedVerification &watched);

}
