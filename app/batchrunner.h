// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "profile/profile.h"
#include "sinkapi/sinkregistry.h"

namespace emitter {

/// Runs a profile without a window: engine, status on stderr, keys, signals, summary, reports.
/// Returns the process's exit code.
int runBatch(const CommandLine &line, const SinkRegistry &sinks);

/// The same for a profile that is already there; the demos use it.
int runBatch(const CommandLine &line, const SinkRegistry &sinks, Profile profile);

}
