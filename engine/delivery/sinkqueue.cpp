// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/sinkqueue.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace emitter {
namespace {

// Pushes this close together count as one for oldest().
constexpr std::int64_t markNanos = 1'000'000;

// A block is a batch, so that most leave as they are, unless that makes it tiny or huge.
std::size_t blockOf(std::size_t batch)
{
    return batch < 256 ? 1024 : std::min<std::size_t>(batch, 16'384);
}

}

SinkQueue::SinkQueue(std::uint64_t capacity, std::size_t batch)
    : m_blockEntries(blockOf(batch))
    , m_capacity(std::max<std::uint64_t>(capacity, 1))
{
}

std::uint64_t SinkQueue::room() const
{
    const std::uint64_t used = m_size + m_kept;
    return used < m_capacity ? m_capacity - used : 0;
}

std::uint64_t SinkQueue::pushLocked(std::span<const Entry> entries, std::int64_t now)
{
    const std::uint64_t count = std::min<std::uint64_t>(entries.size(), room());
    if (m_closed || count == 0)
        return 0;
    if (m_marks.empty() || now - m_marks.back().pushed >= markNanos)
        m_marks.push_back({0, now});
    m_marks.back().count += count;
    m_size += count;
    for (entries = entries.first(count); !entries.empty();) {
        if (m_blocks.empty() || m_blocks.back().size() == m_blockEntries)
            m_blocks.emplace_back().reserve(m_blockEntries);
        Block &last = m_blocks.back();
        const auto part = entries.first(std::min(entries.size(), m_blockEntries - last.size()));
        last.insert(last.end(), part.begin(), part.end());
        entries = entries.subspan(part.size());
    }
    return count;
}

std::uint64_t SinkQueue::push(std::span<const Entry> entries, std::int64_t now)
{
    const std::lock_guard lock(m_mutex);
    return pushLocked(entries, now);
}

std::uint64_t SinkQueue::pushWaiting(std::span<const Entry> entries, std::int64_t now)
{
    std::unique_lock lock(m_mutex);
    m_room.wait(lock, [this] { return m_closed || room() > 0; });
    return pushLocked(entries, now);
}

void SinkQueue::popMarks(std::uint64_t count)
{
    while (count > 0) {
        Mark &first = m_marks.front();
        const std::uint64_t part = std::min(count, first.count);
        first.count -= part;
        count -= part;
        if (first.count == 0)
            m_marks.pop_front();
    }
}

// Only whole blocks change hands under the lock; their entries are copied, and they are freed,
// outside. So is a part of the block that stays: a producer never touches what is there already.
std::vector<Entry> SinkQueue::pop(std::size_t count)
{
    std::vector<Block> taken;
    std::span<const Entry> part;
    std::size_t begin = 0; // in the first of the taken
    bool wasFull = false;
    {
        const std::lock_guard lock(m_mutex);
        wasFull = room() == 0;
        count = static_cast<std::size_t>(std::min<std::uint64_t>(count, m_size));
        m_size -= count;
        popMarks(count);
        begin = m_begin;
        std::size_t left = count;
        while (left > 0 && m_blocks.front().size() - m_begin <= left) {
            left -= m_blocks.front().size() - m_begin;
            taken.push_back(std::move(m_blocks.front()));
            m_blocks.pop_front();
            m_begin = 0;
        }
        if (left > 0)
            part = std::span<const Entry>(m_blocks.front()).subspan(m_begin, left);
        m_begin += left;
    }
    if (wasFull && count > 0)
        m_room.notify_one();
    if (count == m_blockEntries && taken.size() == 1 && part.empty())
        return std::move(taken.front());
    std::vector<Entry> out;
    out.reserve(count);
    for (const Block &block : taken) {
        out.insert(out.end(), block.begin() + static_cast<std::ptrdiff_t>(begin), block.end());
        begin = 0;
    }
    out.insert(out.end(), part.begin(), part.end());
    return out;
}

std::uint64_t SinkQueue::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_size;
}

std::int64_t SinkQueue::oldest() const
{
    const std::lock_guard lock(m_mutex);
    return m_marks.empty() ? std::numeric_limits<std::int64_t>::max() : m_marks.front().pushed;
}

std::uint64_t SinkQueue::bytes() const
{
    const std::lock_guard lock(m_mutex);
    std::uint64_t entries = 0;
    for (const Block &block : m_blocks)
        entries += block.capacity();
    return entries * sizeof(Entry) + m_marks.size() * sizeof(Mark);
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
