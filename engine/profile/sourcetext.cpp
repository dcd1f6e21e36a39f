// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/sourcetext.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace emitter {
namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
constexpr std::size_t longestLine = 4096;
constexpr std::size_t characterStep = 256;

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || c == '-';
}

/// The word that ends before the colon at `colon`, quotes aside.
std::string_view keyBefore(std::string_view line, std::size_t colon)
{
    std::size_t end = colon;
    while (end > 0 && (line[end - 1] == ' ' || line[end - 1] == '"' || line[end - 1] == '\''))
        --end;
    std::size_t begin = end;
    while (begin > 0 && isWordCharacter(line[begin - 1]))
        --begin;
    return line.substr(begin, end - begin);
}

/// Masks what follows a secret's key on the same line, unless it is a reference.
void maskSecretKeys(std::string &line)
{
    for (std::size_t colon = line.find(':'); colon != std::string::npos;
         colon = line.find(':', colon + 1)) {
        const std::size_t value = line.find_first_not_of(" \t\"'", colon + 1);
        if (value == std::string::npos || !looksSecret(keyBefore(line, colon)))
            continue;
        if (line.compare(value, 2, "${") == 0 && line.find(":-", value) == std::string::npos)
            continue;
        line.replace(value, std::string::npos, secretMask);
        return;
    }
}

/// Masks the user and password of `scheme://user:password@host`, with or without the scheme.
void maskCredentials(std::string &line)
{
    for (std::size_t at = line.find('@'); at != std::string::npos; at = line.find('@', at + 1)) {
        const std::size_t blank = line.find_last_of(" \t\"'{[,", at);
        std::size_t begin = blank == std::string::npos ? 0 : blank + 1;
        const std::size_t scheme = line.find("://", begin);
        if (scheme < at)
            begin = scheme + 3;
        else if (line.find(':', begin) >= at)
            continue;
        line.replace(begin, at - begin, secretMask);
        at = begin + 3;
    }
}

bool startsCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
}

}

std::size_t quotedLength(std::string_view text)
{
    const char quote = text[0];
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (quote == '"' && text[i] == '\\') {
            ++i;
        } else if (text[i] == quote) {
            if (quote == '"' || i + 1 >= text.size() || text[i + 1] != quote)
                return i + 1;
            ++i;
        }
    }
    return std::string_view::npos;
}

bool looksSecret(std::string_view key)
{
    static constexpr std::array<std::string_view, 8> words{"password", "passwd", "passphrase",
        "secret", "token", "api_key", "apikey", "authorization"};
    const std::string lower = lowerCase(key);
    if (lower == "api_key_file")
        return false;
    const bool contains = std::any_of(words.begin(), words.end(),
        [&](std::string_view word) { return lower.find(word) != std::string::npos; });
    return contains || (lower.size() >= 5 && !nearest(lower, words).empty());
}

SourceText::SourceText(std::string_view text)
    : m_text(text.starts_with(byteOrderMark) ? text.substr(byteOrderMark.size()) : text)
{
    m_starts.push_back(0);
    std::size_t characters = 0;
    for (std::size_t i = 0; i < m_text.size(); ++i) {
        if (i % characterStep == 0)
            m_characters.push_back(characters);
        characters += startsCharacter(m_text[i]) ? 1 : 0;
        if (m_text[i] == '\n')
            m_starts.push_back(i + 1);
    }
    m_characters.push_back(characters);
}

std::size_t SourceText::charactersBefore(std::size_t offset) const
{
    const std::size_t step = offset / characterStep;
    const std::string_view rest = m_text.substr(step * characterStep, offset % characterStep);
    return m_characters[step]
        + static_cast<std::size_t>(std::count_if(rest.begin(), rest.end(), startsCharacter));
}

Place SourceText::placeAt(std::size_t offset) const
{
    offset = std::min(offset, m_text.size());
    const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), offset);
    const auto line = static_cast<std::size_t>(next - m_starts.begin());
    const std::size_t column = charactersBefore(offset) - charactersBefore(m_starts[line - 1]) + 1;
    return {static_cast<int>(line), static_cast<int>(column)};
}

std::string_view SourceText::line(std::size_t number) const
{
    const std::size_t begin = m_starts[number - 1];
    return m_text.substr(begin, m_text.find('\n', begin) - begin);
}

/// True when line `number` holds the value of a secret's key that stands above it.
bool SourceText::followsSecretKey(std::size_t number) const
{
    const std::string_view below = line(number);
    const std::size_t colon = below.find(':');
    const std::string_view key =
        colon == std::string_view::npos ? std::string_view() : keyBefore(below, colon);
    const bool isKey =
        !key.empty() && key.data() == below.data() + below.find_first_not_of(" \t-\"'");
    constexpr std::string_view indent = " \t-";
    while (--number > 0) {
        std::string_view above = line(number);
        above = above.substr(0, std::min(above.find(" #"), above.find("\t#")));
        const std::size_t last = above.find_last_not_of(" \t\r|>+-\"'");
        if (last == std::string_view::npos || above[above.find_first_not_of(" \t")] == '#')
            continue; // nothing, or a comment
        if (above[last] != ':' || !looksSecret(keyBefore(above, last)))
            return false;
        return !isKey || below.find_first_not_of(indent) > above.find_first_not_of(indent);
    }
    return false;
}

std::string SourceText::excerpt(int number, std::size_t longest) const
{
    if (number < 1 || static_cast<std::size_t>(number) > m_starts.size())
        return {};
    std::string_view line = this->line(static_cast<std::size_t>(number));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' '))
        line.remove_suffix(1);
    std::string shown(line.substr(0, longestLine));
    const std::size_t value = shown.find_first_not_of(" \t");
    if (value != std::string::npos && followsSecretKey(static_cast<std::size_t>(number)))
        shown.replace(value, std::string::npos, secretMask);
    maskCredentials(shown);
    maskSecretKeys(shown);
    return printable(shown, longest);
}

}
