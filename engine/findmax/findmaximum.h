// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "findmax/maximumsearch.h"
#include "profile/profile.h"
#include "run/engine.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace emitter {

/// The answer for one sink, or for all of a profile's sinks together.
struct Maximum
{
    std::string subject; ///< the sink's name, or "all sinks"
    RateSearch::Bracket bracket;
    std::vector<RateSearch::Step> steps;
    std::string why; ///< what broke the lowest rate that broke, with its values
    bool isComplete = false;
    std::string unfinished; ///< why it is not complete: "the time was over", "it was stopped"
    std::optional<Problem> problem = {}; ///< a sink was lost before the answer was found
};

struct FindMaximumOptions
{
    MaximumSearch::Limits limits;
    std::stop_token stop;
    /// "qdrant: 4,000/s, 2 good windows": from the engine's thread.
    std::function<void(const std::string &)> tell;
};

/// The part of the profile that is searched: its sources, one of its sinks, open loop, constant
/// shape, no end. Fails when a service has no rate to raise.
Result<Profile> searchProfile(const Profile &profile, const std::string &sink);
/// The same with all of its sinks.
Result<Profile> searchProfile(const Profile &profile);

/// Runs `profile` (of searchProfile()) once, at one rate after the other: a step warms up, is
/// judged window by window, and after a rate that broke nothing is emitted until the sinks have
/// caught up. Waits for the end. A problem when the run could not start or lost a sink before
/// anything was known; a sink that is lost later ends the search with what is known by then.
Result<Maximum> findMaximum(
    Profile profile, std::string subject, EngineParts parts, const FindMaximumOptions &options);

}
