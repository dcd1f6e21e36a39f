// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/histogram.h"
#include "base/random.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

using namespace emitter;

TEST_CASE("an empty histogram has nothing to say")
{
    const Histogram histogram;
    CHECK(histogram.count() == 0);
    CHECK(histogram.quantile(0.5) == 0);
    CHECK(histogram.mean() == 0);
    CHECK(histogram.min() == 0);
    CHECK(histogram.max() == 0);
}

TEST_CASE("every value is kept to better than one per cent")
{
    for (std::int64_t value = 0; value < std::int64_t{1} << 61; value += value / 20 + 1) {
        Histogram histogram;
        histogram.record(0);
        histogram.record(value);
        histogram.record(std::numeric_limits<std::int64_t>::max());
        const auto seen = static_cast<double>(histogram.quantile(0.5));
        CAPTURE(value);
        CHECK(std::abs(seen - static_cast<double>(value)) <= 0.008 * static_cast<double>(value));
    }
}

TEST_CASE("small values and the borders of buckets are exact")
{
    for (const std::int64_t value : {0, 1, 126, 127, 128, 129, 255}) {
        Histogram histogram;
        histogram.record(0);
        histogram.record(value);
        histogram.record(1'000'000);
        CHECK(histogram.quantile(0.5) == value);
    }
}

TEST_CASE("quantiles agree with sorted values")
{
    Histogram histogram;
    std::vector<std::int64_t> values;
    for (std::uint64_t i = 0; i < 10'000; ++i) {
        values.push_back(static_cast<std::int64_t>(1e6 * exponential(randomBits(3, 0, i))));
        histogram.record(values.back());
    }
    std::sort(values.begin(), values.end());
    for (const double q : {0.0, 0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0}) {
        const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(q * 10'000)));
        const auto exact = static_cast<double>(values[rank - 1]);
        CAPTURE(q);
        CHECK(std::abs(static_cast<double>(histogram.quantile(q)) - exact) <= 0.008 * exact + 1);
    }
    CHECK(histogram.max() == values.back());
    CHECK(histogram.min() == values.front());
    CHECK(histogram.quantile(1.0) == values.back());
}

TEST_CASE("negative values count as zero, several at once count as several")
{
    Histogram histogram;
    histogram.record(-5);
    histogram.record(10, 3);
    histogram.record(99, 0);
    CHECK(histogram.count() == 4);
    CHECK(histogram.min() == 0);
    CHECK(histogram.max() == 10);
    CHECK(histogram.mean() == doctest::Approx(7.5));
}

TEST_CASE("merged histograms are one")
{
    Histogram a, b, both;
    for (std::int64_t i = 0; i < 1000; ++i) {
        (i % 3 ? a : b).record(i * i);
        both.record(i * i);
    }
    a.merge(b);
    a.merge(Histogram());
    CHECK(a.count() == both.count());
    CHECK(a.mean() == doctest::Approx(both.mean()));
    for (const double q : {0.1, 0.5, 0.99, 1.0})
        CHECK(a.quantile(q) == both.quantile(q));
    Histogram empty;
    empty.merge(b);
    CHECK(empty.min() == b.min());
    empty.clear();
    CHECK(empty.count() == 0);
    CHECK(empty.max() == 0);
    empty.record(7);
    CHECK(empty.min() == 7);
}

TEST_CASE("the longest duration has a bucket")
{
    Histogram histogram;
    histogram.record(std::numeric_limits<std::int64_t>::max());
    histogram.record(std::numeric_limits<std::int64_t>::max() - 1);
    CHECK(histogram.quantile(0.5) > 0);
    CHECK(histogram.max() == std::numeric_limits<std::int64_t>::max());
}
