// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "sinkapi/sinkregistry.h"

namespace emitter {

/// `emitter demo basic|custom|high-volume|variable-rate`: the LogEmitterPool demos against a
/// distributor, our own with --with-mock. Returns the process's exit code.
int runDemo(const CommandLine &line, const SinkRegistry &sinks);

}
