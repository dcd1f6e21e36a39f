// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include "base/wakeup.h"

#include <ctime>

namespace emitter {
namespace {

std::int64_t read(clockid_t id)
{
    timespec now{};
    clock_gettime(id, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

class SystemClock : public Clock
{
public:
    std::int64_t monotonicNanos() const override { return read(CLOCK_MONOTONIC); }
    std::int64_t unixNanos() const override { return read(CLOCK_REALTIME); }
    std::int64_t threadCpuNanos() const override { return read(CLOCK_THREAD_CPUTIME_ID); }
    void waitUntil(std::int64_t deadline, WakeUp &wake) override { wake.waitUntil(deadline); }
};

}

Clock &Clock::system()
{
    // Never destroyed: a thread that a second interrupt left behind reads it until the end.
    static SystemClock *const clock = new SystemClock;
    return *clock;
}

}
