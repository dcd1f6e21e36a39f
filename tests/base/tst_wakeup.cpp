// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/wakeup.h"

#include <doctest/doctest.h>

#include <atomic>
#include <cstdint>
#include <limits>
#include <thread>

using namespace emitter;

namespace {
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
}

TEST_CASE("a wake before the wait is not lost, and counts once")
{
    WakeUp wake;
    CHECK_FALSE(wake.take());
    wake.wake();
    wake.wake();
    CHECK(wake.waitUntil(never));
    CHECK_FALSE(wake.waitUntil(0));
    wake.wake();
    CHECK(wake.take());
    CHECK_FALSE(wake.take());
}

TEST_CASE("a deadline that has passed returns at once")
{
    WakeUp wake;
    CHECK_FALSE(wake.waitUntil(0));
    CHECK_FALSE(wake.waitUntil(Clock::system().monotonicNanos() - 1));
}

TEST_CASE("another thread ends an endless wait")
{
    WakeUp there, back;
    std::thread other([&] {
        for (int i = 0; i < 1000; ++i) {
            CHECK(there.waitUntil(never));
            back.wake();
        }
    });
    for (int i = 0; i < 1000; ++i) {
        there.wake();
        CHECK(back.waitUntil(never));
    }
    other.join();
}

TEST_CASE("the system's clock waits until the deadline, not less")
{
    Clock &clock = Clock::system();
    WakeUp wake;
    const std::int64_t deadline = clock.monotonicNanos() + 2'000'000;
    clock.waitUntil(deadline, wake);
    CHECK(clock.monotonicNanos() >= deadline);
    CHECK(clock.unixNanos() > 1'700'000'000'000'000'000);
}
