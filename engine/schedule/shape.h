// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace emitter {

/// How the rate changes over the run: a multiplier (1 = 100 %) that is piecewise linear in time.
/// After the last stage its end value holds, or the stages start again when `repeats`.
/// Immutable; no stages means constant 1.
class Shape
{
public:
    struct Stage
    {
        double seconds = 0; ///< > 0
        double from = 1; ///< >= 0
        double to = 1; ///< >= 0
    };

    Shape() = default;
    /// REQUIRES: every stage valid; when `repeats`, some area above 0.
    explicit Shape(std::vector<Stage> stages, bool repeats = false);

    /// The multiplier `seconds` after the start.
    double at(double seconds) const;
    /// Area under the multiplier from 0 to `seconds`: how much unshaped time has passed.
    double area(double seconds) const;
    /// The time at which area() reaches `wanted`; infinity when it never does.
    double timeOf(double wanted) const;
    bool isConstant() const { return m_stages.empty(); }
    /// Length of all stages once.
    double length() const { return m_length; }

private:
    std::vector<Stage> m_stages;
    std::vector<double> m_starts; ///< time at which each stage starts
    std::vector<double> m_areas; ///< area before each stage
    double m_length = 0;
    double m_area = 0;
    bool m_repeats = false;
};

}
