// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>

namespace emitter {

/// How often charts may be drawn: at the rate that the user likes, or less often while this
/// computer needs too long for it. Time is injected. GUI thread.
class ChartPace
{
public:
    using Nanos = std::chrono::nanoseconds;
    /// A clock that never jumps.
    using Now = std::function<Nanos()>;

    static constexpr Nanos mostPerTick = std::chrono::milliseconds(50);
    static constexpr int slowest = 8; ///< times the interval that was asked for

    explicit ChartPace(Nanos interval)
        : m_wanted(interval)
    {
    }

    void setInterval(Nanos interval) { m_wanted = interval; }
    /// The time to the next tick.
    Nanos interval() const { return m_wanted * m_slowdown; }
    /// 1, or how many times slower than wanted.
    int slowdown() const { return m_slowdown; }

    /// A part of the tick's drawing took so long.
    void addPainting(Nanos time) { m_painting += time; }
    /// The tick is over: over 50 ms halves the rate; ten ticks below a quarter of that double it
    /// again. True when the rate changed.
    bool endTick();

private:
    Nanos m_wanted;
    Nanos m_painting{0};
    int m_slowdown = 1;
    int m_quickTicks = 0;
};

}
