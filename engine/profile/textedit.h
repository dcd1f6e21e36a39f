// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "profile/parsedtext.h"
#include "profile/profilereader.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// One setting that was changed by hand: `path` as in messages, `value` as it would be written in a
/// profile (so `${VAR}` is a reference and `$$` a dollar sign).
struct TextChange
{
    std::string path;
    std::string value;
};

/// `text` with the values of `changes` put in. Everything else stays byte for byte: comments,
/// order, quotes, line ends; no change gives the same bytes. A key that is not there yet is added
/// to the end of its mapping. Fails, with nothing changed, when a path leads nowhere, when a text
/// that runs over several lines would have to be replaced, and when a secret is not a `${VAR}`
/// reference.
Result<ParsedText> editProfileText(
    const ParsedText &text, std::span<const TextChange> changes, std::span<const SinkSchema> sinks);

/// Puts the text in the file's place, whole or not at all. A literal secret that the file does not
/// hold already is refused; a file that holds one is readable by its owner only.
Result<void> saveProfileText(
    const std::string &fileName, std::string_view text, std::span<const SinkSchema> sinks);

/// The text as it may be kept or handed on: literal secrets and credentials in addresses are `***`.
/// A text whose secrets cannot be told from the rest, as they run over several lines, becomes a
/// comment that says so.
std::string shareableProfileText(std::string_view text, std::span<const SinkSchema> sinks);

}
