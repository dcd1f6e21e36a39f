// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/ratewatch.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace emitter;

namespace {

constexpr std::int64_t tenth = 100'000'000;

Snapshot at(std::int64_t runTime, std::uint64_t emitted)
{
    Snapshot snapshot;
    snapshot.runTime = runTime;
    snapshot.counts.emitted = emitted;
    return snapshot;
}

}

TEST_CASE("the achieved rate is that of the last second")
{
    RateWatch watch;
    for (int i = 0; i <= 30; ++i)
        watch.look(at(i * tenth, static_cast<std::uint64_t>(i) * 100));
    CHECK(watch.achievedPerSecond() == doctest::Approx(1000));
    for (int i = 31; i <= 45; ++i)
        watch.look(at(i * tenth, 3000));
    CHECK(watch.achievedPerSecond() == doctest::Approx(0));
}

TEST_CASE("there is no rate before half a second has passed")
{
    RateWatch watch;
    watch.look(at(0, 0));
    watch.look(at(tenth, 1000));
    CHECK(watch.achievedPerSecond() == 0);
}

TEST_CASE("each second is new once")
{
    RateWatch watch;
    int seconds = 0;
    for (int i = 1; i <= 35; ++i) {
        watch.look(at(i * tenth, 0));
        seconds += watch.isNewSecond() ? 1 : 0;
    }
    CHECK(seconds == 3);
}

TEST_CASE("a plan that is not kept is told once in ten seconds, a plan that is kept never")
{
    RateWatch watch;
    int told = 0;
    for (int i = 1; i <= 400; ++i) {
        Snapshot snapshot = at(i * tenth, 100);
        snapshot.counts.skippedLate = static_cast<std::uint64_t>(std::min(i, 250));
        told += static_cast<int>(watch.look(snapshot).size());
    }
    CHECK(told == 3);
}

TEST_CASE("the likely cause is that of the last ten seconds")
{
    RateWatch watch;
    Snapshot snapshot = at(100 * tenth, 100);
    snapshot.counts.skippedLate = 5;
    snapshot.pace.lost.machine = 6 * 10 * tenth;
    auto problems = watch.look(snapshot);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].remedy.find("Likely cause: the machine stalled") != std::string::npos);
    snapshot.runTime += 100 * tenth;
    snapshot.counts.skippedLate = 9;
    snapshot.pace.lost.computing = 2 * 10 * tenth;
    problems = watch.look(snapshot);
    REQUIRE(problems.size() == 1);
    CHECK(
        problems[0].remedy.find("Likely cause: the generator was CPU-bound") != std::string::npos);
}

TEST_CASE("a sink that fails is named with its reason")
{
    RateWatch watch;
    Snapshot snapshot = at(100 * tenth, 100);
    SinkSnapshot sink;
    sink.name = "db";
    sink.counts.rejected = 1234;
    sink.errors.emplace_back("no such table", 1234);
    snapshot.sinks.push_back(sink);
    const auto problems = watch.look(snapshot);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].text.find("sink db did not take 1,234 entries") != std::string::npos);
    CHECK(problems[0].remedy.find("no such table") != std::string::npos);
}

TEST_CASE("a full queue is the reason only while it drops")
{
    RateWatch watch;
    Snapshot snapshot = at(100 * tenth, 100);
    SinkSnapshot sink;
    sink.counts.droppedBy[static_cast<std::size_t>(DropReason::QueueFull)] = 10;
    snapshot.sinks.push_back(sink);
    const std::string full = "Its queue is full";
    auto problems = watch.look(snapshot);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].remedy.find(full) == 0);

    snapshot.runTime += 100 * tenth;
    snapshot.sinks[0].counts.rejected += 5;
    snapshot.sinks[0].errors.emplace_back("no such table", 5);
    problems = watch.look(snapshot);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].remedy.find(full) == std::string::npos);
    CHECK(problems[0].remedy.find("no such table") != std::string::npos);

    snapshot.runTime += 100 * tenth;
    ++snapshot.sinks[0].counts.droppedBy[static_cast<std::size_t>(DropReason::QueueFull)];
    problems = watch.look(snapshot);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].remedy.find(full) == 0);
}

TEST_CASE("what is said again with other numbers has one subject")
{
    RateWatch watch;
    Snapshot snapshot = at(0, 100);
    snapshot.sinks.resize(2);
    snapshot.sinks[0].name = "db";
    snapshot.sinks[1].name = "file";
    std::vector<std::vector<Problem>> told;
    for (std::uint64_t i = 1; i <= 2; ++i) {
        snapshot.runTime += 100 * tenth;
        snapshot.counts.skippedLate += i;
        for (SinkSnapshot &sink : snapshot.sinks)
            sink.counts.rejected += i;
        told.push_back(watch.look(snapshot));
        REQUIRE(told.back().size() == 3);
    }
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(told[0][i].text != told[1][i].text);
        CHECK(told[0][i].subject == told[1][i].subject);
        CHECK(told[0][i].subject != told[0][(i + 1) % 3].subject);
        CHECK(!told[0][i].subject.empty());
    }
}
