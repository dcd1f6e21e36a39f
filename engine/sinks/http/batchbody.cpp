// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/http/batchbody.h"

#include "base/ensure.h"
#include "base/jsonwriter.h"

#include <zlib.h>

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

std::string BatchBody::write(std::span<const Entry> entries)
{
    std::string body;
    body.reserve(m_before.size() + m_after.size() + entries.size() * (m_renderer.maxBytes() + 1));
    body += m_before;
    m_renderer.appendAll(body, entries, m_separator);
    if (!m_keepsLast && !entries.empty())
        body.resize(body.size() - m_separator.size());
    body += m_after;
    return m_gzip ? gzip(body) : body;
}

std::string gzip(const std::string &text)
{
    constexpr int gzipWindow = 15 + 16;
    z_stream stream{};
    EMITTER_ENSURE(
        deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY) == Z_OK,
        "zlib has memory for a compressor");
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EMITTER_ENSURE(deflate(&stream, Z_FINISH) == Z_STREAM_END, "deflateBound() is a bound");
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

}
