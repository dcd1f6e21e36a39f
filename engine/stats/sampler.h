// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace emitter {

/// One point of the run's history: what happened between the point before and `seconds`.
struct Sample
{
    double seconds = 0; ///< run time at the end of the interval
    double plannedPerSecond = 0; ///< scheduled in the interval
    double achievedPerSecond = 0;
    std::vector<double> deliveredPerSecond; ///< per sink
    /// Per sink, milliseconds; 0 where nothing was delivered. Of the snapshots in the interval: the
    /// mean of the medians weighted by entries, the largest p95 and p99 (never flattering).
    std::vector<double> p50, p95, p99;
    std::uint64_t backlog = 0; ///< largest in the interval
    double failedPerSecond = 0;
};

/// Keeps the history of a run in bounded memory: at most `capacity` samples; when full, neighbours
/// are merged and the interval doubles. Not thread-safe; owned by the engine's thread.
class Sampler
{
public:
    explicit Sampler(std::size_t capacity = 600);

    /// Call at 10 Hz; a sample is made each interval (at first one second) of run time.
    void add(const Snapshot &snapshot);
    /// The run is over: what is left of the last interval, and what the drain brought, becomes a
    /// sample of its own, or joins the one before when it is short.
    void finish(const Snapshot &snapshot);
    const std::vector<Sample> &samples() const { return m_samples; }
    /// What was made since the last call. Who takes in time keeps the first interval.
    std::vector<Sample> takeSamples() { return std::exchange(m_samples, {}); }
    double intervalSeconds() const { return m_interval; }
    std::uint64_t largestBacklog() const { return m_largestBacklog; }

private:
    struct SinkInterval
    {
        std::uint64_t delivered = 0; ///< at the interval's begin
        double weightedP50 = 0;
        double weights = 0;
        double p95 = 0, p99 = 0;
    };

    void observe(const Snapshot &snapshot);
    /// `elapsed`: what rates are divided by, seconds.
    Sample makeSample(const Snapshot &snapshot, double seconds, double elapsed) const;
    void append(Sample sample);
    void beginInterval(const Snapshot &snapshot);
    void halve();

    std::vector<Sample> m_samples;
    std::size_t m_capacity;
    double m_interval = 1;
    double m_begin = 0; ///< run time, seconds
    RunLedger::Counts m_countsAtBegin;
    std::uint64_t m_failedAtBegin = 0;
    std::vector<SinkInterval> m_sinks;
    std::uint64_t m_backlog = 0;
    std::uint64_t m_largestBacklog = 0;
};

}
