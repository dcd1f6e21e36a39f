// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "profile/profile.h"
#include "run/plan.h"
#include "sinkapi/sinkregistry.h"

#include <vector>

namespace emitter {

/// `emitter calibrate [profile]`: measures what this machine can make for each kind of sink,
/// against mocks of our own, prints it beside the profile's plan and keeps it for later runs.
/// Returns the process's exit code.
int runCalibrate(const CommandLine &line, const SinkRegistry &sinks);

/// What the kept calibration of this machine says against a plan.
std::vector<Problem> calibrationWarnings(const Plan &plan, const Profile &profile);

}
