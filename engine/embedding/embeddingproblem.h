// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <string>
#include <utility>

namespace emitter {

/// A problem of `embedding` in the profile, or of what it leads to. `key` is the setting to look
/// at; empty: the whole section.
inline Problem embeddingProblem(
    Cause cause, const std::string &key, std::string text, std::string remedy)
{
    Problem problem;
    problem.text = std::move(text);
    problem.remedy = std::move(remedy);
    problem.cause = cause;
    problem.path = key.empty() ? "embedding" : "embedding." + key;
    return problem;
}

/// The same as something to know rather than a reason to stop.
inline Problem warning(Problem problem)
{
    problem.severity = Severity::Warning;
    return problem;
}

}
