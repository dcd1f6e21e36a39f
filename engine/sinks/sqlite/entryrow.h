// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/content.h"
#include "wire/entryformat.h"
#include "wire/noisyvectors.h"
#include "wire/timestamp.h"
#include "wire/uuid.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emitter::sqlitesink {

/// Makes the values of an entry's row. Nothing is allocated once the buffers have grown. Not
/// thread-safe; `content` outlives it.
class EntryRow
{
public:
    EntryRow(const Content &content, LevelCase levelCase, bool embedding);

    /// Valid until the next call.
    struct Values
    {
        std::string_view id;
        std::string_view timestamp;
        std::string_view service;
        std::string_view level;
        std::string_view message;
        std::string_view metadata; ///< JSON; empty: the entry has none
        std::string_view embedding; ///< float32, little-endian; empty: not asked for

        std::size_t bytes() const;
    };
    Values of(const Entry &entry);

private:
    std::string_view message(const Entry &entry);
    std::string_view metadata(const Entry &entry);

    const Content &m_content;
    const LevelCase m_levelCase;
    TimestampWriter m_timestamps{EntryFormat::Timestamp::Rfc3339};
    std::optional<NoisyVectors> m_vectors;
    std::vector<std::string> m_metadataStarts; ///< by group of sources
    std::array<char, uuidLength> m_id{};
    std::array<char, 64> m_timestamp{};
    std::string m_service;
    std::string m_message;
    std::string m_metadata;
    std::string m_embedding;
};

}
