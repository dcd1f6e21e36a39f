// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bm25/stopwords.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace emitter;

TEST_CASE("words without a meaning of their own are known, their neighbours are not")
{
    for (const std::string_view word : {"a", "here", "not", "yourselves", "wouldn", "y", "down"}) {
        CAPTURE(word);
        CHECK(isStopWord(word));
        CHECK_FALSE(isStopWord(std::string(word) + 'z'));
    }
    for (const std::string_view word : {"", "error", "b", "zz", "could", "would", "us", "The"}) {
        CAPTURE(word);
        CHECK_FALSE(isStopWord(word));
    }
    CHECK_FALSE(isStopWord(std::string(100'000, 'a')));
}
