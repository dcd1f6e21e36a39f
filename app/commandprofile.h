// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/console.h"
#include "base/problem.h"
#include "profile/profile.h"
#include "run/plan.h"
#include "sinkapi/sinkregistry.h"

#include <optional>
#include <vector>

namespace emitter {

/// Says each problem; the exit code of the first, Success without one.
int complain(Console &console, const std::vector<Problem> &problems);

/// The profile of a command that works on one. What is wrong with it, or worth a word, was said.
struct CommandProfile
{
    std::optional<Profile> profile;
    int exitCode = 0; ///< when there is none
};
CommandProfile loadForCommand(const CommandLine &line, const SinkRegistry &sinks, Console &console);

/// The same with its plan, and nothing of either when the plan has errors.
struct CommandPlan
{
    std::optional<Profile> profile;
    Plan plan;
    int exitCode = 0; ///< when there is none
};
CommandPlan planForCommand(const CommandLine &line, const SinkRegistry &sinks, Console &console);

}
