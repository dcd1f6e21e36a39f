// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// A scalar after its variables were put in.
struct Expansion
{
    std::string text;
    std::vector<std::string> names; ///< every variable it uses, in order
    std::vector<std::string> missing; ///< those that are not set and have no default
    bool hasDefault = false; ///< it has a default text of its own, `${VAR:-text}`
    std::string error; ///< not empty: the references themselves are wrong
};

using VariableLookup = std::function<std::optional<std::string>(const std::string &)>;

/// `${VAR}`, `${VAR:-default}` (also for an empty VAR) and `$$` (a dollar sign), once: what a
/// variable holds is never looked at again. A dollar sign before anything else is a dollar sign.
Expansion expandVariables(std::string_view text, const VariableLookup &lookup);

/// True when `text` is one `${VAR}` and nothing else, without a default.
bool isPlainReference(std::string_view text);

/// True when `text`, as a profile writes a secret, gives (a part of) it away: it has no variable,
/// or one with a default.
bool isLiteralSecret(std::string_view text);

/// `text` written so that expandVariables() gives it back.
std::string escapeDollars(std::string_view text);

}
