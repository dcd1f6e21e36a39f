// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/threadcpu.h"

#include "base/clock.h"

#include <doctest/doctest.h>

#include <future>
#include <thread>

using namespace emitter;

namespace {

constexpr std::int64_t work = 30'000'000; // more than this test's own thread has computed

void compute()
{
    const std::int64_t end = Clock::system().threadCpuNanos() + work;
    while (Clock::system().threadCpuNanos() < end) { }
}

}

TEST_CASE("the CPU time of another thread is told while it runs and when it has ended")
{
    ThreadCpu cpu;
    CHECK(cpu.nanos() == 0);
    std::promise<void> computed, looked;
    std::thread thread([&] {
        cpu.begin();
        compute();
        computed.set_value();
        looked.get_future().wait();
        compute();
        cpu.end();
    });
    computed.get_future().wait();
    const std::int64_t running = cpu.nanos();
    CHECK(running >= work);
    looked.set_value();
    thread.join();
    const std::int64_t ended = cpu.nanos();
    CHECK(ended >= running + work);
    compute();
    CHECK(cpu.nanos() == ended);
}
