// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/node.h"
#include "profile/readcontext.h"

#include <string_view>

namespace emitter {

/// Puts `--sink`, then the overrides, then `--service` into the tree, so that they pass the same
/// checks as the file; a mistake in them is a usage problem.
void applyOverrides(Node &root, ReadContext &context);

/// The node at `path` (`sinks[0].path`), or nullptr.
const Node *findPath(const Node &root, std::string_view path);

/// A path as its steps: a key, or an index for a key that ends in `[n]`. Empty when it is not a
/// path.
struct PathStep
{
    std::string_view key;
    std::size_t index = 0;
    bool isIndex = false;
};
std::vector<PathStep> splitPath(std::string_view path);
inline constexpr std::size_t deepestPath = 32;

}
