// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "profile/profile.h"
#include "run/engine.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

namespace emitter {

/// One kind of sink to be measured, its target replaced by a mock.
struct CalibrationTask
{
    std::string kind; ///< see speedKind()
    SinkSpec sink;
    bool isPlanned = false; ///< the profile has such a sink
};

/// Where the mocks are.
struct CalibrationMocks
{
    std::string folder; ///< for files; exists
    std::string receiverUrl; ///< of an HTTP server that takes anything and only answers: one that
                             ///< looks into the bodies would be slower than the client. Below
                             ///< /elasticsearch and /qdrant it answers as these do
};

/// A sink of the profile that no mock stands for.
struct UnmeasuredSink
{
    std::string name;
    std::string reason; ///< half a sentence, and where there is one, what to do instead
};

/// What can be measured without a store: each type of elasticsearch, file, http, null, qdrant,
/// sqlite and stdout that this build has as it is by default, http in batches and elasticsearch
/// with vectors as numbers too, and those kinds that the profile's enabled sinks are of.
struct CalibrationTasks
{
    std::vector<CalibrationTask> tasks;
    std::vector<UnmeasuredSink> unmeasured;
};
CalibrationTasks calibrationTasks(
    const Profile &profile, const SinkRegistry &sinks, const CalibrationMocks &mocks);

/// Entries a second that this machine makes for the task's sink: a closed loop with the profile's
/// services for `length`, the first quarter not counted. Waits; a stop ends it early, with a
/// problem.
Result<double> measureSink(const Profile &profile, const CalibrationTask &task, EngineParts parts,
    std::chrono::nanoseconds length, const std::stop_token &stop);

}
