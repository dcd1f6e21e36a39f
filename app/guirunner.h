// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "sinkapi/sinkregistry.h"

namespace emitter {

/// Opens the window with the profile that was named, the one that lies here, or the built-in
/// example. Starts no run. Returns the process's exit code when the window is closed.
int runWindow(int &argc, char **argv, const CommandLine &line, const SinkRegistry &sinks);

}
