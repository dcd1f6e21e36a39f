// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/loadwatch.h"

#include <algorithm>

namespace emitter {

void LoadWatch::begin()
{
    m_mark = m_clock.monotonicNanos();
    m_cpuMark = m_clock.threadCpuNanos();
}

void LoadWatch::look(std::int64_t now, bool isPressed, std::int64_t sinkCpu)
{
    const std::int64_t cpu = m_clock.threadCpuNanos();
    if (m_wasPressed && isPressed) {
        m_pressed.fetch_add(now - m_mark, std::memory_order_relaxed);
        m_computed.fetch_add(
            std::max(cpu - m_cpuMark, sinkCpu - m_sinkCpuMark), std::memory_order_relaxed);
    }
    m_wasPressed = isPressed;
    m_mark = now;
    m_cpuMark = cpu;
    m_sinkCpuMark = sinkCpu;
}

}
