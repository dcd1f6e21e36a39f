// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "content/level.h"
#include "run/entrytail.h"
#include "sinkapi/sinkdescriptor.h"
#include "stats/sampler.h"
#include "stats/snapshot.h"
#include "stats/summary.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace emitter {

/// What a run sets out to do, as readers of the dashboard see it. A plain value, as all in here.
struct RunDescription
{
    struct Source
    {
        std::string name; ///< a service, or a pool's prefix
        std::uint32_t emitters = 0; ///< of a pool; 0: a service
        double plannedPerSecond = 0; ///< true expected rate at shape 100 %
        std::array<double, levelCount> levelPercent{};
    };
    struct Sink
    {
        std::string name, type, target;
    };
    std::string runId; ///< empty: no run yet
    std::string profile; ///< as the summary names it
    std::uint64_t seed = 0;
    std::int64_t duration = 0; ///< nanoseconds; 0: unlimited
    bool closedLoop = false;
    std::vector<Source> sources;
    std::vector<Sink> sinks;
};

/// Entries per second over the last second or so; empty: not yet measured.
struct MeasuredRates
{
    std::vector<double> services, pools; ///< emitted
    std::vector<double> sinks; ///< delivered
};

struct DashboardHistory
{
    std::vector<Sample> samples;
    double intervalSeconds = 1;
};

/// The run at one moment, complete enough for every answer of the dashboard.
struct DashboardView
{
    RunDescription run;
    Snapshot now;
    std::string step; ///< what is being prepared; empty: nothing worth a word
    MeasuredRates rates;
    std::optional<Sample> point; ///< the history's newest
    std::vector<TargetResult> targets;
    std::vector<Problem> messages; ///< the last ten, oldest first
    std::shared_ptr<const Summary> summary; ///< of a run that has ended
};

}
