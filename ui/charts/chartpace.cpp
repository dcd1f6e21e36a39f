// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpace.h"

#include <utility>

namespace emitter {

bool ChartPace::endTick()
{
    constexpr int ticksToTrust = 10;
    const Nanos painting = std::exchange(m_painting, Nanos(0));
    const int before = m_slowdown;
    if (painting > mostPerTick) {
        m_quickTicks = 0;
        if (m_slowdown < slowest)
            m_slowdown *= 2;
    } else if (painting < mostPerTick / 4 && m_slowdown > 1 && ++m_quickTicks == ticksToTrust) {
        m_quickTicks = 0;
        m_slowdown /= 2;
    }
    return m_slowdown != before;
}

}
