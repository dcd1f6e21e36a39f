// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/sampler.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

using namespace emitter;

namespace {

constexpr std::int64_t tenth = 100'000'000;

// A run at 100 entries a second, of which 80 are delivered and 10 fail.
struct Run
{
    Run() { snapshot.sinks.resize(1); }

    // One tenth of a second later.
    const Snapshot &tick(std::uint64_t planned = 10, std::uint64_t delivered = 8, double p99 = 5)
    {
        snapshot.state = RunState::Running;
        snapshot.runTime += tenth;
        snapshot.counts.scheduled += planned;
        snapshot.counts.emitted += planned - 1;
        SinkSnapshot &sink = snapshot.sinks[0];
        sink.counts.emitted += planned - 1;
        sink.counts.delivered += delivered;
        sink.counts.rejected += 1;
        sink.counts.inFlight = sink.counts.emitted - sink.counts.delivered - sink.counts.rejected;
        sink.recentLatency = {};
        if (delivered > 0)
            sink.recentLatency = {p99 / 5, p99 / 2, p99, p99, delivered};
        return snapshot;
    }

    // The run time stands still: what is in flight is answered slowly, all but three.
    void drain()
    {
        SinkSnapshot &sink = snapshot.sinks[0];
        const std::uint64_t answered = sink.counts.inFlight - 3;
        sink.counts.delivered += answered;
        sink.counts.rejected += 3;
        sink.counts.inFlight = 0;
        sink.recentLatency = {400, 800, 900, 900, answered};
    }
    Snapshot snapshot;
};

struct Totals
{
    double planned = 0, emitted = 0, delivered = 0, failed = 0;
};

std::uint64_t rounded(double value)
{
    return static_cast<std::uint64_t>(std::llround(value));
}

Totals totalsOf(const std::vector<Sample> &samples)
{
    Totals totals;
    double before = 0;
    for (const Sample &sample : samples) {
        const double seconds = sample.seconds - before;
        totals.planned += sample.plannedPerSecond * seconds;
        totals.emitted += sample.achievedPerSecond * seconds;
        totals.delivered += sample.deliveredPerSecond.at(0) * seconds;
        totals.failed += sample.failedPerSecond * seconds;
        before = sample.seconds;
    }
    return totals;
}

}

TEST_CASE("a sample is made each second and says what happened in it")
{
    Sampler sampler;
    Run run;
    for (int i = 0; i < 9; ++i)
        sampler.add(run.tick());
    CHECK(sampler.samples().empty());
    sampler.add(run.tick());
    REQUIRE(sampler.samples().size() == 1);
    const Sample &first = sampler.samples().front();
    CHECK(first.seconds == 1);
    CHECK(first.plannedPerSecond == doctest::Approx(100));
    CHECK(first.achievedPerSecond == doctest::Approx(90));
    CHECK(first.deliveredPerSecond.at(0) == doctest::Approx(80));
    CHECK(first.failedPerSecond == doctest::Approx(10));
    CHECK(first.p50.at(0) == doctest::Approx(1));
    CHECK(first.p99.at(0) == doctest::Approx(5));
    for (int i = 0; i < 10; ++i)
        sampler.add(run.tick(20, 0));
    REQUIRE(sampler.samples().size() == 2);
    const Sample &second = sampler.samples().back();
    CHECK(second.plannedPerSecond == doctest::Approx(200));
    CHECK(second.deliveredPerSecond.at(0) == 0);
    CHECK(second.p99.at(0) == 0);
    CHECK(second.backlog == 180);
    CHECK(sampler.largestBacklog() == 180);
}

TEST_CASE("the percentiles of an interval never flatter")
{
    Sampler sampler;
    Run run;
    for (int i = 0; i < 9; ++i)
        sampler.add(run.tick(10, 8, 5));
    sampler.add(run.tick(10, 8, 500));
    const Sample &sample = sampler.samples().front();
    CHECK(sample.p50.at(0) == doctest::Approx((9 * 1 + 100) / 10.0));
    CHECK(sample.p95.at(0) == doctest::Approx(250));
    CHECK(sample.p99.at(0) == doctest::Approx(500));
}

TEST_CASE("the largest backlog between two samples is kept")
{
    Sampler sampler;
    Run run;
    sampler.add(run.tick(1000, 0));
    sampler.add(run.tick(1, 900));
    for (int i = 0; i < 8; ++i)
        sampler.add(run.tick());
    CHECK(sampler.samples().front().backlog == 998);
    for (int i = 0; i < 10; ++i)
        sampler.add(run.tick());
    CHECK(sampler.samples().back().backlog < 998);
    CHECK(sampler.largestBacklog() == 998);
}

TEST_CASE("late snapshots do not shift the grid")
{
    Sampler sampler;
    Run run;
    run.snapshot.runTime = 20'000'000; // every snapshot comes 20 ms late
    for (int i = 0; i < 100; ++i)
        sampler.add(run.tick());
    CHECK(sampler.samples().size() == 10);
    CHECK(sampler.samples().back().seconds == doctest::Approx(10.02));
}

TEST_CASE("a gap without snapshots is one sample of the true rate")
{
    Sampler sampler;
    Run run;
    sampler.add(run.tick());
    run.snapshot.runTime = 49 * tenth;
    sampler.add(run.tick(490));
    REQUIRE(sampler.samples().size() == 1);
    CHECK(sampler.samples().front().plannedPerSecond == doctest::Approx(100));
}

TEST_CASE("a full history is halved and keeps totals and times")
{
    Sampler sampler(10);
    Run run;
    double planned = 0;
    for (int i = 0; i < 10 * 1000; ++i)
        sampler.add(run.tick(static_cast<std::uint64_t>(1 + i % 37), 1, i == 5000 ? 700 : 5));
    CHECK(sampler.samples().size() <= 10);
    CHECK(sampler.samples().size() >= 5);
    CHECK(sampler.intervalSeconds() == 128);
    double before = 0;
    double worst = 0;
    for (const Sample &sample : sampler.samples()) {
        CHECK(sample.seconds > before);
        planned += sample.plannedPerSecond * (sample.seconds - before);
        before = sample.seconds;
        worst = std::max(worst, sample.p99.at(0));
    }
    sampler.finish(run.snapshot);
    planned = 0;
    before = 0;
    for (const Sample &sample : sampler.samples()) {
        planned += sample.plannedPerSecond * (sample.seconds - before);
        before = sample.seconds;
    }
    CHECK(before == doctest::Approx(1000));
    CHECK(planned == doctest::Approx(static_cast<double>(run.snapshot.counts.scheduled)));
    CHECK(worst == doctest::Approx(700));
}

TEST_CASE("an odd number of samples is halved without loss")
{
    Sampler sampler(3);
    Run run;
    for (int i = 0; i < 40; ++i)
        sampler.add(run.tick());
    double before = 0, planned = 0;
    for (const Sample &sample : sampler.samples()) {
        planned += sample.plannedPerSecond * (sample.seconds - before);
        before = sample.seconds;
    }
    CHECK(sampler.samples().size() <= 3);
    CHECK(planned == doctest::Approx(400));
}

TEST_CASE("the end of a run is sampled too")
{
    for (const int ticks : {3, 10, 13, 17, 20}) {
        CAPTURE(ticks);
        Sampler sampler;
        Run run;
        for (int i = 0; i < ticks; ++i)
            sampler.add(run.tick(20));
        run.drain();
        sampler.add(run.snapshot);
        run.snapshot.sinks[0].recentLatency = {};
        sampler.finish(run.snapshot);
        sampler.finish(run.snapshot); // nothing new
        const Totals totals = totalsOf(sampler.samples());
        const SinkCounts &counts = run.snapshot.sinks[0].counts;
        CHECK(rounded(totals.planned) == run.snapshot.counts.scheduled);
        CHECK(rounded(totals.emitted) == run.snapshot.counts.emitted);
        CHECK(rounded(totals.delivered) == counts.delivered);
        CHECK(rounded(totals.failed) == counts.failed());
        CHECK(sampler.samples().back().p99.at(0) == 900);
        CHECK(sampler.samples().back().seconds == doctest::Approx(ticks / 10.0));
        CHECK(sampler.samples().size() == (ticks >= 17 ? 2 : 1));
    }
}

TEST_CASE("a drain without an answer leaves the last sample as it is")
{
    Sampler sampler;
    Run run;
    for (int i = 0; i < 10; ++i)
        sampler.add(run.tick());
    const Sample before = sampler.samples().back();
    run.snapshot.sinks[0].recentLatency = {};
    sampler.finish(run.snapshot);
    const Sample &after = sampler.samples().back();
    CHECK(after.deliveredPerSecond.at(0) == doctest::Approx(before.deliveredPerSecond.at(0)));
    CHECK(after.p50.at(0) == doctest::Approx(before.p50.at(0)));
    CHECK(after.backlog == before.backlog);
}

TEST_CASE("sinks that appear later start at nothing")
{
    Sampler sampler;
    Run run;
    std::vector<SinkSnapshot> later = std::move(run.snapshot.sinks);
    run.snapshot.sinks.clear();
    sampler.add(run.snapshot);
    run.snapshot.sinks = std::move(later);
    for (int i = 0; i < 10; ++i)
        sampler.add(run.tick());
    CHECK(sampler.samples().front().deliveredPerSecond.at(0) == doctest::Approx(80));
}
