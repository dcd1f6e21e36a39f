// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findmax/ratesearch.h"

#include "base/random.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>

using namespace emitter;

namespace {

using Store = std::function<WindowVerdict(double rate)>;

/// A store that keeps up to a rate, and above it fails for a reason.
Store holdsUpTo(double capacity, WindowVerdict otherwise = WindowVerdict::Backlog)
{
    return [=](double rate) { return rate <= capacity ? WindowVerdict::Good : otherwise; };
}

/// The same, but one window in `oneIn` says the opposite.
Store noisy(double capacity, std::uint64_t oneIn, std::uint64_t seed)
{
    return [=, number = std::uint64_t{0}](double rate) mutable {
        const bool lies = randomBits(seed, 0, number++) % oneIn == 0;
        return (rate <= capacity) != lies ? WindowVerdict::Good : WindowVerdict::Backlog;
    };
}

RateSearch searched(Store store, RateSearch::Settings settings = {})
{
    RateSearch search(settings);
    for (int windows = 0; !search.isFinished(); ++windows) {
        REQUIRE(windows < 500);
        search.add(store(search.rate()));
    }
    return search;
}

/// The chance that a rate at which a window is as likely bad as good passes when it is proved: the
/// sum over all orders of good and bad windows, each step by step.
double chanceToPass(const RateSearch &search, double share)
{
    double chance = 0;
    for (const WindowVerdict verdict : {WindowVerdict::Good, WindowVerdict::Backlog}) {
        RateSearch next = search;
        if (!next.add(verdict))
            chance += chanceToPass(next, share / 2);
        else if (next.bracket().passed && next.bracket().passed->confidence() > 0.9)
            chance += share / 2;
    }
    return chance;
}

}

TEST_CASE("the capacity is found from below, from above and from where it is")
{
    for (const double capacity : {100.0, 101.0, 7.0, 12'345.0, 90.0, 3'000'000.0}) {
        CAPTURE(capacity);
        const RateSearch search = searched(holdsUpTo(capacity));
        const auto [passed, broken] = search.bracket();
        REQUIRE(passed);
        REQUIRE(broken);
        CHECK(passed->rate <= capacity);
        CHECK(broken->rate > capacity);
        CHECK(broken->rate / passed->rate <= 1.05);
        CHECK(passed->confidence() >= 0.95);
        CHECK(search.steps().size() < 25);
    }
}

TEST_CASE("what a lagging store takes shortens the way, and what it claims by chance does no harm")
{
    const auto steps = [](double start, double capacity, double share) {
        RateSearch search({.start = start});
        while (!search.isFinished()) {
            const bool holds = search.rate() <= capacity;
            search.add(holds ? WindowVerdict::Good : WindowVerdict::Backlog,
                holds ? search.rate() : share * capacity);
            REQUIRE(search.steps().size() < 60);
        }
        const auto [passed, broken] = search.bracket();
        REQUIRE(passed);
        CHECK(passed->rate <= capacity);
        CHECK(broken->rate > capacity);
        CHECK(broken->rate / passed->rate <= 1.05);
        return search.steps().size();
    };
    CHECK(steps(100'000, 2'000, 1) < 8);
    CHECK(steps(100'000, 2'000, 0) > 10); // nothing known
    for (const double share : {1e-6, 0.3, 0.9, 1.2, 3.0, 1e6})
        CHECK(steps(100'000, 2'000, share) < 25);
}

TEST_CASE("the reason why a rate broke is kept")
{
    for (const WindowVerdict reason : {WindowVerdict::Errors, WindowVerdict::Backlog,
             WindowVerdict::Target, WindowVerdict::Generator})
        CHECK(searched(holdsUpTo(500, reason)).bracket().broken->broke == reason);
}

TEST_CASE("a store with an unlucky window now and then is still found")
{
    int near = 0;
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        const auto [passed, broken] = searched(noisy(1'000, 20, seed)).bracket();
        REQUIRE(passed);
        REQUIRE(broken);
        CHECK(passed->confidence() >= 0.95);
        CHECK(passed->rate < 1'200);
        near += passed->rate > 900 ? 1 : 0;
    }
    CHECK(near >= 85);
}

TEST_CASE("a store that takes nothing is given up")
{
    const RateSearch search = searched(holdsUpTo(0));
    CHECK_FALSE(search.bracket().passed);
    CHECK(search.bracket().broken->rate < 0.2);
}

TEST_CASE("a store without a limit ends at the highest rate that is looked at, and is proved there")
{
    const RateSearch search = searched(holdsUpTo(1e12), {.start = 100, .most = 1'000});
    REQUIRE(search.bracket().passed);
    CHECK_FALSE(search.bracket().broken);
    CHECK(search.bracket().passed->rate == 1'000);
    CHECK(search.bracket().passed->confidence() >= 0.95);
}

TEST_CASE("a rate breaks when bad windows prevail, or with the third")
{
    RateSearch lucky({.start = 100});
    CHECK_FALSE(lucky.add(WindowVerdict::Backlog));
    CHECK_FALSE(lucky.add(WindowVerdict::Good));
    CHECK_FALSE(lucky.add(WindowVerdict::Good));
    CHECK(lucky.add(WindowVerdict::Good));
    CHECK(lucky.rate() == 200);
    RateSearch wavering({.start = 100});
    for (int i = 0; i < 2; ++i) {
        CHECK_FALSE(wavering.add(WindowVerdict::Good));
        CHECK_FALSE(wavering.add(WindowVerdict::Backlog));
    }
    CHECK(wavering.add(WindowVerdict::Backlog));
    CHECK(wavering.rate() == 50);
    RateSearch search({.start = 100});
    CHECK_FALSE(search.add(WindowVerdict::Backlog));
    CHECK(search.add(WindowVerdict::Errors));
    CHECK(search.bracket().broken->rate == 100);
    CHECK(search.bracket().broken->broke == WindowVerdict::Backlog);
    CHECK(search.rate() == 50);
}

TEST_CASE("a rate that passed quickly and breaks when it is proved is not the answer")
{
    RateSearch search({.start = 100, .most = 100});
    search.add(WindowVerdict::Good);
    CHECK(search.add(WindowVerdict::Good));
    REQUIRE_FALSE(search.isFinished());
    CHECK(search.rate() == 100);
    search.add(WindowVerdict::Backlog);
    CHECK(search.add(WindowVerdict::Backlog));
    CHECK_FALSE(search.bracket().passed);
    CHECK(search.rate() == 50);
}

TEST_CASE("chance alone makes a rate pass in less than one case in twenty, whenever it is asked")
{
    RateSearch search({.start = 100, .most = 100});
    search.add(WindowVerdict::Good);
    REQUIRE(search.add(WindowVerdict::Good));
    REQUIRE_FALSE(search.isFinished()); // it is proved from here on
    const double chance = chanceToPass(search, 1);
    CHECK(chance > 0.01);
    CHECK(chance < 0.05);
}

TEST_CASE("a rate that passed quickly is not confirmed until it is proved")
{
    RateSearch search({.start = 100, .most = 100});
    search.add(WindowVerdict::Good);
    search.add(WindowVerdict::Good);
    REQUIRE(search.bracket().passed);
    CHECK(search.bracket().passed->confidence() == doctest::Approx(0.75));
    CHECK_FALSE(search.bracket().passed->isConfirmed());
    while (!search.isFinished())
        search.add(WindowVerdict::Good);
    CHECK(search.bracket().passed->isConfirmed());
}

TEST_CASE("confidence is that of the sign test")
{
    struct Row
    {
        int good, bad;
        double confidence;
    };
    for (const Row &row : {Row{0, 0, 0}, Row{1, 0, 0.5}, Row{4, 0, 1 - 1.0 / 16},
             Row{5, 0, 1 - 1.0 / 32}, Row{7, 1, 1 - 9.0 / 256}, Row{6, 1, 1 - 8.0 / 128}}) {
        RateSearch::Step step;
        step.good = row.good;
        step.bad = row.bad;
        CAPTURE(row.good);
        CHECK(step.confidence() == doctest::Approx(row.confidence));
    }
}
