// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/node.h"
#include "profile/sourcetext.h"

#include <optional>
#include <string>
#include <vector>

namespace emitter {

inline constexpr std::size_t largestProfile = 1048576; ///< bytes
inline constexpr std::size_t deepestProfile = 32; ///< nested lists and mappings
inline constexpr std::size_t mostNodes = 100'000;

struct YamlProblem
{
    std::string text;
    std::string remedy;
    Place place; ///< line 0: about the whole text
};

struct YamlOutcome
{
    std::optional<Node> root; ///< a mapping; absent when the text cannot be read any further
    std::vector<YamlProblem> problems;
};

/// Too large or empty: the one problem that a file's bytes and a text in the window share.
std::optional<YamlProblem> checkSize(const SourceText &source);

/// Text to a tree, behind a guard: what the YAML library would accept but a profile has no use for
/// (anchors, aliases, tags, merge keys, duplicate keys, several documents, deep or huge trees) is
/// refused while it is being parsed, so that no input costs more than its size. Never throws.
YamlOutcome parseYaml(const SourceText &source);

}
