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

/// The entries that wait for one sink, as shared chunks. One producer (the pacer), one consumer
/// (the sink's worker); bounded in entries.
class SinkQueue
{
public:
    explicit SinkQueue(std::uint64_t capacity);

    /// Takes the entries of the chunk from `offset` on, or as many of the first of them as fit;
    /// returns how many. Never waits. `now` is remembered for oldest().
    std::uint64_t push(const ChunkPtr &chunk, std::uint64_t offset, std::int64_t now);
    /// Waits until there is room for something, or close(); then as push().
    std::uint64_t pushWaiting(const ChunkPtr &chunk, std::uint64_t offset, std::int64_t now);
    /// Moves up to `count` entries to the end of `out`; returns how many.
    std::size_t pop(std::vector<Entry> &out, std::size_t count);

    std::uint64_t size() const;
    /// When the entry that has waited longest was pushed; empty queue: INT64_MAX.
    std::int64_t oldest() const;
    /// Entries that the consumer took and keeps for later: they take up room as if they were
    /// queued.
    void setKept(std::uint64_t count);
    /// Nothing more goes in; waiting producers return.
    void close();
    bool isClosed() const;

private:
    struct Piece
    {
        ChunkPtr chunk;
        std::size_t begin;
        std::size_t end;
        std::int64_t pushed;
    };
    std::uint64_t room() const;
    std::uint64_t pushLocked(const ChunkPtr &chunk, std::uint64_t offset, std::int64_t now);

    mutable std::mutex m_mutex;
    std::condition_variable m_room;
    std::deque<Piece> m_pieces;
    std::uint64_t m_size = 0;
    std::uint64_t m_kept = 0;
    std::uint64_t m_capacity;
    bool m_closed = false;
    std::vector<Piece> m_taken; ///< of pop(); kept for its memory
};

}
