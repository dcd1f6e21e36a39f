// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/variables.h"

#include <doctest/doctest.h>

#include <map>

using namespace emitter;

namespace {

std::optional<std::string> lookup(const std::string &name)
{
    static const std::map<std::string, std::string> variables{{"A", "one"}, {"EMPTY", ""},
        {"NESTED", "${A}"}, {"DOLLARS", "$$A"}, {"YAML", "x\nrate_per_sec: 9 # {a: b}"},
        {"BAD", "\xff"}};
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
}

}

TEST_CASE("variables are put in once")
{
    struct Row
    {
        const char *text;
        const char *expected;
    };
    const Row rows[]{{"plain", "plain"}, {"${A}", "one"}, {"a${A}b${A}c", "aonebonec"},
        {"${EMPTY}", ""}, {"${EMPTY:-d}", "d"}, {"${NONE:-d}", "d"}, {"${NONE:-}", ""},
        {"${A:-d}", "one"}, {"${NONE:-a b:-c}", "a b:-c"}, {"$$", "$"}, {"$${A}", "${A}"},
        {"$$$${A}", "$${A}"}, {"a$b", "a$b"}, {"$", "$"}, {"$A", "$A"}, {"${NESTED}", "${A}"},
        {"${DOLLARS}", "$$A"}, {"${YAML}", "x\nrate_per_sec: 9 # {a: b}"}};
    for (const Row &row : rows) {
        CAPTURE(row.text);
        const Expansion expansion = expandVariables(row.text, lookup);
        CHECK(expansion.error.empty());
        CHECK(expansion.missing.empty());
        CHECK(expansion.text == row.expected);
    }
}

TEST_CASE("wrong references are errors")
{
    for (const char *text : {"${", "a${A", "${}", "${A${B}}", "${A:-${B}}", "${1A}", "${A B}",
             "${A-d}", "${:-d}", "${A.B}", "${BAD}"}) {
        CAPTURE(text);
        CHECK_FALSE(expandVariables(text, lookup).error.empty());
    }
}

TEST_CASE("missing variables are named once, in order")
{
    const Expansion expansion = expandVariables("${Y}${X}${Y}${A}", lookup);
    CHECK(expansion.missing == std::vector<std::string>{"Y", "X"});
    CHECK(expansion.names == std::vector<std::string>{"Y", "X", "A"});
}

TEST_CASE("a text does not grow beyond its limit")
{
    const auto large = [](const std::string &) { return std::optional(std::string(40'000, 'x')); };
    CHECK(expandVariables("${A}", large).error.empty());
    CHECK_FALSE(expandVariables("${A}${A}", large).error.empty());
}

TEST_CASE("escaped dollars come back")
{
    for (const char *text : {"", "a", "$", "${A}", "$$", "a$b${", "$$${A}$"}) {
        CAPTURE(text);
        CHECK(expandVariables(escapeDollars(text), lookup).text == text);
    }
}

TEST_CASE("only one whole reference is a plain reference")
{
    CHECK(isPlainReference("${A}"));
    for (const char *text : {"", "A", "${}", "${A}x", "x${A}", "${A:-d}", "${A}${B}", "$${A}"}) {
        CAPTURE(text);
        CHECK_FALSE(isPlainReference(text));
    }
}
