// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/deliverystate.h"
#include "support/entries.h"

#include <limits>
#include <optional>
#include <string>

namespace emitter {

using namespace std::chrono_literals;

inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t second = 1'000'000'000;

inline SendResult whole(Outcome outcome, const char *reason = nullptr, std::uint32_t count = 0)
{
    SendResult result;
    result.outcome = outcome;
    if (reason)
        result.reasons.emplace_back(reason, count);
    return result;
}

/// Not stored, because the store is overloaded or away.
inline SendResult pressed(
    Pressure pressure, std::optional<std::chrono::milliseconds> retryAfter = {})
{
    SendResult result = whole(Outcome::Retry);
    result.pressure = pressure;
    result.retryAfter = retryAfter;
    return result;
}

inline DeliverySettings small()
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
        ledger.offer(count);
        ledger.drop(count - queue.push(*chunk, now), DropReason::QueueFull);
    }
    std::size_t nextSize(std::int64_t now)
    {
        sent = state.next(now);
        return sent ? sent->batch.entries->size() : 0;
    }
    void answer(const SendResult &result, std::int64_t now)
    {
        state.answer(sent->token, result, now, 0);
    }
    std::uint64_t dropped(DropReason reason) const
    {
        return ledger.counts().droppedBy[static_cast<std::size_t>(reason)];
    }

    SinkLedger ledger;
    RunLedger run{4};
    SinkQueue queue;
    DeliveryState state;
    std::optional<DeliveryState::Send> sent;
    std::uint64_t pushed = 0;
};

}
