// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/printing.h"

#include "run/exitcode.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

namespace emitter {

Result<void> writeToStdout(std::string_view text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0)
        return {};
    return Problem{.text = std::string("stdout cannot be written: ") + std::strerror(errno),
        .remedy = "Redirect it to a file with room, or to a program that reads all of it."};
}

int print(std::string_view text)
{
    const auto written = writeToStdout(text);
    if (written)
        return Success;
    std::fprintf(stderr, "%s\n", toText(written.problem()).c_str());
    return Lost;
}

}
