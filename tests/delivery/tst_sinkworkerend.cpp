// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "workerfixture.h"

#include <doctest/doctest.h>

using namespace emitter;

TEST_CASE("a blocked offer is completed by a drain")
{
    DeliverySettings settings = small();
    settings.queueSize = 10;
    settings.block = true;
    Fixture f(Clock::system(), settings);
    f.store->mode = Mode::Held;
    f.openAndWait();
    f.offer(10);
    f.store->waitForSends(1);
    std::thread producer([&] { f.offer(100); });
    while (f.worker->queued() < 10)
        std::this_thread::yield();
    f.worker->drain(never);
    for (std::size_t sends = 1; sends <= 11; ++sends) {
        f.store->waitForSends(sends);
        f.store->answerHeld({});
    }
    producer.join();
    f.waitFor(State::Finished);
    CHECK(f.ledger.counts().delivered == 110);
    CHECK_FALSE(f.worker->drainIncomplete());
}

TEST_CASE("abandon and a lost sink release a blocked offer")
{
    bool lost = false;
    SUBCASE("abandon")
    {
    }
    SUBCASE("lost")
    {
        lost = true;
    }
    DeliverySettings settings = small();
    settings.queueSize = 10;
    settings.block = true;
    Fixture f(Clock::system(), settings);
    f.store->mode = Mode::Held;
    f.openAndWait();
    f.offer(10);
    f.store->waitForSends(1);
    std::thread producer([&] { f.offer(100); });
    if (lost)
        f.store->answerHeld(whole(Outcome::Fatal));
    else
        f.worker->abandon();
    producer.join();
    f.waitFor(lost ? State::Lost : State::Finished);
    CHECK(f.dropped(lost ? DropReason::SinkLost : DropReason::Shutdown) == 110);
    CHECK(f.ledger.counts().inFlight == 0);
}

TEST_CASE("at the deadline what was sent is unconfirmed and the rest is dropped")
{
    FakeClock clock; // time flies: the deadline comes before any answer
    Fixture f(clock);
    f.store->mode = Mode::Held;
    f.store->answersAtCancel = false;
    f.openAndWait();
    f.offer(25);
    f.store->waitForSends(1);
    f.worker->drain(second);
    f.waitFor(State::Finished);
    CHECK(f.ledger.counts().unconfirmed == 10);
    CHECK(f.dropped(DropReason::Deadline) == 15);
    CHECK(f.run.errorsOf(0) == 25);
    CHECK(f.worker->drainIncomplete());
    CHECK(f.store->cancelled >= 1);
    CHECK(f.store->finished == 1);
}

TEST_CASE("answers that cancel() brings count as what they are")
{
    for (const Outcome outcome : {Outcome::Delivered, Outcome::Retry, Outcome::Unconfirmed}) {
        FakeClock clock(0);
        Fixture f(clock);
        f.store->mode = Mode::Held;
        f.store->answersAtCancel = false;
        f.store->onCancel = [&] { f.store->answerHeld(whole(outcome)); };
        f.openAndWait();
        f.offer(15);
        f.store->waitForSends(1);
        f.worker->drain(0);
        f.waitFor(State::Finished);
        CHECK(f.ledger.counts().delivered == (outcome == Outcome::Delivered ? 10 : 0));
        CHECK(f.ledger.counts().unconfirmed == (outcome == Outcome::Unconfirmed ? 10 : 0));
        CHECK(f.dropped(DropReason::Deadline) == (outcome == Outcome::Retry ? 15 : 5));
        CHECK(f.worker->drainIncomplete());
    }
}

TEST_CASE("abandoned entries are counted as shutdown")
{
    Fixture f;
    f.store->mode = Mode::Held;
    f.openAndWait();
    f.offer(25);
    f.store->waitForSends(1);
    f.worker->abandon();
    f.waitFor(State::Finished);
    CHECK(f.dropped(DropReason::Shutdown) == 25);
    f.offer(3);
    CHECK(f.dropped(DropReason::Shutdown) == 28);
}

TEST_CASE("a retry beyond the deadline does not delay the end")
{
    FakeClock clock(0); // time stands still: waiting for the deadline would never end
    Fixture f(clock);
    f.store->answer = [](const Batch &) {
        SendResult result = whole(Outcome::Retry);
        result.retryAfter = 60s;
        return result;
    };
    f.openAndWait();
    f.offer(10);
    f.store->waitForSends(1);
    f.worker->drain(5 * second);
    f.waitFor(State::Finished);
    CHECK(f.dropped(DropReason::Deadline) == 10);
    CHECK(f.worker->drainIncomplete());
}

TEST_CASE("a failing finish makes the drain incomplete")
{
    Fixture f;
    f.store->finishProblem = problemWith("index not built");
    f.openAndWait();
    f.worker->drain(never);
    f.waitFor(State::Finished);
    CHECK(f.worker->drainIncomplete());
    CHECK(f.worker->problem()->text == "index not built");
}

TEST_CASE("abandon ends an open() that waits")
{
    Fixture f;
    std::promise<void> cancelled;
    f.store->onOpen = [&] { cancelled.get_future().wait(); };
    f.store->onCancel = [&, once = false]() mutable {
        if (!std::exchange(once, true))
            cancelled.set_value();
    };
    f.store->openProblem = problemWith("cancelled");
    f.offer(5);
    f.worker->open(f.content);
    f.worker->abandon();
    f.waitFor(State::Finished);
    CHECK(f.dropped(DropReason::Shutdown) == 5);
    CHECK_FALSE(f.worker->problem());
}

TEST_CASE("a sink that hangs in open() is left alone and the books are closed")
{
    DeliverySettings settings = small();
    settings.hangLimit = 1ms;
    auto f = std::make_unique<Fixture>(Clock::system(), settings);
    const auto store = f->store;
    std::promise<void> release;
    store->onOpen = [&] { release.get_future().wait(); };
    f->offer(5);
    f->worker->open(f->content);
    f->worker.reset();
    CHECK(f->dropped(DropReason::Shutdown) == 5);
    CHECK(f->ledger.counts().inFlight == 0);
    f.reset(); // ledgers gone; the thread must not touch them
    release.set_value();
    store->destroyed.wait(0);
    CHECK(store->finished == 0);
}

TEST_CASE("a sink that hangs in send() leaves its batch unconfirmed")
{
    DeliverySettings settings = small();
    settings.hangLimit = 1ms;
    auto f = std::make_unique<Fixture>(Clock::system(), settings);
    const auto store = f->store;
    std::promise<void> entered, release;
    store->onSend = [&] {
        entered.set_value();
        release.get_future().wait();
    };
    f->openAndWait();
    f->offer(15);
    entered.get_future().wait();
    f->worker.reset();
    CHECK(f->ledger.counts().unconfirmed == 10);
    CHECK(f->dropped(DropReason::Shutdown) == 5);
    f.reset();
    release.set_value();
    store->destroyed.wait(0);
    CHECK(store->finished == 0);
}

TEST_CASE("watch() ends the wait for a sink that hangs beyond the deadline")
{
    DeliverySettings settings = small();
    settings.hangLimit = 2ms;
    constexpr std::int64_t limit = 2'000'000;
    FakeClock clock(0);
    auto f = std::make_unique<Fixture>(clock, settings);
    const auto store = f->store;
    std::promise<void> entered, release;
    store->onSend = [&] {
        entered.set_value();
        release.get_future().wait();
    };
    f->openAndWait();
    f->offer(15);
    entered.get_future().wait();
    f->worker->drain(second);
    clock.jump(second + limit - 1);
    f->worker->watch();
    CHECK(store->cancelled == 0);
    clock.jump(1);
    f->worker->watch();
    CHECK(store->cancelled == 1);
    clock.jump(limit - 1);
    f->worker->watch();
    CHECK(f->worker->state() == State::Running);
    clock.jump(1);
    f->worker->watch();
    CHECK(f->worker->state() == State::Finished);
    CHECK(f->worker->drainIncomplete());
    CHECK(f->ledger.counts().unconfirmed == 10);
    CHECK(f->dropped(DropReason::Shutdown) == 5);
    f.reset();
    release.set_value();
    store->destroyed.wait(0);
}

TEST_CASE("watch() leaves a healthy sink alone")
{
    FakeClock clock(0);
    Fixture f(clock);
    f.openAndWait();
    clock.jump(1000 * second);
    f.worker->watch();
    CHECK(f.worker->state() == State::Running);
    f.offer(10);
    f.worker->drain(never);
    f.waitFor(State::Finished);
    f.worker->watch();
    CHECK(f.ledger.counts().delivered == 10);
    CHECK_FALSE(f.worker->drainIncomplete());
}

TEST_CASE("an answer that comes after the worker has gone is ignored")
{
    class Stash : public Sink
    {
    public:
        explicit Stash(std::vector<std::function<void(SendResult)>> &dones)
            : m_dones(dones)
        {
        }
        Result<void> open(const Content &) override { return {}; }
        int maxInFlight() const override { return 1; }
        void send(Batch, std::function<void(SendResult)> done) override
        {
            m_dones.push_back(std::move(done));
            sent.set_value();
        }
        Result<void> finish(std::int64_t) override { return {}; }
        void cancel() override { }
        std::promise<void> sent;

    private:
        std::vector<std::function<void(SendResult)>> &m_dones;
    };

    std::vector<std::function<void(SendResult)>> dones;
    SinkLedger ledger;
    {
        RunLedger run(1);
        FakeClock clock;
        const Content content = makeContent();
        auto sink = std::make_unique<Stash>(dones);
        auto sent = sink->sent.get_future();
        SinkWorker worker(std::move(sink), small(), ledger, run, clock, 1, {});
        worker.open(content);
        worker.offer(makeChunk(10));
        sent.wait();
    }
    CHECK(ledger.counts().unconfirmed == 10);
    dones.front()({});
    CHECK(ledger.counts().unconfirmed == 10);
    CHECK(ledger.counts().delivered == 0);
}

TEST_CASE("a worker that never opened its sink closes its books too")
{
    Fixture f;
    f.offer(3);
    f.worker->drain(never);
    CHECK(f.worker->state() == State::Finished);
    CHECK(f.dropped(DropReason::Deadline) == 3);
    f.offer(4);
    f.worker->open(f.content);
    f.worker.reset();
    CHECK(f.ledger.counts().dropped() == 7);
    CHECK(f.store->opened == 0);
    CHECK(f.changes == 0); // no thread was there to change anything
}
