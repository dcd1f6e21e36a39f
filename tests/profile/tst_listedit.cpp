// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "profile/listedit.h"
#include "profile/overrides.h"
#include "profile/support.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace emitter;
using namespace emitter::test;

namespace {

const std::string lines = "# head\n"
                          "services: # all\n"
                          "  # the gateway\n"
                          "  - name: api   # a\n"
                          "    rate_per_sec: 30\n"
                          "      # deeper\n"
                          "\n"
                          "  # accounts\n"
                          "  - name: auth\n"
                          "    level_weights:\n"
                          "      info: 1\n"
                          "  - {name: user, rate_per_sec: 3}\n"
                          "\n"
                          "# sinks\n"
                          "sinks: [{type: stdout}, {type: file, path: \"a, b] #c\"}] # both\n"
                          "targets:\n"
                          "- achieved >= 95%\n"
                          "- \"errors < 1%\"\n";

std::string shown(const Result<ParsedText> &result)
{
    return result ? result->text() : "error: " + result.problem().text;
}

std::string replaced(std::string text, const std::string &old, const std::string &fresh)
{
    const std::size_t at = text.find(old);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old.size(), fresh);
}

const std::vector<TextChange> newService{{"name", "new"}, {"rate_per_sec", "5"}};
const std::vector<TextChange> newTarget{{"", "failed < 1"}};

}

TEST_CASE("an item is put in before another one, with its comment, or at the end")
{
    CHECK(shown(insertListItem(lines, "services", 1, newService))
        == replaced(lines, "  # accounts", "  - name: new\n    rate_per_sec: 5\n  # accounts"));
    CHECK(shown(insertListItem(lines, "services", 0, newService))
        == replaced(
            lines, "  # the gateway", "  - name: new\n    rate_per_sec: 5\n  # the gateway"));
    CHECK(shown(insertListItem(lines, "services", 9, newService))
        == replaced(lines, "3}\n", "3}\n  - name: new\n    rate_per_sec: 5\n"));
    CHECK(shown(insertListItem(lines, "sinks", 0, {{{"type", "null"}}}))
        == replaced(lines, "[{type: stdout", "[{type: \"null\"}, {type: stdout"));
    CHECK(shown(insertListItem(lines, "sinks", 1, {{{"type", "http"}}}))
        == replaced(lines, "{type: file", "{type: http}, {type: file"));
    CHECK(shown(insertListItem(lines, "sinks", 2, {{{"type", "http"}}}))
        == replaced(lines, "#c\"}", "#c\"}, {type: http}"));
    CHECK(shown(insertListItem(lines, "targets", 0, newTarget))
        == replaced(lines, "- achieved", "- failed < 1\n- achieved"));
    CHECK(shown(insertListItem("targets: [a]", "targets", 1, newTarget))
        == "targets: [a, failed < 1]");
    CHECK(shown(insertListItem("a:\r\n- {x: 1}", "a", 1, newService))
        == "a:\r\n- {x: 1}\r\n- {name: new, rate_per_sec: 5}\r\n");
}

TEST_CASE("a list that is empty or missing is made")
{
    const std::string item = "  - name: new\n    rate_per_sec: 5\n";
    for (const std::string text : {"b: 1\nservices:\n", "b: 1\nservices: []\n",
             "b: 1\nservices: ~\n", "b: 1\nservices: [ ]\n", "b: 1\n", "b: 1"})
        CHECK(shown(insertListItem(text, "services", 0, newService)) == "b: 1\nservices:\n" + item);
    CHECK(shown(insertListItem("services: # none yet\nb: 1\n", "services", 0, newService))
        == "services: # none yet\n" + item + "b: 1\n");
    const std::vector<TextChange> stage{{"duration", "60s"}, {"rate", "0 -> 100 %"}};
    CHECK(shown(insertListItem("shape:\n  type: stages\n", "shape.stages", 0, stage))
        == "shape:\n  type: stages\n  stages: [{duration: 60s, rate: 0 -> 100 %}]\n");
    CHECK(shown(insertListItem("a: 1\n", "shape.stages", 0, stage))
        == "a: 1\nshape:\n  stages: [{duration: 60s, rate: 0 -> 100 %}]\n");
}

TEST_CASE("a copy stands behind its original, without the comment above it")
{
    CHECK(shown(duplicateListItem(lines, "services", 0))
        == replaced(lines, "      # deeper\n",
            "      # deeper\n  - name: api   # a\n    rate_per_sec: 30\n      # deeper\n"));
    CHECK(shown(duplicateListItem(lines, "services", 2))
        == replaced(lines, "3}\n", "3}\n  - {name: user, rate_per_sec: 3}\n"));
    CHECK(shown(duplicateListItem(lines, "sinks", 1))
        == replaced(lines, "#c\"}", "#c\"}, {type: file, path: \"a, b] #c\"}"));
    CHECK(shown(duplicateListItem("a:\n- 1", "a", 0)) == "a:\n- 1\n- 1\n");
}

TEST_CASE("an item goes with the comment above it; the rest stays")
{
    CHECK(shown(removeListItem(lines, "services", 0))
        == replaced(lines,
            "  # the gateway\n  - name: api   # a\n    rate_per_sec: 30\n      # deeper\n\n", ""));
    CHECK(shown(removeListItem(lines, "services", 2))
        == replaced(lines, "  - {name: user, rate_per_sec: 3}\n", ""));
    CHECK(shown(removeListItem(lines, "sinks", 0)) == replaced(lines, "{type: stdout}, ", ""));
    CHECK(shown(removeListItem(lines, "sinks", 1))
        == replaced(lines, ", {type: file, path: \"a, b] #c\"}", ""));
    CHECK(shown(removeListItem("a:\n  - 1 # one\nb: 2\n", "a", 0)) == "a:\nb: 2\n");
    CHECK(shown(removeListItem("a: [1]\n", "a", 0)) == "a: []\n");
}

TEST_CASE("a moved item takes its comment along; blank lines stay where they are")
{
    const std::string moved = shown(moveListItem(lines, "services", 1, 0));
    CHECK(contains(moved,
        "# all\n  # accounts\n  - name: auth\n    level_weights:\n      info: 1\n\n"
        "  # the gateway\n  - name: api   # a\n"));
    CHECK(shown(moveListItem(moved, "services", 0, 1)) == lines);
    CHECK(shown(moveListItem(lines, "services", 1, 1)) == lines);
    CHECK(contains(shown(moveListItem(lines, "sinks", 0, 1)),
        "[{type: file, path: \"a, b] #c\"}, {type: stdout}] # both"));
    CHECK(shown(moveListItem("a:\n- 1\n- 2", "a", 0, 1)) == "a:\n- 2\n- 1\n");
}

TEST_CASE("a key goes with its value, and what it leaves empty goes too")
{
    struct Row
    {
        const char *text;
        const char *path;
        const char *after;
    };
    const Row rows[]{{"a: 1 # x\nb: 2\n", "a", "b: 2\n"}, {"a: 1\n# c\nb: 2\n", "b", "a: 1\n# c\n"},
        {"l:\n- a: 1\n  b: 2\n", "l[0].a", "l:\n- b: 2\n"},
        {"l:\n- a: 1\n  b:\n    c: 2\n  d: 1\n", "l[0].b.c", "l:\n- a: 1\n  d: 1\n"},
        {"l:\n- a: 1\n  b: {c: 2, d: 3}\n", "l[0].b.d", "l:\n- a: 1\n  b: {c: 2}\n"},
        {"l:\n- a: 1\n  b: {c: 2, d: 3}\n", "l[0].b.c", "l:\n- a: 1\n  b: {d: 3}\n"},
        {"l: [{a: 1, b}]\n", "l[0].b", "l: [{a: 1}]\n"}, {"s:\n- 1\n- 2\nt: 1\n", "s", "t: 1\n"},
        {"a: |\n  x\n\n  y\nb: 1\n", "a", "b: 1\n"}, {"a: 1\n", "b", "a: 1\n"},
        {"a: 1\nb: 1", "b", "a: 1\n"}};
    for (const Row &row : rows) {
        CAPTURE(std::string(row.text));
        CHECK(shown(removeKey(row.text, row.path)) == row.after);
    }
}

TEST_CASE("what cannot be changed is refused")
{
    CHECK(contains(shown(insertListItem("a: [\n", "a", 0, newTarget)), "has errors"));
    CHECK(contains(shown(insertListItem("a: 1\n", "a", 0, newTarget)), "is not a list"));
    CHECK(contains(shown(removeListItem(lines, "services", 3)), "services[3] does not exist"));
    CHECK(contains(shown(moveListItem(lines, "services", 0, 3)), "does not exist"));
    CHECK(contains(shown(duplicateListItem(lines, "pools", 0)), "is not a list"));
    CHECK(contains(shown(removeListItem("a:\n- - 1\n  - 2\n", "a[0]", 0)), "cannot be changed"));
    CHECK(contains(shown(removeKey("a:\n- b: 1\n", "a[0].b")), "cannot be"));
}

TEST_CASE("any row of edits gives what it says, or changes nothing")
{
    const std::vector<std::string> corpus{lines, fileText(PROFILES_DIR "/quickstart.yaml"),
        fileText(PROFILES_DIR "/compare-stores.yaml"), fileText(DATA_DIR "/stores.yaml"),
        "\xef\xbb\xbfservices:\r\n- name: a\r\n\r\n# c\r\n- name: b # \xc3\xa4\r\n"};
    RandomStream random(20260102, 0);
    const auto upTo = [&](std::size_t bound) {
        return static_cast<std::size_t>(random.next() % (bound + 1));
    };
    int done = 0;
    for (int round = 0; round < 400; ++round) {
        ParsedText parsed = corpus[upTo(corpus.size() - 1)];
        for (int step = 0; step < 8; ++step) {
            const std::string list = std::array{"services", "pools", "sinks", "targets"}[upTo(3)];
            const std::string &text = parsed.text();
            REQUIRE(parsed.root());
            const Node *node = findPath(*parsed.root(), list);
            const std::size_t count = node ? node->items.size() : 0;
            const std::size_t index = upTo(count);
            CAPTURE(text);
            CAPTURE(list);
            CAPTURE(index);
            Result<ParsedText> next = parsed;
            std::ptrdiff_t more = 0;
            switch (upTo(4)) {
            case 0:
                next =
                    insertListItem(parsed, list, index, list == "targets" ? newTarget : newService);
                more = 1;
                break;
            case 1:
                next = duplicateListItem(parsed, list, index);
                more = 1;
                break;
            case 2:
                next = removeListItem(parsed, list, index);
                more = -1;
                break;
            case 3:
                next = moveListItem(parsed, list, index, upTo(count));
                break;
            default:
                next = removeKey(parsed, list + "[" + std::to_string(index) + "].name");
            }
            if (!next)
                continue;
            ++done;
            const ParsedText after(next->text()); // not what the edit says it has read
            REQUIRE(after.root());
            const Node *now = findPath(*after.root(), list);
            CHECK(static_cast<std::ptrdiff_t>(now ? now->items.size() : 0)
                == static_cast<std::ptrdiff_t>(count) + more);
            CHECK(std::count(after.text().begin(), after.text().end(), '\r')
                == (text.find('\r') == std::string::npos
                        ? 0
                        : std::count(after.text().begin(), after.text().end(), '\n')));
            parsed = *next;
        }
    }
    CHECK(done > 1500); // the common layouts are not refused
}
