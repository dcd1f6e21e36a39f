// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace emitter {

/// Cuts a text into lower-case words, one at a time. Not thread-safe. Allocates only to hold a word
/// longer than all before.
class Tokenizer
{
public:
    /// What a word is made of. Both agree on ASCII but for `_`.
    enum class Rule {
        /// Python's \w after Python's lower(), as fastembed cuts: letters, numbers and `_`.
        FastEmbed,
        /// As Qdrant cuts on its side: letters and numbers. It also counts as letters the marks and
        /// symbols of Unicode's Other_Alphabetic (vowel signs of Indic scripts, circled letters);
        /// here they end a word.
        QdrantServer,
    };

    explicit Tokenizer(Rule rule)
        : m_rule(rule)
    {
    }

    /// Starts at the front of `text`, which must outlive the calls of next(). It should be UTF-8;
    /// bytes that are not end a word, like a blank.
    void start(std::string_view text);
    /// Steps to the next word; false when there is none.
    bool next();

    /// Not empty, in UTF-8; valid until the next call of next().
    std::string_view word() const { return m_word; }
    /// How many code points word() has.
    std::size_t length() const { return m_length; }

private:
    bool takeAscii(unsigned char byte);
    bool takeOther();
    void append(char32_t point);

    Rule m_rule;
    std::string_view m_text;
    std::size_t m_at = 0; ///< of the first byte not yet looked at
    std::string m_word;
    std::size_t m_length = 0;
};

}
