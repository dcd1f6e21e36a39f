// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "profile/textedit.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// Changes to the lists of a profile's text (`services`, `pools`, `sinks`, `targets`,
/// `shape.stages`) and to which keys there are. What is not concerned stays byte for byte, and the
/// comment lines right above an item move and go with it. Every function reads its result back:
/// when that is not what was asked for, it fails and nothing is changed.
namespace emitter {

/// A new item before the `index`-th, or at the end: the values of its keys, or one value with an
/// empty path for an item that is a text. A list that is not there yet is made.
Result<ParsedText> insertListItem(const ParsedText &text, const std::string &list,
    std::size_t index, std::span<const TextChange> values);

/// A copy right behind the item, without the comment above it.
Result<ParsedText> duplicateListItem(
    const ParsedText &text, const std::string &list, std::size_t index);

Result<ParsedText> removeListItem(
    const ParsedText &text, const std::string &list, std::size_t index);

/// The item ends up at index `to`.
Result<ParsedText> moveListItem(
    const ParsedText &text, const std::string &list, std::size_t from, std::size_t to);

/// The key and its value, with the mapping around it when that becomes empty. No such key: the same
/// text.
Result<ParsedText> removeKey(const ParsedText &text, const std::string &path);

}
