// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "profile/support.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace emitter;
using namespace emitter::test;

namespace {

/// Pieces that mean something to YAML, to variables or to our rows.
const char *const pieces[]{"${", "}", "${A}", "${A:-x}", "$$", "&a ", "*a", "<<: ", "!!str ",
    "---\n", "\t", "\r", "\r\n", "[", "]", "{", "}", ": ", "- ", "\n", "\n  ", "\n    ", "\"", "'",
    "|\n", ">\n", "#", "? ", "%YAML 1.2\n", "\xc3", "\xff", "\x04", "\x1b", "1e309", "-1", "0x10",
    ".nan", "max", "null", "~", "true", "sinks:\n", "services:\n", "name: a\n", "type: file\n",
    "rate: 0 -> 100 %", "stages: [", "[[[[[[[[", "{{{{{{{{", "- - - - - - - -", "\xef\xbb\xbf",
    "a: 1\n"};

std::string mutated(std::string text, const std::vector<std::string> &corpus, RandomStream &random)
{
    const auto upTo = [&](std::size_t bound) {
        return static_cast<std::size_t>(random.next() % (bound + 1));
    };
    for (std::size_t changes = 1 + upTo(3); changes > 0; --changes) {
        const std::size_t at = upTo(text.size());
        const std::size_t length = std::min(upTo(40), text.size() - at);
        switch (random.next() % 6) {
        case 0:
            text.insert(at, pieces[upTo(std::size(pieces) - 1)]);
            break;
        case 1:
            text.erase(at, length);
            break;
        case 2:
            text.insert(upTo(text.size()), text.substr(at, length));
            break;
        case 3:
            text.replace(at, length, pieces[upTo(std::size(pieces) - 1)]);
            break;
        case 4:
            if (at < text.size())
                text[at] = static_cast<char>(random.next());
            break;
        default: {
            const std::string &other = corpus[upTo(corpus.size() - 1)];
            const std::size_t from = upTo(other.size());
            text.insert(at, other.substr(from, upTo(200)));
        }
        }
    }
    return text;
}

}

TEST_CASE("10,000 mutated profiles: no crash, and every error has a line")
{
    const std::vector<std::string> corpus{fileText(PROFILES_DIR "/quickstart.yaml"),
        fileText(PROFILES_DIR "/example-file.yaml"), fileText(PROFILES_DIR "/example-http.yaml"),
        fileText(DATA_DIR "/pool.yaml"), fileText(DATA_DIR "/stores.yaml"),
        minimal(
            "shape: {stages: [{duration: 60s, rate: 0 -> 100 %}]}\ntargets: [\"errors < 1%\"]\n")};
    RandomStream random(20260101, 0);
    const ReadOptions options =
        optionsWith({{"A", "one"}, {"QDRANT_URL", "http://h"}, {"ELASTIC_URL", "${A}"}});
    std::size_t good = 0;
    std::size_t bad = 0;
    for (int round = 0; round < 10'000; ++round) {
        const std::string text = mutated(corpus[random.next() % corpus.size()], corpus, random);
        CAPTURE(text);
        const ReadOutcome outcome = readProfile(text, options);
        CHECK(outcome.profile.has_value() != hasErrors(outcome.problems));
        for (const Problem &problem : outcome.problems) {
            if (problem.severity == Severity::Note)
                continue;
            if (problem.line < 1)
                FAIL_CHECK(toText(problem));
        }
        (outcome.profile ? good : bad) += 1;
    }
    // Both ways were taken often.
    CHECK(good > 300);
    CHECK(bad > 2000);
}
