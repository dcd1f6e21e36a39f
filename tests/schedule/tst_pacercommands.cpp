// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What other threads ask of a running pacer: stop, pause, resume, factor, mute; and time that
// leaps.

#include "schedule/paceroutput.h"
#include "support/fakeclock.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>
#include <utility>
#include <vector>

using namespace emitter;

namespace {

/// A pacer on a clock that stands still until the test moves it.
struct Bench
{
    explicit Bench(std::vector<StreamSpec> streams, PacerOptions options = {})
        : pacer(Schedule(std::move(streams), 1), Timeline({}), options, output, clock)
    {
        pacer.start(clock.monotonicNanos());
    }

    std::uint64_t dueBetween(std::int64_t from, std::int64_t to) const
    {
        const std::vector<Entry> entries = output.entries();
        return static_cast<std::uint64_t>(std::count_if(entries.begin(), entries.end(),
            [&](const Entry &entry) { return entry.due >= from && entry.due < to; }));
    }

    FakeClock clock{0};
    RecordingOutput output;
    Pacer pacer;
};

std::vector<StreamSpec> thousandPerSecond()
{
    return {streamOf(ArrivalKind::Fixed, 0.001)};
}

}

TEST_CASE("a pause stops the run's clock, and a resume brings no burst")
{
    Bench bench(thousandPerSecond(), lasting(20 * oneSecond));
    bench.clock.advanceTo(5 * oneSecond);
    bench.pacer.pause();
    CHECK(bench.pacer.isPaused());
    bench.clock.advanceTo(3600 * oneSecond);
    CHECK(bench.pacer.runTime() == 5 * oneSecond);
    CHECK(bench.output.emitted() == 5000);
    bench.pacer.resume();
    CHECK_FALSE(bench.pacer.isPaused());
    bench.clock.advanceTo(3601 * oneSecond);
    CHECK(bench.pacer.runTime() == 6 * oneSecond);
    CHECK(bench.output.emitted() == 6000);
    std::size_t largest = 0;
    for (const RecordingOutput::Batch &batch : bench.output.batches())
        largest = std::max(largest, batch.chunk->size());
    CHECK(largest <= 2);
    // Entries carry the time on the wall: the pause lies between them.
    CHECK(bench.dueBetween(5 * oneSecond, 3600 * oneSecond) == 0);
    CHECK(bench.dueBetween(3600 * oneSecond, 3601 * oneSecond) == 1000);
    for (const RecordingOutput::Batch &batch : bench.output.batches())
        CHECK(batch.emittedAt - batch.chunk->front().due <= 1'000'000);
    CHECK(bench.output.skipped() == 0);
}

TEST_CASE("several pauses add up, and the planned entries all come")
{
    Bench bench(thousandPerSecond(), lasting(4 * oneSecond));
    for (std::int64_t round = 0; round < 3; ++round) {
        bench.clock.advanceTo((11 * round + 1) * oneSecond);
        bench.pacer.pause();
        bench.pacer.pause();
        bench.clock.advanceTo((11 * round + 11) * oneSecond);
        CHECK(bench.pacer.runTime() == (round + 1) * oneSecond);
        bench.pacer.resume();
        bench.pacer.resume();
    }
    bench.clock.jump(oneSecond);
    bench.pacer.join();
    CHECK(bench.output.emitted() == 4000);
}

TEST_CASE("a factor holds from its moment on, 0 included")
{
    Bench bench(thousandPerSecond());
    bench.clock.advanceTo(2 * oneSecond);
    bench.pacer.setFactor(10);
    bench.clock.advanceTo(4 * oneSecond);
    bench.pacer.setFactor(0);
    bench.clock.advanceTo(100 * oneSecond);
    bench.pacer.setFactor(0.5);
    bench.clock.advanceTo(110 * oneSecond);
    CHECK(bench.dueBetween(0, 2 * oneSecond) == 2000);
    CHECK(std::abs(static_cast<double>(bench.dueBetween(2 * oneSecond, 4 * oneSecond)) - 20'000)
        <= 1);
    CHECK(bench.dueBetween(4 * oneSecond + 1, 100 * oneSecond) == 0);
    CHECK(std::abs(static_cast<double>(bench.dueBetween(100 * oneSecond, 110 * oneSecond)) - 5000)
        <= 1);
    CHECK(bench.output.skipped() == 0);
}

TEST_CASE("what was due before a command still follows the old rules")
{
    class StallingOutput : public RecordingOutput
    {
    public:
        void emitChunk(ChunkPtr chunk, std::int64_t emittedAt) override
        {
            RecordingOutput::emitChunk(std::move(chunk), emittedAt);
            if (Pacer *stalled = std::exchange(pacer, nullptr)) {
                clock->jump(2 * oneSecond);
                stalled->setFactor(0);
            }
        }
        Pacer *pacer = nullptr;
        FakeClock *clock = nullptr;
    };

    FakeClock clock;
    StallingOutput output;
    Pacer pacer(
        Schedule(thousandPerSecond(), 1), Timeline({}), lasting(10 * oneSecond), output, clock);
    output.pacer = &pacer;
    output.clock = &clock;
    pacer.start(clock.monotonicNanos());
    pacer.join();
    const std::vector<Entry> entries = output.entries();
    CHECK(entries.size() == 2001);
    for (std::size_t i = 0; i < entries.size(); ++i)
        CHECK(entries[i].due == entries[0].due + static_cast<std::int64_t>(i) * 1'000'000);
}

TEST_CASE("a muted stream makes no entries, and the others are numbered without a gap")
{
    std::vector<StreamSpec> streams{
        streamOf(ArrivalKind::Fixed, 0.001), streamOf(ArrivalKind::Fixed, 0.01)};
    streams[1].firstSource = 1;
    Bench bench(streams);
    bench.clock.advanceTo(oneSecond);
    bench.pacer.setMuted(0, true);
    bench.clock.advanceTo(2 * oneSecond);
    bench.pacer.setMuted(0, false);
    bench.clock.advanceTo(3 * oneSecond);
    std::uint64_t number = 0;
    std::uint64_t muted = 0;
    for (const Entry &entry : bench.output.entries()) {
        CHECK(entry.number == number++);
        if (entry.source == 0 && entry.due > oneSecond && entry.due <= 2 * oneSecond)
            ++muted;
    }
    CHECK(muted == 0);
    CHECK(number == 2 * 1000 + 3 * 100);
    CHECK(bench.output.skipped() == 0);
}

TEST_CASE("a run whose streams are all muted waits, and speaks again")
{
    for (const bool closedLoop : {false, true}) {
        PacerOptions options = lasting(10 * oneSecond);
        options.closedLoop = closedLoop;
        options.count = 100;
        FakeClock clock(0);
        RecordingOutput output;
        Pacer pacer(Schedule(thousandPerSecond(), 1), Timeline({}), options, output, clock);
        pacer.setMuted(0, true);
        pacer.start(clock.monotonicNanos());
        clock.advanceTo(oneSecond);
        CHECK(output.emitted() == 0);
        pacer.setMuted(0, false);
        clock.jump(oneSecond);
        pacer.join();
        CHECK(output.emitted() == 100);
    }
}

TEST_CASE("after a standstill late entries are skipped, counted, and the old grid goes on")
{
    PacerOptions options = lasting(20 * oneSecond);
    options.maxLag = std::chrono::seconds(3);
    Bench bench(thousandPerSecond(), options);
    bench.clock.advanceTo(5 * oneSecond);
    const std::int64_t phase = bench.output.entries().front().due;
    bench.clock.jump(10 * oneSecond);
    bench.clock.advanceTo(16 * oneSecond);
    CHECK(bench.output.skipped() == 7000);
    CHECK(bench.output.skips() == 1);
    CHECK(bench.output.emitted() + bench.output.skipped() == 16'000);
    for (const Entry &entry : bench.output.entries())
        REQUIRE((entry.due - phase) % 1'000'000 == 0);
    CHECK(bench.output.entries().back().number == 15'999);
    CHECK(bench.dueBetween(5 * oneSecond, 12 * oneSecond) == 0);
    CHECK(bench.dueBetween(12 * oneSecond, 15 * oneSecond) == 3000);
}

TEST_CASE("a pacer that wakes long after the end still accounts for every entry")
{
    Bench bench(thousandPerSecond(), lasting(10 * oneSecond));
    bench.clock.advanceTo(8 * oneSecond);
    bench.clock.jump(6 * oneSecond);
    bench.pacer.join();
    CHECK(bench.output.emitted() + bench.output.skipped() == 10'000);
    CHECK(bench.output.skipped() == 1000);
    CHECK(bench.dueBetween(10 * oneSecond, 1000 * oneSecond) == 0);
}

TEST_CASE("a stop hands over what is due and ends, without time going on")
{
    Bench bench(thousandPerSecond());
    bench.clock.advanceTo(2 * oneSecond);
    bench.clock.jump(oneSecond);
    bench.pacer.stop();
    bench.pacer.join();
    CHECK(bench.pacer.isFinished());
    CHECK(bench.output.emitted() == 3000);
    CHECK(bench.clock.monotonicNanos() == 3 * oneSecond);
}

TEST_CASE("a paused pacer stops too")
{
    Bench bench(thousandPerSecond());
    bench.clock.advanceTo(oneSecond);
    bench.pacer.pause();
    bench.clock.advanceTo(5 * oneSecond);
    bench.pacer.stop();
    bench.pacer.join();
    CHECK(bench.output.emitted() == 1000);
}

TEST_CASE("a pacer may be stopped, muted or destroyed before it has started")
{
    FakeClock clock(0);
    RecordingOutput output;
    {
        Pacer pacer(Schedule(thousandPerSecond(), 1), Timeline({}), {}, output, clock);
        pacer.setFactor(3);
        pacer.stop();
        CHECK(pacer.runTime() == 0);
    }
    CHECK(output.batches().empty());
}

TEST_CASE("run time stands still once the run is over")
{
    Bench bench(thousandPerSecond(), lasting(oneSecond));
    bench.clock.jump(3 * oneSecond);
    bench.pacer.join();
    CHECK(bench.pacer.runTime() == oneSecond);
}

TEST_CASE("a wall clock that jumps changes nothing")
{
    Bench bench(thousandPerSecond());
    bench.clock.advanceTo(oneSecond);
    bench.clock.setUnixOffset(-7200 * oneSecond);
    bench.clock.advanceTo(2 * oneSecond);
    CHECK(bench.output.emitted() == 2000);
}

TEST_CASE("commands from many threads, on the machine's clock")
{
    RecordingOutput output;
    PacerOptions options = lasting(oneSecond / 5);
    Pacer pacer(
        Schedule({streamOf(ArrivalKind::Poisson, 1e-4), streamOf(ArrivalKind::Poisson, 1e-4)}, 1),
        Timeline({}), options, output, Clock::system());
    pacer.start(Clock::system().monotonicNanos());
    std::vector<std::thread> threads;
    for (std::size_t thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&pacer, thread] {
            for (int i = 0; i < 200; ++i) {
                pacer.setFactor(0.5 + static_cast<double>(thread));
                pacer.setMuted(thread % 2, i % 3 == 0);
                if (thread == 0) {
                    pacer.pause();
                    pacer.resume();
                }
                CHECK(pacer.runTime() >= 0);
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    pacer.join();
    CHECK(pacer.isFinished());
    std::uint64_t number = 0;
    std::int64_t due = 0;
    for (const Entry &entry : output.entries()) {
        REQUIRE(entry.number == number++);
        REQUIRE(entry.due >= due);
        due = entry.due;
    }
    CHECK(pacer.runTime() == oneSecond / 5);
}

TEST_CASE("a stop from another thread ends a closed loop whose output is quick")
{
    RecordingOutput output;
    PacerOptions options;
    options.closedLoop = true;
    options.chunkEntries = 64;
    Pacer pacer(Schedule(thousandPerSecond(), 1), Timeline({}), options, output, Clock::system());
    pacer.start(Clock::system().monotonicNanos());
    std::thread other([&pacer] { pacer.stop(); });
    other.join();
    pacer.join();
    CHECK(pacer.isFinished());
}
