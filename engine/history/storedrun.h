// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/sampler.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace emitter {

/// What a list of past runs shows of one. A plain value.
struct StoredRun
{
    enum class State {
        Finished,
        Running, ///< it goes on, in this program or another
        Interrupted, ///< the program ended before the run did
    };
    std::string id; ///< 16 hexadecimal digits
    State state = State::Interrupted;
    std::string profile; ///< file name without its folder, or "built-in"
    std::int64_t startedUnixNanos = 0;
    std::uint64_t seed = 0;
    std::string note; ///< the user's own words

    // From the summary; of a run without one, absent or zero.
    std::string result; ///< passed | missed | stopped | failed
    std::string reason;
    int exitCode = 0;
    double durationSeconds = 0;
    std::uint64_t scheduled = 0;
    std::uint64_t emitted = 0;
    std::uint64_t skippedLate = 0;
    std::optional<double> plannedPerSecond, achievedPerSecond, achievedPercent;
    std::optional<double> latenessP99; ///< milliseconds

    struct Sink
    {
        std::string name;
        std::string type;
        std::uint64_t delivered = 0, rejected = 0, dropped = 0, unconfirmed = 0;
        std::uint64_t muted = 0; ///< of those dropped, by the user's wish
        std::optional<double> p50, p95, p99; ///< milliseconds from due time
        std::uint64_t failed() const { return rejected + (dropped - muted) + unconfirmed; }
    };
    std::vector<Sink> sinks;
    std::uint64_t delivered() const; ///< sum over sinks
    std::uint64_t failed() const; ///< sum over sinks

    struct Target
    {
        std::string expression;
        std::optional<double> value;
        bool passed = false;
    };
    std::vector<Target> targets;
    std::vector<std::string> warnings;
};

/// Something that happened during a stored run.
struct StoredEvent
{
    double seconds = 0; ///< run time
    std::string kind; ///< state | note | warning | error | mark
    std::string text;
};

/// All that is kept of a run but its reports.
struct StoredRunDetail
{
    StoredRun run;
    std::string profileText; ///< as it was run, secrets as references
    std::vector<Sample> series;
    std::vector<std::string> seriesSinks; ///< the sinks of the series, in its order
    std::vector<StoredEvent> events;
};

}
