// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bincounter.h"

#include "base/random.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace emitter;

TEST_CASE("evenly spaced events lie evenly in bins")
{
    BinCounter bins(10);
    for (std::int64_t time = 0; time < 1000; time += 2)
        bins.add(time, 1);
    CHECK(bins.variation(1000) == doctest::Approx(0));
}

TEST_CASE("bins of 0 and of 2 vary by their mean")
{
    BinCounter bins(10);
    for (std::int64_t time = 5; time < 1000; time += 20)
        bins.add(time, 2);
    CHECK(bins.variation(1000) == doctest::Approx(1));
}

TEST_CASE("a bin that is not over does not count")
{
    BinCounter bins(10);
    for (std::int64_t time = 0; time < 100; time += 10)
        bins.add(time, 3);
    bins.add(100, 1);
    CHECK(bins.variation(105) == doctest::Approx(0));
    CHECK(*bins.variation(110) > 0.1);
}

TEST_CASE("empty bins at the end count")
{
    BinCounter bins(10);
    bins.add(0, 4);
    CHECK_FALSE(bins.variation(19));
    CHECK(bins.variation(40) == doctest::Approx(std::sqrt(3.0)));
}

TEST_CASE("without events there is no variation")
{
    CHECK_FALSE(BinCounter(10).variation(1000));
}

TEST_CASE("an event at a bin's end belongs to the next")
{
    BinCounter bins(10);
    bins.add(9, 1);
    CHECK(bins.end() == 10);
    bins.add(10, 1);
    CHECK(bins.end() == 20);
    CHECK(bins.variation(20) == doctest::Approx(0));
}

TEST_CASE("a Poisson stream varies by one over the root of the entries in a bin")
{
    BinCounter bins(100);
    double time = 0;
    for (std::uint64_t i = 0; i < 100'000; ++i) {
        const double uniform = (static_cast<double>(randomBits(1, 0, i) >> 11) + 0.5) * 0x1p-53;
        time -= 10 * std::log(uniform);
        bins.add(static_cast<std::int64_t>(time), 1);
    }
    CHECK(bins.variation(static_cast<std::int64_t>(time))
        == doctest::Approx(1 / std::sqrt(10.0)).epsilon(0.03));
}
