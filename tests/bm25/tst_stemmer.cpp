// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bm25/stemmer.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace emitter;

TEST_CASE("stems are those of Snowball's 2.x line")
{
    auto stemmer = Stemmer::create();
    REQUIRE(stemmer);
    CHECK(stemmer->stem("databases") == "databas");
    CHECK(stemmer->stem("policy") == "polici");
    CHECK(stemmer->stem("evening") == "even");
    CHECK(stemmer->stem("geologist") == "geologist");
    CHECK(stemmer->stem("42ms") == "42ms");
    CHECK(stemmer->stem("user_1234") == "user_1234");
    CHECK(stemmer->stem("na\xc3\xafve") == "na\xc3\xafv");
    CHECK(stemmer->stem("\xe6\x97\xa5") == "\xe6\x97\xa5");
    CHECK(stemmer->stem("") == "");
    CHECK(stemmer->stem(std::string(100'000, 'x')).size() == 100'000);
}

TEST_CASE("a word may be a part of a longer text")
{
    auto stemmer = Stemmer::create();
    REQUIRE(stemmer);
    CHECK(stemmer->stem(std::string_view("databases42").substr(0, 9)) == "databas");
}

TEST_CASE("a library of another line is refused with what it did and what to do")
{
    // What 3.0 makes of the two.
    for (const std::string_view other : {"evening", "geologist"}) {
        CAPTURE(other);
        const auto checked = checkSnowballLine([other](std::string_view word) -> std::string_view {
            if (word == "evening")
                return other == word ? "evening" : "even";
            return other == word ? "geolog" : "geologist";
        });
        REQUIRE_FALSE(checked);
        const Problem &problem = checked.problem();
        CHECK(problem.text.find("libstemmer stems \"" + std::string(other) + "\" to") == 0);
        CHECK(problem.text.find("not of the Snowball 2.x line") != std::string::npos);
        CHECK(problem.remedy.find("libstemmer 2.0 to 2.2") != std::string::npos);
        CHECK(problem.cause == Cause::Unreachable);
    }
    CHECK(
        checkSnowballLine([](std::string_view word) { return word == "evening" ? "even" : word; }));
}

TEST_CASE("a stemmer that is missing or stems otherwise is refused")
{
    const auto missing = Stemmer::create("klingon");
    REQUIRE_FALSE(missing);
    CHECK(missing.problem().text == "libstemmer has no stemmer \"klingon\" for UTF-8.");
    CHECK(missing.problem().cause == Cause::Unreachable);
    const auto german = Stemmer::create("german");
    REQUIRE_FALSE(german);
    CHECK(german.problem().text
        == "libstemmer stems \"evening\" to \"evening\", not to \"even\": it is not of the "
           "Snowball 2.x line, whose stems fastembed and Qdrant use.");
}
