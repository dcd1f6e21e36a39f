// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/entry.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

namespace emitter {

/// The entries that wait for one sink, as shared chunks. One producer (the pacer), one consumer (the
/// sink's worker); bounded in entries.
class SinkQueue
{
public:
    explicit SinkQueue(std::uint64_t capacity);

    /// Takes the chunk, or as many of its first entries as fit; returns how many. Never waits.
    std::uint64_t push(const ChunkPtr &chunk);
    /// Waits until there is room for something, or close(); then as push().
    std::uint64_t pushWaiting(const ChunkPtr &chunk, std::uint64_t offset);
    /// Moves up to `count` entries to the end of `out`; returns how many.
    std::size_t pop(std::vector<Entry> &out, std::size_t count);
    std::uint64_t size() const;
    /// Due time of the entry that has waited longest; empty queue: INT64_MAX.
    std::int64_t oldestDue() const;
    /// Nothing more goes in; waiting producers return.
    void close();
    /// Empties the queue; returns the entries that were in it.
    std::vector<Entry> takeAll();

private:
    struct Piece
    {
        ChunkPtr chunk;
        std::size_t begin;
        std::size_t end;
    };
    mutable std::mutex m_mutex;
    std::condition_variable m_room;
    std::deque<Piece> m_pieces;
    std::uint64_t m_size = 0;
    std::uint64_t m_capacity;
    bool m_closed = false;
};

}
