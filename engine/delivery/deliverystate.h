// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/deliverysettings.h"
#include "delivery/sinkqueue.h"
#include "delivery/verdict.h"
#include "sinkapi/sink.h"
#include "stats/ledger.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace emitter {

/// What a SinkWorker decides, without its thread: which batch goes next and when, what an answer
/// means for the books, what is given up at the end. Time is passed in, chance comes from the seed.
/// Not thread-safe but for the queue, into which a producer may push meanwhile.
class DeliveryState
{
public:
    DeliveryState(const DeliverySettings &settings, SinkQueue &queue, SinkLedger &ledger,
        RunLedger &run, std::uint64_t seed);

    /// The sink is open. `entryBytes` 0: unknown.
    void setOpened(int maxInFlight, std::size_t entryBytes);
    /// Partial batches go at once from now on.
    void setDraining() { m_draining = true; }

    struct Send
    {
        std::uint64_t token = 0; ///< different for every send
        Batch batch;
    };
    /// What to send at `now`: halves of what was too large, then what has waited for its retry,
    /// then new entries. Empty: nothing before nextTime(), an answer, or a queue of wakeAtSize()
    /// entries.
    std::optional<Send> next(std::int64_t now);
    std::int64_t nextTime(std::int64_t now) const;
    std::uint64_t wakeAtSize() const;

    /// The sink's answer to a send, given at `answeredAt`; `start` is run time zero.
    void answer(
        std::uint64_t token, const SendResult &result, std::int64_t answeredAt, std::int64_t start);

    /// The sink cannot go on; call giveUp(SinkLost).
    bool isLost() const { return m_lost; }
    const std::string &lostReason() const { return m_lostReason; }
    std::size_t outstanding() const { return m_outstanding.size(); }
    /// Nothing is queued, waiting or being sent.
    bool isIdle() const;

    /// Drops what is queued or waits for a retry, and from now on every entry that would go again.
    /// Closes the queue.
    void giveUp(DropReason reason);
    /// No more answers are expected: what was sent is left unconfirmed.
    void leaveOutstanding();
    /// Entries that the two functions above cost.
    std::uint64_t givenUp() const { return m_givenUpCount; }

private:
    using Reasons = std::vector<std::pair<std::string, std::uint32_t>>;
    struct Pending
    {
        Batch batch;
        int retries = 0; ///< sends after a Retry; halving does not count
        bool unsure = false; ///< the store may hold its entries already
        Reasons reasons; ///< of the last answer, told when the batch is given up
    };

    int sendLimit() const;
    /// Entries in the queue that need not wait for more: a batch, or all that the queue takes.
    std::uint64_t readySize() const;
    bool isBatchReady(std::int64_t now) const;
    Send sendNow(Pending pending);
    void deliver(const std::vector<Entry> &entries, std::int64_t answeredAt, std::int64_t start);
    void settle(const Verdict &verdict, bool unsure);
    void sendHalves(const Pending &pending, std::vector<std::vector<Entry>> halves, bool unsure);
    /// After a wait, when the policy grants one. REQUIRES: pending has its new entries.
    void sendLater(Pending pending, const SendResult &result, std::int64_t answeredAt);
    /// Leaves a store under pressure alone.
    void holdBack(const SendResult &result, std::int64_t answeredAt);
    void drop(const std::vector<Entry> &entries, DropReason reason);
    /// Drops a batch, or leaves it unconfirmed when the store may hold it.
    void giveUp(const Pending &pending, DropReason reason);
    void leaveUnconfirmed(const std::vector<Entry> &entries);
    void countErrors(const std::vector<Entry> &entries);
    void explain(const Reasons &reasons);
    std::uint64_t random();

    const DeliverySettings m_settings;
    SinkQueue &m_queue;
    SinkLedger &m_ledger;
    RunLedger &m_run;
    std::uint64_t m_seed;
    std::uint64_t m_draws = 0;

    int m_maxInFlight = 1;
    std::size_t m_batchSize = 1;
    std::uint64_t m_nextNumber = 0;
    std::uint64_t m_nextToken = 0;
    std::unordered_map<std::uint64_t, Pending> m_outstanding;
    std::deque<Pending> m_halves;
    std::multimap<std::int64_t, Pending> m_waiting; ///< by the time of the retry
    std::uint64_t m_kept = 0; ///< entries in m_halves and m_waiting
    std::int64_t m_holdUntil = 0; ///< a store under pressure is left alone
    int m_refusals = 0; ///< pauses for it in a row
    bool m_draining = false;
    bool m_lost = false;
    std::string m_lostReason;
    std::optional<DropReason> m_givenUp;
    std::uint64_t m_givenUpCount = 0;
    std::vector<std::int64_t> m_latencies;
};

}
