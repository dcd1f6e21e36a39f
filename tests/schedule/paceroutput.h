// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schedule/pacer.h"
#include "schedule/streams.h"

#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace emitter {

/// Keeps what a pacer emits. Any thread may read.
class RecordingOutput : public PacerOutput
{
public:
    struct Batch
    {
        ChunkPtr chunk;
        std::int64_t emittedAt = 0;
    };

    void emitChunk(ChunkPtr chunk, std::int64_t emittedAt) override
    {
        const std::lock_guard lock(m_mutex);
        m_batches.push_back({std::move(chunk), emittedAt});
    }
    void skipLate(std::uint64_t count) override
    {
        const std::lock_guard lock(m_mutex);
        m_skipped += count;
        ++m_skips;
    }

    std::vector<Batch> batches() const
    {
        const std::lock_guard lock(m_mutex);
        return m_batches;
    }
    std::vector<Entry> entries() const
    {
        std::vector<Entry> all;
        for (const Batch &batch : batches())
            all.insert(all.end(), batch.chunk->begin(), batch.chunk->end());
        return all;
    }
    std::uint64_t emitted() const { return entries().size(); }
    std::uint64_t skipped() const
    {
        const std::lock_guard lock(m_mutex);
        return m_skipped;
    }
    std::uint64_t skips() const
    {
        const std::lock_guard lock(m_mutex);
        return m_skips;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<Batch> m_batches;
    std::uint64_t m_skipped = 0;
    std::uint64_t m_skips = 0;
};

inline PacerOptions lasting(std::int64_t nanos)
{
    PacerOptions options;
    options.duration = std::chrono::nanoseconds(nanos);
    return options;
}

}
