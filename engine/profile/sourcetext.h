// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/profile.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// A profile's text by lines, for messages: where an offset lies and what its line says.
/// Does not own the text.
class SourceText
{
public:
    /// A byte order mark at the start is left out; offsets count from behind it.
    explicit SourceText(std::string_view text);

    std::string_view text() const { return m_text; }
    Place placeAt(std::size_t offset) const;
    /// Line `number` (1-based) as it may be shown to anyone: what looks like a literal secret is
    /// masked, and beyond `longest` bytes it is cut. Empty when there is no such line.
    std::string excerpt(int number, std::size_t longest = 160) const;

private:
    std::size_t charactersBefore(std::size_t offset) const;
    std::string_view line(std::size_t number) const;
    bool followsSecretKey(std::size_t number) const;

    std::string_view m_text;
    std::vector<std::size_t> m_starts; ///< of the lines
    /// Characters before every 256th byte, so that a place in a very long line is found at once.
    std::vector<std::size_t> m_characters;
};

/// The length of the quoted text at the start of `text`, quotes included; npos when it never ends.
/// REQUIRES: text starts with ' or "
std::size_t quotedLength(std::string_view text);

/// True for keys such as `password`, `api_key`, `token`, `Authorization` and their misspellings.
bool looksSecret(std::string_view key);

}
