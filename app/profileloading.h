// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "profile/profilereader.h"
#include "sinkapi/sinkregistry.h"

#include <optional>
#include <string>
#include <vector>

namespace emitter {

/// What the profile is read from and with: the file or the built-in example, the process's
/// environment, the flags. Opens the profile and nothing else.
struct LoadedProfile
{
    ReadOutcome outcome;
    std::string note; ///< "no config.yaml here: using the built-in example"
};
LoadedProfile loadProfile(const CommandLine &line, const SinkRegistry &sinks);

/// A variable of this process, for reading profiles.
std::optional<std::string> processEnvironment(const std::string &name);
std::vector<SinkSchema> schemasOf(const SinkRegistry &sinks);

}
