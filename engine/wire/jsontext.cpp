// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/jsontext.h"

#include "base/text.h"

#include <cstdint>

namespace emitter {
namespace {

constexpr std::string_view hex = "0123456789abcdef";

struct Character
{
    std::uint32_t point;
    std::size_t bytes;
};

/// REQUIRES: `text` is valid UTF-8 and not empty.
Character firstOf(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text[0]);
    const std::size_t bytes = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    std::uint32_t point = bytes == 1 ? first : first & (0x7fU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i)
        point = (point << 6) | (static_cast<unsigned char>(text[i]) & 0x3fU);
    return {point, bytes};
}

bool steersTerminals(std::uint32_t point)
{
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x200e || point == 0x200f
        || point == 0x061c || (point >= 0x2028 && point <= 0x202e)
        || (point >= 0x2066 && point <= 0x2069);
}

void appendCode(std::string &out, std::uint32_t point)
{
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += hex[(point >> shift) & 15];
}

template <typename Escape> std::string escaped(std::string_view text, Escape escape)
{
    std::string repaired;
    if (!isCleanUtf8(text)) {
        repaired = printable(text, 3 * text.size());
        text = repaired;
    }
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Character c = firstOf(text);
        if (!escape(out, c.point))
            out += text.substr(0, c.bytes);
        text.remove_prefix(c.bytes);
    }
    return out;
}

bool escapeLineBreaks(std::string &out, std::uint32_t point)
{
    switch (point) {
    case '\n':
        out += "\\n";
        return true;
    case '\r':
        out += "\\r";
        return true;
    case '\t':
        out += "\\t";
        return true;
    default:
        return false;
    }
}

}

std::string jsonEscaped(std::string_view text)
{
    return escaped(text, [](std::string &out, std::uint32_t point) {
        if (point == '"' || point == '\\') {
            out += '\\';
            out += static_cast<char>(point);
            return true;
        }
        if (escapeLineBreaks(out, point))
            return true;
        if (steersTerminals(point))
            appendCode(out, point);
        return steersTerminals(point);
    });
}

std::string jsonQuoted(std::string_view text)
{
    return '"' + jsonEscaped(text) + '"';
}

std::string lineEscaped(std::string_view text)
{
    return escaped(text, [](std::string &out, std::uint32_t point) {
        if (escapeLineBreaks(out, point))
            return true;
        if (!steersTerminals(point))
            return false;
        if (point < 0x80) {
            out += "\\x";
            out += hex[point >> 4];
            out += hex[point & 15];
        } else {
            appendCode(out, point);
        }
        return true;
    });
}

}
