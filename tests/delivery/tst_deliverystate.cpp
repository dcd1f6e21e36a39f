// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/deliverystate.h"
#include "support/entries.h"

#include <doctest/doctest.h>

#include <limits>
#include <string>

using namespace emitter;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t second = 1'000'000'000;

SendResult whole(Outcome outcome, const char *reason = nullptr, std::uint32_t count = 0)
{
    SendResult result;
    result.outcome = outcome;
    if (reason)
        result.reasons.emplace_back(reason, count);
    return result;
}

DeliverySettings small()
{
    DeliverySettings settings;
    settings.bufferSize = 10;
    settings.flushInterval = 3s;
    settings.queueSize = 100;
    settings.retry = {.attempts = 2, .base = 100ms, .max = 1s};
    return settings;
}

struct Fixture
{
    explicit Fixture(const DeliverySettings &settings = small(), int maxInFlight = 2)
        : queue(settings.queueSize)
        , state(settings, queue, ledger, run, 1)
    {
        state.setOpened(maxInFlight, 0);
    }

    void push(std::size_t count, std::int64_t now = 0)
    {
        const ChunkPtr chunk = makeChunk(count, pushed, 4);
        pushed += count;
        const std::uint64_t taken = queue.push(chunk, 0, now);
        ledger.offer(taken);
        ledger.refuse(count - taken, DropReason::QueueFull);
    }
    std::size_t nextSize(std::int64_t now)
    {
        sent = state.next(now);
        return sent ? sent->batch.entries->size() : 0;
    }
    void answer(const SendResult &result, std::int64_t now) { state.answer(sent->token, result, now, 0); }
    std::uint64_t dropped(DropReason reason) const
    {
        return ledger.counts().droppedBy[static_cast<std::size_t>(reason)];
    }

    SinkLedger ledger;
    RunLedger run {4};
    SinkQueue queue;
    DeliveryState state;
    std::optional<DeliveryState::Send> sent;
    std::uint64_t pushed = 0;
};

}

TEST_CASE("a full batch goes at once, a partial one after the flush interval")
{
    Fixture f;
    CHECK(f.nextSize(0) == 0);
    CHECK(f.state.nextTime(0) == never);
    f.push(9, 5);
    CHECK(f.nextSize(5) == 0);
    CHECK(f.state.nextTime(5) == 5 + 3 * second);
    CHECK(f.nextSize(4 + 3 * second) == 0);
    f.push(1, 6);
    CHECK(f.state.nextTime(6) == 6);
    CHECK(f.nextSize(6) == 10);
    f.push(3, 7);
    CHECK(f.nextSize(7) == 0);
    CHECK(f.nextSize(7 + 3 * second) == 3);
    CHECK(f.sent->batch.number == 1);
    CHECK(f.sent->batch.attempt == 0);
}

TEST_CASE("the flush timer starts with the oldest entry that is left")
{
    Fixture f;
    f.push(10, 0);
    f.push(5, second);
    CHECK(f.nextSize(second) == 10);
    CHECK(f.state.nextTime(second) == 4 * second);
}

TEST_CASE("without a flush interval a partial batch goes at once")
{
    DeliverySettings settings = small();
    settings.flushInterval = 0ns;
    Fixture f(settings);
    f.push(1, 7);
    CHECK(f.state.nextTime(7) == 7);
    CHECK(f.nextSize(7) == 1);
}

TEST_CASE("a queue size that wakes: the first entry, then a full batch")
{
    Fixture f(small(), 1);
    CHECK(f.state.wakeAtSize() == 1);
    f.push(1);
    CHECK(f.state.wakeAtSize() == 10);
    f.state.setDraining();
    CHECK(f.state.wakeAtSize() == 1);
    CHECK(f.nextSize(0) == 1);
    CHECK(f.state.wakeAtSize() == std::numeric_limits<std::uint64_t>::max());
    CHECK(f.state.nextTime(0) == never);
}

TEST_CASE("batches are bounded in entries and in bytes")
{
    const struct
    {
        std::uint32_t bufferSize;
        std::uint64_t maxBatchBytes;
        std::size_t entryBytes;
        std::size_t size;
    } rows[] = {{10, 1000, 0, 10}, {10, 1000, 100, 10}, {10, 999, 100, 9}, {10, 250, 100, 2},
        {10, 100, 101, 1}, {10, 0, 100, 1}, {0, 1000, 1, 1}};
    for (const auto &row : rows) {
        CAPTURE(row.entryBytes);
        DeliverySettings settings = small();
        settings.bufferSize = row.bufferSize;
        settings.maxBatchBytes = row.maxBatchBytes;
        Fixture f(settings);
        f.state.setOpened(1, row.entryBytes);
        f.push(50);
        CHECK(f.nextSize(0) == row.size);
    }
}

TEST_CASE("no more than maxInFlight batches are outstanding")
{
    Fixture f(small(), 2);
    f.push(50);
    CHECK(f.nextSize(0) == 10);
    const auto first = f.sent;
    CHECK(f.nextSize(0) == 10);
    CHECK(f.state.outstanding() == 2);
    CHECK(f.nextSize(0) == 0);
    f.state.answer(first->token, {}, 1, 0);
    CHECK(f.nextSize(1) == 10);
    CHECK(f.nextSize(1) == 0);
}

TEST_CASE("latency is answer minus due time")
{
    Fixture f;
    f.push(10); // due at 0, 1000 ... 9000
    CHECK(f.nextSize(0) == 10);
    f.state.answer(f.sent->token, {}, 1'000'000'000, 500'000'000);
    const Histogram latency = f.ledger.latency();
    CHECK(latency.count() == 10);
    CHECK(latency.max() == 500'000'000);
    CHECK(f.ledger.counts().delivered == 10);
    CHECK(f.ledger.counts().batches == 1);
}

TEST_CASE("latency is recorded for delivered entries only")
{
    Fixture f;
    f.push(10);
    f.nextSize(0);
    SendResult result;
    result.items.assign(10, Outcome::Rejected);
    result.items[3] = Outcome::Delivered;
    f.answer(result, second);
    CHECK(f.ledger.latency().count() == 1);
    CHECK(f.ledger.latency().max() == second - 3000);
    CHECK(f.ledger.counts().rejected == 9);
}

TEST_CASE("a retry waits, keeps its number and entries, and is not outstanding meanwhile")
{
    Fixture f(small(), 1);
    f.push(20);
    CHECK(f.nextSize(0) == 10);
    f.answer(whole(Outcome::Retry), 0);
    CHECK(f.state.outstanding() == 0);
    const std::int64_t retryAt = f.state.nextTime(0);
    CHECK(retryAt == 0); // the second batch need not wait
    CHECK(f.nextSize(0) == 10);
    CHECK(f.sent->batch.number == 1);
    f.answer({}, 0);
    const std::int64_t due = f.state.nextTime(0);
    CHECK(due > 0);
    CHECK(due <= 100'000'000);
    CHECK(f.nextSize(due - 1) == 0);
    CHECK(f.nextSize(due) == 10);
    CHECK(f.sent->batch.number == 0);
    CHECK(f.sent->batch.attempt == 1);
    CHECK(f.sent->batch.entries->front().number == 0);
    CHECK(f.ledger.counts().resent == 10);
    f.answer({}, due);
    CHECK(f.ledger.counts().delivered == 20);
    CHECK(f.state.isIdle());
}

TEST_CASE("a retry goes before a new batch")
{
    Fixture f(small(), 1);
    f.push(10);
    f.nextSize(0);
    f.answer(whole(Outcome::Retry), 0);
    f.push(10, 0);
    CHECK(f.nextSize(second) == 10);
    CHECK(f.sent->batch.attempt == 1);
}

TEST_CASE("only the entries that asked for it go again")
{
    Fixture f;
    f.push(10);
    f.nextSize(0);
    SendResult result;
    result.items.assign(10, Outcome::Delivered);
    result.items[2] = Outcome::Retry;
    result.items[7] = Outcome::Retry;
    result.items[8] = Outcome::Rejected;
    f.answer(result, 0);
    CHECK(f.nextSize(second) == 2);
    CHECK((*f.sent->batch.entries)[0].number == 2);
    CHECK((*f.sent->batch.entries)[1].number == 7);
    CHECK(f.ledger.counts().resent == 2);
    CHECK(f.ledger.counts().delivered == 7);
}

TEST_CASE("used up retries are drops")
{
    Fixture f;
    f.push(10);
    CHECK(f.nextSize(0) == 10);
    for (int attempt = 1; attempt <= 2; ++attempt) {
        f.answer(whole(Outcome::Retry, "refused", 10), attempt * second);
        CHECK(f.ledger.reasons().empty()); // it may yet be delivered
        CHECK(f.nextSize((attempt + 1) * second) == 10);
        CHECK(f.sent->batch.attempt == attempt);
    }
    f.answer(whole(Outcome::Retry, "refused", 10), 5 * second);
    CHECK(f.dropped(DropReason::RetryExhausted) == 10);
    CHECK(f.state.isIdle());
    REQUIRE(f.ledger.reasons().size() == 1);
    CHECK(f.ledger.reasons()[0].second == 10);
    CHECK(f.run.errorsOf(0) + f.run.errorsOf(1) + f.run.errorsOf(2) + f.run.errorsOf(3) == 10);
    CHECK(f.run.errorsOf(0) == 3);
}

TEST_CASE("no attempts: a retry is a drop at once")
{
    DeliverySettings settings = small();
    settings.retry.attempts = 0;
    Fixture f(settings);
    f.push(10);
    f.nextSize(0);
    f.answer(whole(Outcome::Retry), 0);
    CHECK(f.dropped(DropReason::RetryExhausted) == 10);
}

TEST_CASE("what is too large goes again in halves, at once, until single entries are rejected")
{
    Fixture f;
    f.push(10);
    CHECK(f.nextSize(0) == 10);
    const auto answerTooLarge = [&](std::size_t limit, std::int64_t now) {
        const bool fits = f.sent->batch.entries->size() <= limit;
        f.answer(whole(fits ? Outcome::Delivered : Outcome::TooLarge), now);
    };
    answerTooLarge(3, 0);
    CHECK(f.state.nextTime(0) == 0);
    std::string sizes;
    std::uint64_t highest = f.sent->batch.number;
    while (const std::size_t size = f.nextSize(0)) {
        sizes += std::to_string(size) + ' ';
        CHECK(f.sent->batch.attempt > 0);
        CHECK(f.sent->batch.number > highest);
        highest = f.sent->batch.number;
        answerTooLarge(3, 0);
    }
    CHECK(sizes == "5 5 3 2 3 2 ");
    CHECK(f.ledger.counts().delivered == 10);
    CHECK(f.ledger.counts().resent == 20);

    f.push(10);
    f.nextSize(0);
    answerTooLarge(0, 0);
    while (f.nextSize(0) > 0)
        answerTooLarge(0, 0);
    CHECK(f.ledger.counts().rejected == 10);
    CHECK(f.state.isIdle());
}

TEST_CASE("halving does not use up retries")
{
    DeliverySettings settings = small();
    settings.retry.attempts = 1;
    Fixture f(settings);
    f.push(10);
    f.nextSize(0);
    f.answer(whole(Outcome::TooLarge), 0);
    f.nextSize(0);
    f.answer(whole(Outcome::Retry), 0);
    f.nextSize(0);
    f.answer({}, 0);
    CHECK(f.nextSize(second) == 5);
    f.answer({}, second);
    CHECK(f.ledger.counts().delivered == 10);
}

TEST_CASE("what waits for a retry takes up room in the queue")
{
    DeliverySettings settings = small();
    settings.queueSize = 30;
    settings.retry = {.attempts = 5, .base = 10s, .max = 10s};
    Fixture f(settings, 1);
    for (int i = 0; i < 20; ++i) {
        f.push(10, i);
        while (f.nextSize(i) > 0)
            f.answer(whole(Outcome::Retry), i);
    }
    CHECK(f.ledger.counts().inFlight <= 40);
    CHECK(f.dropped(DropReason::QueueFull) >= 160);
}

TEST_CASE("unconfirmed entries are not sent again")
{
    Fixture f;
    f.push(10);
    f.nextSize(0);
    f.answer(whole(Outcome::Unconfirmed, "timed out", 10), 0);
    CHECK(f.ledger.counts().unconfirmed == 10);
    CHECK(f.state.isIdle());
    CHECK(f.ledger.reasons().front().first == "timed out");
}

TEST_CASE("a fatal answer stops everything")
{
    Fixture f(small(), 2);
    f.push(35);
    f.nextSize(0);
    const auto first = f.sent;
    f.nextSize(0);
    f.answer(whole(Outcome::Fatal, "wrong password", 10), 0);
    CHECK(f.state.isLost());
    CHECK(f.state.lostReason() == "wrong password");
    CHECK(f.nextSize(10 * second) == 0);
    f.state.giveUp(DropReason::SinkLost);
    CHECK(f.dropped(DropReason::SinkLost) == 25);
    CHECK(f.queue.isClosed());
    // What was being sent may still get a true answer; what would go again is lost.
    SendResult result;
    result.items.assign(10, Outcome::Delivered);
    result.items[0] = Outcome::Retry;
    result.items[1] = Outcome::TooLarge;
    f.state.answer(first->token, result, 0, 0);
    CHECK(f.ledger.counts().delivered == 8);
    CHECK(f.dropped(DropReason::SinkLost) == 27);
    CHECK(f.ledger.counts().inFlight == 0);
}

TEST_CASE("giving up drops what was not sent and leaves the rest unconfirmed")
{
    Fixture f(small(), 2);
    f.push(35);
    f.nextSize(0);
    f.answer(whole(Outcome::Retry, "refused", 10), 0);
    f.nextSize(0);
    CHECK(f.state.givenUp() == 0);
    f.state.giveUp(DropReason::Deadline);
    CHECK(f.dropped(DropReason::Deadline) == 25);
    CHECK(f.nextSize(0) == 0);
    CHECK(f.state.nextTime(0) == never);
    CHECK_FALSE(f.state.isIdle());
    f.state.leaveOutstanding();
    CHECK(f.ledger.counts().unconfirmed == 10);
    CHECK(f.ledger.counts().inFlight == 0);
    CHECK(f.state.givenUp() == 35);
    CHECK(f.state.isIdle());
    CHECK(f.ledger.reasons().front().first == "refused");
}

TEST_CASE("an overloaded store is left alone, longer each time, and probed by one batch")
{
    DeliverySettings settings = small();
    settings.queueSize = 1000;
    settings.retry = {.attempts = 10, .base = 100ms, .max = 30s};
    Fixture f(settings, 4);
    f.push(400);
    SendResult overload = whole(Outcome::Retry);
    overload.overload = true;
    overload.retryAfter = 2s;
    f.nextSize(0);
    f.answer(overload, 0);
    CHECK(f.nextSize(2 * second - 1) == 0);
    CHECK(f.state.nextTime(0) == 2 * second);
    CHECK(f.nextSize(2 * second) == 10);
    CHECK(f.nextSize(2 * second) == 0);
    f.answer({}, 2 * second);
    // It takes entries again: all four at once.
    for (int i = 0; i < 4; ++i)
        CHECK(f.nextSize(3 * second) == 10);
    CHECK(f.nextSize(3 * second) == 0);
    CHECK(f.ledger.counts().overloaded == 1);
}

TEST_CASE("a storm of 429 gets few requests")
{
    DeliverySettings settings = small();
    settings.queueSize = 1'000'000;
    settings.retry = {};
    Fixture f(settings, 4);
    SendResult overload = whole(Outcome::Retry);
    overload.overload = true;
    int requests = 0;
    for (std::int64_t now = 0; now < 60 * second; now += 10'000'000) {
        f.push(10, now);
        while (f.nextSize(now) > 0) {
            ++requests;
            f.answer(overload, now);
        }
    }
    CHECK(requests <= 200);
    CHECK(requests >= 6);
}

TEST_CASE("a sink without retries presses on when the store is overloaded")
{
    DeliverySettings settings = small();
    settings.retry.attempts = 0;
    Fixture f(settings, 1);
    f.push(20);
    SendResult overload = whole(Outcome::Retry);
    overload.overload = true;
    f.nextSize(0);
    f.answer(overload, 0);
    CHECK(f.nextSize(0) == 10);
}

TEST_CASE("draining sends partial batches at once")
{
    Fixture f;
    f.push(3, 0);
    CHECK(f.nextSize(0) == 0);
    f.state.setDraining();
    CHECK(f.state.nextTime(0) == 0);
    CHECK(f.nextSize(0) == 3);
}
