// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsontext.h"

#include <doctest/doctest.h>
#include <string>

using namespace emitter;

TEST_CASE("JSON text escapes quotes, backslashes and control characters")
{
    CHECK(jsonQuoted("a\"b\\c") == "\"a\\\"b\\\\c\"");
    CHECK(jsonEscaped("\n\r\t") == "\\n\\r\\t");
    CHECK(jsonEscaped(std::string("\x01\x1f\x7f")) == "\\u0001\\u001f\\u007f");
}

TEST_CASE("letters of all alphabets stay as they are")
{
    CHECK(jsonEscaped("gr\u00fc\u00df \u4e2d \U0001F600") == "gr\u00fc\u00df \u4e2d \U0001F600");
    CHECK(lineEscaped("gr\u00fc\u00df \u4e2d \U0001F600") == "gr\u00fc\u00df \u4e2d \U0001F600");
}

TEST_CASE("what could steer a terminal is escaped")
{
    CHECK(jsonEscaped("a\u202eb") == "a\\u202eb");
    CHECK(jsonEscaped("\u009b31m") == "\\u009b31m");
    CHECK(jsonEscaped("\u2028\u2069") == "\\u2028\\u2069");
    CHECK(lineEscaped("\x1b[31m") == "\\x1b[31m");
    CHECK(lineEscaped("two\nlines\t\u202e") == "two\\nlines\\t\\u202e");
    CHECK(lineEscaped("\u009b") == "\\u009b");
}

TEST_CASE("plain text keeps quotes and backslashes")
{
    CHECK(lineEscaped("a\"b\\c") == "a\"b\\c");
}

TEST_CASE("invalid UTF-8 is repaired")
{
    CHECK(jsonEscaped("a\xff"
                      "b")
        == "a\ufffd"
           "b");
    CHECK(lineEscaped("\xc3") == "\ufffd");
    CHECK(jsonEscaped(std::string_view("a\0b", 3))
        == "a\ufffd"
           "b");
}
