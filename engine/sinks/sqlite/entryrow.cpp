// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/sqlite/entryrow.h"

#include "wire/metadatatext.h"

namespace emitter::sqlitesink {

EntryRow::EntryRow(const Content &content, LevelCase levelCase, bool embedding)
    : m_content(content)
    , m_levelCase(levelCase)
{
    if (embedding && content.vectors())
        m_vectors.emplace(*content.vectors(), content.seed());
    for (const SourceTable::Group &group : content.sources().groups())
        m_metadataStarts.push_back(metadataStart(group.name));
}

std::size_t EntryRow::Values::bytes() const
{
    return id.size() + timestamp.size() + service.size() + level.size() + message.size()
        + metadata.size() + embedding.size();
}

EntryRow::Values EntryRow::of(const Entry &entry)
{
    writeUuid(m_id.data(), m_content.id(entry));
    const char *timestampEnd = m_timestamps.write(m_timestamp.data(), m_content.unixNanos(entry));
    m_service.clear();
    m_content.sources().appendName(m_service, entry.source);
    m_embedding.clear();
    if (m_vectors)
        m_vectors->appendBinary(
            m_embedding, entry.slot, entry.number, NoisyVectors::ByteOrder::Little);
    return {.id = std::string_view(m_id.data(), m_id.size()),
        .timestamp = std::string_view(m_timestamp.data(), timestampEnd),
        .service = m_service,
        .level = name(entry.level, m_levelCase),
        .message = message(entry),
        .metadata = metadata(entry),
        .embedding = m_embedding};
}

std::string_view EntryRow::message(const Entry &entry)
{
    if (!m_content.isTemplate(entry.slot))
        return m_content.messages().text(entry.slot);
    m_message.clear();
    m_content.appendMessage(m_message, entry);
    return m_message;
}

std::string_view EntryRow::metadata(const Entry &entry)
{
    const std::size_t index = m_content.sources().groupIndexOf(entry.source);
    const SourceTable::Group &group = m_content.sources().groups()[index];
    if (!group.emitters)
        return {};
    m_metadata = m_metadataStarts[index];
    const std::size_t start = m_metadata.size();
    m_metadata.resize(start + metadataNumbersMax + copySlack);
    const char *end = writeMetadata(m_metadata.data() + start, entry.source - group.first + 1,
        entry.sequence, m_content.metadata(entry));
    m_metadata.resize(static_cast<std::size_t>(end - m_metadata.data()));
    return m_metadata;
}

}
