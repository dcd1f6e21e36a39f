// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schedule/shape.h"

#include <cstdint>

namespace emitter {

/// Maps the schedule's unshaped time to run time. Arrivals are drawn in unshaped time; shape and
/// live factor stretch it, a pause stops both. All times in nanoseconds; run time excludes pauses,
/// so after a resume there is no catch-up burst. Not thread-safe; owned by the pacer's thread.
class Timeline
{
public:
    explicit Timeline(Shape shape, double factor = 1);

    /// The run time at which unshaped time reaches `unshaped`; INT64_MAX when never (rate 0).
    std::int64_t dueOf(std::int64_t unshaped) const
    {
        return m_isIdentity ? unshaped : stretched(unshaped);
    }
    /// The unshaped time that has passed at run time `runTime`.
    std::int64_t unshapedAt(std::int64_t runTime) const;
    /// From `runTime` on the rate is multiplied by `factor` (>= 0).
    void setFactor(std::int64_t runTime, double factor);

private:
    std::int64_t stretched(std::int64_t unshaped) const;

    Shape m_shape;
    double m_factor;
    bool m_isIdentity; ///< run time is unshaped time: the hot path of constant rates
    std::int64_t m_sinceTime = 0; ///< run time at the last change of factor
    std::int64_t m_sinceUnshaped = 0; ///< unshaped time at that moment
    double m_sinceArea = 0; ///< the shape's area at that moment, in seconds
};

}
