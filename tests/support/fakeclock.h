// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/wakeup.h"

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <list>
#include <mutex>

namespace emitter {

/// A clock that tests own. Whoever waits for a moment up to the limit gets there at once: the clock
/// jumps to it. Later waits block until the test moves on (advanceTo), or a wake comes.
/// Every function may be called from any thread.
class FakeClock : public Clock
{
public:
    static constexpr std::int64_t forever = std::numeric_limits<std::int64_t>::max();

    /// With the limit `forever` time flies; with another one the test decides how far.
    explicit FakeClock(std::int64_t limit = forever, std::int64_t now = 0)
        : m_limit(limit)
        , m_now(now)
    {
    }

    std::int64_t monotonicNanos() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_now;
    }

    std::int64_t unixNanos() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_now + m_unixOffset;
    }

    /// The same for every thread: tests watch one.
    std::int64_t threadCpuNanos() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_cpu;
    }

    /// Whoever runs uses a CPU for so long.
    void compute(std::int64_t nanos)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_cpu += nanos;
        }
        jump(nanos);
    }

    /// The wall clock jumps; the monotonic one does not notice.
    void setUnixOffset(std::int64_t nanos)
    {
        const std::lock_guard lock(m_mutex);
        m_unixOffset = nanos;
    }

    void waitUntil(std::int64_t deadline, WakeUp &wake) override
    {
        std::unique_lock lock(m_mutex);
        if (wake.take() || deadline <= m_now)
            return;
        if (deadline != forever && deadline <= m_limit) {
            m_now = deadline;
            wakeReached();
            return;
        }
        const auto self = m_waiters.insert(m_waiters.end(), {deadline, &wake});
        m_changed.notify_all();
        lock.unlock();
        wake.waitUntil(forever);
        lock.lock();
        m_waiters.erase(self);
    }

    /// Lets time pass up to `moment` and returns when `threads` threads wait for something later,
    /// all their work before it done. Never returns when fewer threads wait.
    void advanceTo(std::int64_t moment, std::size_t threads = 1)
    {
        std::unique_lock lock(m_mutex);
        m_limit = std::max(m_limit, moment);
        for (Waiter &waiter : m_waiters)
            nudge(waiter);
        m_changed.wait(lock, [&] { return blocked() >= threads; });
        m_now = std::max(m_now, moment);
    }

    /// Time passes without anybody having been able to run: a stopped process, a sleeping laptop.
    void jump(std::int64_t nanos)
    {
        const std::lock_guard lock(m_mutex);
        m_now += nanos;
        m_limit = m_limit == forever ? forever : std::max(m_limit, m_now);
        wakeReached();
    }

private:
    struct Waiter
    {
        std::int64_t deadline;
        WakeUp *wake;
        bool nudged = false;
    };

    void nudge(Waiter &waiter)
    {
        waiter.nudged = true;
        waiter.wake->wake();
    }

    void wakeReached()
    {
        for (Waiter &waiter : m_waiters) {
            if (waiter.deadline <= m_now)
                nudge(waiter);
        }
    }

    std::size_t blocked() const
    {
        return static_cast<std::size_t>(std::count_if(m_waiters.begin(), m_waiters.end(),
            [](const Waiter &waiter) { return !waiter.nudged; }));
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::list<Waiter> m_waiters;
    std::int64_t m_limit;
    std::int64_t m_now;
    std::int64_t m_unixOffset = 0;
    std::int64_t m_cpu = 0;
};

}
