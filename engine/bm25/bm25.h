// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "bm25/sparsevector.h"
#include "bm25/stemmer.h"
#include "bm25/tokenizer.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace emitter {

/// Sparse vectors for BM25 of English texts, the same as those of fastembed's
/// SparseTextEmbedding("Qdrant/bm25") (since 0.4.0; checked with 0.9.1), or as those that Qdrant
/// itself makes of "qdrant/bm25". What a word's rarity is worth is not in them: the collection's
/// sparse vector needs Qdrant's `modifier: idf`. Not thread-safe; one per thread. Allocates nothing
/// per document once it has seen its longest, but for colliding stems.
///
/// Words are cut, put in lower case, freed of stop words and stemmed; a stem's index is the
/// absolute value of its signed 32-bit murmur3. Characters newer than the Unicode tables of
/// utf8proc, or of the other side's Python, may be cut differently.
class Bm25
{
public:
    struct Options
    {
        double k = 1.2; ///< how slowly a repeated stem saturates; 0 or more
        double b = 0.75; ///< how much a text's length counts, 0...1
        double averageLength = 256; ///< stems that a text has on average; above 0
        Tokenizer::Rule tokenizer = Tokenizer::Rule::FastEmbed;
    };

    /// Fails on options out of range and when libstemmer is not of the Snowball 2.x line.
    static Result<Bm25> create(const Options &options);

    /// The vector to store for a text with n stems: c (k + 1) / (c + k (1 - b + b n /
    /// averageLength)) for a stem that it has c times. Of two stems with one index the one that
    /// comes up later in the text replaces the other, as in fastembed. Empty when no stem is left.
    /// `text` should be UTF-8; bytes that are not end a word.
    /// REQUIRES: text.size() < 2^31
    SparseVector document(std::string_view text);
    /// The same, into `out`, whose memory is used again.
    void document(std::string_view text, SparseVector &out);

    /// The vector to search with: 1 for each stem.
    SparseVector query(std::string_view text);

private:
    /// A stem at its place in m_stems, which grows in the order of the text.
    struct Occurrence
    {
        std::uint32_t index;
        std::size_t begin;
        std::size_t length;
    };

    Bm25(const Options &options, Stemmer stemmer)
        : m_options(options)
        , m_tokenizer(options.tokenizer)
        , m_stemmer(std::move(stemmer))
    {
    }

    void findStems(std::string_view text);
    bool isKept() const;
    float valueOf(std::size_t count) const;

    Options m_options;
    Tokenizer m_tokenizer;
    Stemmer m_stemmer;
    std::string m_stems; ///< of the current text, one after the other
    std::vector<Occurrence> m_occurrences;
};

}
