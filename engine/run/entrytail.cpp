// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/entrytail.h"

#include <algorithm>
#include <utility>

namespace emitter {

void EntryTail::offer(const Chunk &chunk)
{
    const std::lock_guard lock(m_mutex);
    m_emitted += chunk.size();
    for (std::size_t i = 0; i < chunk.size() && m_size < capacity; ++i)
        m_entries[m_size++] = chunk[i];
}

EntrySample EntryTail::take(const Content &content)
{
    std::array<Entry, capacity> entries;
    EntrySample sample;
    std::size_t size = 0;
    {
        const std::lock_guard lock(m_mutex);
        size = std::exchange(m_size, 0);
        std::copy_n(m_entries.begin(), size, entries.begin());
        sample.emitted = std::exchange(m_emitted, 0);
    }
    for (std::size_t i = 0; i < size; ++i) {
        const Entry &entry = entries[i];
        SampledEntry seen{
            content.unixNanos(entry), entry.level, content.sources().name(entry.source), {}};
        content.appendMessage(seen.message, entry);
        sample.entries.push_back(std::move(seen));
    }
    return sample;
}

}
