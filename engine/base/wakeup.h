// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace emitter {

/// One thread waits, any thread wakes it. A wake before the wait is not lost.
class WakeUp
{
public:
    /// Ends the current wait, or the next one.
    void wake();
    /// Waits until woken or `monotonicDeadline` (nanoseconds, CLOCK_MONOTONIC); true when woken.
    bool waitUntil(std::int64_t monotonicDeadline);
    /// Takes a pending wake without waiting; true when there was one.
    bool take();

private:
    std::mutex m_mutex;
    std::condition_variable m_condition;
    bool m_woken = false;
};

}
