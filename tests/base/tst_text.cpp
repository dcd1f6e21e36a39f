// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

using namespace emitter;
using namespace std::string_view_literals;

TEST_CASE("the nearest word is a typo away, or there is none")
{
    static constexpr std::array words{"rate_per_sec"sv, "name"sv, "level"sv};
    CHECK(nearest("rate_per_second", words) == "rate_per_sec");
    CHECK(nearest("nmae", words) == ""); // two edits in four letters
    CHECK(nearest("nam", words) == "name");
    CHECK(nearest("levle", words) == ""); // a swap is two edits
    CHECK(nearest("levels", words) == "level");
    CHECK(nearest("completely", words) == "");
    CHECK(nearest("", words) == "");
    CHECK(nearest(std::string(10'000, 'a'), words) == "");
}

TEST_CASE("printable text has no control characters")
{
    CHECK(printable("a\tb\nc") == "a\tb\nc");
    CHECK(printable("\x1b[2J") == "\xef\xbf\xbd[2J");
    CHECK(printable("a\rb\x7f")
        == "a\xef\xbf\xbd"
           "b\xef\xbf\xbd");
    CHECK(printable("\xc2\x9b"
                    "31m")
        == "\xef\xbf\xbd"
           "31m"); // C1: CSI
    CHECK(printable("\0"sv) == "\xef\xbf\xbd");
    CHECK(printable("gr\xc3\xbc\xc3\x9f") == "gr\xc3\xbc\xc3\x9f");
}

TEST_CASE("printable text is cut at a whole character")
{
    CHECK(printable("abcdef", 6) == "abcdef");
    CHECK(printable("abcdefg", 6) == "abcdef...");
    CHECK(printable("abc\xc3\xbc", 4) == "abc...");
}

TEST_CASE("UTF-8 is told from what only looks like it")
{
    for (const std::string_view good : {""sv, "abc"sv, "\xc3\xbc"sv, "\xe2\x82\xac"sv,
             "\xf0\x9f\x98\x80"sv, "\xed\x9f\xbf"sv, "\xee\x80\x80"sv, "\xf4\x8f\xbf\xbf"sv}) {
        CAPTURE(good);
        CHECK(isCleanUtf8(good));
    }
    const std::string_view bad[] = {"\0"sv, "\x80"sv, "\xc0\x80"sv, "\xc1\xbf"sv, "\xc3"sv,
        "\xe2\x82"sv, "\xe0\x80\x80"sv, "\xed\xa0\x80"sv, "\xf0\x80\x80\x80"sv,
        "\xf4\x90\x80\x80"sv, "\xf5\x80\x80\x80"sv, "\xff"sv,
        "\xc3("
        ""sv,
        "a\xe2"
        "a"sv};
    for (const std::string_view text : bad) {
        CAPTURE(text.size());
        CHECK_FALSE(isCleanUtf8(text));
        CHECK(isCleanUtf8(printable(text)));
    }
}

TEST_CASE("control characters that could forge a header are found")
{
    for (const std::string_view text : {"a\r"sv, "\n"sv, "\0"sv, "\t"sv, "\x7f"sv, "a\x1f"sv})
        CHECK(hasControlCharacters(text));
    for (const std::string_view text : {""sv, "a b"sv, "\xc3\xbc"sv, "~"sv})
        CHECK_FALSE(hasControlCharacters(text));
}

TEST_CASE("splitting keeps empty parts")
{
    using Parts = std::vector<std::string_view>;
    CHECK(split("a|b", '|') == Parts{"a", "b"});
    CHECK(split("", '|') == Parts{""});
    CHECK(split("|a||", '|') == Parts{"", "a", "", ""});
}

TEST_CASE("trimming and lower case")
{
    CHECK(trimmed(" \t a b \r\n") == "a b");
    CHECK(trimmed("   ") == "");
    CHECK(trimmed("") == "");
    CHECK(lowerCase("AbZ-9\xc3\x9c") == "abz-9\xc3\x9c");
}
