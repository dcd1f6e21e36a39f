// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/engine.h"
#include "stats/summary.h"

#include <optional>

namespace emitter {

/// How a run came to its end; what the books do not say.
struct RunEnd
{
    bool limited = false; ///< it had a duration or a count
    bool reachedLimit = false; ///< and came to it
    std::optional<StopCause> stopped; ///< why it ended before
    bool secondStop = false; ///< the drain was cut off by hand
    bool allSinksLost = false;
    bool drainIncomplete = false;
    bool sinkUnfinished = false; ///< likewise, because a sink's last work failed
    bool abortedByTarget = false;
};

/// Sets result, exitCode and reason from the books, the targets and the end. Pure.
void judgeRun(Summary &summary, const RunEnd &end, const RunOptions &options);

}
