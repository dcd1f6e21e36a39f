// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "content/content.h"
#include "content/entry.h"
#include "sinkapi/outcome.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace emitter {

/// A piece of the stream for one sink.
struct Batch
{
    std::shared_ptr<const std::vector<Entry>> entries;
    std::uint64_t number = 0; ///< 0, 1, 2 ... per sink; the same on every attempt
    int attempt = 0; ///< 0 for the first
};

/// What a call that takes its time is doing, for a person who waits.
struct SinkActivity
{
    std::string step; ///< "building index logs_embedding_idx"; empty: nothing worth a word
    std::uint64_t done = 0;
    std::uint64_t total = 0; ///< 0: no count
};

/// A store. It does not queue, batch, retry, sleep, log per entry or know the engine: its
/// SinkWorker does. Lives in the worker's thread, which calls everything but cancel().
class Sink
{
public:
    virtual ~Sink() = default; ///< closes; no `done` is called afterwards

    /// Connects, verifies or creates the target. Once, before the first entry. `content` outlives
    /// the sink. A Problem says what to do; its cause decides the exit code.
    virtual Result<void> open(const Content &content) = 0;
    /// How many batches may be outstanding; at least 1. Asked once, after open().
    virtual int maxInFlight() const = 0;
    /// Sends a batch and calls `done` exactly once: before it returns, or later from any thread.
    /// REQUIRES: open() succeeded; fewer than maxInFlight() batches outstanding.
    virtual void send(Batch batch, std::function<void(SendResult)> done) = 0;
    /// After the last batch, also after a failure: flushes, restores settings, builds indexes,
    /// until `deadline` (monotonic nanoseconds): the drain's, and what the sink's traits ask for
    /// beyond it. Settings that open() changed are restored also after cancel().
    virtual Result<void> finish(std::int64_t deadline) = 0;
    /// Makes everything outstanding end soon (within a second), with whatever outcome is then true.
    /// May be called from any thread, at any time, more than once.
    virtual void cancel() = 0;

    /// Bytes that one entry takes on the wire, for max_batch_bytes; 0: unknown. Asked after open().
    virtual std::size_t entryBytes() const { return 0; }
    /// CPU time in nanoseconds of the busiest thread that the sink has for itself; 0: it has none.
    /// Never decreases, must not block. Asked in the worker's thread, once a millisecond at most.
    virtual std::int64_t busiestThreadNanos() const { return 0; }
    /// Bytes written so far, for the summary. Any thread.
    virtual std::uint64_t bytesWritten() const { return 0; }
    /// What open() or finish() is at. Any thread.
    virtual SinkActivity activity() const { return {}; }
    /// Sentences for the end of the summary, asked once after finish(): what was built or
    /// restored.
    virtual std::vector<std::string> notes() const { return {}; }
    /// A command of one line that shows what was stored; asked once after finish().
    virtual std::string hint() const { return {}; }
};

}
