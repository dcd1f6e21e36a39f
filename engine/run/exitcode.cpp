// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/exitcode.h"

namespace emitter {

ExitCode exitCodeFor(Cause cause)
{
    switch (cause) {
    case Cause::Input:
        return ProfileInvalid;
    case Cause::Usage:
        return UsageError;
    case Cause::NoInput:
        return NoInput;
    case Cause::Unreachable:
        return Unavailable;
    case Cause::CannotCreate:
        return CannotCreate;
    case Cause::Internal:
        break;
    }
    return InternalError;
}

}
