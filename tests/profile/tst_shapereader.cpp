// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/support.h"

#include <doctest/doctest.h>

using namespace emitter;
using namespace emitter::test;

namespace {

ShapeSpec shapeOf(const std::string &text)
{
    const ReadOutcome outcome = read(minimal("shape: " + text + "\n"));
    CAPTURE(text);
    CAPTURE(messages(outcome));
    REQUIRE(outcome.profile);
    return outcome.profile->shape;
}

}

TEST_CASE("no shape, and a constant one, have no stages")
{
    CHECK(read(minimal()).profile->shape.type == ShapeSpec::Type::Constant);
    CHECK(shapeOf("{type: constant}").stages.empty());
}

TEST_CASE("a ramp is one stage")
{
    const ShapeSpec shape = shapeOf("{type: ramp, from: 10%, to: 200 %, duration: 30s}");
    REQUIRE(shape.stages.size() == 1);
    CHECK(shape.stages[0].seconds == 30);
    CHECK(shape.stages[0].from == doctest::Approx(0.1));
    CHECK(shape.stages[0].to == 2);
    CHECK_FALSE(shape.repeats);
    CHECK(shapeOf("{type: ramp, duration: 1m}").stages[0].from == 0);
}

TEST_CASE("steps are even and flat")
{
    const ShapeSpec shape = shapeOf("{type: steps, duration: 60s}");
    REQUIRE(shape.stages.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(shape.stages[i].seconds == 15);
        CHECK(shape.stages[i].from == doctest::Approx(0.25 * static_cast<double>(i + 1)));
        CHECK(shape.stages[i].to == shape.stages[i].from);
    }
    CHECK(
        shapeOf("{type: steps, from: 0%, to: 100%, steps: 2, duration: 60s}").stages[0].from == 0);
}

TEST_CASE("a spike comes after its time and goes back")
{
    const ShapeSpec shape = shapeOf("{type: spike, after: 20s, duration: 5s}");
    REQUIRE(shape.stages.size() == 3);
    CHECK(shape.stages[0].seconds == 20);
    CHECK(shape.stages[0].to == 1);
    CHECK(shape.stages[1].seconds == 5);
    CHECK(shape.stages[1].from == 5);
    CHECK(shape.stages[2].to == 1);
}

TEST_CASE("a wave closes on itself and repeats")
{
    const ShapeSpec shape = shapeOf("{type: wave, from: 50%, to: 150%, duration: 24s}");
    REQUIRE(shape.stages.size() == 24);
    CHECK(shape.repeats);
    CHECK(shape.stages.front().from == doctest::Approx(0.5));
    CHECK(shape.stages[12].from == doctest::Approx(1.5));
    CHECK(shape.stages.back().to == doctest::Approx(0.5));
    double length = 0;
    for (std::size_t i = 0; i < 24; ++i) {
        length += shape.stages[i].seconds;
        if (i > 0)
            CHECK(shape.stages[i].from == doctest::Approx(shape.stages[i - 1].to));
    }
    CHECK(length == doctest::Approx(24));
}

TEST_CASE("stages are taken as written, with or without their type")
{
    for (const char *text :
        {"{stages: [{duration: 60s, rate: 0 -> 100 %}, {duration: 500ms, rate: 50%}]}",
            "{type: stages, stages: [{duration: 60s, rate: '0% -> 100%'}, {duration: 500ms, rate: "
            "'50'}]}"}) {
        const ShapeSpec shape = shapeOf(text);
        CHECK(shape.type == ShapeSpec::Type::Stages);
        REQUIRE(shape.stages.size() == 2);
        CHECK(shape.stages[0].seconds == 60);
        CHECK(shape.stages[0].from == 0);
        CHECK(shape.stages[0].to == 1);
        CHECK(shape.stages[1].seconds == 0.5);
        CHECK(shape.stages[1].from == 0.5);
        CHECK(shape.stages[1].to == 0.5);
    }
}

TEST_CASE("wrong shapes are refused")
{
    struct Row
    {
        const char *text;
        const char *message;
    };
    const Row rows[]{{"ramp", "shape must be a mapping"},
        {"{type: rap, duration: 1s}", "did you mean ramp?"},
        {"{type: ramp}", "shape.duration is missing; the shape ramp needs it"},
        {"{type: spike, duration: 1s}", "shape.after is missing; the shape spike needs it"},
        {"{type: ramp, duration: 1s, steps: 3}", "shape.steps has no meaning for the shape ramp"},
        {"{duration: 1s}", "shape.duration has no meaning for the shape constant"},
        {"{type: ramp, duration: 0s}", "shape.duration must be between 0.1"},
        {"{type: ramp, duration: 1s, to: -5%}",
            "shape.to must be between 0 and 100000; you wrote -5%"},
        {"{type: ramp, duration: 1s, from: 0%, to: 0%}", "shape never rises above 0 %"},
        {"{type: wave, duration: 1s, from: 0%, to: 0%}", "shape never rises above 0 %"},
        {"{type: steps, duration: 1s, steps: 1}", "shape.steps must be between 2 and 1000"},
        {"{type: stages}", "shape.stages is missing"}, {"{stages: []}", "shape never rises"},
        {"{stages: [60s]}", "shape.stages[0] must be a mapping"},
        {"{stages: [{duration: 1s}]}", "shape.stages[0].rate is missing"},
        {"{stages: [{duration: 1s, rate: 0 -> }]}", "shape.stages[0].rate must be a percentage"},
        {"{stages: [{duration: 1s, rate: 0 - 100%}]}", "shape.stages[0].rate must be a percentage"},
        {"{stages: [{duration: 1s, rate: -1%}]}", "shape.stages[0].rate must be a percentage"},
        {"{stages: [{duration: 1s, rate: 1%, x: 1}]}",
            "shape.stages[0].x is not a setting of a stage"},
        {"{lenght: 1s}", "shape.lenght is not a setting of shape"}};
    for (const Row &row : rows) {
        CAPTURE(std::string(row.text));
        const ReadOutcome outcome = read(minimal("shape: " + std::string(row.text) + "\n"));
        CAPTURE(messages(outcome));
        CHECK_FALSE(outcome.profile);
        CHECK(contains(messages(outcome), row.message));
        CHECK(outcome.problems.size() == 1);
    }
}
