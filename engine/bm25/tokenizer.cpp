// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bm25/tokenizer.h"

#include <array>
#include <utf8proc.h>

namespace emitter {
namespace {

constexpr char32_t capitalIWithDot = 0x130;
constexpr char32_t dotAbove = 0x307;
constexpr char32_t capitalSigma = 0x3a3;
constexpr char32_t finalSigma = 0x3c2;

// Each byte's lower case when it is of a word, otherwise 0.
constexpr std::array<char, 128> asciiWords = [] {
    std::array<char, 128> table{};
    for (char c = '0'; c <= '9'; ++c)
        table[static_cast<unsigned char>(c)] = c;
    for (char c = 'a'; c <= 'z'; ++c) {
        table[static_cast<unsigned char>(c)] = c;
        table[static_cast<unsigned char>(c - 'a' + 'A')] = c;
    }
    table['_'] = '_';
    return table;
}();

struct Decoded
{
    char32_t point = 0;
    std::size_t length = 0; ///< 0: not UTF-8 here, or no text is left
};

Decoded decoded(std::string_view text)
{
    utf8proc_int32_t point = -1;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t *>(text.data()),
        static_cast<utf8proc_ssize_t>(text.size()), &point);
    if (length <= 0 || point < 0)
        return {};
    return {static_cast<char32_t>(point), static_cast<std::size_t>(length)};
}

Decoded lastDecoded(std::string_view text)
{
    std::size_t at = text.size();
    while (at > 0 && text.size() - at < 4) {
        --at;
        if ((static_cast<unsigned char>(text[at]) & 0xc0) != 0x80)
            break;
    }
    const Decoded last = decoded(text.substr(at));
    return last.length == text.size() - at ? last : Decoded{};
}

utf8proc_category_t categoryOf(char32_t point)
{
    return utf8proc_category(static_cast<utf8proc_int32_t>(point));
}

// General categories L* and N*.
bool isLetterOrNumber(char32_t point)
{
    switch (categoryOf(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
        return true;
    default:
        return false;
    }
}

char32_t lower(char32_t point)
{
    return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(point)));
}

// Unicode's Cased, of letters and numbers.
bool isCased(char32_t point)
{
    const auto category = categoryOf(point);
    const bool ordinal = point == 0xaa || point == 0xba;
    const bool romanNumeral = point >= 0x2160 && point <= 0x217f;
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL
        || category == UTF8PROC_CATEGORY_LT || ordinal || romanNumeral;
}

// Unicode's Final_Sigma (3.13, table 3-17): a cased letter before and none behind, passing over
// modifier letters, the only ones of the case-ignorable characters that do not end a word.
bool isFinalSigma(std::string_view before, std::string_view behind)
{
    Decoded last = lastDecoded(before);
    while (categoryOf(last.point) == UTF8PROC_CATEGORY_LM) {
        before.remove_suffix(last.length);
        last = lastDecoded(before);
    }
    Decoded first = decoded(behind);
    while (categoryOf(first.point) == UTF8PROC_CATEGORY_LM) {
        behind.remove_prefix(first.length);
        first = decoded(behind);
    }
    return isCased(last.point) && !isCased(first.point);
}

}

void Tokenizer::start(std::string_view text)
{
    m_text = text;
    m_at = 0;
}

bool Tokenizer::next()
{
    m_word.clear();
    m_length = 0;
    while (m_at < m_text.size()) {
        const auto byte = static_cast<unsigned char>(m_text[m_at]);
        const bool taken = byte < asciiWords.size() ? takeAscii(byte) : takeOther();
        if (!taken && m_length > 0)
            return true;
    }
    return m_length > 0;
}

// Takes one character; false when a word ends with it or before it.
bool Tokenizer::takeAscii(unsigned char byte)
{
    ++m_at;
    const char c = asciiWords[byte];
    if (c == 0 || (c == '_' && m_rule == Rule::QdrantServer))
        return false;
    m_word += c;
    ++m_length;
    return true;
}

bool Tokenizer::takeOther()
{
    const std::size_t from = m_at;
    const Decoded c = decoded(m_text.substr(from));
    m_at += c.length > 0 ? c.length : 1;
    if (c.length == 0 || !isLetterOrNumber(c.point))
        return false;
    if (c.point == capitalIWithDot) {
        append('i');
        if (m_rule == Rule::FastEmbed)
            return false; // lower() makes it i and U+0307, which is not of a word
        append(dotAbove);
        return true;
    }
    const bool final =
        c.point == capitalSigma && isFinalSigma(m_text.substr(0, from), m_text.substr(m_at));
    append(final ? finalSigma : lower(c.point));
    return true;
}

void Tokenizer::append(char32_t point)
{
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(point), bytes);
    m_word.append(reinterpret_cast<const char *>(bytes), static_cast<std::size_t>(length));
    ++m_length;
}

}
