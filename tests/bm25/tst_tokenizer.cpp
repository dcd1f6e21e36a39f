// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bm25/tokenizer.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using namespace emitter;
using namespace std::string_view_literals;

namespace {

using Words = std::vector<std::string>;

Words cut(Tokenizer::Rule rule, std::string_view text)
{
    Tokenizer tokenizer(rule);
    tokenizer.start(text);
    Words words;
    while (tokenizer.next())
        words.emplace_back(tokenizer.word());
    CHECK_FALSE(tokenizer.next());
    return words;
}

Words python(std::string_view text)
{
    return cut(Tokenizer::Rule::FastEmbed, text);
}

Words server(std::string_view text)
{
    return cut(Tokenizer::Rule::QdrantServer, text);
}

}

TEST_CASE("words are letters and digits in lower case")
{
    CHECK(python("GET /Api/v1?x=[{}]: 200 13ms") == Words{"get", "api", "v1", "x", "200", "13ms"});
    CHECK(python("@AZ[az`{09/:") == Words{"az", "az", "09"}); // the neighbours of each range
    CHECK(python("don't") == Words{"don", "t"});
    CHECK(python("\0a\0b\x7f"sv) == Words{"a", "b"});
    CHECK(python("") == Words{});
    CHECK(python(" .-\n") == Words{});
}

TEST_CASE("an underscore is of a word for fastembed, not for the server")
{
    CHECK(python("user_1234 _a_ __") == Words{"user_1234", "_a_", "__"});
    CHECK(server("user_1234 _a_ __") == Words{"user", "1234", "a"});
}

TEST_CASE("letters and numbers of all scripts are of a word, marks and symbols are not")
{
    CHECK(python("ÀÉ Привет 日本語") == Words{"àé", "привет", "日本語"});
    CHECK(python("x² ½ ٣٤ Ⅳ ǅa") == Words{"x²", "½", "٣٤", "ⅳ", "ǆa"});
    CHECK(python("e\u0301a") == Words{"e", "a"});
    CHECK(python("😀ok😀ok\u00a0no\u2028so€") == Words{"ok", "ok", "no", "so"});
    CHECK(python("Ⓐ") == Words{});
    CHECK(python("𐐀") == Words{"𐐨"}); // beyond 16 bits
}

TEST_CASE("I with a dot becomes two code points, of which the second ends a word for fastembed")
{
    CHECK(python("İstanbul") == Words{"i", "stanbul"});
    CHECK(server("İstanbul") == Words{"i\u0307stanbul"});
}

TEST_CASE("a sigma at a word's end is another letter")
{
    CHECK(python("ΟΔΥΣΣΕΥΣ ΣΑΣ.") == Words{"οδυσσευς", "σας"});
    CHECK(python("Σ ΣΣ 1Σ") == Words{"σ", "σς", "1σ"});
    CHECK(python("aΣ1 aΣ_ ªΣ ⅣΣ") == Words{"aς1", "aς_", "ªς", "ⅳς"});
    CHECK(python("αΣʰ αΣʰα ʰΣ aʰʰΣ") == Words{"αςʰ", "ασʰα", "ʰσ", "aʰʰς"});
    CHECK(python("İΣ") == Words{"i", "ς"});
    CHECK(python("a\xffΣ") == Words{"a", "σ"});
    CHECK(python("a\x80Σ") == Words{"a", "σ"});
    CHECK(python("aΣ\xff"
                 "b")
        == Words{"aς", "b"});
}

TEST_CASE("bytes that are not UTF-8 end a word")
{
    const std::string_view bad[] = {"\x80"sv, "\xc0\x80"sv, "\xc3"sv, "\xe2\x82"sv,
        "\xed\xa0\x80"sv, "\xf0\x9f\x98"sv, "\xf4\x90\x80\x80"sv, "\xff"sv};
    for (const std::string_view bytes : bad) {
        CAPTURE(bytes.size());
        const std::string text = "a" + std::string(bytes) + "B" + std::string(bytes);
        CHECK(python(text) == Words{"a", "b"});
        CHECK(python(std::string(bytes)) == Words{});
        CHECK(python(std::string(bytes) + "é") == Words{"é"});
    }
}

TEST_CASE("a word's length is in code points")
{
    Tokenizer tokenizer(Tokenizer::Rule::FastEmbed);
    tokenizer.start("abc ÀÉ日 𐐀");
    for (const std::size_t length : {3U, 3U, 1U}) {
        REQUIRE(tokenizer.next());
        CHECK(tokenizer.length() == length);
    }
}

TEST_CASE("a tokenizer starts anew in the middle of a text")
{
    Tokenizer tokenizer(Tokenizer::Rule::FastEmbed);
    tokenizer.start("one two");
    REQUIRE(tokenizer.next());
    tokenizer.start("three");
    REQUIRE(tokenizer.next());
    CHECK(tokenizer.word() == "three");
    CHECK_FALSE(tokenizer.next());
}
