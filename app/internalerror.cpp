// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/internalerror.h"

#include "run/exitcode.h"

#include <cstdio>
#include <exception>
#include <unistd.h>

namespace emitter {

void exitWithInternalError()
{
    try {
        if (const auto thrown = std::current_exception())
            std::rethrow_exception(thrown);
    } catch (const std::exception &exception) {
        std::fprintf(stderr, "error: internal error: %s\n", exception.what());
    } catch (...) {
        std::fputs("error: internal error\n", stderr);
    }
    _exit(InternalError);
}

}
