// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/pacefacts.h"
#include "content/entry.h"
#include "schedule/schedule.h"
#include "schedule/timeline.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>

namespace emitter {

/// Receives what the pacer makes. Called in the pacer's thread, once per tick, never per entry.
class PacerOutput
{
public:
    virtual ~PacerOutput() = default;
    /// `emittedAt`: nanoseconds since the start, pauses counted like entry.due; lateness is the
    /// difference. Must not wait, unless the run is closed loop.
    virtual void emitChunk(ChunkPtr chunk, std::int64_t emittedAt) = 0;
    /// `count` entries were due more than max_lag ago and are given up.
    virtual void skipLate(std::uint64_t count) = 0;
};

struct PacerOptions
{
    std::chrono::nanoseconds maxLag = std::chrono::seconds(5);
    std::chrono::nanoseconds tick =
        std::chrono::microseconds(500); ///< the pacer wakes at most once in it, on average
    std::chrono::nanoseconds duration =
        std::chrono::nanoseconds::max(); ///< run time, pauses not counted
    std::uint64_t count =
        std::numeric_limits<std::uint64_t>::max(); ///< scheduled entries to stop after
    std::size_t chunkEntries =
        8192; ///< a tick's entries are handed over in chunks of at most this many
    bool closedLoop =
        false; ///< rate `max`: due is the moment of hand-over, the output's waiting is the pace
};

/// Emits the schedule's entries when they are due: an open loop that never waits for a sink.
/// Deadlines are absolute from the start, so errors do not add up. One thread of its own; the
/// public functions may be called from any thread and return at once (but join()). Commands take
/// effect at the run time of the call. A schedule without sources finishes at once.
class Pacer
{
public:
    Pacer(Schedule schedule, Timeline timeline, PacerOptions options, PacerOutput &output,
        Clock &clock);
    ~Pacer(); ///< stops and joins

    /// `runTimeZero`: monotonic nanoseconds, now or just before. Once.
    void start(std::int64_t runTimeZero);
    /// No entry falls due after this; returns at once. Entries already due are handed over.
    void stop();
    /// Waits until the thread has ended.
    void join();
    /// True once the last entry was handed over: duration, count or stop reached.
    bool isFinished() const { return m_finished.load(); }

    void pause();
    void resume();
    bool isPaused() const;
    /// Multiplies the rate from now on; >= 0.
    void setFactor(double factor);
    /// A muted stream makes no entries; they count as neither scheduled nor emitted and take no
    /// number.
    void setMuted(std::size_t stream, bool muted);

    /// Nanoseconds of run time (pauses excluded); stands still once finished.
    std::int64_t runTime() const;
    /// How well the schedule was kept so far.
    PaceFacts facts() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
    std::atomic<bool> m_finished = false;
};

}
