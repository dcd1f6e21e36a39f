// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/http/batchbody.h"

#include "base/jsonwriter.h"
#include "rest/gzip.h"

namespace emitter::httpsink {

BatchBody::BatchBody(const Content &content, const HttpSettings &settings)
    : m_renderer(content, settings.format)
    , m_separator(settings.body == HttpSettings::Body::NdJson ? "\n" : ",")
    , m_keepsLast(settings.body == HttpSettings::Body::NdJson)
    , m_gzip(settings.gzip)
{
    if (settings.body == HttpSettings::Body::Envelope) {
        m_before = "{\"";
        appendJsonEscaped(m_before, settings.envelopeKey);
        m_before += "\":";
        m_after = "}";
    }
    if (!m_keepsLast) {
        m_before += '[';
        m_after.insert(m_after.begin(), ']');
    }
}

std::string BatchBody::write(std::span<const Entry> entries, std::string body)
{
    body.clear();
    body.reserve(m_before.size() + m_after.size() + entries.size() * (m_renderer.maxBytes() + 1));
    body += m_before;
    m_renderer.appendAll(body, entries, m_separator);
    if (!m_keepsLast && !entries.empty())
        body.resize(body.size() - m_separator.size());
    body += m_after;
    if (m_gzip)
        return gzip(body);
    return body;
}

}
