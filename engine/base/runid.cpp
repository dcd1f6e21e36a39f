// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/runid.h"

#include <cstdio>

namespace emitter {

std::string runIdText(std::uint64_t run)
{
    char buffer[17];
    std::snprintf(buffer, sizeof buffer, "%016llx", static_cast<unsigned long long>(run));
    return buffer;
}

bool isRunId(std::string_view text)
{
    return text.size() == 16
        && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}
