// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/timeline.h"

#include "schedule/saturated.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace emitter {
namespace {

double toSeconds(std::int64_t nanos)
{
    return static_cast<double>(nanos) * 1e-9;
}

std::int64_t saturatedNanos(double seconds)
{
    const double nanos = seconds * 1e9;
    return nanos < 0x1p63 ? std::llround(nanos) : never;
}

}

Timeline::Timeline(Shape shape, double factor)
    : m_shape(std::move(shape))
    , m_factor(factor)
    , m_isIdentity(m_shape.isConstant() && factor == 1)
{
}

std::int64_t Timeline::stretched(std::int64_t unshaped) const
{
    if (unshaped == never)
        return never;
    if (unshaped <= m_sinceUnshaped)
        return m_sinceTime;
    if (m_factor <= 0)
        return never;
    const double wanted = toSeconds(unshaped - m_sinceUnshaped) / m_factor;
    if (m_shape.isConstant())
        return saturatedSum(m_sinceTime, saturatedNanos(wanted));
    const double time = m_shape.timeOf(m_sinceArea + wanted);
    return std::max(m_sinceTime, saturatedNanos(time));
}

std::int64_t Timeline::unshapedAt(std::int64_t runTime) const
{
    if (m_isIdentity)
        return runTime;
    const double passed = m_shape.isConstant() ? toSeconds(runTime - m_sinceTime)
                                               : m_shape.area(toSeconds(runTime)) - m_sinceArea;
    return saturatedSum(m_sinceUnshaped, saturatedNanos(std::max(passed, 0.0) * m_factor));
}

void Timeline::setFactor(std::int64_t runTime, double factor)
{
    m_sinceUnshaped = unshapedAt(runTime);
    m_sinceTime = runTime;
    m_sinceArea = m_shape.area(toSeconds(runTime));
    m_factor = factor;
    m_isIdentity = m_shape.isConstant() && factor == 1 && m_sinceUnshaped == m_sinceTime;
}

}
