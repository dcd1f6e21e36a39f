// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/sinkqueue.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace emitter {

SinkQueue::SinkQueue(std::uint64_t capacity)
    : m_capacity(std::max<std::uint64_t>(capacity, 1))
{
}

std::uint64_t SinkQueue::room() const
{
    const std::uint64_t used = m_size + m_kept;
    return used < m_capacity ? m_capacity - used : 0;
}

std::uint64_t SinkQueue::pushLocked(const ChunkPtr &chunk, std::uint64_t offset, std::int64_t now)
{
    if (m_closed || offset >= chunk->size())
        return 0;
    const std::uint64_t count = std::min<std::uint64_t>(chunk->size() - offset, room());
    if (count > 0)
        m_pieces.push_back({chunk, offset, offset + count, now});
    m_size += count;
    return count;
}

std::uint64_t SinkQueue::push(const ChunkPtr &chunk, std::uint64_t offset, std::int64_t now)
{
    const std::lock_guard lock(m_mutex);
    return pushLocked(chunk, offset, now);
}

std::uint64_t SinkQueue::pushWaiting(const ChunkPtr &chunk, std::uint64_t offset, std::int64_t now)
{
    std::unique_lock lock(m_mutex);
    m_room.wait(lock, [this] { return m_closed || room() > 0; });
    return pushLocked(chunk, offset, now);
}

// Only the pieces change hands under the lock; the entries are copied, and chunks freed, outside.
std::size_t SinkQueue::pop(std::vector<Entry> &out, std::size_t count)
{
    std::size_t taken = 0;
    bool wasFull = false;
    {
        const std::lock_guard lock(m_mutex);
        wasFull = room() == 0;
        while (taken < count && !m_pieces.empty()) {
            Piece &first = m_pieces.front();
            const std::size_t part = std::min(count - taken, first.end - first.begin);
            taken += part;
            if (part == first.end - first.begin) {
                m_taken.push_back(std::move(first));
                m_pieces.pop_front();
            } else {
                m_taken.push_back({first.chunk, first.begin, first.begin + part, first.pushed});
                first.begin += part;
            }
        }
        m_size -= taken;
    }
    if (wasFull && taken > 0)
        m_room.notify_one();
    for (const Piece &piece : m_taken) {
        const auto begin = piece.chunk->begin();
        out.insert(out.end(), begin + static_cast<std::ptrdiff_t>(piece.begin),
            begin + static_cast<std::ptrdiff_t>(piece.end));
    }
    m_taken.clear();
    return taken;
}

std::uint64_t SinkQueue::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_size;
}

std::int64_t SinkQueue::oldest() const
{
    const std::lock_guard lock(m_mutex);
    return m_pieces.empty() ? std::numeric_limits<std::int64_t>::max() : m_pieces.front().pushed;
}

void SinkQueue::setKept(std::uint64_t count)
{
    {
        const std::lock_guard lock(m_mutex);
        m_kept = count;
    }
    m_room.notify_one();
}

void SinkQueue::close()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_room.notify_all();
}

bool SinkQueue::isClosed() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed;
}

}
