// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "statefixture.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace emitter;

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

TEST_CASE("a full queue goes at once though it makes no full batch")
{
    DeliverySettings settings = small();
    settings.bufferSize = 1000;
    settings.queueSize = 50;
    settings.retry = {.attempts = 2, .base = 10s, .max = 10s};
    Fixture f(settings, 1);
    f.push(49);
    CHECK(f.nextSize(0) == 0);
    CHECK(f.state.nextTime(0) == 3 * second);
    CHECK(f.state.wakeAtSize() == 50);
    f.push(1);
    CHECK(f.state.nextTime(0) == 0);
    REQUIRE(f.nextSize(0) == 50);
    // What waits for a retry leaves less room.
    SendResult result;
    result.items.assign(50, Outcome::Delivered);
    std::fill_n(result.items.begin(), 30, Outcome::Retry);
    f.answer(result, 0);
    f.push(19);
    CHECK(f.nextSize(0) == 0);
    CHECK(f.state.wakeAtSize() == 20);
    f.push(1);
    CHECK(f.nextSize(0) == 20);
    f.answer(whole(Outcome::Retry), 0);
    // No room at all: nothing comes, and nothing goes before its time.
    f.push(1);
    CHECK(f.dropped(DropReason::QueueFull) == 1);
    CHECK(f.nextSize(0) == 0);
    CHECK(f.state.nextTime(0) > 0);
    CHECK(f.state.wakeAtSize() == 1);
}

TEST_CASE("entries are not dropped while the sink is idle")
{
    DeliverySettings settings = small();
    settings.bufferSize = 1000;
    settings.queueSize = 500;
    Fixture f(settings, 1);
    std::uint64_t wakeAt = f.state.wakeAtSize();
    std::int64_t timer = f.state.nextTime(0);
    for (std::int64_t now = 0; now < 10 * second; now += 1'000'000) {
        f.push(1, now);
        if (f.queue.size() < wakeAt && now < timer)
            continue;
        if (f.nextSize(now) > 0)
            f.answer({}, now);
        wakeAt = f.state.wakeAtSize();
        timer = f.state.nextTime(now);
    }
    CHECK(f.dropped(DropReason::QueueFull) == 0);
    CHECK(f.ledger.counts().delivered == 10'000);
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
    constexpr auto noSize = std::numeric_limits<std::uint64_t>::max();
    Fixture f(small(), 1);
    CHECK(f.state.wakeAtSize() == 1);
    f.push(1);
    CHECK(f.state.wakeAtSize() == 10);
    f.state.setDraining();
    CHECK(f.state.wakeAtSize() == noSize); // it goes now, which nextTime() says
    CHECK(f.state.nextTime(0) == 0);
    CHECK(f.nextSize(0) == 1);
    CHECK(f.state.wakeAtSize() == noSize);
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

TEST_CASE("draining sends partial batches at once")
{
    Fixture f;
    f.push(3, 0);
    CHECK(f.nextSize(0) == 0);
    f.state.setDraining();
    CHECK(f.state.nextTime(0) == 0);
    CHECK(f.nextSize(0) == 3);
}
