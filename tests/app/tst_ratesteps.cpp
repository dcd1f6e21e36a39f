// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ratesteps.h"

#include <doctest/doctest.h>

#include <vector>

using namespace emitter;

TEST_CASE("the first steps are those of ten per cent, in three digits")
{
    RateSteps steps;
    CHECK(steps.factor() == 1);
    steps.up();
    CHECK(steps.factor() == doctest::Approx(1.1));
    steps.up();
    steps.up();
    CHECK(steps.factor() == doctest::Approx(1.33));
}

TEST_CASE("each step moves, down to a hundredth, and the way back is the same")
{
    RateSteps steps;
    std::vector<double> way{steps.factor()};
    while (steps.factor() > 0.0104) {
        steps.down();
        REQUIRE(steps.factor() < way.back() * 0.95);
        way.push_back(steps.factor());
    }
    for (; way.size() > 1; way.pop_back()) {
        REQUIRE(steps.factor() == way.back());
        steps.up();
    }
    CHECK(steps.factor() == 1);
}

TEST_CASE("a key held down does not run away")
{
    RateSteps up;
    RateSteps down;
    for (int i = 0; i < 100'000; ++i) {
        up.up();
        down.down();
    }
    CHECK(up.factor() <= 100);
    CHECK(down.factor() >= 0.01);
    up.down();
    down.up();
    CHECK(up.factor() == doctest::Approx(88.2));
    CHECK(down.factor() == doctest::Approx(0.0113));
}
