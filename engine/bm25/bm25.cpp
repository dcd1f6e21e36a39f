// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bm25/bm25.h"

#include "bm25/murmur3.h"
#include "bm25/stopwords.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <tuple>

namespace emitter {
namespace {

constexpr std::size_t longestWord = 40; // code points; fastembed leaves longer words out

// The absolute value of the hash as a signed number; of -2^31 it is 2^31.
std::uint32_t indexOf(std::string_view stem)
{
    const std::uint32_t hash = murmur3(stem);
    return hash > 0x8000'0000U ? 0U - hash : hash;
}

Problem outOfRange(const char *name, double value, const char *range)
{
    char text[32];
    const std::string_view number(text, std::to_chars(text, std::end(text), value).ptr);
    return {.text = std::string("BM25 cannot work with ") + name + ' ' + std::string(number) + '.',
        .remedy = std::string("Choose ") + range + '.'};
}

}

Result<Bm25> Bm25::create(const Options &options)
{
    if (!(options.k >= 0 && std::isfinite(options.k)))
        return outOfRange("k", options.k, "0 or more; usual is 1.2");
    if (!(options.b >= 0 && options.b <= 1))
        return outOfRange("b", options.b, "from 0 to 1; usual is 0.75");
    if (!(options.averageLength > 0 && std::isfinite(options.averageLength)))
        return outOfRange(
            "an average length of", options.averageLength, "more than 0; usual is 256");
    auto stemmer = Stemmer::create();
    if (!stemmer)
        return stemmer.problem();
    return Bm25(options, std::move(*stemmer));
}

SparseVector Bm25::document(std::string_view text)
{
    SparseVector out;
    document(text, out);
    return out;
}

void Bm25::document(std::string_view text, SparseVector &out)
{
    findStems(text);
    out.indices.clear();
    out.values.clear();
    const auto stemOf = [this](const Occurrence &occurrence) {
        return std::string_view(m_stems).substr(occurrence.begin, occurrence.length);
    };
    auto rest = m_occurrences.begin();
    while (rest != m_occurrences.end()) {
        const std::uint32_t index = rest->index;
        const auto end = std::find_if(rest, m_occurrences.end(),
            [index](const Occurrence &occurrence) { return occurrence.index != index; });
        // One round but for colliding stems, of which the last one counts.
        std::ptrdiff_t count = 0;
        while (rest != end) {
            const auto next = std::stable_partition(
                rest, end, [&, stem = stemOf(*rest)](const Occurrence &occurrence) {
                    return stemOf(occurrence) == stem;
                });
            count = next - rest;
            rest = next;
        }
        out.indices.push_back(index);
        out.values.push_back(valueOf(static_cast<std::size_t>(count)));
    }
}

SparseVector Bm25::query(std::string_view text)
{
    findStems(text);
    SparseVector out;
    for (const Occurrence &occurrence : m_occurrences) {
        if (out.indices.empty() || out.indices.back() != occurrence.index)
            out.indices.push_back(occurrence.index);
    }
    out.values.assign(out.indices.size(), 1.0F);
    return out;
}

// Fills m_occurrences, sorted by index and then by place in the text.
void Bm25::findStems(std::string_view text)
{
    m_stems.clear();
    m_occurrences.clear();
    m_tokenizer.start(text);
    while (m_tokenizer.next()) {
        if (!isKept())
            continue;
        const std::string_view stem = m_stemmer.stem(m_tokenizer.word());
        if (stem.empty())
            continue;
        m_occurrences.push_back({indexOf(stem), m_stems.size(), stem.size()});
        m_stems += stem;
    }
    std::ranges::sort(m_occurrences, {}, [](const Occurrence &occurrence) {
        return std::tuple(occurrence.index, occurrence.begin);
    });
}

bool Bm25::isKept() const
{
    const std::string_view word = m_tokenizer.word();
    if (m_options.tokenizer == Tokenizer::Rule::FastEmbed
        && (word == "_" || m_tokenizer.length() > longestWord))
        return false;
    return !isStopWord(word);
}

// In double and in this order of steps, as Python computes it.
float Bm25::valueOf(std::size_t count) const
{
    const auto c = static_cast<double>(count);
    const auto length = static_cast<double>(m_occurrences.size());
    const auto &[k, b, averageLength, tokenizer] = m_options;
    return static_cast<float>(c * (k + 1) / (c + k * (1 - b + b * length / averageLength)));
}

}
