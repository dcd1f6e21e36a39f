// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/xdgfolder.h"

#include <cstdlib>

namespace emitter {

std::string xdgFolder(const char *variable, const std::string &fallback, const std::string &name)
{
    const char *set = std::getenv(variable);
    if (set && set[0] == '/') // a relative one is to be ignored, says the specification
        return std::string(set) + "/emitter/" + name;
    const char *home = std::getenv("HOME");
    return home && home[0] == '/' ? std::string(home) + '/' + fallback + "/emitter/" + name
                                  : std::string();
}

}
