// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profileyaml.h"
#include "profile/support.h"

#include <doctest/doctest.h>

using namespace emitter;
using namespace emitter::test;

namespace {

YamlOutcome parse(std::string_view text)
{
    return parseYaml(SourceText(text));
}

std::string nested(std::size_t depth)
{
    return "a: " + std::string(depth, '[') + std::string(depth, ']') + "\n";
}

}

TEST_CASE("refuses what a profile has no use for, at its place")
{
    struct Row
    {
        std::string reason;
        std::string text;
        const char *message;
        int line;
        int column;
    };
    const std::string billionLaughs = "a: &a [x,x,x,x,x,x,x,x,x]\n"
                                      "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                                      "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n";
    const Row rows[]{
        {"nothing", "", "the profile is empty", 1, 1},
        {"blanks", " \n\n ", "the profile is empty", 1, 1},
        {"comments only", "# a\n# b\n", "the profile is empty", 1, 1},
        {"document mark only", "---\n", "the profile is empty", 1, 1},
        {"binary",
            std::string("\x7f"
                        "ELF\x02\x01\x01\0\0\0",
                10),
            "control character (byte 0x7f)", 1, 1},
        {"NUL", std::string("a: 1\nb: \0\n", 10), "control character (byte 0x00)", 2, 4},
        {"the library's end mark", "a: 1\n\x04\nb: 2\n", "control character (byte 0x04)", 2, 1},
        {"not UTF-8", "a: 1\nb: \xff\xfe\n", "not UTF-8", 2, 1},
        {"overlong UTF-8", "a: \xc0\xaf\n", "not UTF-8", 1, 1},
        {"2 MiB", "# " + std::string(2 << 20, 'x') + "\na: 1\n", "larger than 1 MiB", 1, 1},
        {"self-alias", "a: &a [1, *a]\n", "anchors and aliases", 1, 4},
        {"billion laughs", billionLaughs, "anchors and aliases", 1, 4},
        {"alias without anchor", "a: *b\n", "not valid YAML", 1, 4},
        {"anchor on a scalar", "a: &x 1\n", "anchors and aliases", 1, 4},
        {"tag", "a: !!binary aGk=\n", "tags (!)", 1, 4},
        {"own tag", "a: !x [1]\n", "tags (!)", 1, 4},
        {"bare tag", "a: ! x\n", "tags (!)", 1, 4},
        {"tag on nothing", "a: !!null\nb: 1\n", "tags (!)", 1, 4},
        {"merge key", "a: 1\n<<: {b: 1}\n", "merge keys (<<)", 2, 1},
        {"duplicate key", "a: 1\nb: 2\na: 3\n",
            "the key a appears twice; it is already set in line 1", 3, 1},
        {"duplicate key inside", "x:\n  - {k: 1, k: 2}\n", "the key k appears twice", 2, 12},
        {"duplicate key, quoted", "a: 1\n\"a\": 2\n", "the key a appears twice", 2, 1},
        {"two documents", "a: 1\n---\nb: 2\n", "more than one YAML document", 2, 1},
        {"depth 100,000", nested(100'000), "deeper than 32", 1, 35},
        {"depth 33", nested(32), "deeper than 32", 1, 35},
        {"depth 100,000 of dashes", std::string(100'000, '-') + " 1", "is a mapping of settings", 1,
            1},
        {"tab", "a:\n\tb: 1\n", "indented with a tab", 2, 1},
        {"tab after blanks", "a:\n  \tb: 1\n", "indented with a tab", 2, 3},
        {"carriage returns alone", "a: 1\rb: 2\r", "carriage return without", 1, 5},
        {"a list", "- a\n", "a profile is a mapping of settings; this is a list", 1, 1},
        {"one text", "hello\n", "a profile is a mapping of settings; this is one text", 1, 1},
        {"a list for a key", "? [a]\n: 1\n", "a key must be a word", 1, 3},
        {"no key", ": 1\n", "a key must be a word", 1, 1},
        {"unclosed list", "a: [1, 2\n", "not valid YAML", 2, 1},
        {"unclosed quote", "a: \"b\n", "this quote is never closed", 1, 4},
        {"unclosed quote, escaped", "a: \"b\\\"\n", "this quote is never closed", 1, 4},
        {"unclosed single quote", "a: 'it''s\n", "this quote is never closed", 1, 4},
        {"unclosed quote of a key", "\"a: 1\n", "this quote is never closed", 1, 1},
    };
    for (const Row &row : rows) {
        CAPTURE(row.reason);
        const YamlOutcome outcome = parse(row.text);
        REQUIRE(!outcome.problems.empty());
        CHECK(outcome.problems.front().text.find(row.message) != std::string::npos);
        CAPTURE(outcome.problems.front().text);
        CHECK(outcome.problems.front().place.line == row.line);
        CHECK(outcome.problems.front().place.column == row.column);
    }
}

TEST_CASE("limits are inclusive")
{
    CHECK(parse(nested(31)).root);
    std::string list = "a: [";
    for (std::size_t i = 0; i < mostNodes - 3; ++i)
        list += "1,";
    CHECK(parse(list + "]\n").root);
    CHECK_FALSE(parse(list + "1,1]\n").root);
    std::string large = "a: 1\n#";
    large.append(largestProfile - large.size(), 'x');
    CHECK(parse(large).root);
    CHECK_FALSE(parse(large + 'x').root);
}

TEST_CASE("reads a mapping of 20,000 keys")
{
    std::string text;
    for (int i = 0; i < 20'000; ++i)
        text += "key" + std::to_string(i) + ": 1\n";
    const YamlOutcome outcome = parse(text);
    REQUIRE(outcome.root);
    CHECK(outcome.problems.empty());
    CHECK(outcome.root->entries.size() == 20'000);
}

TEST_CASE("keeps text, quoting and places")
{
    const YamlOutcome outcome = parse("\xef\xbb\xbf# first\r\nplain: 0777 # note\r\n\"quoted\": "
                                      "'it''s'\r\nempty:\r\nlist:\r\n  - {k: \xc3\xa4, l: ~}\r\n");
    REQUIRE(outcome.root);
    CHECK(outcome.problems.empty());
    const Node &root = *outcome.root;
    CHECK(root.find("plain")->text == "0777");
    CHECK_FALSE(root.find("plain")->quoted);
    CHECK(root.find("plain")->place.line == 2);
    CHECK(root.find("plain")->place.column == 8);
    CHECK(root.find("quoted")->text == "it's");
    CHECK(root.find("quoted")->quoted);
    CHECK(root.find("empty")->kind == Node::Kind::Null);
    CHECK(root.find("empty")->place.line == 4);
    CHECK(root.find("list")->isSequence());
    const Node &item = root.find("list")->items.at(0);
    CHECK(item.flow);
    CHECK(item.find("k")->text == "\xc3\xa4");
    CHECK(item.find("l")->kind == Node::Kind::Null);
    CHECK(item.find("l")->place.column == 15); // in characters, not bytes
}

TEST_CASE("reports several duplicate keys and still hands over the tree")
{
    const YamlOutcome outcome = parse("a: 1\na: 2\nb: 1\nb: 2\n");
    CHECK(outcome.problems.size() == 2);
    REQUIRE(outcome.root);
    CHECK(outcome.root->find("a")->text == "1");
}

TEST_CASE("tolerates document marks, tabs in comments and on empty lines")
{
    const YamlOutcome outcome = parse("---\na: 1\t# x\n\t\n\t# y\nb: 2\n...\n");
    CHECK(outcome.problems.empty());
    REQUIRE(outcome.root);
    CHECK(outcome.root->find("a")->text == "1");
    CHECK(outcome.root->find("b")->text == "2");
}

TEST_CASE("an excerpt never shows a literal secret")
{
    const char *const secret[]{"    password: hunter2", "password: \"hunter2\"",
        "{user: a, password: hunter2}", "  passwrod: hunter2", "Authorization: Bearer hunter2",
        "api-key: hunter2", "  api_key:   hunter2", "token: ${T:-hunter2}",
        "url: http://me:hunter2@host/"};
    for (const char *line : secret) {
        CAPTURE(line);
        const std::string shown = SourceText(line).excerpt(1);
        CHECK(shown.find("hunter2") == std::string::npos);
        CHECK(shown.find("***") != std::string::npos);
    }
    const char *const below[]{"password:\n  hunter2",
        "  \"api_key\" :   # as told\r\n\r\n # so\r\n  hunter2",
        "{user: a, token:\nhunter2, port: x}", "password: >-\n  hunter2",
        "password: \"\n  hunter2\""};
    for (const char *text : below) {
        CAPTURE(text);
        const SourceText source(text);
        for (int number = 1; number < 6; ++number)
            CHECK(source.excerpt(number).find("hunter2") == std::string::npos);
    }
    CHECK(SourceText(" - password:\n   port: 5").excerpt(2) == "   port: 5");
    CHECK(SourceText("- password:\n- \"name\": x").excerpt(2) == "- \"name\": x");
    CHECK(SourceText("secret:\n  word: hunter2").excerpt(2) == "  ***");
    CHECK(SourceText("host:\n  a").excerpt(2) == "  a");
    CHECK(SourceText("password: a\nport: 5").excerpt(2) == "port: 5");
    CHECK(SourceText("password: ${PASSWORD}").excerpt(1) == "password: ${PASSWORD}");
    CHECK(SourceText("rate_per_sec: -5").excerpt(1) == "rate_per_sec: -5");
    CHECK(SourceText("path: a@b").excerpt(1) == "path: a@b");
}
