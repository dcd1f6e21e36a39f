// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/paceroutput.h"
#include "support/fakeclock.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

using namespace emitter;

namespace {

constexpr std::int64_t oneMilli = 1'000'000;

/// Wakes everybody late, as a kernel does.
struct LateClock : FakeClock
{
    void waitUntil(std::int64_t deadline, WakeUp &wake) override
    {
        FakeClock::waitUntil(deadline, wake);
        jump(late);
    }
    static constexpr std::int64_t late = 60'000;
};

/// Runs a pacer to its end while time flies.
void run(std::vector<StreamSpec> streams, PacerOptions options, RecordingOutput &output,
    Timeline timeline = Timeline({}), std::uint64_t seed = 1)
{
    FakeClock clock;
    Pacer pacer(Schedule(std::move(streams), seed), std::move(timeline), options, output, clock);
    pacer.start(clock.monotonicNanos());
    pacer.join();
    CHECK(pacer.isFinished());
}

}

TEST_CASE("1000/s for 60 s are 60,000 entries, whatever the seed")
{
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        RecordingOutput output;
        run({streamOf(ArrivalKind::Fixed, 0.001)}, lasting(60 * oneSecond), output, Timeline({}),
            seed);
        CHECK(output.emitted() == 60'000);
        CHECK(output.skipped() == 0);
    }
}

TEST_CASE("every entry due before the end is emitted, none due at the end or later")
{
    const std::vector<StreamSpec> streams{streamOf(ArrivalKind::Poisson, 0.001, 7)};
    Schedule reference(streams, 1);
    std::uint64_t expected = 0;
    for (; reference.nextDue() < 10 * oneSecond; ++expected)
        reference.pop();
    RecordingOutput output;
    run(streams, lasting(10 * oneSecond), output);
    CHECK(output.emitted() == expected);
}

TEST_CASE("an entry due at the very end belongs to the run no more")
{
    RecordingOutput output;
    run({streamOf(ArrivalKind::Fixed, 1e-9)}, lasting(1000), output);
    CHECK(output.emitted() == 1000);
    CHECK(output.entries().back().due == 999);
}

TEST_CASE("entries go out in order, numbered from 0, never early and within a tick")
{
    RecordingOutput output;
    run({streamOf(ArrivalKind::Poisson, 1e-4), streamOf(ArrivalKind::Poisson, 0.3)},
        lasting(5 * oneSecond), output);
    const std::int64_t tick = PacerOptions().tick.count();
    CHECK(tick <= oneMilli);
    std::uint64_t number = 0;
    std::int64_t lastDue = 0;
    std::int64_t lastTick = -oneSecond;
    for (const RecordingOutput::Batch &batch : output.batches()) {
        REQUIRE(batch.emittedAt - lastTick >= std::min(tick, 5 * oneSecond - lastTick));
        lastTick = batch.emittedAt;
        for (const Entry &entry : *batch.chunk) {
            REQUIRE(entry.number == number++);
            REQUIRE(entry.due >= lastDue);
            REQUIRE(batch.emittedAt >= entry.due);
            REQUIRE(batch.emittedAt - entry.due <= tick);
            lastDue = entry.due;
        }
    }
    CHECK(number > 49'000);
}

TEST_CASE("at a low rate every entry goes out in its own nanosecond")
{
    RecordingOutput output;
    run({streamOf(ArrivalKind::Fixed, 1)}, lasting(100 * oneSecond), output);
    CHECK(output.batches().size() == 100);
    for (const RecordingOutput::Batch &batch : output.batches())
        CHECK(batch.emittedAt == batch.chunk->front().due);
}

TEST_CASE("a count ends the run exactly, in the middle of a tick too")
{
    PacerOptions options;
    options.count = 12'345;
    RecordingOutput output;
    run({streamOf(ArrivalKind::Fixed, 1e-6)}, options, output);
    CHECK(output.emitted() == 12'345);
}

TEST_CASE("a busy tick is handed over in chunks of the wanted size")
{
    PacerOptions options = lasting(oneSecond / 10);
    options.chunkEntries = 300;
    RecordingOutput output;
    run({streamOf(ArrivalKind::Fixed, 1e-6)}, options, output);
    CHECK(output.emitted() == 100'000);
    std::size_t largest = 0;
    for (const RecordingOutput::Batch &batch : output.batches())
        largest = std::max(largest, batch.chunk->size());
    CHECK(largest == 300);
}

TEST_CASE("the rate follows the shape")
{
    RecordingOutput output;
    run({streamOf(ArrivalKind::Fixed, 0.001)}, lasting(30 * oneSecond), output,
        Timeline(Shape({{10, 0, 1}, {10, 1, 1}, {10, 3, 3}})));
    std::uint64_t ramp = 0;
    std::uint64_t half = 0;
    std::uint64_t spike = 0;
    for (const Entry &entry : output.entries()) {
        half += entry.due < 5 * oneSecond ? 1U : 0U;
        ramp += entry.due < 10 * oneSecond ? 1U : 0U;
        spike += entry.due >= 20 * oneSecond ? 1U : 0U;
    }
    CHECK(std::abs(static_cast<double>(half) - 1250) <= 1);
    CHECK(std::abs(static_cast<double>(ramp) - 5000) <= 1);
    CHECK(std::abs(static_cast<double>(spike) - 30'000) <= 1);
    CHECK(output.emitted() == 45'000);
}

TEST_CASE("a shape that ends at 0 lets the run last to its end")
{
    RecordingOutput output;
    FakeClock clock;
    Pacer pacer(Schedule({streamOf(ArrivalKind::Fixed, 0.001)}, 1),
        Timeline(Shape({{1, 1, 1}, {1, 0, 0}})), lasting(60 * oneSecond), output, clock);
    pacer.start(clock.monotonicNanos());
    pacer.join();
    CHECK(output.emitted() == 1000);
    CHECK(pacer.runTime() == 60 * oneSecond);
}

TEST_CASE("a factor from the start scales the rate")
{
    RecordingOutput output;
    run({streamOf(ArrivalKind::Fixed, 0.001)}, lasting(10 * oneSecond), output, Timeline({}, 2.5));
    CHECK(output.emitted() == 25'000);
}

TEST_CASE("no sources: the run is over at once")
{
    RecordingOutput output;
    run({}, lasting(60 * oneSecond), output);
    run({streamOf(ArrivalKind::Poisson, 1, 0)}, {}, output);
    CHECK(output.batches().empty());
}

TEST_CASE("in a closed loop the output sets the pace and the due time is now")
{
    class BusyOutput : public RecordingOutput
    {
    public:
        explicit BusyOutput(FakeClock &clock)
            : m_clock(clock)
        {
        }
        void emitChunk(ChunkPtr chunk, std::int64_t emittedAt) override
        {
            RecordingOutput::emitChunk(std::move(chunk), emittedAt);
            m_clock.jump(10 * oneMilli);
        }

    private:
        FakeClock &m_clock;
    };

    FakeClock clock;
    BusyOutput output(clock);
    PacerOptions options = lasting(oneSecond);
    options.closedLoop = true;
    options.chunkEntries = 500;
    options.maxLag = std::chrono::nanoseconds(1);
    Pacer pacer(
        Schedule({streamOf(ArrivalKind::Poisson, 1000), streamOf(ArrivalKind::Poisson, 500)}, 1),
        Timeline({}), options, output, clock);
    pacer.start(clock.monotonicNanos());
    pacer.join();
    CHECK(output.batches().size() == 100);
    CHECK(output.skipped() == 0);
    std::uint64_t number = 0;
    for (const RecordingOutput::Batch &batch : output.batches()) {
        CHECK(batch.chunk->size() == 500);
        for (const Entry &entry : *batch.chunk) {
            REQUIRE(entry.number == number++);
            REQUIRE(entry.due == batch.emittedAt);
        }
    }
}

TEST_CASE("a closed loop ends at its count")
{
    PacerOptions options;
    options.closedLoop = true;
    options.count = 20'001;
    RecordingOutput output;
    run({streamOf(ArrivalKind::Poisson, 1)}, options, output);
    CHECK(output.emitted() == 20'001);
}

TEST_CASE("the same seed emits the same entries at another tick and chunk size")
{
    const std::vector<StreamSpec> streams{streamOf(ArrivalKind::Poisson, 0.001, 20)};
    RecordingOutput fine;
    run(streams, lasting(5 * oneSecond), fine);
    PacerOptions options = lasting(5 * oneSecond);
    options.tick = std::chrono::milliseconds(37);
    options.chunkEntries = 17;
    RecordingOutput coarse;
    run(streams, options, coarse);
    const std::vector<Entry> one = fine.entries();
    const std::vector<Entry> other = coarse.entries();
    REQUIRE(one.size() == other.size());
    for (std::size_t i = 0; i < one.size(); ++i) {
        REQUIRE(one[i].due == other[i].due);
        REQUIRE(one[i].slot == other[i].slot);
        REQUIRE(one[i].source == other[i].source);
    }
}

TEST_CASE("being woken late once does not move the wake-ups that follow")
{
    LateClock clock;
    RecordingOutput output;
    Pacer pacer(Schedule({streamOf(ArrivalKind::Fixed, 0.001)}, 1), Timeline({}),
        lasting(5 * oneSecond), output, clock);
    pacer.start(clock.monotonicNanos());
    pacer.join();
    CHECK(output.batches().size() == 5'000);
    for (const RecordingOutput::Batch &batch : output.batches())
        REQUIRE(batch.emittedAt - batch.chunk->front().due == LateClock::late);
    CHECK(*pacer.facts().in10ms.emitted < 0.05);
}
