// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace emitter {

class WakeUp;

/// Time as the engine sees it; injected, so that tests decide what time it is.
/// Every function may be called from any thread.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Nanoseconds on a clock that never jumps (CLOCK_MONOTONIC).
    virtual std::int64_t monotonicNanos() const = 0;
    /// Nanoseconds since 1970 UTC; may jump.
    virtual std::int64_t unixNanos() const = 0;
    /// CPU time that the calling thread has used so far, nanoseconds.
    virtual std::int64_t threadCpuNanos() const = 0;
    /// Returns at `deadline` (monotonic nanoseconds) or when `wake` fires, whichever is first.
    virtual void waitUntil(std::int64_t deadline, WakeUp &wake) = 0;

    /// The machine's clocks.
    static Clock &system();
};

}
