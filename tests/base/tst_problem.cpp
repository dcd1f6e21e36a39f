// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/problem.h"
#include "base/result.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using namespace emitter;

TEST_CASE("a problem points at its place")
{
    Problem problem;
    problem.text = "rate_per_sec must be 0 or more; you wrote -5";
    problem.remedy = "Write a rate such as 100.";
    problem.file = "config.yaml";
    problem.line = 14;
    problem.column = 3;
    problem.excerpt = "\t rate_per_sec: -5";
    CHECK(toText(problem)
        == "config.yaml:14:3: error: rate_per_sec must be 0 or more; you wrote -5\n"
           "  14 | \t rate_per_sec: -5\n"
           "     | \t ^\n"
           "  Write a rate such as 100.");
}

TEST_CASE("a problem without a place is one line")
{
    Problem problem;
    problem.text = "no such file";
    CHECK(toText(problem) == "error: no such file");
    problem.severity = Severity::Warning;
    problem.file = "a.yaml";
    CHECK(toText(problem) == "a.yaml: warning: no such file");
    problem.severity = Severity::Note;
    problem.line = 3;
    CHECK(toText(problem) == "a.yaml:3: note: no such file");
}

TEST_CASE("a problem is safe on a terminal, also with a caret behind the end")
{
    Problem problem;
    problem.text = "bad \x1b[31m";
    problem.line = 1;
    problem.column = 99;
    problem.excerpt = "x\x07";
    const std::string text = toText(problem);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find('\x07') == std::string::npos);
    CHECK(text.back() == '^');
}

TEST_CASE("only errors are errors")
{
    Problem warning;
    warning.severity = Severity::Warning;
    CHECK_FALSE(hasErrors({}));
    CHECK_FALSE(hasErrors({warning}));
    CHECK(hasErrors({warning, Problem{}}));
}

TEST_CASE("a result is a value or a problem")
{
    Result<std::unique_ptr<int>> good = std::make_unique<int>(5);
    REQUIRE(good);
    CHECK(**good == 5);
    Problem problem;
    problem.text = "why";
    const Result<int> bad = problem;
    CHECK_FALSE(bad);
    CHECK(bad.problem().text == "why");
    const Result<void> done;
    CHECK(done);
    const Result<void> failed = problem;
    CHECK_FALSE(failed);
    CHECK(failed.problem().text == "why");
}
