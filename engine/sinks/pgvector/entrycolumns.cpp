// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/entrycolumns.h"

#include "wire/metadatatext.h"

#include <algorithm>

namespace emitter::pgvectorsink {
namespace {

// pg_type.dat
constexpr std::uint32_t uuidOid = 2950;
constexpr std::uint32_t timestamptzOid = 1184;
constexpr std::uint32_t textOid = 25;
constexpr std::uint32_t jsonbOid = 3802;

constexpr std::int64_t microsTo2000 = 946'684'800'000'000;

template <typename Number> void storeBigEndian(char *to, Number number)
{
    for (std::size_t i = 0; i < sizeof(Number); ++i)
        to[i] = static_cast<char>(number >> (8 * (sizeof(Number) - 1 - i)));
}

template <typename Number> void appendBigEndian(std::string &out, Number number)
{
    char bytes[sizeof(Number)];
    storeBigEndian(bytes, number);
    out.append(bytes, sizeof(Number));
}

constexpr std::size_t lengthBytes = 4;

// An element whose length is known only when it is written.
template <typename Write> void appendMeasured(std::string &out, Write write)
{
    const std::size_t place = out.size();
    out.append(lengthBytes, '\0');
    write(out);
    storeBigEndian(
        out.data() + place, static_cast<std::uint32_t>(out.size() - place - lengthBytes));
}

std::int64_t microsSince2000(std::int64_t unixNanos)
{
    std::int64_t micros = unixNanos / 1000;
    if (unixNanos % 1000 < 0)
        --micros;
    return micros - microsTo2000;
}

}

EntryColumns::EntryColumns(const Content &content, Layout layout)
    : m_content(content)
    , m_layout(layout)
    , m_vectors(*content.vectors(), content.seed())
{
    for (const SourceTable::Group &group : content.sources().groups())
        m_metadataStarts.push_back(group.emitters ? metadataStart(group.name) : std::string());
}

std::span<const std::string_view> EntryColumns::write(std::span<const Entry> entries)
{
    begin(Id, uuidOid, entries.size());
    begin(Timestamp, timestamptzOid, entries.size());
    begin(Service, textOid, entries.size());
    begin(LevelName, textOid, entries.size());
    begin(Message, textOid, entries.size());
    begin(Embedding, m_layout.vectorOid, entries.size());
    begin(Metadata, jsonbOid, entries.size());
    for (const Entry &entry : entries)
        append(entry);
    std::copy(m_columns.begin(), m_columns.end(), m_views.begin());
    return std::span(m_views).first(m_layout.metadata ? columnCount : Metadata);
}

void EntryColumns::begin(Column column, std::uint32_t elementOid, std::size_t count)
{
    std::string &out = m_columns[column];
    out.clear();
    appendBigEndian(out, std::uint32_t{1}); // dimensions
    appendBigEndian(out, std::uint32_t{column == Metadata}); // whether there may be NULLs
    appendBigEndian(out, elementOid);
    appendBigEndian(out, static_cast<std::uint32_t>(count));
    appendBigEndian(out, std::uint32_t{1}); // the first index
}

void EntryColumns::append(const Entry &entry)
{
    const EntryId id = m_content.id(entry);
    appendBigEndian(m_columns[Id], static_cast<std::uint32_t>(id.size()));
    m_columns[Id].append(reinterpret_cast<const char *>(id.data()), id.size());

    appendBigEndian(m_columns[Timestamp], std::uint32_t{8});
    appendBigEndian(m_columns[Timestamp],
        static_cast<std::uint64_t>(microsSince2000(m_content.unixNanos(entry))));

    appendMeasured(m_columns[Service],
        [&](std::string &out) { m_content.sources().appendName(out, entry.source); });

    const std::string_view level = name(entry.level, m_layout.levelCase);
    appendBigEndian(m_columns[LevelName], static_cast<std::uint32_t>(level.size()));
    m_columns[LevelName] += level;

    appendMeasured(
        m_columns[Message], [&](std::string &out) { m_content.appendMessage(out, entry); });

    const std::uint32_t dimensions = m_content.vectors()->dimensions;
    appendBigEndian(m_columns[Embedding], 4 + 4 * dimensions);
    appendBigEndian(m_columns[Embedding], static_cast<std::uint16_t>(dimensions));
    appendBigEndian(m_columns[Embedding], std::uint16_t{0});
    m_vectors.appendBinary(
        m_columns[Embedding], entry.slot, entry.number, NoisyVectors::ByteOrder::Big);

    if (m_layout.metadata)
        appendMetadata(entry);
}

void EntryColumns::appendMetadata(const Entry &entry)
{
    std::string &column = m_columns[Metadata];
    const std::size_t group = m_content.sources().groupIndexOf(entry.source);
    const SourceTable::Group &source = m_content.sources().groups()[group];
    if (!source.emitters) {
        appendBigEndian(column, ~std::uint32_t{0}); // NULL
        return;
    }
    appendMeasured(column, [&](std::string &out) {
        char numbers[metadataNumbersMax + copySlack];
        const char *end = writeMetadata(
            numbers, entry.source - source.first + 1, entry.sequence, m_content.metadata(entry));
        out += '\1'; // jsonb's version
        out += m_metadataStarts[group];
        out.append(numbers, static_cast<std::size_t>(end - numbers));
    });
}

std::size_t EntryColumns::entryBytes() const
{
    std::size_t longest = 0;
    for (std::uint32_t slot = 0; slot < m_content.slotCount(); ++slot)
        longest = std::max(longest, m_content.slotText(slot).size());
    std::size_t names = 0;
    for (const SourceTable::Group &group : m_content.sources().groups())
        names = std::max(names, group.name.size() + 10);
    const std::size_t metadata = m_layout.metadata ? names + metadataNumbersMax : 0;
    return 64 + names + longest + metadata + 4 + 4 * std::size_t{m_content.vectors()->dimensions};
}

}
