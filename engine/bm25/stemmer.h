// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <functional>
#include <memory>
#include <string_view>

struct sb_stemmer;

namespace emitter {

/// Snowball's English stemmer ("Porter2") of the 2.x line, by libstemmer. Not thread-safe.
class Stemmer
{
public:
    /// Fails when libstemmer lacks the algorithm or does not stem as its 2.x line's "english" does.
    static Result<Stemmer> create(const char *algorithm = "english");

    /// The stem of a word in lower case and UTF-8; may be empty; valid until the next call.
    /// REQUIRES: word.size() < 2^31
    std::string_view stem(std::string_view word);

private:
    struct Delete
    {
        void operator()(sb_stemmer *stemmer) const;
    };

    explicit Stemmer(sb_stemmer *stemmer)
        : m_stemmer(stemmer)
    {
    }

    std::unique_ptr<sb_stemmer, Delete> m_stemmer;
};

/// Fails when `stem` is not of the Snowball 2.x line. The line 3.x (since May 2025) stems some
/// words differently, so that documents and queries of the two lines would miss each other.
Result<void> checkSnowballLine(const std::function<std::string_view(std::string_view)> &stem);

}
