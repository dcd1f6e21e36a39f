// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/histogram.h"
#include "content/content.h"
#include "content/entry.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace emitter {

/// Why we gave up entries that a store never accepted. Muted: the user wished it.
enum class DropReason : std::uint8_t {
    QueueFull,
    RetryExhausted,
    Deadline,
    Shutdown,
    SinkLost,
    Muted
};
inline constexpr std::array<std::string_view, 6> dropReasonNames{
    "queue_full", "retry_exhausted", "deadline", "shutdown", "sink_lost", "muted"};

/// One sink's books at one moment. Identity: emitted = delivered + rejected + dropped() +
/// unconfirmed + inFlight.
struct SinkCounts
{
    std::uint64_t emitted = 0;
    std::uint64_t delivered = 0;
    std::uint64_t rejected = 0;
    std::array<std::uint64_t, dropReasonNames.size()> droppedBy{};
    std::uint64_t unconfirmed = 0;
    std::uint64_t inFlight = 0; ///< queued or being sent
    std::uint64_t resent = 0; ///< extra sends; not part of the identity
    std::uint64_t batches = 0; ///< answered batches
    std::uint64_t overloaded = 0; ///< answers 429 or 503

    std::uint64_t dropped() const;
    std::uint64_t muted() const { return droppedBy[static_cast<std::size_t>(DropReason::Muted)]; }
    /// What was dropped against the user's wish: dropped() - muted().
    std::uint64_t lost() const { return dropped() - muted(); }
    /// What was to be delivered: emitted - muted().
    std::uint64_t wanted() const { return emitted - muted(); }
    /// rejected + lost() + unconfirmed.
    std::uint64_t failed() const { return rejected + lost() + unconfirmed; }
    bool addsUp() const;
};

/// The only place where a sink's counters change: entries come in by offer() and leave `inFlight`
/// by exactly one of the others, or pass by mute(). Any thread; one lock per batch, never per
/// entry.
class SinkLedger
{
public:
    /// `count` entries were handed to the sink; those that are not queued are dropped next.
    void offer(std::uint64_t count);
    /// `count` entries were kept from the sink, as it is muted: offered and dropped at once.
    void mute(std::uint64_t count);
    void deliver(std::uint64_t count);
    /// Latency of each delivered entry: answer minus due time.
    void recordLatency(const std::vector<std::int64_t> &nanos);
    void reject(std::uint64_t count);
    void drop(std::uint64_t count, DropReason reason);
    void leaveUnconfirmed(std::uint64_t count);
    void resend(std::uint64_t count);
    void answered(bool overloaded);
    /// Remembers why entries failed; at most 20 different sentences, the rest under "other
    /// reasons". The text may come from a server: control characters are replaced, long ones cut.
    void explain(const std::string &reason, std::uint64_t count);

    /// Asserts the identity (also in release builds).
    SinkCounts counts() const;
    Histogram latency() const;
    /// Since the last call of this function; for live percentiles.
    Histogram takeRecentLatency();
    /// The most frequent first, "other reasons" last.
    std::vector<std::pair<std::string, std::uint64_t>> reasons() const;

private:
    void leave(std::uint64_t SinkCounts::*counter, std::uint64_t count);

    mutable std::mutex m_mutex;
    SinkCounts m_counts;
    Histogram m_older; ///< up to the last takeRecentLatency()
    Histogram m_recent; ///< since then
    std::map<std::string, std::uint64_t> m_reasons;
    std::uint64_t m_otherReasons = 0;
};

/// The run's own books. emit() and skip() are called by the pacer's thread only, countError() by
/// the sinks' threads, everything else by any thread. Identity: scheduled = emitted + skippedLate.
class RunLedger
{
public:
    explicit RunLedger(std::uint32_t sources);

    /// The entries of `chunk` were handed over at run time `emittedAt`.
    void emit(const Chunk &chunk, std::int64_t emittedAt);
    void skip(std::uint64_t count);
    /// An entry of `source` was rejected, lost or left unconfirmed by a sink.
    void countError(std::uint32_t source);

    struct Counts
    {
        std::uint64_t scheduled = 0;
        std::uint64_t emitted = 0;
        std::uint64_t skippedLate = 0;
        std::array<std::uint64_t, levelCount> levels{};
    };
    /// Asserts the identity.
    Counts counts() const;
    std::uint64_t emittedBy(std::uint32_t source) const;
    std::uint64_t errorsOf(std::uint32_t source) const;
    Histogram lateness() const;

private:
    mutable std::mutex m_mutex;
    Counts m_counts;
    Histogram m_lateness;
    /// Relaxed: read for display alone. The first is written by the pacer's thread only.
    std::unique_ptr<std::atomic<std::uint64_t>[]> m_emitted;
    std::unique_ptr<std::atomic<std::uint64_t>[]> m_errors;
};

}
