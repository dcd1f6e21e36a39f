// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/yamlscalar.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace emitter {
namespace {

bool isPlainCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || std::string_view("_-./%+$(){}=<> :~@*").find(c) != std::string_view::npos
        || static_cast<unsigned char>(c) >= 0x80;
}

bool startsPlain(std::string_view text)
{
    const char c = text[0];
    const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
        || c == '_' || c == '/' || c == '.' || c == '$' || c == '(' || c == '+'
        || static_cast<unsigned char>(c) >= 0x80;
    return word || (c == '-' && text.size() > 1 && text[1] >= '0' && text[1] <= '9');
}

/// True when `text` without quotes is the same text. Narrower than YAML.
bool isPlainSafe(std::string_view text, YamlStyle style)
{
    static constexpr std::array<std::string_view, 5> nothing{"null", "Null", "NULL", "...", ".."};
    if (text.empty() || !startsPlain(text) || text.back() == ' ' || text.back() == ':')
        return false;
    if (std::find(nothing.begin(), nothing.end(), text) != nothing.end())
        return false;
    // Of braces only those of a whole ${REFERENCE} are wanted without quotes.
    const bool reference = style == YamlStyle::Block && text.starts_with("${")
        && text.find('}') == text.size() - 1
        && text.find_first_of("{: ", 2) == std::string_view::npos;
    if (!reference && text.find_first_of("{}") != std::string_view::npos)
        return false;
    return std::all_of(text.begin(), text.end(), isPlainCharacter)
        && text.find(": ") == std::string_view::npos && text.find("...") != 0;
}

std::string doubleQuoted(std::string_view text)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            out += "\\x";
            out += digits[byte >> 4];
            out += digits[byte & 15U];
        } else {
            out += c;
        }
    }
    return out + '"';
}

}

std::string yamlScalar(std::string_view text, YamlStyle style)
{
    return isPlainSafe(text, style) ? std::string(text) : doubleQuoted(text);
}

std::string quotedScalar(std::string_view text, char quote)
{
    if (quote != '\'' || hasControlCharacters(text))
        return doubleQuoted(text);
    std::string out = "'";
    for (const char c : text)
        out.append(c == '\'' ? 2 : 1, c);
    return out + '\'';
}

}
