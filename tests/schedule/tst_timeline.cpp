// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/streams.h"
#include "schedule/timeline.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <limits>

using namespace emitter;

namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

}

TEST_CASE("without shape and factor run time is unshaped time, to the nanosecond")
{
    const Timeline timeline({});
    for (const std::int64_t nanos :
        {std::int64_t{0}, std::int64_t{1}, 86'400 * oneSecond + 7, never}) {
        CHECK(timeline.dueOf(nanos) == nanos);
        CHECK(timeline.unshapedAt(nanos) == nanos);
    }
}

TEST_CASE("a factor changes the pace from its moment on")
{
    Timeline timeline({});
    timeline.setFactor(10 * oneSecond, 2);
    CHECK(timeline.unshapedAt(10 * oneSecond) == 10 * oneSecond);
    CHECK(timeline.dueOf(12 * oneSecond) == 11 * oneSecond);
    timeline.setFactor(11 * oneSecond, 0.5);
    CHECK(timeline.dueOf(13 * oneSecond) == 13 * oneSecond);
    CHECK(timeline.unshapedAt(13 * oneSecond) == 13 * oneSecond);
    CHECK(timeline.unshapedAt(15 * oneSecond) == 14 * oneSecond);
    timeline.setFactor(13 * oneSecond, 1);
    CHECK(timeline.dueOf(20 * oneSecond) == 20 * oneSecond);
}

TEST_CASE("with factor 0 nothing falls due until the factor comes back")
{
    Timeline timeline({});
    timeline.setFactor(5 * oneSecond, 0);
    CHECK(timeline.dueOf(5 * oneSecond + 1) == never);
    CHECK(timeline.unshapedAt(100 * oneSecond) == 5 * oneSecond);
    timeline.setFactor(100 * oneSecond, 1);
    CHECK(timeline.dueOf(6 * oneSecond) == 101 * oneSecond);
}

TEST_CASE("a factor from the start counts from the start")
{
    const Timeline timeline({}, 4);
    CHECK(timeline.dueOf(4 * oneSecond) == oneSecond);
    CHECK(timeline.unshapedAt(oneSecond) == 4 * oneSecond);
}

TEST_CASE("a shape stretches time, a factor multiplies it")
{
    Timeline timeline(Shape({{10, 0, 2}}));
    CHECK(timeline.dueOf(oneSecond * 5 / 2) == 5 * oneSecond);
    timeline.setFactor(5 * oneSecond, 3);
    // From 5 s to 10 s the ramp's area is 7.5, threefold 22.5.
    CHECK(timeline.dueOf(oneSecond * 25) == 10 * oneSecond);
    CHECK(timeline.unshapedAt(10 * oneSecond) == 25 * oneSecond);
}

TEST_CASE("a shape that has ended at 0 makes the rest due never")
{
    const Timeline timeline(Shape({{10, 1, 0}}));
    CHECK(timeline.dueOf(5 * oneSecond) <= 10 * oneSecond);
    CHECK(timeline.dueOf(6 * oneSecond) == never);
}

TEST_CASE("dueOf() and unshapedAt() undo each other and never go back")
{
    Timeline timeline(Shape({{10, 0.5, 4}, {20, 4, 4}, {30, 4, 0.25}}, true), 0.7);
    timeline.setFactor(3 * oneSecond + 1, 1.9);
    timeline.setFactor(44 * oneSecond, 0.31);
    const std::int64_t from = timeline.unshapedAt(44 * oneSecond);
    std::int64_t last = 0;
    for (std::int64_t i = 0; i < 100'000; ++i) {
        const std::int64_t unshaped = from + i * 3'333'333;
        const std::int64_t due = timeline.dueOf(unshaped);
        REQUIRE(due >= last);
        REQUIRE(std::abs(timeline.unshapedAt(due) - unshaped) <= 3);
        last = due;
    }
}
