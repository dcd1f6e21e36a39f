// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "delivery/deliverysettings.h"
#include "sinkapi/sink.h"
#include "stats/ledger.h"
#include "stats/snapshot.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace emitter {

class DeliveryLoop;

/// Queue, batches, retries and books of one sink, in one thread; owns the sink. Everything public
/// may be called from any thread; offer() from one thread at a time.
class SinkWorker
{
public:
    using State = SinkState;

    /// `changed` is called from the worker's thread when state() changes; it must not destroy the
    /// worker. Ledgers and clock outlive the worker.
    SinkWorker(std::unique_ptr<Sink> sink, DeliverySettings settings, SinkLedger &ledger,
        RunLedger &run, Clock &clock, std::uint64_t seed, std::function<void()> changed);
    /// abandon(), then joins. Everything still in flight is dropped (shutdown) or, where it was
    /// sent, left unconfirmed. A sink that does not come back within hangLimit keeps its thread,
    /// which then touches nothing but the sink and the content.
    ~SinkWorker();

    /// Starts the thread and opens the sink in it; state() tells when it is open. Once.
    void open(std::shared_ptr<const Content> content);
    /// For a content that surely outlives even a hanging sink.
    void open(const Content &content);
    State state() const;
    /// Why open() failed, the sink was lost, or it could not finish.
    std::optional<Problem> problem() const;

    /// Run time zero on the monotonic clock: latency is answer time - this - entry.due. May be set
    /// again after a pause.
    void setStart(std::int64_t monotonicNanos);
    /// Hands over a chunk. What does not fit is counted as dropped (queue_full); with `block`
    /// waits.
    void offer(const ChunkPtr &chunk);
    /// What is offered to a muted sink is dropped at once (muted); what waits in its queue, is on
    /// its way, or waits in an offer() for room, is delivered as usual. In any state.
    void setMuted(bool muted);
    bool isMuted() const;

    /// No more offers will come (one that waits for room may still complete): partial batches go at
    /// once; what is not answered at `deadline` (monotonic nanoseconds) is dropped (deadline) or
    /// left unconfirmed; then the sink finishes. Returns at once; state() becomes Finished (or
    /// stays Lost). A sink that hangs in a call is dealt with by watch().
    void drain(std::int64_t deadline);
    /// A later deadline for a drain under way; an earlier one changes nothing.
    void prolong(std::int64_t deadline);
    /// As drain with a deadline that has passed, counted as `shutdown`. Cancels the sink from here,
    /// also while it opens.
    void abandon();
    /// Call it now and then while waiting for the end. A sink that does not return from a call for
    /// hangLimit after the deadline is abandoned; hangLimit after abandon() its thread is left
    /// alone, the books are closed and state() becomes Finished.
    void watch();
    /// Entries waiting in the queue.
    std::uint64_t queued() const;
    std::uint64_t bytesWritten() const;
    /// Nanoseconds in which a further batch waited for the thread, and how many of them it, or the
    /// busiest of the sink's own, computed: near all when this side is the limit, few when the
    /// store is.
    std::int64_t pressedNanos() const;
    std::int64_t cpuNanos() const;
    SinkActivity activity() const;
    /// What the sink had to say at its end; empty before.
    std::vector<std::string> notes() const;
    std::string hint() const; ///< likewise
    /// True when the drain left entries that were given up or finish() failed.
    bool drainIncomplete() const;

private:
    std::shared_ptr<DeliveryLoop> m_loop; ///< shared with the thread
};

}
