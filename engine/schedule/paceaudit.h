// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bincounter.h"
#include "base/clock.h"
#include "base/pacefacts.h"
#include "content/entry.h"

#include <cstdint>
#include <mutex>
#include <optional>

namespace emitter {

/// Watches the pacer at work: what it emitted beside what was due, and where its time went. Costs
/// a clock reading per chunk and one of the thread's CPU time per round, nothing per entry, and
/// allocates nothing. All functions are for the pacer's thread, but facts().
class PaceAudit
{
public:
    explicit PaceAudit(const Clock &clock)
        : m_clock(clock)
    {
    }

    /// The pacer's thread begins; run time 0 was at `start` (monotonic).
    void begin(std::int64_t start);
    /// An entry due at run time `due` was passed over as too late.
    void skip(std::int64_t due);
    /// `chunk`, dated `pauses` after run time, goes out at run time `now`.
    void emit(const Chunk &chunk, std::int64_t pauses, std::int64_t now);
    /// The output took `nanos` to accept it.
    void handedOver(std::int64_t nanos) { m_inOutput += nanos; }
    /// A round of work is over, at run time `now`; its last `beyond` nanoseconds, after the end of
    /// the run, are nobody's.
    void endRound(std::int64_t now, std::int64_t beyond = 0);
    /// The pacer slept as it wanted to; it should have been woken at `deadline` (monotonic).
    void woke(std::int64_t deadline);

    /// Up to the last round. Any thread.
    PaceFacts facts() const;

private:
    /// First and last of some entries' times.
    struct Span
    {
        std::int64_t first = 0;
        std::int64_t last = 0;
        std::uint64_t count = 0;

        void add(std::int64_t from, std::int64_t to, std::uint64_t entries);
        std::optional<double> perNano() const;
    };

    struct State
    {
        BinCounter planned10{10'000'000}, planned100{100'000'000};
        BinCounter emitted10{10'000'000}, emitted100{100'000'000};
        Span planned, emitted;
        PaceFacts facts;
    };

    void plan(std::int64_t first, std::int64_t last, std::uint64_t count);
    void lose(const PaceFacts::Lost &part);

    const Clock &m_clock;
    State m_state;
    std::int64_t m_mark = 0; ///< monotonic: begin of the round
    std::int64_t m_cpuMark = 0;
    std::int64_t m_inOutput = 0; ///< of the round
    PaceFacts::Lost m_stretch; ///< since the pacer last rested

    mutable std::mutex m_mutex;
    State m_published; ///< guarded; as of the last round's end
};

}
