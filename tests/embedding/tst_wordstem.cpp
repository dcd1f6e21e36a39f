// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedding/hash/wordstem.h"

#include <doctest/doctest.h>

using namespace emitter;

TEST_CASE("forms of a word share a stem")
{
    const std::vector<std::vector<std::string>> families{
        {"request", "requests", "requested", "requesting"},
        {"cache", "caches", "cached", "caching"},
        {"retry", "retries", "retrying"},
        {"stop", "stops", "stopped", "stopping"},
        {"process", "processes", "processed", "processing"},
        {"batch", "batches", "batched"},
        {"index", "indexes", "indexed", "indexing"},
        {"query", "queries"},
    };
    for (const auto &family : families) {
        for (const std::string &word : family) {
            CAPTURE(word);
            CHECK(wordStem(word) == wordStem(family.front()));
        }
    }
}

TEST_CASE("what only looks like an ending stays")
{
    for (const char *word :
        {"string", "bring", "red", "status", "class", "is", "bus", "analysis", "s", ""})
        CHECK(wordStem(word) == word);
}

TEST_CASE("words are lower-cased and split at everything else")
{
    CHECK(words("Disk-FULL: 97% of /var")
        == std::vector<std::string>{"disk", "full", "97", "of", "var"});
    CHECK(words("Gr\xc3\xb6\xc3\x9f"
                "e")
        == std::vector<std::string>{"gr\xc3\xb6\xc3\x9f"
                                    "e"});
    CHECK(words("").empty());
    CHECK(words(" ... ").empty());
}
