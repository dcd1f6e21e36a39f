// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "sinkapi/sinkregistry.h"

namespace emitter {

/// `emitter find-max`: the highest rate that each sink of the profile sustains, one after the
/// other, or all of them together. Returns the process's exit code.
int runFindMax(const CommandLine &line, const SinkRegistry &sinks);

}
