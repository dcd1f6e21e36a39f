// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/arrivals.h"
#include "schedule/streamdraw.h"
#include "schedule/streams.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace emitter;

namespace {

struct Moments
{
    double mean = 0;
    double variance = 0;
    std::int64_t least = 0;
    std::int64_t most = 0;
};

/// Over `count` gaps in nanoseconds, the first one (a phase) left out.
Moments moments(const StreamSpec &spec, std::uint64_t count, std::uint32_t source = 0)
{
    const StreamDraw draw(spec);
    Moments result;
    double sum = 0;
    double squares = 0;
    result.least = draw.gap(randomBits(42, source, 1), 1);
    for (std::uint64_t k = 1; k <= count; ++k) {
        const std::int64_t gap = draw.gap(randomBits(42, source, k), k);
        const auto value = static_cast<double>(gap);
        sum += value;
        squares += value * value;
        result.least = std::min(result.least, gap);
        result.most = std::max(result.most, gap);
    }
    const auto n = static_cast<double>(count);
    result.mean = sum / n;
    result.variance = squares / n - result.mean * result.mean;
    return result;
}

}

TEST_CASE("a million Poisson gaps have the mean and the variance of their rate")
{
    for (const double rate : {0.01, 1.0, 33.3, 999.9, 50'000.0, 1'000'000.0}) {
        CAPTURE(rate);
        const double gap = 1e9 / rate;
        const Moments gaps = moments(streamOf(ArrivalKind::Poisson, 1 / rate), 1'000'000);
        CHECK(std::abs(gaps.mean / gap - 1) < 0.003);
        CHECK(std::abs(gaps.variance / (gap * gap) - 1) < 0.01);
        CHECK(gaps.least >= 0);
        CHECK(static_cast<double>(gaps.most) > 10 * gap);
    }
}

TEST_CASE("the exponential draw is the logarithm, to eleven digits")
{
    for (std::uint64_t i = 0; i < 100'000; ++i) {
        const std::uint64_t bits = i < 64 ? std::uint64_t{1} << i : randomBits(1, 2, i);
        const double expected = 64 * std::log(2.0) - std::log(static_cast<double>(bits));
        const double drawn = static_cast<double>(exponentialFixedPoint(bits)) * 0x1p-57;
        REQUIRE(std::abs(drawn - expected) < 2e-11);
    }
    CHECK(exponentialFixedPoint(0) == exponentialFixedPoint(1));
    CHECK(exponentialFixedPoint(~std::uint64_t{0}) < 1'000'000);
}

TEST_CASE("fixed gaps are even to the nanosecond, and a day later still in step")
{
    for (const double rate : {0.01, 1.0, 33.3, 999.9, 50'000.0, 1'000'000.0}) {
        CAPTURE(rate);
        const StreamSpec spec = streamOf(ArrivalKind::Fixed, 1 / rate);
        const long double gap = 1e9L * static_cast<long double>(1 / rate);
        const std::int64_t phase = arrivalGap(spec, 7, 0, 0);
        CHECK(phase >= 0);
        CHECK(static_cast<long double>(phase) <= gap - 1);

        std::int64_t position = 0;
        for (std::uint64_t k = 1; k <= 100'000; ++k) {
            position += arrivalGap(spec, 7, 0, k);
            REQUIRE(std::abs(static_cast<long double>(position) - gap * static_cast<long double>(k))
                <= 0.51L);
        }
        // A day later the same: the sum of the next gaps is still their number times the gap.
        const auto day = static_cast<std::uint64_t>(86'400 * rate) + 1;
        std::int64_t further = 0;
        for (std::uint64_t k = 1; k <= 100'000; ++k) {
            further += arrivalGap(spec, 7, 0, day + k);
            REQUIRE(std::abs(static_cast<long double>(further) - gap * static_cast<long double>(k))
                <= 1.01L);
        }
    }
}

TEST_CASE("gaps of x plus or minus y stay inside and fill the range")
{
    StreamSpec spec = streamOf(ArrivalKind::Uniform, 1);
    spec.jitter = 0.5;
    const Moments gaps = moments(spec, 1'000'000);
    CHECK(gaps.least >= 500'000'000);
    CHECK(gaps.most <= 1'500'000'000);
    CHECK(gaps.least < 500'010'000);
    CHECK(gaps.most > 1'499'990'000);
    CHECK(std::abs(gaps.mean / 1e9 - 1) < 0.001);
    CHECK(std::abs(gaps.variance / (1e18 / 12) - 1) < 0.01);
}

TEST_CASE("a jitter of 0 is a fixed gap")
{
    StreamSpec spec = streamOf(ArrivalKind::Uniform, 0.25);
    spec.jitter = 0;
    const Moments gaps = moments(spec, 1000);
    CHECK(gaps.least == 250'000'000);
    CHECK(gaps.most == 250'000'000);
}

TEST_CASE("with a jitter above the base no gap is negative, and the rate told is the rate kept")
{
    struct Row
    {
        double x, y, minGap;
    };
    for (const Row row : {Row{1, 1, 0}, Row{1, 1.5, 0}, Row{1, 10, 0}, Row{1, 0.5, 0.8},
             Row{1, 0.5, 2}, Row{0.001, 0.003, 0.0005}, Row{1, 0.5, 0.1}, Row{2, 0, 0}}) {
        CAPTURE(row.x);
        CAPTURE(row.y);
        CAPTURE(row.minGap);
        StreamSpec spec = streamOf(ArrivalKind::Uniform, row.x, 3);
        spec.jitter = row.y;
        spec.minGap = row.minGap;
        const Moments gaps = moments(spec, 1'000'000);
        CHECK(gaps.least >= std::llround(row.minGap * 1e9));
        CHECK(std::abs(expectedRate(spec) * gaps.mean / 3e9 - 1) < 0.003);
    }
}

TEST_CASE("the expected rate is 1 / x only without a cut")
{
    StreamSpec spec = streamOf(ArrivalKind::Uniform, 1, 5);
    spec.jitter = 0.5;
    CHECK(expectedRate(spec) == doctest::Approx(5));
    spec.jitter = 3; // max(gap, 0) over [-2, 4]: mean 16 / 12
    CHECK(expectedRate(spec) == doctest::Approx(5 / (16.0 / 12)));
    CHECK(expectedRate(streamOf(ArrivalKind::Poisson, 0.02, 4)) == doctest::Approx(200));
    CHECK(expectedRate(streamOf(ArrivalKind::Fixed, 0.01)) == doctest::Approx(100));
}

TEST_CASE("like emitters start at phases of their own")
{
    for (const ArrivalKind kind : {ArrivalKind::Fixed, ArrivalKind::Uniform}) {
        StreamSpec spec = streamOf(kind, 1, 1000);
        std::vector<std::int64_t> phases;
        for (std::uint32_t source = 0; source < 1000; ++source)
            phases.push_back(arrivalGap(spec, 1, source, 0));
        std::sort(phases.begin(), phases.end());
        CHECK(phases.front() < 20'000'000);
        CHECK(std::abs(static_cast<double>(phases[500]) - 5e8) < 1e8);
        CHECK(phases.back() > 980'000'000);
        CHECK(phases.back() < oneSecond);
    }
}

TEST_CASE("a gap depends on seed, source and count alone")
{
    const StreamSpec spec = streamOf(ArrivalKind::Poisson, 1);
    const std::int64_t gap = arrivalGap(spec, 1, 2, 3);
    CHECK(gap == arrivalGap(spec, 1, 2, 3));
    CHECK(gap != arrivalGap(spec, 2, 2, 3));
    CHECK(gap != arrivalGap(spec, 1, 3, 3));
    CHECK(gap != arrivalGap(spec, 1, 2, 4));
}
