// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "statefixture.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace emitter;

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

TEST_CASE("reasons are told once, and only of entries that were given up")
{
    Fixture f;
    f.push(10);
    REQUIRE(f.nextSize(0) == 10);
    SendResult result;
    result.items.assign(10, Outcome::Delivered);
    result.items[3] = result.items[7] = Outcome::Retry;
    result.reasons.emplace_back("busy", 2);
    std::uint32_t told = 0;
    SUBCASE("what goes again is given up")
    {
        f.answer(result, 0);
        CHECK(f.ledger.reasons().empty());
        CHECK(f.nextSize(second) == 2);
        f.answer(whole(Outcome::Retry, "busy", 2), second);
        CHECK(f.nextSize(3 * second) == 2);
        f.answer(whole(Outcome::Retry, "busy", 2), 3 * second);
        CHECK(f.dropped(DropReason::RetryExhausted) == 2);
        told = 2;
    }
    SUBCASE("what goes again is delivered")
    {
        f.answer(result, 0);
        CHECK(f.nextSize(second) == 2);
        f.answer({}, second);
        CHECK(f.ledger.counts().delivered == 10);
    }
    SUBCASE("what may be stored and goes again is given up")
    {
        result.items[3] = result.items[7] = Outcome::RetryUnsure;
        f.answer(result, 0);
        CHECK(f.ledger.reasons().empty());
        f.state.giveUp(DropReason::Deadline);
        CHECK(f.ledger.counts().unconfirmed == 2);
        told = 2;
    }
    SUBCASE("another entry is rejected: whose reason it is, nobody knows")
    {
        result.items[1] = Outcome::Rejected;
        result.reasons.emplace_back("bad", 1);
        f.answer(result, 0);
        CHECK(f.nextSize(second) == 2);
        f.answer({}, second);
        told = 3;
    }
    std::uint64_t sum = 0;
    for (const auto &[reason, count] : f.ledger.reasons())
        sum += count;
    CHECK(sum == told);
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

TEST_CASE("a store under pressure is left alone, and probed by one batch")
{
    for (const Pressure pressure : {Pressure::Overloaded, Pressure::Unreachable}) {
        CAPTURE(static_cast<int>(pressure));
        DeliverySettings settings = small();
        settings.queueSize = 1000;
        settings.retry = {.attempts = 10, .base = 100ms, .max = 30s};
        Fixture f(settings, 4);
        f.push(400);
        f.nextSize(0);
        f.answer(pressed(pressure, 2s), 0);
        CHECK(f.nextSize(2 * second - 1) == 0);
        CHECK(f.state.nextTime(0) == 2 * second);
        CHECK(f.nextSize(2 * second) == 10);
        CHECK(f.nextSize(2 * second) == 0);
        f.answer({}, 2 * second);
        // It takes entries again: all four at once.
        for (int i = 0; i < 4; ++i)
            CHECK(f.nextSize(3 * second) == 10);
        CHECK(f.nextSize(3 * second) == 0);
        CHECK(f.ledger.counts().overloaded == (pressure == Pressure::Overloaded ? 1 : 0));
    }
}

TEST_CASE("a store that judges entries is not under pressure, whatever it says of them")
{
    DeliverySettings settings = small();
    settings.retry = {.attempts = 10, .base = 100ms, .max = 30s};
    Fixture f(settings, 4);
    f.push(100);
    f.nextSize(0);
    f.answer(pressed(Pressure::Overloaded), 0);
    CHECK(f.nextSize(second) == 10);
    SUBCASE("it rejects")
    {
        f.answer(whole(Outcome::Rejected), second);
        for (int i = 0; i < 4; ++i)
            CHECK(f.nextSize(second) == 10);
    }
    SUBCASE("it rejects and says that it is overloaded")
    {
        SendResult result = whole(Outcome::Rejected);
        result.pressure = Pressure::Overloaded;
        f.answer(result, second);
        CHECK(f.nextSize(10 * second) == 10);
    }
    SUBCASE("it judges nothing")
    {
        f.answer(whole(Outcome::Retry), second);
        CHECK(f.nextSize(10 * second) == 10);
    }
    CHECK(f.nextSize(10 * second) == 0);
}

TEST_CASE("what comes while a store is left alone wakes nobody once a batch waits")
{
    constexpr auto noSize = std::numeric_limits<std::uint64_t>::max();
    DeliverySettings settings = small();
    settings.retry = {.attempts = 10, .base = 100ms, .max = 30s};
    Fixture f(settings, 1);
    f.push(10);
    f.nextSize(0);
    f.answer(pressed(Pressure::Overloaded, 2s), 0);
    CHECK(f.state.wakeAtSize() == 1);
    f.push(9);
    CHECK(f.state.wakeAtSize() == 10);
    f.push(1);
    CHECK(f.nextSize(second) == 0);
    CHECK(f.state.wakeAtSize() == noSize);
    CHECK(f.state.nextTime(second) == 2 * second);
}

TEST_CASE("a store under pressure gets few requests, one that may come back soon some more")
{
    const struct
    {
        Pressure pressure;
        int least;
        int most;
    } rows[] = {{Pressure::Overloaded, 6, 60}, {Pressure::Unreachable, 30, 120}};
    for (const auto &row : rows) {
        CAPTURE(static_cast<int>(row.pressure));
        DeliverySettings settings = small();
        settings.queueSize = 1'000'000;
        settings.retry = {};
        Fixture f(settings, 4);
        int requests = 0;
        for (std::int64_t now = 0; now < 60 * second; now += 10'000'000) {
            f.push(10, now);
            while (f.nextSize(now) > 0) {
                ++requests;
                f.answer(pressed(row.pressure), now);
            }
        }
        CHECK(requests >= row.least);
        CHECK(requests <= row.most);
    }
}

TEST_CASE("a store that is away for a while costs a few batches, and is found soon")
{
    DeliverySettings settings = small();
    settings.queueSize = 1'000'000;
    settings.retry = {};
    Fixture f(settings, 4);
    constexpr std::int64_t outage = 20 * second;
    constexpr std::int64_t step = 10'000'000;
    std::int64_t found = never;
    for (std::int64_t now = 0; now <= outage + 5 * second; now += step) {
        if (now % second == 0)
            f.push(10, now);
        while (f.nextSize(now) > 0) {
            f.answer(now < outage ? pressed(Pressure::Unreachable) : SendResult{}, now);
            if (f.ledger.counts().delivered > 0)
                found = std::min(found, now);
        }
    }
    CHECK(found <= outage + 2 * second);
    CHECK(f.state.isIdle());
    CHECK(f.ledger.counts().emitted == 260);
    CHECK(f.ledger.counts().delivered >= 210);
    CHECK(f.ledger.counts().overloaded == 0);
}

TEST_CASE("a sink without retries presses on")
{
    for (const Pressure pressure : {Pressure::Overloaded, Pressure::Unreachable}) {
        DeliverySettings settings = small();
        settings.retry.attempts = 0;
        Fixture f(settings, 1);
        f.push(20);
        f.nextSize(0);
        f.answer(pressed(pressure), 0);
        CHECK(f.nextSize(0) == 10);
    }
}

TEST_CASE("what the store may hold is unconfirmed when it is given up, whatever came later")
{
    Fixture f;
    f.push(10);
    f.nextSize(0);
    SendResult result;
    result.items.assign(10, Outcome::Retry);
    result.items[3] = Outcome::RetryUnsure;
    result.items[4] = Outcome::RetryUnsure;
    f.answer(result, 0);
    CHECK(f.nextSize(second) + f.state.outstanding() > 0);

    SUBCASE("after its last attempt, though that one was surely not stored")
    {
        for (std::int64_t now = second; f.state.outstanding() > 0 || !f.state.isIdle();
             now += second) {
            if (!f.sent)
                f.nextSize(now);
            if (f.sent)
                f.answer(whole(Outcome::Retry), now);
            f.sent.reset();
        }
        CHECK(f.dropped(DropReason::RetryExhausted) == 8);
    }
    SUBCASE("at the end, while it waits")
    {
        f.answer(whole(Outcome::Retry), second);
        f.state.giveUp(DropReason::Deadline);
        CHECK(f.dropped(DropReason::Deadline) == 8);
    }
    CHECK(f.ledger.counts().unconfirmed == 2);
    CHECK(f.state.isIdle());
    std::uint64_t errors = 0;
    for (std::uint32_t source = 0; source < 4; ++source)
        errors += f.run.errorsOf(source);
    CHECK(errors == 10);
}

TEST_CASE("halves of what is partly stored are unconfirmed when they are given up")
{
    for (const bool partly : {false, true}) {
        Fixture f;
        f.push(10);
        f.nextSize(0);
        SendResult refused = whole(Outcome::TooLarge);
        refused.partlyStored = partly;
        f.answer(refused, 0);
        f.nextSize(0);
        f.answer({}, 0);
        f.state.giveUp(DropReason::Deadline);
        CHECK(f.ledger.counts().delivered == 5);
        CHECK(f.ledger.counts().unconfirmed == (partly ? 5 : 0));
        CHECK(f.dropped(DropReason::Deadline) == (partly ? 0 : 5));
    }
}

TEST_CASE("what the store may hold is delivered when it says so later")
{
    Fixture f;
    f.push(10);
    f.nextSize(0);
    f.answer(whole(Outcome::RetryUnsure), 0);
    CHECK(f.nextSize(second) == 10);
    f.answer({}, second);
    CHECK(f.ledger.counts().delivered == 10);
    CHECK(f.ledger.counts().unconfirmed == 0);
}
