// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/entry.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <span>
#include <vector>

namespace emitter {

/// The entries that wait for one sink, copied: no chunk is held. One producer (the pacer), one
/// consumer (the sink's worker); bounded in entries, and so in memory.
class SinkQueue
{
public:
    /// An entry and the mark of its push: what one costs when every entry comes alone.
    static constexpr std::uint64_t bytesPerEntry = sizeof(Entry) + 16;

    /// `batch`: how many entries pop() will mostly be asked for; such a batch is not copied again.
    explicit SinkQueue(std::uint64_t capacity, std::size_t batch = 1000);

    /// Takes the entries, or as many of the first of them as fit; returns how many. Never waits.
    /// `now` is remembered for oldest().
    std::uint64_t push(std::span<const Entry> entries, std::int64_t now);
    /// Waits until there is room for something, or close(); then as push().
    std::uint64_t pushWaiting(std::span<const Entry> entries, std::int64_t now);
    /// Takes out the first `count` entries, or all there are.
    std::vector<Entry> pop(std::size_t count);

    std::uint64_t size() const;
    /// When the entry that has waited longest was pushed, or up to 1 ms before; empty queue:
    /// INT64_MAX.
    std::int64_t oldest() const;
    /// Entries that the consumer took and keeps for later: they take up room as if they were
    /// queued.
    void setKept(std::uint64_t count);
    /// Nothing more goes in; waiting producers return.
    void close();
    bool isClosed() const;

    /// What is allocated for the entries: at most bytesPerEntry for each, and two blocks.
    std::uint64_t bytes() const;
    std::size_t blockEntries() const { return m_blockEntries; }

private:
    using Block = std::vector<Entry>; ///< never grows beyond what it reserved
    struct Mark
    {
        std::uint64_t count;
        std::int64_t pushed;
    };
    static_assert(sizeof(Entry) + sizeof(Mark) == bytesPerEntry);

    std::uint64_t room() const;
    std::uint64_t pushLocked(std::span<const Entry> entries, std::int64_t now);
    void popMarks(std::uint64_t count);

    const std::size_t m_blockEntries;
    mutable std::mutex m_mutex;
    std::condition_variable m_room;
    std::deque<Block> m_blocks; ///< none is empty; all but the last are full
    std::size_t m_begin = 0; ///< entries of the first block that have left
    std::deque<Mark> m_marks; ///< which of the entries were pushed when
    std::uint64_t m_size = 0;
    std::uint64_t m_kept = 0;
    std::uint64_t m_capacity;
    bool m_closed = false;
};

}
