// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "mock/mockdistributor.h"

namespace emitter {

/// `emitter mock distributor`: listens until SIGINT or SIGTERM. Returns the process's exit code.
int runMock(const CommandLine &line);

/// What the flags say of a mock distributor; the port is left to the caller.
MockDistributorOptions mockOptions(const CommandLine &line);

}
