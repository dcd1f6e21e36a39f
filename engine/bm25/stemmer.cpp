// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bm25/stemmer.h"

#include "base/ensure.h"

#include <libstemmer.h>
#include <string>

namespace emitter {
namespace {

constexpr const char *remedy =
    "Build with libstemmer 2.0 to 2.2 (Debian 12: libstemmer-dev 2.2.0), "
    "or leave the BM25 vectors out.";

}

Result<Stemmer> Stemmer::create(const char *algorithm)
{
    Stemmer stemmer(sb_stemmer_new(algorithm, "UTF_8"));
    if (!stemmer.m_stemmer)
        return Problem{
            .text = std::string("libstemmer has no stemmer \"") + algorithm + "\" for UTF-8.",
            .remedy = remedy,
            .cause = Cause::Unreachable};
    const auto checked =
        checkSnowballLine([&stemmer](std::string_view word) { return stemmer.stem(word); });
    if (!checked)
        return checked.problem();
    return stemmer;
}

std::string_view Stemmer::stem(std::string_view word)
{
    // Bytes on both sides; only the C library calls them unsigned.
    const sb_symbol *stem = sb_stemmer_stem(m_stemmer.get(),
        reinterpret_cast<const sb_symbol *>(word.data()), static_cast<int>(word.size()));
    EMITTER_ENSURE(stem, "libstemmer has the memory for a word");
    return {reinterpret_cast<const char *>(stem),
        static_cast<std::size_t>(sb_stemmer_length(m_stemmer.get()))};
}

void Stemmer::Delete::operator()(sb_stemmer *stemmer) const
{
    sb_stemmer_delete(stemmer);
}

Result<void> checkSnowballLine(const std::function<std::string_view(std::string_view)> &stem)
{
    struct Sample
    {
        const char *word;
        const char *stem;
    };
    for (const Sample sample : {Sample{"evening", "even"}, Sample{"geologist", "geologist"}}) {
        const std::string_view found = stem(sample.word);
        if (found != sample.stem)
            return Problem{.text = std::string("libstemmer stems \"") + sample.word + "\" to \""
                    + std::string(found) + "\", not to \"" + sample.stem
                    + "\": it is not of the Snowball 2.x line, whose stems fastembed and Qdrant "
                      "use.",
                .remedy = remedy,
                .cause = Cause::Unreachable};
    }
    return {};
}

}
