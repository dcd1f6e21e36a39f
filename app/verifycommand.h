// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "sinkapi/sinkregistry.h"

namespace emitter {

/// `emitter verify`: compares what the stores hold with what a run sent, by the run's record. The
/// result goes to stdout. Returns the process's exit code.
int runVerify(const CommandLine &line, const SinkRegistry &sinks);

}
