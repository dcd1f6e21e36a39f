// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// The candidate nearest to `word` by edit distance, or empty when none is near enough to be a
/// typo.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

/// `text` with every control character (C0, DEL, C1, but not \n and \t) replaced by U+FFFD and
/// invalid UTF-8 replaced likewise; at most `maxBytes`, cut with "...". For text that came from
/// outside and goes to a terminal, a log or a report.
std::string printable(std::string_view text, std::size_t maxBytes = 4096);

/// True when `text` is valid UTF-8 without NUL.
bool isCleanUtf8(std::string_view text);

/// True when a header value, credential or URL part has a CR, LF, NUL or another control character.
bool hasControlCharacters(std::string_view text);

/// What stands where a secret was.
inline constexpr std::string_view secretMask = "***";

std::vector<std::string_view> split(std::string_view text, char separator);
std::string_view trimmed(std::string_view text);
std::string lowerCase(std::string_view text);

}
