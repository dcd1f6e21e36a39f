// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "sinkapi/sinkregistry.h"

namespace emitter {

/// The actions that print something on stdout and end: --check, --print-config, --print-schema,
/// --list-sinks, --help-sink, --generate. Return the process's exit code.
int showInformation(const CommandLine &line, const SinkRegistry &sinks);

}
