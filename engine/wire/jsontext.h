// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

/// Texts made safe once, at set-up, so that entries only copy them. Both repair invalid UTF-8 and
/// escape what could steer a terminal: control characters, line separators, bidirectional marks.
namespace emitter {

/// `text` as the inside of a JSON string; every JSON reader gives back the same text.
std::string jsonEscaped(std::string_view text);
/// `"text"`
std::string jsonQuoted(std::string_view text);
/// `text` for one line of plain text: `\n`, `\t`, `\x1b`, `\u202e` stand for such characters.
std::string lineEscaped(std::string_view text);

}
