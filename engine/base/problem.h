// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace emitter {

enum class Severity { Note, Warning, Error };

/// What kind of failure a problem is; decides the exit code, never the wording.
enum class Cause {
    Input, ///< the profile says something wrong (exit 78)
    Usage, ///< a flag or argument is wrong (exit 64)
    NoInput, ///< a file to read is missing or unreadable (exit 66)
    Unreachable, ///< a server, port or service cannot be had (exit 69)
    CannotCreate, ///< an output cannot be created (exit 73)
    Internal, ///< a promise of ours is broken (exit 70)
};

/// A failure outside the program, told to a person: what failed with which value, and what to do.
/// A plain value; never holds a secret.
struct Problem
{
    std::string text = {}; ///< one sentence: what failed, with which value
    std::string remedy = {}; ///< what to do about it; may be empty
    Cause cause = Cause::Input;
    Severity severity = Severity::Error;
    std::string path = {}; ///< where in the profile, e.g. services[1].rate_per_sec
    std::string file = {};
    int line = 0; ///< 1-based; 0 when there is none
    int column = 0; ///< 1-based, in characters; 0 when there is none
    std::string excerpt = {}; ///< the source line that the caret points into
    /// What a message that comes again with other numbers is about, so that it can be counted;
    /// empty: the text says it.
    std::string subject = {};
};

Problem makeProblem(Cause cause, std::string text, std::string remedy = {});

/// `config.yaml:14:19: error: text` with the source line, a caret and the remedy below it.
/// Control characters are replaced, so the result is safe on a terminal.
std::string toText(const Problem &problem);

bool hasErrors(const std::vector<Problem> &problems);

}
