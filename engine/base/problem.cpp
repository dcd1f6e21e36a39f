// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/problem.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace emitter {

Problem makeProblem(Cause cause, std::string text, std::string remedy)
{
    return {.text = std::move(text), .remedy = std::move(remedy), .cause = cause};
}

std::string toText(const Problem &problem)
{
    static constexpr std::string_view names[] = {"note", "warning", "error"};
    std::string out;
    if (!problem.file.empty()) {
        out += problem.file + ':';
        if (problem.line > 0)
            out += std::to_string(problem.line) + ':';
        if (problem.column > 0)
            out += std::to_string(problem.column) + ':';
        out += ' ';
    }
    out += std::string(names[static_cast<int>(problem.severity)]) + ": " + problem.text;
    if (!problem.excerpt.empty() && problem.column > 0) {
        const std::string number = problem.line > 0 ? std::to_string(problem.line) : std::string();
        out += "\n  " + number + " | " + problem.excerpt;
        out += "\n  " + std::string(number.size(), ' ') + " | ";
        const auto before =
            std::min(problem.excerpt.size(), static_cast<std::size_t>(problem.column - 1));
        for (std::size_t i = 0; i < before; ++i)
            out += problem.excerpt[i] == '\t' ? '\t' : ' ';
        out += '^';
    }
    if (!problem.remedy.empty())
        out += "\n  " + problem.remedy;
    return printable(out, 16384);
}

bool hasErrors(const std::vector<Problem> &problems)
{
    return std::any_of(problems.begin(), problems.end(),
        [](const Problem &problem) { return problem.severity == Severity::Error; });
}

}
