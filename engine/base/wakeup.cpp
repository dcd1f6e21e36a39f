// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/wakeup.h"

#include <chrono>
#include <utility>

namespace emitter {

void WakeUp::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_woken = true;
    }
    m_condition.notify_one();
}

bool WakeUp::waitUntil(std::int64_t monotonicDeadline)
{
    // steady_clock is CLOCK_MONOTONIC in both libstdc++ and libc++ on Linux.
    using Steady = std::chrono::steady_clock;
    const Steady::time_point deadline{std::chrono::nanoseconds(monotonicDeadline)};
    std::unique_lock lock(m_mutex);
    m_condition.wait_until(lock, deadline, [this] { return m_woken; });
    return std::exchange(m_woken, false);
}

bool WakeUp::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_woken, false);
}

}
