// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

namespace emitter {

/// What the process returns; most are those of sysexits.h.
enum ExitCode {
    Success = 0,
    UsageError = 64,
    NoInput = 66,
    Unavailable = 69, ///< no sink reachable at the start, or a port taken
    InternalError = 70,
    CannotCreate = 73,
    Lost = 74, ///< all sinks lost during the run, the drain incomplete, or stdout not writable
    ProfileInvalid = 78,
    TargetMissed = 99, ///< or nothing was sent
    Interrupted = 130, ///< a limited run cut short by SIGINT
    Terminated = 143, ///< ... by SIGTERM
};

ExitCode exitCodeFor(Cause cause);

}
