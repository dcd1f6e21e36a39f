// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/machineuse.h"
#include "base/pacefacts.h"
#include "stats/ledger.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace emitter {

enum class RunState { Idle, Preparing, Running, Paused, Stopping, Finished };
std::string_view name(RunState state);

/// Percentiles in milliseconds; absent while nothing was recorded.
struct Percentiles
{
    double p50 = 0, p95 = 0, p99 = 0, max = 0;
    std::uint64_t count = 0;
};
Percentiles percentilesOf(const Histogram &histogram);

/// A histogram in few steps, for those who add up over runs and machines.
struct DurationBuckets
{
    /// Upper ends, nanoseconds; what is longer is counted in `count` alone.
    static constexpr std::array<std::int64_t, 16> bounds{500'000, 1'000'000, 2'500'000, 5'000'000,
        10'000'000, 25'000'000, 50'000'000, 100'000'000, 250'000'000, 500'000'000, 1'000'000'000,
        2'500'000'000, 5'000'000'000, 10'000'000'000, 30'000'000'000, 60'000'000'000};
    std::array<std::uint64_t, bounds.size()> upTo{}; ///< each step includes those before it
    std::uint64_t count = 0;
    double sumSeconds = 0;
};
DurationBuckets bucketsOf(const Histogram &histogram);

enum class SinkState { Opening, Running, Lost, Finished };
std::string_view name(SinkState state);

struct SinkSnapshot
{
    std::string name;
    std::string type;
    std::string target;
    SinkState state = SinkState::Opening;
    bool muted = false;
    std::string strength; ///< accepted | durable
    bool closedLoop = false; ///< `when_full: block`
    SinkCounts counts;
    Percentiles latency; ///< whole run, from due time
    Percentiles recentLatency; ///< since the last snapshot
    DurationBuckets latencyBuckets; ///< whole run
    std::uint64_t bytes = 0;
    std::int64_t pressedNanos = 0; ///< in which a further batch waited for the sink's thread
    std::int64_t cpuNanos = 0; ///< of them: in which that thread, or one of the sink's, computed
    double flushSeconds = 0; ///< the longest that a batch may wait to fill
    std::uint64_t backlogAtEnd = 0; ///< in flight when the last entry had been emitted
    std::vector<std::pair<std::string, std::uint64_t>> errors; ///< sentence, entries
    std::string step; ///< what it is opening or finishing with; empty: nothing worth a word
    std::uint64_t stepDone = 0, stepTotal = 0; ///< total 0: no count
    std::vector<std::string> notes; ///< said at its end
    std::string hint; ///< a command that shows what was stored
};

struct ServiceSnapshot
{
    std::string name;
    double plannedPerSecond = 0; ///< true expected rate at shape 100 %
    std::uint64_t emitted = 0;
    double plannedNow = 0; ///< per second, with shape and factor; 0 while it is muted
};

struct PoolSnapshot
{
    std::string prefix;
    double plannedPerSecond = 0;
    std::uint32_t emitters = 0;
    std::uint64_t emitted = 0; ///< handed to the sinks, whatever became of it
    std::uint64_t errors = 0; ///< sum of the emitters', see Summary::EmitterStats
    std::uint64_t count = 0; ///< the same; the LogEmitterPool guide's total_emitted
    double plannedNow = 0; ///< as that of a service
};

/// The run at one moment: the one source of every number that any face shows. A plain value.
struct Snapshot
{
    RunState state = RunState::Idle;
    std::int64_t startedUnixNanos = 0; ///< 0: the first entry is yet to come
    std::int64_t runTime = 0; ///< nanoseconds since the start, pauses excluded
    std::int64_t duration = 0; ///< planned run time in nanoseconds; 0: unlimited
    bool closedLoop = false;
    RunLedger::Counts counts;
    double expectedPerSecond = 0; ///< what is planned right now; closed loop: 0
    double achievedPerSecond = 0; ///< emitted over the last second; 0 before there is one
    Percentiles lateness;
    DurationBuckets latenessBuckets;
    PaceFacts pace;
    std::optional<MachineUse> machine; ///< of the emission; absent before its end
    std::vector<ServiceSnapshot> services;
    std::vector<PoolSnapshot> pools;
    std::vector<SinkSnapshot> sinks;
    double factor = 1;

    /// Emitted of scheduled, in per cent; absent before anything was scheduled.
    std::optional<double> achievedPercent() const;
    std::uint64_t backlog() const; ///< sum of inFlight
    std::uint64_t delivered() const; ///< sum over sinks
    std::uint64_t failed() const; ///< sum over sinks
};

}
