// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/shape.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace emitter;

namespace {

/// The trapezoid rule on a fine grid: what area() must be without its formulas.
double summedArea(const Shape &shape, double seconds)
{
    constexpr int steps = 200'000;
    double sum = 0;
    for (int i = 0; i < steps; ++i)
        sum += shape.at(seconds * (i + 0.5) / steps);
    return sum * seconds / steps;
}

std::vector<Shape> shapes()
{
    return {Shape(), Shape({{10, 0, 1}}), Shape({{10, 1, 0}, {5, 0, 0}, {10, 0, 3}}),
        Shape({{20, 0.5, 0.5}, {20, 1, 1}, {20, 2, 2}}), Shape({{5, 1, 5}, {5, 5, 1}}, true),
        Shape({{3, 0, 2}, {3, 2, 0}, {4, 0, 0}}, true)};
}

}

TEST_CASE("no stages mean a constant rate")
{
    const Shape shape;
    CHECK(shape.isConstant());
    CHECK(shape.at(12) == 1);
    CHECK(shape.area(12) == 12);
    CHECK(shape.timeOf(12) == 12);
}

TEST_CASE("a ramp rises in a straight line and then holds")
{
    const Shape ramp({{10, 0, 2}});
    CHECK(ramp.at(0) == 0);
    CHECK(ramp.at(5) == doctest::Approx(1));
    CHECK(ramp.at(10) == 2);
    CHECK(ramp.at(1000) == 2);
    CHECK(ramp.area(5) == doctest::Approx(2.5));
    CHECK(ramp.area(10) == doctest::Approx(10));
    CHECK(ramp.area(20) == doctest::Approx(30));
    CHECK(ramp.timeOf(2.5) == doctest::Approx(5));
    CHECK(ramp.timeOf(30) == doctest::Approx(20));
    CHECK(ramp.length() == 10);
}

TEST_CASE("steps jump where the next stage starts")
{
    const Shape steps({{10, 1, 1}, {10, 3, 3}});
    CHECK(steps.at(9.999) == 1);
    CHECK(steps.at(10) == 3);
    CHECK(steps.area(15) == doctest::Approx(25));
    CHECK(steps.timeOf(25) == doctest::Approx(15));
}

TEST_CASE("a repeating shape starts again")
{
    const Shape wave({{5, 1, 5}, {5, 5, 1}}, true);
    for (const double seconds : {0.0, 1.0, 4.9, 5.0, 7.5}) {
        CHECK(wave.at(seconds) == doctest::Approx(wave.at(seconds + 30)));
        CHECK(wave.area(seconds + 30) == doctest::Approx(wave.area(seconds) + 90));
        CHECK(wave.timeOf(wave.area(seconds) + 90) == doctest::Approx(seconds + 30));
    }
}

TEST_CASE("the area is the integral of the multiplier")
{
    for (const Shape &shape : shapes()) {
        for (const double seconds : {0.5, 3.0, 9.0, 12.0, 24.0, 47.0})
            CHECK(shape.area(seconds) == doctest::Approx(summedArea(shape, seconds)).epsilon(1e-4));
    }
}

TEST_CASE("timeOf() undoes area() where the rate is above 0")
{
    for (const Shape &shape : shapes()) {
        for (int i = 1; i < 5000; ++i) {
            const double seconds = i * 0.01;
            if (shape.at(seconds) < 1e-6)
                continue;
            REQUIRE(std::abs(shape.timeOf(shape.area(seconds)) - seconds) < 1e-9);
        }
    }
}

TEST_CASE("timeOf() never goes back")
{
    for (const Shape &shape : shapes()) {
        double last = 0;
        for (int i = 0; i < 20'000; ++i) {
            const double time = shape.timeOf(i * 0.002);
            REQUIRE(time >= last - 1e-12);
            last = std::max(last, time);
        }
    }
}

TEST_CASE("an area that is reached just before a silent stage is reached before it")
{
    const Shape shape({{10, 1, 1}, {100, 0, 0}, {10, 1, 1}});
    CHECK(shape.timeOf(10) == doctest::Approx(10));
    CHECK(shape.timeOf(10.001) == doctest::Approx(110.001));
    const Shape pulses({{1, 1, 1}, {9, 0, 0}}, true);
    CHECK(pulses.timeOf(3) == doctest::Approx(21));
    CHECK(pulses.timeOf(3.5) == doctest::Approx(30.5));
}

TEST_CASE("an area beyond the end of a shape that ends at 0 is never reached")
{
    const Shape fall({{10, 1, 0}});
    CHECK(fall.timeOf(5) == doctest::Approx(10));
    CHECK(std::isinf(fall.timeOf(5.001)));
    CHECK(fall.area(1000) == doctest::Approx(5));
}
