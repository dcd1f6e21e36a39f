// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <atomic>
#include <cstdint>

namespace emitter {

/// How much of the time in which entries waited a thread computed: whether it is the client or the
/// store that is slow. A client may have threads of its own: whichever computed most counts. Costs
/// a reading of CPU times each millisecond at most. The thread that is watched calls everything but
/// the two sums, which are for any thread.
class LoadWatch
{
public:
    explicit LoadWatch(const Clock &clock)
        : m_clock(clock)
    {
    }

    /// The thread begins.
    void begin();
    /// Whether look() would look at `now`.
    bool isDue(std::int64_t now) const { return now - m_mark >= slice; }
    /// Between two batches; `isPressed`: a further batch waits. What passed since the last look
    /// counts when one waited then too. `sinkCpu`: what Sink::busiestThreadNanos() says.
    void look(std::int64_t now, bool isPressed, std::int64_t sinkCpu);

    /// Nanoseconds of CPU time while entries waited.
    std::int64_t computed() const { return m_computed.load(std::memory_order_relaxed); }
    /// Nanoseconds in which entries waited.
    std::int64_t pressed() const { return m_pressed.load(std::memory_order_relaxed); }

private:
    static constexpr std::int64_t slice = 1'000'000;

    const Clock &m_clock;
    std::int64_t m_mark = 0;
    std::int64_t m_cpuMark = 0, m_sinkCpuMark = 0;
    bool m_wasPressed = false;
    std::atomic<std::int64_t> m_computed = 0, m_pressed = 0;
};

}
