// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/jsonwriter.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

using namespace emitter;
using namespace std::string_view_literals;

namespace {

std::string escaped(std::string_view text)
{
    std::string out;
    appendJsonEscaped(out, text);
    return out;
}

}

TEST_CASE("strings are escaped and always valid UTF-8")
{
    CHECK(escaped("a\"b\\c") == "a\\\"b\\\\c");
    CHECK(escaped("\n\r\t") == "\\n\\r\\t");
    CHECK(escaped("\x01\x1f\x7f") == "\\u0001\\u001f\\u007f");
    CHECK(escaped("\xc3\xbc/") == "\xc3\xbc/");
    CHECK(escaped("a\xff"
                  "b")
        == "a\xef\xbf\xbd"
           "b");
    CHECK(escaped("a\0b"sv)
        == "a\xef\xbf\xbd"
           "b");
    CHECK(escaped("\xff\xff\xff\xff") == "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

TEST_CASE("one line")
{
    JsonWriter json;
    json.beginObject().member("a", 1).member("b", "x").key("c").beginArray();
    json.value(true).null().value(0.5).value(std::uint64_t{18446744073709551615ULL});
    json.value(std::int64_t{-5}).beginObject().endObject().endArray().endObject();
    CHECK(json.take()
        == R"({"a": 1, "b": "x", "c": [true, null, 0.5, 18446744073709551615, -5, {}]})");
}

TEST_CASE("indented")
{
    JsonWriter json(2);
    json.beginObject().key("a").beginArray().value(1).value(2).endArray();
    json.key("b").beginArray().endArray().endObject();
    CHECK(json.take() == "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": []\n}");
}

TEST_CASE("numbers that JSON has no word for are null")
{
    JsonWriter json;
    json.beginArray().value(std::numeric_limits<double>::quiet_NaN());
    json.value(std::numeric_limits<double>::infinity()).value(0.1).value(1e300).endArray();
    CHECK(json.take() == "[null, null, 0.1, 1e+300]");
}

TEST_CASE("keys are escaped")
{
    JsonWriter json;
    json.beginObject().member("a\"b", "c").endObject();
    CHECK(json.take() == R"({"a\"b": "c"})");
}

TEST_CASE("a lone value is a document")
{
    JsonWriter json;
    json.value("x");
    CHECK(json.take() == "\"x\"");
}
