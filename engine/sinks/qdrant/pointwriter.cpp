// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/qdrant/pointwriter.h"

#include "wire/jsontext.h"
#include "wire/uuid.h"

#include <utility>

namespace emitter::qdrantsink {
namespace {

constexpr std::string_view bodyStart = "{\"points\":[";
constexpr std::string_view bodyEnd = "]}";
constexpr std::string_view idStart = "{\"id\":\"";
constexpr std::string_view payloadStart = "},\"payload\":";

EntryFormat payloadFormat(LevelCase levelCase)
{
    using Part = EntryFormat::Part;
    EntryFormat format;
    format.levelCase = levelCase;
    format.keys = {{Part::Timestamp, "timestamp"}, {Part::Service, "service"},
        {Part::Level, "level"}, {Part::Message, "message"}, {Part::Metadata, "metadata"}};
    return format;
}

}

Result<PointWriter> PointWriter::create(const Content &content, const QdrantSettings &settings)
{
    if (settings.sparse == QdrantSettings::Sparse::Off)
        return PointWriter(content, settings, {});
    auto sparse = SparseWriter::create(content, settings);
    if (!sparse)
        return sparse.problem();
    return PointWriter(content, settings, std::move(*sparse));
}

PointWriter::PointWriter(
    const Content &content, const QdrantSettings &settings, std::optional<SparseWriter> sparse)
    : m_content(&content)
    , m_payload(content, payloadFormat(settings.levelCase))
    , m_sparse(std::move(sparse))
    , m_denseStart("\",\"vector\":{")
    , m_sparseName(settings.sparseName)
    , m_levelName(name(Level::Error, settings.levelCase))
{
    if (settings.dense) {
        m_dense.emplace(*content.vectors(), content.seed());
        m_denseStart += jsonQuoted(settings.denseName) + ":[";
        m_sparseStart = "]";
    }
    if (m_sparse)
        m_sparseStart += (settings.dense ? "," : "") + jsonQuoted(settings.sparseName) + ":";
}

std::size_t PointWriter::maxBytes() const
{
    return idStart.size() + uuidLength + m_denseStart.size() + m_sparseStart.size()
        + payloadStart.size() + 2 + m_payload.maxBytes() + (m_dense ? m_dense->maxTextBytes() : 0)
        + (m_sparse ? m_sparse->maxBytes() : 0);
}

std::string PointWriter::write(std::span<const Entry> entries, std::string body)
{
    body.clear();
    body.reserve(bodyStart.size() + bodyEnd.size() + entries.size() * maxBytes());
    body += bodyStart;
    for (const Entry &entry : entries)
        append(body, entry);
    if (!entries.empty())
        body.pop_back();
    body += bodyEnd;
    return body;
}

void PointWriter::append(std::string &out, const Entry &entry)
{
    out += idStart;
    appendUuid(out, m_content->id(entry));
    out += m_denseStart;
    if (m_dense)
        m_dense->appendText(out, entry.slot, entry.number);
    out += m_sparseStart;
    if (m_sparse)
        m_sparse->append(out, entry);
    out += payloadStart;
    m_payload.append(out, entry);
    out += "},";
}

std::string PointWriter::exampleQuery()
{
    const std::string end = ",\"limit\":3,\"with_payload\":true}";
    if (!m_sparse)
        return "{\"filter\":{\"must\":[{\"key\":\"level\",\"match\":{\"value\":\"" + m_levelName
            + "\"}}]}" + end;
    return "{\"query\":" + m_sparse->query("timed out, failed, rejected")
        + ",\"using\":" + jsonQuoted(m_sparseName) + end;
}

}
