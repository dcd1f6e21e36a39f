// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/field.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace emitter;
using namespace std::chrono_literals;

namespace {

std::string complaint(const Field &field, std::string_view text)
{
    const auto parsed = parseField(field, text);
    const auto *message = std::get_if<std::string>(&parsed);
    return message ? *message : std::string();
}

template <typename T> T valueOf(const Field &field, std::string_view text)
{
    const auto parsed = parseField(field, text);
    REQUIRE(std::holds_alternative<FieldValues::Value>(parsed));
    const auto &value = std::get<FieldValues::Value>(parsed);
    REQUIRE(std::holds_alternative<T>(value));
    return std::get<T>(value);
}

bool accepts(const Field &field, std::string_view text)
{
    return complaint(field, text).empty();
}

}

TEST_CASE("every type gives its own kind of value")
{
    CHECK(valueOf<std::int64_t>({.key = "k", .type = Field::Integer}, "5") == 5);
    CHECK(valueOf<double>({.key = "k", .type = Field::Number}, "0.5") == 0.5);
    CHECK(valueOf<double>({.key = "k", .type = Field::Percent}, "95%") == 95);
    CHECK(valueOf<bool>({.key = "k", .type = Field::Boolean}, "true"));
    CHECK(
        valueOf<std::chrono::milliseconds>({.key = "k", .type = Field::Duration}, "1.5") == 1500ms);
    CHECK(valueOf<std::uint64_t>({.key = "k", .type = Field::Size}, "1KiB") == 1024);
    CHECK(valueOf<std::string>({.key = "k", .type = Field::Choice, .choices = "a|b"}, "b") == "b");
    CHECK(valueOf<std::string>({.key = "k", .type = Field::Url}, "http://h:1/x") == "http://h:1/x");
    CHECK(valueOf<std::string>({.key = "k", .type = Field::Path}, "a/b") == "a/b");
    CHECK(valueOf<std::string>({.key = "k"}, "text") == "text");
    CHECK(valueOf<Secret>({.key = "k", .type = Field::Secret}, "s3cret").reveal() == "s3cret");
}

TEST_CASE("ranges include their ends; durations are ranged in seconds")
{
    const Field integer{.key = "k", .type = Field::Integer, .min = 1, .max = 10};
    CHECK(accepts(integer, "1"));
    CHECK(accepts(integer, "10"));
    CHECK(complaint(integer, "0") == "must be between 1 and 10; you wrote 0");
    CHECK(complaint(integer, "11") == "must be between 1 and 10; you wrote 11");
    CHECK(complaint(integer, "x") == "must be a whole number; you wrote x");
    CHECK(complaint(integer, "") == "must be a whole number; you wrote nothing");
    const Field duration{.key = "k", .type = Field::Duration, .min = 1};
    CHECK(accepts(duration, "1000ms"));
    CHECK(complaint(duration, "999ms") == "must be 1 or more; you wrote 999ms");
    CHECK(complaint({.key = "k", .type = Field::Number, .max = 2}, "3")
        == "must be 2 or less; you wrote 3");
}

TEST_CASE("a wrong choice names the right ones")
{
    const Field field{.key = "k", .type = Field::Choice, .choices = "plain|json|text"};
    CHECK(complaint(field, "jsn")
        == "must be one of plain, json, text; you wrote jsn; did you mean json?");
    CHECK(complaint(field, "zzzzzz") == "must be one of plain, json, text; you wrote zzzzzz");
    CHECK_FALSE(accepts(field, ""));
    CHECK_FALSE(accepts(field, "plain|json"));
}

TEST_CASE("urls are http, have a host and no credentials")
{
    const Field field{.key = "k", .type = Field::Url};
    for (const char *good : {"http://localhost", "https://h:9200/p?q=a@b#f", "http://[::1]:80/"}) {
        CAPTURE(good);
        CHECK(accepts(field, good));
    }
    for (const char *bad :
        {"", "localhost", "ftp://h", "file:///etc/passwd", "http://", "http://:80", "http:///x",
            "http://u:p@h", "http://u@h/", "http://h x", "http://h/\r\nX: y", "HTTP://h"}) {
        CAPTURE(bad);
        CHECK_FALSE(accepts(field, bad));
    }
    // A password in a URL is not repeated in the complaint.
    CHECK(complaint(field, "http://u:hunter2@h").find("hunter2") == std::string::npos);
}

TEST_CASE("text has no control characters, secrets neither, and a bad secret is not shown")
{
    for (const Field::Type type : {Field::Text, Field::Path, Field::Secret}) {
        const Field field{.key = "k", .type = type};
        CHECK_FALSE(accepts(field, "hunter2\r\nX: y"));
        CHECK_FALSE(accepts(field, std::string_view("hunter2\0", 8)));
        CHECK(complaint(field, "hunter2\n").find("hunter2") == std::string::npos);
    }
    CHECK_FALSE(accepts({.key = "k"}, "\xff"));
}

TEST_CASE("fallbacks fill what the rows can")
{
    static constexpr std::array rows{Field{.key = "url", .type = Field::Url, .required = true},
        Field{.key = "name", .fallback = "logs"}, Field{.key = "note"},
        Field{.key = "key", .type = Field::Secret}, Field{.key = "headers", .type = Field::TextMap},
        Field{.key = "count", .type = Field::Integer},
        Field{.key = "wait", .type = Field::Duration, .fallback = "3s"}};
    const FieldValues values = fallbacks(rows);
    CHECK_FALSE(values.has("url"));
    CHECK(values.text("name") == "logs");
    CHECK(values.text("note").empty());
    CHECK(values.secret("key").isEmpty());
    CHECK(values.map("headers").empty());
    CHECK_FALSE(values.has("count"));
    CHECK(values.duration("wait") == 3s);
    CHECK(findField(rows, "note") == &rows[2]);
    CHECK(findField(rows, "nope") == nullptr);
}

TEST_CASE("types have names for tables")
{
    CHECK(typeName(Field::Text) == "text");
    CHECK(typeName(Field::Duration) == "duration");
    CHECK(typeName(Field::TextMap) == "mapping");
}
