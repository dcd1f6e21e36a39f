// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/qdrant/sparsewriter.h"

#include "base/jsonwriter.h"
#include "base/values.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace emitter::qdrantsink {
namespace {

// An index has up to 10 digits, a value up to 12 characters; each has a comma.
constexpr std::size_t bytesPerStem = 24;

template <typename Number> void appendNumbers(std::string &out, const std::vector<Number> &numbers)
{
    char text[32];
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0)
            out += ',';
        out.append(text, std::to_chars(std::begin(text), std::end(text), numbers[i]).ptr);
    }
}

void appendSparse(std::string &out, const SparseVector &vector)
{
    out += "{\"indices\":[";
    appendNumbers(out, vector.indices);
    out += "],\"values\":[";
    appendNumbers(out, vector.values);
    out += "]}";
}

}

Result<SparseWriter> SparseWriter::create(const Content &content, const QdrantSettings &settings)
{
    if (settings.sparse == QdrantSettings::Sparse::Server)
        return SparseWriter(content, settings, {});
    Bm25::Options options;
    options.averageLength = settings.averageLength;
    auto bm25 = Bm25::create(options);
    if (!bm25)
        return bm25.problem();
    return SparseWriter(content, settings, std::move(*bm25));
}

SparseWriter::SparseWriter(
    const Content &content, const QdrantSettings &settings, std::optional<Bm25> bm25)
    : m_content(&content)
    , m_bm25(std::move(bm25))
    , m_textEnd("\",\"model\":\"qdrant/bm25\",\"options\":{\"avg_len\":"
          + formatNumber(settings.averageLength) + "}}")
{
    for (std::uint32_t slot = 0; slot < content.slotCount(); ++slot) {
        const std::size_t before = m_fragments.size();
        appendText(m_fragments, content.slotText(slot));
        std::size_t most = m_fragments.size() - before;
        if (content.isTemplate(slot)) { // its number may be longer than the sample's
            most += m_bm25 ? bytesPerStem * m_vector.indices.size() : bytesPerStem;
            m_fragments.resize(before);
        } else {
            m_ends.push_back(m_fragments.size());
        }
        m_maxBytes = std::max(m_maxBytes, most);
    }
}

void SparseWriter::append(std::string &out, const Entry &entry)
{
    if (m_content->isTemplate(entry.slot)) {
        m_message.clear();
        m_content->appendMessage(m_message, entry);
        appendText(out, m_message);
        return;
    }
    const std::size_t begin = entry.slot == 0 ? 0 : m_ends[entry.slot - 1];
    out.append(m_fragments, begin, m_ends[entry.slot] - begin);
}

void SparseWriter::appendText(std::string &out, std::string_view text)
{
    if (m_bm25) {
        m_bm25->document(text, m_vector);
        appendSparse(out, m_vector);
        return;
    }
    out += "{\"text\":\"";
    appendJsonEscaped(out, text);
    out += m_textEnd;
}

std::string SparseWriter::query(std::string_view text)
{
    std::string out;
    if (m_bm25) {
        appendSparse(out, m_bm25->query(text));
        return out;
    }
    appendText(out, text);
    return out;
}

}
