// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "delivery/retrypolicy.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>

using namespace emitter;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

namespace {

constexpr std::uint64_t smallestDraw = 0; // unit interval 0: the whole window
constexpr std::uint64_t largestDraw = std::numeric_limits<std::uint64_t>::max();

}

TEST_CASE("the window doubles from base to max")
{
    const RetryPolicy policy{.attempts = 100, .base = 100ms, .max = 30s};
    const struct
    {
        int attempt;
        milliseconds window;
    } rows[] = {{1, 100ms}, {2, 200ms}, {3, 400ms}, {5, 1600ms}, {9, 25'600ms}, {10, 30s},
        {11, 30s}, {64, 30s}, {100, 30s}};
    for (const auto &row : rows) {
        CAPTURE(row.attempt);
        CHECK(policy.delay(row.attempt, {}, smallestDraw) == nanoseconds(row.window));
        CHECK(policy.delay(row.attempt, {}, largestDraw) > 0ns);
        CHECK(policy.delay(row.attempt, {}, largestDraw) < 1us);
    }
}

TEST_CASE("full jitter is uniform over the window")
{
    const RetryPolicy policy{.attempts = 5, .base = 1s, .max = 30s};
    double sum = 0;
    int lowest = 0;
    constexpr int draws = 20'000;
    for (int i = 0; i < draws; ++i) {
        const nanoseconds wait =
            *policy.delay(1, {}, randomBits(7, 1, static_cast<std::uint64_t>(i)));
        REQUIRE(wait > 0ns);
        REQUIRE(wait <= 1s);
        sum += static_cast<double>(wait.count());
        lowest += wait < 100ms ? 1 : 0;
    }
    CHECK(sum / draws / 1e9 == doctest::Approx(0.5).epsilon(0.02));
    CHECK(lowest == doctest::Approx(draws / 10).epsilon(0.1));
}

TEST_CASE("attempts are counted after the first send")
{
    const struct
    {
        int attempts;
        int attempt;
        bool allowed;
    } rows[] = {{5, 1, true}, {5, 5, true}, {5, 6, false}, {1, 1, true}, {1, 2, false},
        {0, 1, false}, {-1, 1, false}};
    for (const auto &row : rows) {
        CAPTURE(row.attempts);
        CAPTURE(row.attempt);
        RetryPolicy policy;
        policy.attempts = row.attempts;
        CHECK(policy.delay(row.attempt, {}, 1).has_value() == row.allowed);
    }
}

TEST_CASE("a server's wish is a lower bound, within reason")
{
    const RetryPolicy policy{.attempts = 5, .base = 100ms, .max = 30s};
    const struct
    {
        milliseconds asked;
        nanoseconds wait; // with the draw that gives the whole window of 100 ms
    } rows[] = {{-1ms, 100ms}, {0ms, 100ms}, {99ms, 100ms}, {100ms, 100ms}, {101ms, 101ms},
        {2s, 2s}, {60s, 60s}, {61s, 60s}, {milliseconds::max(), 60s}, {milliseconds::min(), 100ms}};
    for (const auto &row : rows) {
        CAPTURE(row.asked.count());
        CHECK(policy.delay(1, row.asked, smallestDraw) == row.wait);
        CHECK(policy.pause(1, row.asked, smallestDraw) == row.wait);
    }
}

TEST_CASE("strange settings do not overflow")
{
    CHECK(*RetryPolicy{.attempts = 9, .base = 0ms, .max = 30s}.delay(9, {}, 0) == 0ns);
    CHECK(*RetryPolicy{.attempts = 9, .base = 10s, .max = 1s}.delay(1, {}, 0) == 1s);
    CHECK(*RetryPolicy{.attempts = 9, .base = -5ms, .max = 1s}.delay(3, {}, 0) == 0ns);
    const RetryPolicy endless{.attempts = std::numeric_limits<int>::max(),
        .base = milliseconds::max(),
        .max = milliseconds::max()};
    CHECK(*endless.delay(std::numeric_limits<int>::max(), {}, 0) == 24h);
    CHECK(*endless.delay(1, {}, largestDraw) > 0ns);
}

TEST_CASE("a pause has no last attempt")
{
    const RetryPolicy policy{.attempts = 1, .base = 100ms, .max = 1s};
    CHECK(policy.pause(2, {}, smallestDraw) == 200ms);
    CHECK(policy.pause(1000, {}, smallestDraw) == 1s);
}
