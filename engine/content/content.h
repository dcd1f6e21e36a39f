// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/emittermessages.h"
#include "content/entry.h"
#include "content/entryid.h"
#include "content/messagepool.h"
#include "content/sourcetable.h"
#include "content/vectortable.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace emitter {

/// Everything that turns an Entry into a log entry: texts, names, ids, times, vectors.
/// Slots 0 ... messages.size()-1 are pool messages, the following ones the pool emitters'
/// templates. Immutable once the run starts; shared by all sinks' threads.
class Content
{
public:
    struct Parts
    {
        MessagePool messages;
        SourceTable sources;
        std::optional<VectorTable> vectors; ///< present when an enabled sink stores vectors
        std::uint64_t seed = 0;
        std::uint64_t run = 0; ///< drawn once per run; part of every id
    };
    explicit Content(Parts parts);

    const MessagePool &messages() const { return m_parts.messages; }
    const SourceTable &sources() const { return m_parts.sources; }
    const VectorTable *vectors() const { return m_parts.vectors ? &*m_parts.vectors : nullptr; }
    std::uint64_t seed() const { return m_parts.seed; }
    std::uint64_t run() const { return m_parts.run; }

    /// Wall-clock time of the run's start, nanoseconds since 1970; set once, before the first
    /// entry.
    void setStart(std::int64_t unixNanos) { m_start = unixNanos; }
    std::int64_t start() const { return m_start; }

    std::uint32_t slotCount() const { return messages().size() + emitterTemplateCount(); }
    bool isTemplate(std::uint32_t slot) const { return slot >= messages().size(); }
    /// The text that stands for a slot when it is embedded or indexed.
    std::string_view slotText(std::uint32_t slot) const;

    std::int64_t unixNanos(const Entry &entry) const { return m_start + entry.due; }
    EntryId id(const Entry &entry) const
    {
        return entryId(seed(), run(), entry.number, unixNanos(entry));
    }
    EmitterMetadata metadata(const Entry &entry) const { return emitterMetadata(seed(), entry); }
    void appendMessage(std::string &out, const Entry &entry) const;

private:
    Parts m_parts;
    std::int64_t m_start = 0;
};

}
