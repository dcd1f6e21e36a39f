// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <set>

using namespace emitter;

TEST_CASE("a number depends on seed, stream and counter alone")
{
    CHECK(randomBits(1, 2, 3) == randomBits(1, 2, 3));
    std::set<std::uint64_t> seen;
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        for (std::uint64_t stream = 0; stream < 10; ++stream) {
            for (std::uint64_t counter = 0; counter < 100; ++counter)
                seen.insert(randomBits(seed, stream, counter));
        }
    }
    CHECK(seen.size() == 10'000);
}

TEST_CASE("the mixer is the published one")
{
    // First outputs of SplitMix64 with seed 0: the finaliser of multiples of the golden ratio.
    CHECK(mix64(0x9e3779b97f4a7c15ULL) == 0xe220a8397b1dcdafULL);
    CHECK(mix64(0x9e3779b97f4a7c15ULL * 2) == 0x6e789e6aa1b965f4ULL);
    CHECK(mix64(0) == 0);
}

TEST_CASE("every bit is set half of the time")
{
    std::array<int, 64> ones{};
    constexpr int draws = 20'000;
    for (std::uint64_t i = 0; i < draws; ++i) {
        const std::uint64_t bits = randomBits(42, 7, i);
        for (std::size_t bit = 0; bit < 64; ++bit)
            ones[bit] += static_cast<int>((bits >> bit) & 1);
    }
    for (const int count : ones)
        CHECK(std::abs(count - draws / 2) < 500); // seven standard deviations
}

TEST_CASE("the unit interval is half open")
{
    CHECK(unitInterval(0) == 0);
    CHECK(unitInterval(std::numeric_limits<std::uint64_t>::max()) < 1);
    CHECK(unitInterval(std::uint64_t{1} << 63) == 0.5);
}

TEST_CASE("bounded numbers reach both ends, never the bound, and are even")
{
    CHECK(below(0, 10) == 0);
    CHECK(below(std::numeric_limits<std::uint64_t>::max(), 10) == 9);
    CHECK(below(std::numeric_limits<std::uint64_t>::max(), 0xffffffffU) == 0xfffffffeU);
    CHECK(below(12345, 1) == 0);
    std::array<int, 6> counts{};
    for (std::uint64_t i = 0; i < 60'000; ++i)
        ++counts[below(randomBits(1, 1, i), 6)];
    for (const int count : counts)
        CHECK(std::abs(count - 10'000) < 600);
}

TEST_CASE("exponential gaps have mean and deviation one, and no infinity")
{
    CHECK(exponential(0) == 0);
    CHECK(std::isfinite(exponential(std::numeric_limits<std::uint64_t>::max())));
    double sum = 0, squares = 0;
    constexpr int draws = 200'000;
    for (std::uint64_t i = 0; i < draws; ++i) {
        const double gap = exponential(randomBits(5, 5, i));
        sum += gap;
        squares += gap * gap;
    }
    CHECK(sum / draws == doctest::Approx(1).epsilon(0.01));
    CHECK(squares / draws == doctest::Approx(2).epsilon(0.03));
}

TEST_CASE("a stream walks the counter")
{
    RandomStream stream(9, 4);
    CHECK(stream.next() == randomBits(9, 4, 0));
    CHECK(stream.next() == randomBits(9, 4, 1));
}

TEST_CASE("drawn seeds survive every JSON reader and differ")
{
    std::set<std::uint64_t> seeds;
    for (int i = 0; i < 100; ++i) {
        seeds.insert(drawSeed());
        CHECK(*seeds.rbegin() < (std::uint64_t{1} << 53));
    }
    CHECK(seeds.size() == 100);
}
