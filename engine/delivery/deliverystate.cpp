// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/deliverystate.h"

#include "base/ensure.h"
#include "base/random.h"

#include <algorithm>
#include <limits>

namespace emitter {
namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t retryStream =
    0x7265747279; // keeps these draws apart from others of the seed

// No longer pause for a store that cannot be reached: it is to be found soon after it came back.
constexpr std::chrono::milliseconds longestAbsence{2000};

std::int64_t later(std::int64_t time, std::chrono::nanoseconds wait)
{
    return time > never - wait.count() ? never : time + wait.count();
}

// When all the trouble of an answer is with entries that go again together, its reasons go with
// them: they may still be delivered.
bool takesReasonsAlong(const Verdict &verdict)
{
    return verdict.again.empty() != verdict.againUnsure.empty() && verdict.rejected.empty()
        && verdict.unconfirmed.empty() && verdict.lost.empty() && verdict.halves.empty();
}

}

DeliveryState::DeliveryState(const DeliverySettings &settings, SinkQueue &queue, SinkLedger &ledger,
    RunLedger &run, std::uint64_t seed)
    : m_settings(settings)
    , m_queue(queue)
    , m_ledger(ledger)
    , m_run(run)
    , m_seed(seed)
{
    setOpened(1, 0);
}

void DeliveryState::setOpened(int maxInFlight, std::size_t entryBytes)
{
    m_maxInFlight = std::max(1, maxInFlight);
    m_batchSize = std::max<std::size_t>(1, m_settings.bufferSize);
    if (entryBytes > 0) {
        const std::uint64_t fitting =
            std::max<std::uint64_t>(1, m_settings.maxBatchBytes / entryBytes);
        m_batchSize = static_cast<std::size_t>(std::min<std::uint64_t>(m_batchSize, fitting));
    }
}

std::uint64_t DeliveryState::random()
{
    return randomBits(m_seed, retryStream, m_draws++);
}

// A store under pressure is probed with one batch at a time until it takes something again.
int DeliveryState::sendLimit() const
{
    return m_refusals > 0 ? 1 : m_maxInFlight;
}

std::uint64_t DeliveryState::readySize() const
{
    const std::uint64_t room = m_settings.queueSize - std::min(m_settings.queueSize, m_kept);
    return std::clamp<std::uint64_t>(room, 1, m_batchSize);
}

bool DeliveryState::isBatchReady(std::int64_t now) const
{
    const std::uint64_t size = m_queue.size();
    if (size == 0 || size >= readySize())
        return size > 0;
    return m_draining || later(m_queue.oldest(), m_settings.flushInterval) <= now;
}

std::optional<DeliveryState::Send> DeliveryState::next(std::int64_t now)
{
    if (m_lost || m_givenUp || std::cmp_greater_equal(m_outstanding.size(), sendLimit())
        || now < m_holdUntil)
        return {};
    if (!m_halves.empty()) {
        Pending pending = std::move(m_halves.front());
        m_halves.pop_front();
        return sendNow(std::move(pending));
    }
    if (!m_waiting.empty() && m_waiting.begin()->first <= now) {
        Pending pending = std::move(m_waiting.begin()->second);
        m_waiting.erase(m_waiting.begin());
        return sendNow(std::move(pending));
    }
    if (!isBatchReady(now))
        return {};
    auto entries = std::make_shared<const std::vector<Entry>>(m_queue.pop(m_batchSize));
    return sendNow({{std::move(entries), m_nextNumber++, 0}, 0, false, {}});
}

DeliveryState::Send DeliveryState::sendNow(Pending pending)
{
    Send send{m_nextToken++, pending.batch};
    if (pending.batch.attempt > 0) {
        m_ledger.resend(pending.batch.entries->size());
        m_kept -= pending.batch.entries->size();
        m_queue.setKept(m_kept);
    }
    m_outstanding.emplace(send.token, std::move(pending));
    return send;
}

std::int64_t DeliveryState::nextTime(std::int64_t now) const
{
    if (m_lost || m_givenUp || std::cmp_greater_equal(m_outstanding.size(), sendLimit()))
        return never;
    std::int64_t time = m_waiting.empty() ? never : m_waiting.begin()->first;
    if (!m_halves.empty() || isBatchReady(now))
        time = now;
    time = std::min(time, later(m_queue.oldest(), m_settings.flushInterval));
    return std::max(time, std::max(now, m_holdUntil));
}

std::uint64_t DeliveryState::wakeAtSize() const
{
    constexpr std::uint64_t noSize = std::numeric_limits<std::uint64_t>::max();
    if (m_lost || m_givenUp || std::cmp_greater_equal(m_outstanding.size(), sendLimit()))
        return noSize;
    // The first entry starts the flush timer; after that only a full batch is news, and no further
    // entry when one waits already for the end of a pause.
    const std::uint64_t size = m_queue.size();
    const std::uint64_t news = m_draining || size == 0 ? 1 : readySize();
    return size < news ? news : noSize;
}

void DeliveryState::answer(
    std::uint64_t token, const SendResult &result, std::int64_t answeredAt, std::int64_t start)
{
    const auto found = m_outstanding.find(token);
    EMITTER_ENSURE(found != m_outstanding.end(), "a sink answers every batch once");
    Pending pending = std::move(found->second);
    m_outstanding.erase(found);
    m_ledger.answered(result.pressure == Pressure::Overloaded);

    if (result.items.empty() && result.outcome == Outcome::Delivered) {
        deliver(*pending.batch.entries, answeredAt, start);
        explain(result.reasons);
        return;
    }
    Verdict verdict = judge(pending.batch, result);
    if (!verdict.delivered.empty())
        deliver(verdict.delivered, answeredAt, start);
    else if (result.pressure != Pressure::None)
        holdBack(result, answeredAt);
    else if (!verdict.rejected.empty())
        m_refusals = 0; // it judges entries, so it has time for them
    settle(verdict, pending.unsure);
    if (verdict.fatal && !m_lost) {
        m_lost = true;
        m_lostReason = result.reasons.empty() ? std::string() : result.reasons.front().first;
    }
    const bool takesReasons = takesReasonsAlong(verdict);
    if (!takesReasons && verdict.halves.empty())
        explain(result.reasons);
    sendHalves(pending, std::move(verdict.halves), pending.unsure || result.partlyStored);
    const auto partOf = [&](std::vector<Entry> entries, std::uint64_t number, bool unsure) {
        return Pending{{std::make_shared<const std::vector<Entry>>(std::move(entries)), number,
                           pending.batch.attempt + 1},
            pending.retries + 1, unsure, takesReasons ? result.reasons : Reasons{}};
    };
    if (!verdict.again.empty())
        sendLater(partOf(std::move(verdict.again), pending.batch.number, pending.unsure), result,
            answeredAt);
    if (!verdict.againUnsure.empty()) {
        const std::uint64_t number = verdict.again.empty() ? pending.batch.number : m_nextNumber++;
        sendLater(partOf(std::move(verdict.againUnsure), number, true), result, answeredAt);
    }
    m_queue.setKept(m_kept);
}

void DeliveryState::deliver(
    const std::vector<Entry> &entries, std::int64_t answeredAt, std::int64_t start)
{
    m_refusals = 0;
    m_latencies.resize(entries.size());
    const std::int64_t runTime = answeredAt - start;
    for (std::size_t i = 0; i < entries.size(); ++i)
        m_latencies[i] = runTime - entries[i].due;
    m_ledger.deliver(entries.size());
    m_ledger.recordLatency(m_latencies);
}

void DeliveryState::settle(const Verdict &verdict, bool unsure)
{
    m_ledger.reject(verdict.rejected.size());
    countErrors(verdict.rejected);
    leaveUnconfirmed(verdict.unconfirmed);
    if (unsure)
        leaveUnconfirmed(verdict.lost);
    else
        drop(verdict.lost, DropReason::SinkLost);
}

// Sinks without retries go on as they are: they are there to press the store.
void DeliveryState::holdBack(const SendResult &result, std::int64_t answeredAt)
{
    if (m_settings.retry.attempts <= 0 || answeredAt < m_holdUntil)
        return;
    RetryPolicy policy = m_settings.retry;
    if (result.pressure == Pressure::Unreachable)
        policy.max = std::min(policy.max, longestAbsence);
    ++m_refusals;
    m_holdUntil = later(answeredAt, policy.pause(m_refusals, result.retryAfter, random()));
}

void DeliveryState::sendHalves(
    const Pending &pending, std::vector<std::vector<Entry>> halves, bool unsure)
{
    for (std::vector<Entry> &entries : halves) {
        Pending half{{std::make_shared<const std::vector<Entry>>(std::move(entries)),
                         m_nextNumber++, pending.batch.attempt + 1},
            pending.retries, unsure, {}};
        if (m_givenUp) {
            giveUp(half, *m_givenUp);
            continue;
        }
        m_kept += half.batch.entries->size();
        m_halves.push_back(std::move(half));
    }
}

void DeliveryState::sendLater(Pending pending, const SendResult &result, std::int64_t answeredAt)
{
    const auto wait = m_settings.retry.delay(pending.retries, result.retryAfter, random());
    if (m_givenUp || !wait) {
        giveUp(pending, m_givenUp.value_or(DropReason::RetryExhausted));
        return;
    }
    m_kept += pending.batch.entries->size();
    m_waiting.emplace(later(answeredAt, *wait), std::move(pending));
}

bool DeliveryState::isIdle() const
{
    return m_outstanding.empty() && m_halves.empty() && m_waiting.empty() && m_queue.size() == 0;
}

void DeliveryState::giveUp(DropReason reason)
{
    m_givenUp = reason;
    m_queue.close();
    for (const Pending &pending : m_halves)
        giveUp(pending, reason);
    for (const auto &[time, pending] : m_waiting)
        giveUp(pending, reason);
    m_halves.clear();
    m_waiting.clear();
    m_kept = 0;
    m_queue.setKept(0);

    while (m_queue.size() > 0)
        drop(m_queue.pop(10'000), reason);
}

void DeliveryState::leaveOutstanding()
{
    for (const auto &[token, pending] : m_outstanding) {
        m_givenUpCount += pending.batch.entries->size();
        leaveUnconfirmed(*pending.batch.entries);
    }
    m_outstanding.clear();
}

void DeliveryState::giveUp(const Pending &pending, DropReason reason)
{
    if (pending.unsure) {
        m_givenUpCount += m_givenUp ? pending.batch.entries->size() : 0;
        leaveUnconfirmed(*pending.batch.entries);
    } else {
        drop(*pending.batch.entries, reason);
    }
    explain(pending.reasons);
}

void DeliveryState::leaveUnconfirmed(const std::vector<Entry> &entries)
{
    m_ledger.leaveUnconfirmed(entries.size());
    countErrors(entries);
}

void DeliveryState::drop(const std::vector<Entry> &entries, DropReason reason)
{
    m_givenUpCount += m_givenUp ? entries.size() : 0;
    m_ledger.drop(entries.size(), reason);
    countErrors(entries);
}

void DeliveryState::countErrors(const std::vector<Entry> &entries)
{
    for (const Entry &entry : entries)
        m_run.countError(entry.source);
}

void DeliveryState::explain(const Reasons &reasons)
{
    for (const auto &[reason, count] : reasons)
        m_ledger.explain(reason, count);
}

}
