// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ensure.h"

#include <cstdio>
#include <exception>

namespace emitter {

void promiseBroken(const char *promise, const char *file, int line)
{
    std::fprintf(stderr, "emitter: broken promise: %s (%s:%d)\n", promise, file, line);
    std::terminate();
}

}
