// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findmax/ratesearch.h"
#include "stats/snapshot.h"
#include "stats/targets.h"

#include <cstdint>
#include <string>
#include <vector>

namespace emitter {

/// What happened between two moments of a run, from its snapshots. A sink's `latency` is that of
/// the window: the weighted mean of the snapshots' medians, the largest of their p95 and p99.
class Window
{
public:
    /// Begins at `start`.
    explicit Window(const Snapshot &start);
    void add(const Snapshot &snapshot);

    /// Nanoseconds of run time.
    std::int64_t length() const { return m_last.runTime - m_start.runTime; }
    /// The counters' growth, as a snapshot of a run that was as long as the window.
    Snapshot growth() const;
    std::uint64_t largestBacklog() const { return m_largestBacklog; }
    const Snapshot &last() const { return m_last; }

private:
    struct Latency
    {
        double weightedP50 = 0;
        double p95 = 0, p99 = 0;
        std::uint64_t count = 0;
    };
    Snapshot m_start, m_last;
    std::vector<Latency> m_latencies; ///< per sink
    std::uint64_t m_largestBacklog = 0;
};

struct JudgedWindow
{
    WindowVerdict verdict = WindowVerdict::Good;
    std::string why; ///< with the values; empty when good
};

/// Judges a window by the one before it and the first one at the same rate. Without a target about
/// errors, at most 1 % may fail, which is a backlog where the queue had no room; the time that
/// entries wait may grow by a twentieth of the window, and 50 ms in any case, and since the first
/// window by a fiftieth of the time, and 100 ms.
JudgedWindow judgeWindow(const Window &window, const Window &before, const Window &first,
    const std::vector<Target> &targets);

/// Those targets that mean something for a part of a run: not totals, not the rate itself.
std::vector<Target> windowTargets(const std::vector<Target> &targets);

}
