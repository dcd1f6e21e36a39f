// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "delivery/retrypolicy.h"
#include "sinkapi/sink.h"
#include "stats/ledger.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace emitter {

struct DeliverySettings
{
    std::uint32_t bufferSize = 1000; ///< entries per batch
    std::chrono::nanoseconds flushInterval = std::chrono::seconds(3); ///< 0: a partial batch goes at once
    std::uint64_t maxBatchBytes = 8u << 20;
    std::uint64_t queueSize = 1'000'000; ///< entries
    bool block = false; ///< offer() waits when the queue is full (closed loop)
    RetryPolicy retry;
};

/// Queue, batches, retries and books of one sink, in one thread; owns the sink. Everything public may
/// be called from any thread; offer() from one thread at a time.
class SinkWorker
{
public:
    enum class State { Opening, Running, Lost, Finished };

    /// `changed` is called from the worker's thread when state() changes or it becomes idle.
    SinkWorker(std::unique_ptr<Sink> sink, DeliverySettings settings, SinkLedger &ledger, RunLedger &run,
        Clock &clock, std::uint64_t seed, std::function<void()> changed);
    /// Cancels what is left and joins. Everything still in flight is dropped (shutdown) or, where it
    /// was sent, left unconfirmed.
    ~SinkWorker();

    /// Starts the thread and opens the sink in it; state() tells when it is open.
    void open(const Content &content);
    State state() const;
    /// Why open() failed or the sink was lost.
    std::optional<Problem> problem() const;

    /// Run time zero on the monotonic clock: latency is answer time - this - entry.due.
    void setStart(std::int64_t monotonicNanos);
    /// Hands over a chunk. What does not fit is counted as dropped (queue_full); with `block` waits.
    void offer(const ChunkPtr &chunk);

    /// No more offers will come: partial batches go at once; what is not answered at `deadline`
    /// (monotonic nanoseconds) is dropped (deadline) or left unconfirmed; then the sink finishes.
    /// Returns at once; state() becomes Finished (or stays Lost).
    void drain(std::int64_t deadline);
    /// As drain with a deadline that has passed, counted as `shutdown`.
    void abandon();
    /// Entries waiting in the queue.
    std::uint64_t queued() const;
    std::uint64_t bytesWritten() const;
    /// True when the drain left entries that were given up or finish() failed.
    bool drainIncomplete() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
