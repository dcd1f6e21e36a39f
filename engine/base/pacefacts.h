// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace emitter {

/// How well the pacer kept to the schedule, and where its time went. A plain value; nanoseconds,
/// pauses not counted.
struct PaceFacts
{
    /// How uneven the entries lie in bins of one width: the coefficient of variation of their
    /// counts. A schedule has one of its own (a Poisson stream 1 / sqrt(entries per bin), a ramp
    /// its slope), so that only what `emitted` has beyond `planned` was added by this machine.
    struct Unevenness
    {
        std::optional<double> planned, emitted;
    };
    Unevenness in10ms, in100ms;
    /// Rate of the entries as they went out, over the time between the first and the last, against
    /// that of their due times.
    std::optional<double> rateErrorPercent;

    std::int64_t cpu = 0; ///< CPU time of the pacer's thread
    std::int64_t wall = 0; ///< run time that it took for that

    /// A stretch in which the pacer could not rest counts as lost once it is longer than this: less
    /// than the 100 ms of lateness that a plan may have, so that whatever is later has a cause.
    static constexpr std::int64_t patience = 90'000'000;
    /// What the lost stretches went to.
    struct Lost
    {
        std::int64_t computing = 0; ///< the thread was at work on a CPU
        std::int64_t output = 0; ///< in the output without a CPU: it waited for a full queue
        std::int64_t machine = 0; ///< woken late, or off the CPU with work to do

        std::int64_t total() const { return computing + output + machine; }
        Lost &operator+=(const Lost &other)
        {
            computing += other.computing;
            output += other.output;
            machine += other.machine;
            return *this;
        }
        friend Lost operator-(const Lost &a, const Lost &b)
        {
            return {a.computing - b.computing, a.output - b.output, a.machine - b.machine};
        }
    };
    Lost lost;
    std::int64_t longestStall = 0; ///< longest single stretch in Lost::machine
};

}
