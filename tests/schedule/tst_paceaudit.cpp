// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the pacer says of itself, with trouble planted on a clock of the test's own.

#include "schedule/paceaudit.h"

#include "schedule/paceroutput.h"
#include "support/fakeclock.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>

using namespace emitter;

namespace {

constexpr std::int64_t oneMilli = 1'000'000;

/// Lets a test do something to the clock while a chunk is handed over.
struct TroubledOutput : PacerOutput
{
    explicit TroubledOutput(std::function<void(FakeClock &)> planted)
        : trouble(std::move(planted))
    {
    }
    void emitChunk(ChunkPtr, std::int64_t emittedAt) override
    {
        if (!done && emittedAt >= oneSecond) {
            done = true;
            trouble(clock);
        }
    }
    void skipLate(std::uint64_t count) override { skipped += count; }

    FakeClock clock;
    std::function<void(FakeClock &)> trouble;
    bool done = false;
    std::uint64_t skipped = 0;
};

/// Ten seconds of a thousand entries a second.
PaceFacts factsOf(TroubledOutput &output, ArrivalKind kind = ArrivalKind::Fixed)
{
    Pacer pacer(Schedule({streamOf(kind, 0.001)}, 1), Timeline({}), lasting(10 * oneSecond), output,
        output.clock);
    pacer.start(output.clock.monotonicNanos());
    pacer.join();
    return pacer.facts();
}

}

TEST_CASE("a pacer without trouble keeps the schedule")
{
    TroubledOutput output([](FakeClock &) {});
    const PaceFacts facts = factsOf(output);
    CHECK(*facts.in10ms.planned == doctest::Approx(0).epsilon(0.01));
    CHECK(*facts.in10ms.emitted < 0.01);
    CHECK(*facts.in100ms.emitted < 0.01);
    CHECK(std::abs(*facts.rateErrorPercent) < 0.01);
    CHECK(facts.lost.total() == 0);
    CHECK(facts.longestStall == 0);
    CHECK(facts.wall == 10 * oneSecond);
}

TEST_CASE("a Poisson stream's own unevenness is not the pacer's")
{
    TroubledOutput output([](FakeClock &) {});
    const PaceFacts facts = factsOf(output, ArrivalKind::Poisson);
    CHECK(*facts.in10ms.planned == doctest::Approx(1 / std::sqrt(10.0)).epsilon(0.05));
    CHECK(*facts.in100ms.planned == doctest::Approx(0.1).epsilon(0.2));
    CHECK(*facts.in10ms.emitted == doctest::Approx(*facts.in10ms.planned).epsilon(0.03));
}

TEST_CASE("a stalled machine is neither the generator's nor the output's time")
{
    PacerOptions options = lasting(10 * oneSecond);
    FakeClock clock(0);
    RecordingOutput output;
    Pacer pacer(
        Schedule({streamOf(ArrivalKind::Fixed, 0.001)}, 1), Timeline({}), options, output, clock);
    pacer.start(clock.monotonicNanos());
    clock.advanceTo(oneSecond);
    clock.jump(3 * oneSecond); // asleep until its next deadline, and much longer
    clock.advanceTo(9 * oneSecond);
    pacer.stop();
    pacer.join();
    const PaceFacts facts = pacer.facts();
    CHECK(facts.lost.machine >= 3 * oneSecond - 2 * oneMilli);
    CHECK(facts.lost.machine <= 3 * oneSecond);
    CHECK(facts.longestStall == facts.lost.machine);
    CHECK(facts.lost.computing == 0);
    CHECK(facts.lost.output == 0);
    CHECK(*facts.in10ms.emitted > 5); // all of three seconds in one bin
    CHECK(*facts.in10ms.planned == doctest::Approx(0).epsilon(0.01));
}

TEST_CASE("a pacer that computes is CPU-bound")
{
    TroubledOutput output([](FakeClock &clock) { clock.compute(2 * oneSecond); });
    const PaceFacts facts = factsOf(output);
    CHECK(facts.lost.computing == 2 * oneSecond);
    CHECK(facts.lost.output == 0);
    CHECK(facts.lost.machine == 0);
    CHECK(facts.cpu == 2 * oneSecond);
}

TEST_CASE("an output that makes the pacer wait is told apart")
{
    TroubledOutput output([](FakeClock &clock) { clock.jump(2 * oneSecond); });
    const PaceFacts facts = factsOf(output);
    CHECK(facts.lost.output == 2 * oneSecond);
    CHECK(facts.lost.computing == 0);
    CHECK(facts.lost.machine == 0);
    CHECK(facts.longestStall == 0);
}

TEST_CASE("what is shorter than the pacer's patience is nobody's fault")
{
    for (const bool computes : {false, true}) {
        TroubledOutput output([computes](FakeClock &clock) {
            computes ? clock.compute(80 * oneMilli) : clock.jump(80 * oneMilli);
        });
        CHECK(factsOf(output).lost.total() == 0);
    }
}

TEST_CASE("what the sinks held back after the end of the run is not of the run")
{
    TroubledOutput output([](FakeClock &clock) { clock.jump(100 * oneSecond); });
    const PaceFacts facts = factsOf(output);
    CHECK(facts.wall == 10 * oneSecond);
    CHECK(facts.lost.total() <= 9 * oneSecond);
    CHECK(facts.lost.total() > 8 * oneSecond);
}

TEST_CASE("skipped entries are planned and not emitted")
{
    TroubledOutput output([](FakeClock &clock) { clock.jump(7 * oneSecond); });
    const PaceFacts facts = factsOf(output);
    REQUIRE(output.skipped > 1'900);
    CHECK(*facts.in100ms.planned == doctest::Approx(0).epsilon(0.01));
    CHECK(*facts.rateErrorPercent
        == doctest::Approx(-100.0 * static_cast<double>(output.skipped) / 10'000).epsilon(0.02));
}

TEST_CASE("a pause is no unevenness")
{
    FakeClock clock(0);
    RecordingOutput output;
    Pacer pacer(Schedule({streamOf(ArrivalKind::Fixed, 0.001)}, 1), Timeline({}),
        lasting(20 * oneSecond), output, clock);
    pacer.start(clock.monotonicNanos());
    clock.advanceTo(oneSecond);
    pacer.pause();
    clock.advanceTo(100 * oneSecond);
    pacer.resume();
    clock.advanceTo(101 * oneSecond);
    pacer.stop();
    pacer.join();
    const PaceFacts facts = pacer.facts();
    CHECK(*facts.in100ms.emitted < 0.02);
    CHECK(*facts.in100ms.planned < 0.02);
    CHECK(std::abs(*facts.rateErrorPercent) < 0.2);
    CHECK(facts.lost.total() == 0);
}

TEST_CASE("a thread that begins late has lost that time to the machine")
{
    FakeClock clock(FakeClock::forever, oneSecond);
    PaceAudit audit(clock);
    audit.begin(0);
    audit.endRound(oneSecond);
    CHECK(audit.facts().lost.machine == oneSecond);
}
