// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/sinkworker.h"
#include "support/entries.h"
#include "support/fakeclock.h"
#include "support/memorysink.h"

#include <doctest/doctest.h>

#include <condition_variable>
#include <future>
#include <limits>
#include <mutex>
#include <string>
#include <thread>

using namespace emitter;
using namespace std::chrono_literals;

namespace {

using State = SinkWorker::State;
using Mode = MemoryStore::Mode;

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t second = 1'000'000'000;

DeliverySettings small()
{
    DeliverySettings settings;
    settings.bufferSize = 10;
    settings.queueSize = 100;
    settings.retry = {.attempts = 2, .base = 100ms, .max = 1s};
    settings.answerGrace = 60s; // whoever answers at cancel() does it long before
    settings.hangLimit = 60s;
    return settings;
}

struct Fixture
{
    explicit Fixture(Clock &clock = Clock::system(), const DeliverySettings &settings = small())
        : worker(std::make_unique<SinkWorker>(std::make_unique<MemorySink>(store), settings, ledger,
            run, clock, 1, [this] { notify(); }))
    {
    }

    void notify()
    {
        const std::lock_guard lock(mutex);
        ++changes;
        changed.notify_all();
    }
    void waitFor(State state)
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return worker->state() == state; });
    }
    void openAndWait()
    {
        worker->open(content);
        waitFor(State::Running);
    }
    void offer(std::size_t count)
    {
        worker->offer(makeChunk(count, offered));
        offered += count;
    }
    std::uint64_t dropped(DropReason reason) const
    {
        return ledger.counts().droppedBy[static_cast<std::size_t>(reason)];
    }
    std::string sizes() const
    {
        std::string out;
        for (const auto &sent : store->sent())
            out += std::to_string(sent.size) + ' ';
        return out;
    }

    std::shared_ptr<const Content> content = std::make_shared<const Content>(makeContent());
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
    SinkLedger ledger;
    RunLedger run{1};
    std::mutex mutex;
    std::condition_variable changed;
    int changes = 0;
    std::uint64_t offered = 0;
    std::unique_ptr<SinkWorker> worker;
};

Problem problemWith(const char *text)
{
    Problem problem;
    problem.text = text;
    return problem;
}

SendResult whole(Outcome outcome, const char *reason = "because")
{
    SendResult result;
    result.outcome = outcome;
    result.reasons.emplace_back(reason, 1);
    return result;
}

}

TEST_CASE("delivers in order, drains the partial batch, finishes and closes the sink")
{
    Fixture f;
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
    CHECK(f.store->opened <= 1);
}

TEST_CASE("says when it becomes idle")
{
    Fixture f;
    f.openAndWait();
    for (int round = 1; round <= 3; ++round) {
        const int before = f.changes;
        f.offer(20);
        std::unique_lock lock(f.mutex);
        f.changed.wait(lock, [&] { return f.changes > before; });
        CHECK(f.ledger.counts().inFlight == 0);
    }
}
