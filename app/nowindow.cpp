// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/guirunner.h"
#include "run/exitcode.h"

#include <cstdio>

namespace emitter {

int runWindow(int &, char **, const CommandLine &, const SinkRegistry &)
{
    std::fputs("error: this build has no window\n"
               "  Run the profile with: emitter --batch -c profile.yaml\n",
        stderr);
    return UsageError;
}

}
