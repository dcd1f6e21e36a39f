// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/shape.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace emitter {
namespace {

double areaOf(const Shape::Stage &stage, double seconds)
{
    const double slope = (stage.to - stage.from) / stage.seconds;
    return seconds * (stage.from + slope * seconds / 2);
}

/// The seconds into `stage` after which its area is `area`, by the root form that does not cancel.
double secondsFor(const Shape::Stage &stage, double area)
{
    const double slope = (stage.to - stage.from) / stage.seconds;
    const double root = std::sqrt(std::max(stage.from * stage.from + 2 * slope * area, 0.0));
    const double sum = stage.from + root;
    return sum > 0 ? std::min(2 * area / sum, stage.seconds) : 0;
}

/// Index of the last element of the ascending `starts` that is not above `value`.
std::size_t lastNotAbove(const std::vector<double> &starts, double value)
{
    const auto next = std::upper_bound(starts.begin(), starts.end(), value);
    return next == starts.begin() ? 0 : static_cast<std::size_t>(next - starts.begin()) - 1;
}

}

Shape::Shape(std::vector<Stage> stages, bool repeats)
    : m_stages(std::move(stages))
    , m_repeats(repeats)
{
    for (const Stage &stage : m_stages) {
        m_starts.push_back(m_length);
        m_areas.push_back(m_area);
        m_length += stage.seconds;
        m_area += areaOf(stage, stage.seconds);
    }
}

double Shape::at(double seconds) const
{
    if (m_stages.empty())
        return 1;
    if (m_repeats)
        seconds = std::fmod(seconds, m_length);
    else if (seconds >= m_length)
        return m_stages.back().to;
    const std::size_t i = lastNotAbove(m_starts, seconds);
    const Stage &stage = m_stages[i];
    return stage.from + (stage.to - stage.from) * (seconds - m_starts[i]) / stage.seconds;
}

double Shape::area(double seconds) const
{
    if (m_stages.empty())
        return seconds;
    double before = 0;
    if (m_repeats) {
        const double rounds = std::floor(seconds / m_length);
        before = rounds * m_area;
        seconds = std::clamp(seconds - rounds * m_length, 0.0, m_length);
    } else if (seconds >= m_length) {
        return m_area + (seconds - m_length) * m_stages.back().to;
    }
    const std::size_t i = lastNotAbove(m_starts, seconds);
    return before + m_areas[i] + areaOf(m_stages[i], seconds - m_starts[i]);
}

double Shape::timeOf(double wanted) const
{
    if (m_stages.empty() || wanted <= 0)
        return wanted;
    double before = 0;
    if (m_repeats) {
        // The first moment that reaches `wanted`: a whole number of rounds ends in the last of
        // them.
        const double rounds = std::ceil(wanted / m_area) - 1;
        before = rounds * m_length;
        wanted = std::clamp(wanted - rounds * m_area, 0.0, m_area);
    } else if (wanted > m_area) {
        const double held = m_stages.back().to;
        return held > 0 ? m_length + (wanted - m_area) / held
                        : std::numeric_limits<double>::infinity();
    }
    // The stage in which the area passes `wanted`; stages without area are stepped over backwards.
    const auto next = std::lower_bound(m_areas.begin(), m_areas.end(), wanted);
    const std::size_t i =
        next == m_areas.begin() ? 0 : static_cast<std::size_t>(next - m_areas.begin()) - 1;
    return before + m_starts[i] + secondsFor(m_stages[i], wanted - m_areas[i]);
}

}
