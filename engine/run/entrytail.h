// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/content.h"
#include "content/entry.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace emitter {

/// An entry as a person reads it. A plain value.
struct SampledEntry
{
    std::int64_t unixNanos = 0;
    Level level = Level::Info;
    std::string source; ///< `api-gateway`, `emitter-17`
    std::string message;
};

/// A few of the entries that were emitted since the sample before.
struct EntrySample
{
    std::vector<SampledEntry> entries; ///< in the order of their due times
    std::uint64_t emitted = 0; ///< how many they stand for, themselves included
};

/// Keeps the first few entries of each interval for those who watch the stream. offer() costs the
/// pacer one uncontended lock per chunk and, once the interval's few are there, nothing per entry.
class EntryTail
{
public:
    static constexpr std::size_t capacity = 16;

    /// Pacer's thread.
    void offer(const Chunk &chunk);
    /// Ends the interval. Any thread.
    EntrySample take(const Content &content);

private:
    std::mutex m_mutex;
    std::array<Entry, capacity> m_entries{};
    std::size_t m_size = 0;
    std::uint64_t m_emitted = 0;
};

}
