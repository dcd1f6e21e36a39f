// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "stats/snapshot.h"

#include <cstdint>
#include <deque>
#include <vector>

namespace emitter {

/// Looks at each snapshot and says, at most every ten seconds, when the plan is not kept and what
/// the likely cause is. Not thread-safe; owned by the engine's thread.
class RateWatch
{
public:
    /// What a person should read now.
    std::vector<Problem> look(const Snapshot &snapshot);
    /// True once per second of run time, for the snapshot last looked at.
    bool isNewSecond() const { return m_newSecond; }
    /// Entries per second over the last second of run time.
    double achievedPerSecond() const { return m_achieved; }

private:
    struct Point
    {
        std::int64_t runTime;
        std::uint64_t emitted;
    };
    struct SinkFailures
    {
        std::uint64_t all = 0;
        std::uint64_t queueFull = 0;
    };
    static SinkFailures failuresOf(const SinkCounts &counts);

    std::deque<Point> m_points;
    double m_achieved = 0;
    std::int64_t m_second = 0;
    bool m_newSecond = false;
    std::int64_t m_lastLook = 0; ///< run time of the last ten-second look
    std::uint64_t m_skipped = 0; ///< at that look
    PaceFacts::Lost m_lost; ///< at that look
    std::vector<SinkFailures> m_sinks; ///< at that look
};

}
