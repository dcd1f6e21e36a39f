// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/content.h"
#include "wire/noisyvectors.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emitter::pgvectorsink {

/// Writes entries as one array per column in PostgreSQL's binary format (array_recv, uuid_recv,
/// timestamptz_recv, jsonb_recv; pgvector's vector_recv): big-endian throughout. The buffers are
/// kept, so nothing is allocated once they have grown. Not thread-safe; one per thread. `content`
/// outlives it.
class EntryColumns
{
public:
    struct Layout
    {
        std::uint32_t vectorOid = 0; ///< differs per database
        LevelCase levelCase = LevelCase::Upper;
        bool metadata = false;
    };
    /// REQUIRES: content.vectors()
    EntryColumns(const Content &content, Layout layout);

    /// id, timestamp, service, level, message, embedding and, when asked for, metadata; valid until
    /// the next call.
    std::span<const std::string_view> write(std::span<const Entry> entries);
    /// What an entry takes at most or nearly so, in bytes.
    std::size_t entryBytes() const;

private:
    enum Column { Id, Timestamp, Service, LevelName, Message, Embedding, Metadata, columnCount };

    void begin(Column column, std::uint32_t elementOid, std::size_t count);
    void append(const Entry &entry);
    void appendMetadata(const Entry &entry);

    const Content &m_content;
    Layout m_layout;
    NoisyVectors m_vectors;
    std::vector<std::string> m_metadataStarts; ///< by group; empty for services
    std::array<std::string, columnCount> m_columns;
    std::array<std::string_view, columnCount> m_views;
};

}
