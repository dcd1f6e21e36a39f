// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/loadwatch.h"

#include "support/fakeclock.h"

#include <doctest/doctest.h>

using namespace emitter;

namespace {

constexpr std::int64_t millisecond = 1'000'000;

/// 10 ms at a time, in which the thread that is watched and the busiest of the sink's compute.
struct Watched
{
    Watched() { load.begin(); }

    void pass(std::int64_t own, std::int64_t ofSink, bool isPressed = true)
    {
        clock.compute(own);
        clock.jump(10 * millisecond - own);
        sinkCpu += ofSink;
        load.look(clock.monotonicNanos(), isPressed, sinkCpu);
    }

    FakeClock clock;
    LoadWatch load{clock};
    std::int64_t sinkCpu = 700 * millisecond; // of its opening
};

}

TEST_CASE("of the thread and the sink's own the one that computed more counts, look by look")
{
    Watched watched;
    watched.pass(millisecond, 5 * millisecond);
    CHECK(watched.load.pressed() == 0); // nobody knows whether entries waited
    CHECK(watched.load.computed() == 0);
    struct Row
    {
        std::int64_t own, ofSink, computed;
    };
    std::int64_t computed = 0;
    std::int64_t pressed = 0;
    for (const Row &row :
        {Row{2, 0, 2}, Row{2, 9, 9}, Row{7, 5, 7}, Row{0, 10, 10}, Row{0, 0, 0}}) {
        watched.pass(row.own * millisecond, row.ofSink * millisecond);
        computed += row.computed * millisecond;
        pressed += 10 * millisecond;
        CHECK(watched.load.computed() == computed);
        CHECK(watched.load.pressed() == pressed);
    }
}

TEST_CASE("time counts when entries waited at its begin and at its end")
{
    Watched watched;
    for (const bool isPressed : {false, true, false, false, true})
        watched.pass(3 * millisecond, 8 * millisecond, isPressed);
    CHECK(watched.load.pressed() == 0);
    watched.pass(3 * millisecond, 8 * millisecond);
    CHECK(watched.load.pressed() == 10 * millisecond);
    CHECK(watched.load.computed() == 8 * millisecond);
}
