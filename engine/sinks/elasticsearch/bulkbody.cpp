// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/elasticsearch/bulkbody.h"

#include "wire/uuid.h"

namespace emitter::elasticsearchsink {
namespace {

constexpr std::string_view afterId = "\"}}\n";

EntryFormat formatOf(const ElasticsearchSettings &settings, BulkBody::Vectors vectors)
{
    using Part = EntryFormat::Part;
    EntryFormat format;
    format.levelCase = settings.levelCase;
    format.keys = {{Part::Timestamp, settings.timestampField}, {Part::Service, "service"},
        {Part::Level, "level"}, {Part::Message, "message"}, {Part::Metadata, "metadata"}};
    if (vectors != BulkBody::Vectors::None)
        format.keys.push_back({Part::Embedding, settings.vectorField});
    if (vectors == BulkBody::Vectors::Base64)
        format.vector = EntryFormat::Vector::Base64BigEndian;
    return format;
}

std::string actionOf(const ElasticsearchSettings &settings)
{
    const bool creates = settings.op == ElasticsearchSettings::Op::Create;
    const std::string name = creates ? "create" : "index";
    return "{\"" + name + (settings.ids ? "\":{\"_id\":\"" : "\":{}}\n");
}

}

BulkBody::BulkBody(const Content &content, const ElasticsearchSettings &settings, Vectors vectors)
    : m_content(content)
    , m_renderer(content, formatOf(settings, vectors))
    , m_beforeId(actionOf(settings))
    , m_ids(settings.ids)
{
}

std::string BulkBody::write(std::span<const Entry> entries, std::string body)
{
    body.clear();
    body.reserve(entries.size() * entryBytes());
    for (const Entry &entry : entries) {
        body += m_beforeId;
        if (m_ids) {
            appendUuid(body, m_content.id(entry));
            body += afterId;
        }
        m_renderer.append(body, entry);
        body += '\n';
    }
    return body;
}

std::size_t BulkBody::entryBytes() const
{
    return m_beforeId.size() + (m_ids ? uuidLength + afterId.size() : 0) + m_renderer.maxBytes()
        + 1;
}

}
