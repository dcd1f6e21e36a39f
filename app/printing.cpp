// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing.h"

#include "run/exitcode.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace emitter {

int print(std::string_view text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0)
        return Success;
    std::fprintf(stderr, "error: stdout cannot be written: %s\n", std::strerror(errno));
    return Lost;
}

}
