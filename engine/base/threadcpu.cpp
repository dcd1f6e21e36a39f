// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/threadcpu.h"

#include "base/clock.h"

#include <pthread.h>

namespace emitter {

void ThreadCpu::begin()
{
    const std::lock_guard lock(m_mutex);
    clockid_t id = 0;
    if (::pthread_getcpuclockid(::pthread_self(), &id) == 0)
        m_clock = id;
}

void ThreadCpu::end()
{
    const std::lock_guard lock(m_mutex);
    m_atEnd = Clock::system().threadCpuNanos();
    m_clock.reset();
}

std::int64_t ThreadCpu::nanos() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_clock)
        return m_atEnd;
    timespec now{};
    ::clock_gettime(*m_clock, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}
