// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/sourcetable.h"
#include "delivery/sinkworker.h"
#include "embedding/embedder.h"
#include "profile/profile.h"
#include "schedule/arrivals.h"
#include "schedule/pacer.h"
#include "schedule/shape.h"
#include "sinkapi/sinkregistry.h"
#include "stats/targets.h"

#include <cstdint>
#include <string>
#include <vector>

namespace emitter {

struct PlannedSink
{
    const SinkDescriptor *descriptor = nullptr;
    SinkTraits traits;
    SinkConfig config;
    DeliverySettings delivery;
};

/// What a profile comes to: every gap filled, every sum done, nothing opened. A person may see
/// from it what a profile would do, and to which hosts, before anything happens.
struct Plan
{
    std::uint64_t seed = 0;
    bool seedDrawn = false; ///< the profile had none
    SourceTable sources;
    std::vector<StreamSpec>
        streams; ///< in the order of the groups of `sources`; silent ones have none
    Shape shape;
    PacerOptions pacer;
    std::vector<PlannedSink> sinks; ///< enabled ones only
    std::vector<Target> targets;
    bool wantsVectors = false;
    bool closedLoop = false;

    /// Sum of the true expected rates at shape 100 %, with rate_scale; entries per second.
    double expectedPerSecond() const;
    /// The stream of each group of `sources`, null for a silent one; good as long as `streams` is.
    std::vector<const StreamSpec *> streamsOfGroups() const;
    /// True when at least one sink can be read back; such runs are recorded.
    bool isReadable() const;
    /// Pool, schedule, queues and a fixed overhead: the bound on memory under any fault.
    std::uint64_t memoryBytes(const Profile &profile) const;
};

/// All problems at once; the plan is usable only when there is no error among them.
struct PlanOutcome
{
    Plan plan;
    std::vector<Problem> problems;
};
PlanOutcome makePlan(const Profile &profile, const SinkRegistry &sinks);

/// What `--check` prints: services, pools, expected rates, sinks with their targets, names of the
/// environment variables, memory, and tokens and price where embeddings would be fetched.
std::string toText(
    const Plan &plan, const Profile &profile, const std::vector<std::string> &variables);

}
