// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace emitter {

/// Reports a broken promise on stderr and ends the program (std::terminate).
[[noreturn]] void promiseBroken(const char *promise, const char *file, int line);

}

/// A promise that stays checked in release builds: the ledger's identities and the like.
#define EMITTER_ENSURE(condition, promise)                                                         \
    do {                                                                                           \
        if (!(condition)) [[unlikely]]                                                             \
            ::emitter::promiseBroken(promise, __FILE__, __LINE__);                                 \
    } while (false)
