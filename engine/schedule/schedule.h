// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/entry.h"
#include "schedule/arrivals.h"

#include <cstdint>
#include <vector>

namespace emitter {

/// Merges all sources into one sequence of entries in order of due time (ties: by source index).
/// The j-th entry depends only on (streams, seed), never on the machine or the clock.
/// A source takes 24 bytes or fewer. Not thread-safe; owned by the pacer's thread.
class Schedule
{
public:
    Schedule(std::vector<StreamSpec> streams, std::uint64_t seed);

    bool isEmpty() const { return m_heap.empty(); }
    /// Due time of the next entry in unshaped nanoseconds. REQUIRES: !isEmpty()
    std::int64_t nextDue() const { return m_heap.front().due; }
    /// Takes the next entry; its `due` is unshaped (see Timeline). REQUIRES: !isEmpty()
    Entry pop();

    const std::vector<StreamSpec> &streams() const { return m_streams; }
    /// Sum of the streams' expected rates, entries per second at shape 100 %.
    double expectedRate() const;

private:
    struct Next
    {
        std::int64_t due;
        std::uint32_t source;
        std::uint32_t made; ///< entries this source has made
    };
    static bool earlier(const Next &a, const Next &b);
    void siftDown(std::size_t i);

    std::vector<StreamSpec> m_streams;
    std::vector<Next> m_heap;
    std::uint64_t m_seed;
    std::uint64_t m_number = 0;
};

}
