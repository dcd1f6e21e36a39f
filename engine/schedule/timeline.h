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
    std::int64_t dueOf(std::int64_t unshaped) const;
    /// The unshaped time that has passed at run time `runTime`.
    std::int64_t unshapedAt(std::int64_t runTime) const;
    /// From `runTime` on the rate is multiplied by `factor` (>= 0).
    void setFactor(std::int64_t runTime, double factor);
    double factor() const { return m_factor; }
    /// The multiplier in force: shape times factor.
    double multiplierAt(std::int64_t runTime) const;

private:
    Shape m_shape;
    double m_factor;
    double m_sinceTime = 0; ///< seconds of run time at the last change of factor
    double m_sinceUnshaped = 0; ///< seconds of unshaped time at that moment
};

}
