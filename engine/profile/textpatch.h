// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "profile/node.h"
#include "profile/textedit.h"

#include <cstddef>
#include <string>
#include <string_view>

/// Where one change goes in a profile's text: the part that knows how YAML is laid out. `root` is
/// the tree of `text`, without the byte order mark.
namespace emitter {

/// `length` bytes at `offset` become `text`.
struct Patch
{
    std::size_t offset = 0;
    std::size_t length = 0;
    std::string text;
};

/// A value that changes, or a key that is added with all that is missing above it.
Result<Patch> patchFor(std::string_view text, const Node &root, const TextChange &change);

/// Adds the key `path` with `value`, which is already YAML on one line. REQUIRES: no such key yet.
Result<Patch> patchForNewKey(
    std::string_view text, const Node &root, const std::string &path, const std::string &value);

/// The line end of `text`.
std::string_view newLineOf(std::string_view text);

}
