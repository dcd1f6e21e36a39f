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
    ~Schedule();
    Schedule(Schedule &&) noexcept;
    Schedule &operator=(Schedule &&) noexcept;

    bool isEmpty() const { return m_heap.empty(); }
    /// Due time of the next entry in unshaped nanoseconds. REQUIRES: !isEmpty()
    std::int64_t nextDue() const { return m_heap.front().due; }
    /// Takes the next entry; its `due` is unshaped (see Timeline). REQUIRES: !isEmpty()
    Entry pop();

    void setMuted(std::size_t stream, bool muted);
    /// True when every stream is muted.
    bool isSilent() const;
    /// True when the next entry is one of a muted stream: drop() it instead. REQUIRES: !isEmpty()
    bool isNextMuted() const;
    /// Passes over the next entry: it gets no number, but its source's sequence moves on.
    /// REQUIRES: !isEmpty()
    void drop();

private:
    struct Stream;
    struct Next
    {
        std::int64_t due;
        std::uint64_t made; ///< entries this source has made
        std::uint32_t source;
        std::uint32_t stream;
    };
    static_assert(sizeof(Next) == 24);
    static bool earlier(const Next &a, const Next &b);
    void advance(std::uint64_t bits);
    void siftDown(std::size_t i);

    std::vector<StreamSpec> m_specs;
    std::vector<Stream> m_streams;
    std::vector<Next> m_heap; ///< four children each, the earliest on top
    std::uint64_t m_seed;
    std::uint64_t m_number = 0;
};

}
