// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/node.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace emitter {

/// A part of a text, [begin, end).
struct Extent
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Where one item of a list lies.
struct ItemExtent
{
    std::size_t lead = 0; ///< start of the comment lines right above; `begin` without any
    std::size_t begin = 0; ///< start of the dash's line, or of the value inside brackets
    std::size_t end = 0; ///< behind the last line that is its own, or behind the value
};

/// The items of a list in the text, for lists in lines and in brackets. Nothing when the layout is
/// not one of the common ones.
std::optional<std::vector<ItemExtent>> itemExtents(std::string_view text, const Node &list);

/// Where the `index`-th key of a mapping and its value lie: whole lines, or inside braces from the
/// key to the end of the value. Nothing when the key stands behind something else on its line.
std::optional<Extent> entryExtent(std::string_view text, const Node &mapping, std::size_t index);

/// The number of blanks before the first other character of the line that `offset` is in.
std::size_t indentAt(std::string_view text, std::size_t offset);
std::size_t lineStart(std::string_view text, std::size_t offset);
/// Behind the line end, or the end of the text.
std::size_t nextLine(std::string_view text, std::size_t offset);

}
