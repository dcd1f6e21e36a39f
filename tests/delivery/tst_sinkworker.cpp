// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workerfixture.h"

#include <doctest/doctest.h>

using namespace emitter;

TEST_CASE("delivers in order, drains the partial batch, finishes and closes the sink")
{
    FakeClock clock(0); // no flush timer helps the partial batch out
    Fixture f(clock);
    CHECK(f.worker->state() == State::Opening);
    f.openAndWait();
    f.offer(15);
    f.offer(10);
    f.worker->drain(never);
    f.waitFor(State::Finished);
    CHECK(f.sizes() == "10 10 5 ");
    const auto taken = f.store->taken();
    REQUIRE(taken.size() == 25);
    for (std::size_t i = 0; i < taken.size(); ++i)
        CHECK(taken[i] == i);
    CHECK(f.ledger.counts().delivered == 25);
    CHECK(f.ledger.counts().inFlight == 0);
    CHECK(f.ledger.latency().count() == 25);
    CHECK(f.store->finished == 1);
    CHECK(f.store->destroyed == 1);
    CHECK(f.worker->bytesWritten() == 25 * sizeof(Entry));
    CHECK_FALSE(f.worker->drainIncomplete());
    CHECK_FALSE(f.worker->problem());
}

TEST_CASE("entries offered while the sink opens are kept for it")
{
    Fixture f;
    f.offer(10);
    CHECK(f.worker->queued() == 10);
    f.openAndWait();
    f.worker->drain(never);
    f.waitFor(State::Finished);
    CHECK(f.ledger.counts().delivered == 10);
}

TEST_CASE("a partial batch goes when the flush interval has passed since its first entry")
{
    FakeClock clock(0);
    Fixture f(clock);
    f.openAndWait();
    clock.advanceTo(second);
    f.offer(3);
    clock.advanceTo(3 * second);
    f.offer(3);
    clock.advanceTo(4 * second - 1);
    CHECK(f.sizes().empty());
    clock.advanceTo(4 * second);
    f.store->waitForSends(1);
    CHECK(f.sizes() == "6 ");
}

TEST_CASE("latency is measured from the due time")
{
    FakeClock clock(0, 5 * second);
    Fixture f(clock);
    f.worker->setStart(2 * second);
    f.openAndWait();
    f.offer(10);
    f.worker->drain(never);
    f.waitFor(State::Finished);
    CHECK(f.ledger.latency().max() == 3 * second);
    CHECK(f.ledger.latency().min() == doctest::Approx(3 * second - 9000).epsilon(0.01));
}

TEST_CASE("a full queue refuses the newest")
{
    DeliverySettings settings = small();
    settings.queueSize = 10;
    Fixture f(Clock::system(), settings);
    f.store->mode = Mode::Held;
    f.openAndWait();
    f.offer(10);
    f.store->waitForSends(1);
    f.offer(25);
    CHECK(f.dropped(DropReason::QueueFull) == 15);
    CHECK(f.worker->queued() == 10);
    CHECK(f.run.errorsOf(0) == 15);
    f.store->answerHeld({});
    f.store->waitForSends(2);
    f.store->answerHeld({});
    f.worker->drain(never);
    f.waitFor(State::Finished);
    CHECK(f.store->taken().back() == 19);
    CHECK(f.ledger.counts().delivered == 20);
}

TEST_CASE("with block, an offer waits for room and nothing is dropped")
{
    DeliverySettings settings = small();
    settings.queueSize = 7;
    settings.flushInterval = 0ns;
    settings.block = true;
    Fixture f(Clock::system(), settings);
    f.openAndWait();
    for (int i = 0; i < 20; ++i)
        f.offer(100);
    f.worker->drain(never);
    f.waitFor(State::Finished);
    CHECK(f.ledger.counts().delivered == 2000);
    CHECK(f.store->taken().size() == 2000);
}

TEST_CASE("what is offered to a muted sink is dropped at once; what it has is delivered")
{
    FakeClock clock(0);
    Fixture f(clock);
    f.store->mode = Mode::Held;
    f.openAndWait();
    f.offer(15); // a batch on its way, and five that wait
    f.store->waitForSends(1);
    f.worker->setMuted(true);
    CHECK(f.worker->isMuted());
    f.offer(200); // more than the queue holds
    CHECK(f.dropped(DropReason::Muted) == 200);
    CHECK(f.ledger.counts().inFlight == 15);
    f.worker->setMuted(false);
    f.offer(5);
    f.store->answerHeld({});
    f.store->waitForSends(2);
    f.store->answerHeld({});
    f.worker->drain(never);
    f.waitFor(State::Finished);
    CHECK(f.ledger.counts().emitted == 220);
    CHECK(f.ledger.counts().delivered == 20);
    CHECK(f.ledger.counts().dropped() == 200);
    CHECK(f.store->taken().back() == 219);
    CHECK(f.run.errorsOf(0) == 0);
    CHECK_FALSE(f.worker->drainIncomplete());
}

TEST_CASE("with block, an offer that waits for room when its sink is muted finishes waiting")
{
    FakeClock clock(0);
    DeliverySettings settings = small();
    settings.queueSize = 10;
    settings.block = true;
    Fixture f(clock, settings);
    f.store->mode = Mode::Held;
    f.openAndWait();
    f.offer(10);
    f.store->waitForSends(1);
    std::thread producer([&] { f.offer(20); });
    while (f.worker->queued() < 10)
        std::this_thread::yield();
    f.worker->setMuted(true);
    for (int sent = 1; sent < 3; ++sent) {
        f.store->answerHeld({});
        f.store->waitForSends(static_cast<std::size_t>(sent) + 1);
    }
    producer.join();
    f.store->answerHeld({});
    f.offer(1'000); // waits for nothing
    f.worker->drain(never);
    f.waitFor(State::Finished);
    CHECK(f.ledger.counts().delivered == 30);
    CHECK(f.ledger.counts().dropped() == f.dropped(DropReason::Muted));
    CHECK(f.dropped(DropReason::Muted) == 1'000);
}

TEST_CASE("a sink may be muted before it opens and after its end")
{
    Fixture f;
    f.worker->setMuted(true);
    f.offer(5);
    f.openAndWait();
    f.worker->drain(never);
    f.waitFor(State::Finished);
    f.worker->setMuted(false);
    f.worker->setMuted(true);
    f.offer(3);
    CHECK(f.dropped(DropReason::Muted) == 8);
    CHECK(f.ledger.counts().failed() == 0);
    CHECK(f.store->taken().empty());
}

TEST_CASE("a sink that does not open is lost and says why")
{
    Fixture f;
    f.store->openProblem = problemWith("no such server");
    f.offer(5);
    f.worker->open(f.content);
    f.waitFor(State::Lost);
    f.offer(7);
    CHECK(f.dropped(DropReason::SinkLost) == 12);
    REQUIRE(f.worker->problem());
    CHECK(f.worker->problem()->text == "no such server");
    f.worker->drain(never);
    f.worker.reset();
    CHECK(f.store->finished == 0);
    CHECK(f.store->destroyed == 1);
    CHECK(f.dropped(DropReason::SinkLost) == 12);
}

TEST_CASE("a fatal answer loses the sink; later offers are dropped")
{
    Fixture f;
    f.store->answer = [](const Batch &batch) {
        return batch.number == 1 ? whole(Outcome::Fatal, "disk full\x1b[2J") : SendResult{};
    };
    f.openAndWait();
    f.offer(35);
    f.waitFor(State::Lost);
    CHECK(f.ledger.counts().delivered == 10);
    CHECK(f.dropped(DropReason::SinkLost) == 25);
    f.offer(5);
    CHECK(f.dropped(DropReason::SinkLost) == 30);
    CHECK(f.run.errorsOf(0) == 30);
    CHECK(f.worker->problem()->text == "disk full\xef\xbf\xbd[2J");
    f.worker.reset();
    CHECK(f.store->finished == 1);
}

TEST_CASE("retries are made in their time")
{
    FakeClock clock;
    Fixture f(clock);
    f.store->answer = [](const Batch &batch) {
        return batch.attempt < 2 ? whole(Outcome::Retry) : SendResult{};
    };
    f.openAndWait();
    f.offer(10);
    f.store->waitForSends(3);
    f.worker->drain(never);
    f.waitFor(State::Finished);
    CHECK(f.ledger.counts().delivered == 10);
    CHECK(f.ledger.counts().resent == 20);
    CHECK(f.ledger.reasons().empty());
}

TEST_CASE("a sink that computes is told from one that waits, while entries wait for it")
{
    constexpr std::int64_t work = second / 100;
    for (const bool computes : {true, false}) {
        FakeClock clock;
        Fixture f(clock);
        f.store->mode = Mode::Inside;
        f.store->answer = [&](const Batch &) {
            computes ? clock.compute(work) : clock.jump(work);
            return whole(Outcome::Delivered);
        };
        f.offer(100); // ten batches: the last has nothing behind it
        f.openAndWait();
        f.worker->drain(never);
        f.waitFor(State::Finished);
        CHECK(f.worker->pressedNanos() >= 7 * work);
        CHECK(f.worker->pressedNanos() <= 9 * work);
        CHECK(f.worker->cpuNanos() == (computes ? f.worker->pressedNanos() : 0));
    }
}

TEST_CASE("a sink that computes for what comes now and then is not under pressure")
{
    FakeClock clock;
    Fixture f(clock);
    f.store->mode = Mode::Inside;
    f.store->answer = [&](const Batch &) {
        clock.compute(second / 100);
        return whole(Outcome::Delivered);
    };
    f.offer(10);
    f.openAndWait();
    f.worker->drain(never);
    f.waitFor(State::Finished);
    CHECK(f.ledger.counts().delivered == 10);
    CHECK(f.worker->pressedNanos() == 0);
    CHECK(f.worker->cpuNanos() == 0);
}
