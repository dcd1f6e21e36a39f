// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bm25/stopwords.h"

#include <algorithm>
#include <array>

namespace emitter {
namespace {

using namespace std::string_view_literals;

constexpr std::array sortedWords{"a"sv, "about"sv, "above"sv, "after"sv, "again"sv, "against"sv,
    "ain"sv, "all"sv, "am"sv, "an"sv, "and"sv, "any"sv, "are"sv, "aren"sv, "as"sv, "at"sv, "be"sv,
    "because"sv, "been"sv, "before"sv, "being"sv, "below"sv, "between"sv, "both"sv, "but"sv, "by"sv,
    "can"sv, "couldn"sv, "d"sv, "did"sv, "didn"sv, "do"sv, "does"sv, "doesn"sv, "doing"sv, "don"sv,
    "down"sv, "during"sv, "each"sv, "few"sv, "for"sv, "from"sv, "further"sv, "had"sv, "hadn"sv,
    "has"sv, "hasn"sv, "have"sv, "haven"sv, "having"sv, "he"sv, "her"sv, "here"sv, "hers"sv,
    "herself"sv, "him"sv, "himself"sv, "his"sv, "how"sv, "i"sv, "if"sv, "in"sv, "into"sv, "is"sv,
    "isn"sv, "it"sv, "its"sv, "itself"sv, "just"sv, "ll"sv, "m"sv, "ma"sv, "me"sv, "mightn"sv,
    "more"sv, "most"sv, "mustn"sv, "my"sv, "myself"sv, "needn"sv, "no"sv, "nor"sv, "not"sv, "now"sv,
    "o"sv, "of"sv, "off"sv, "on"sv, "once"sv, "only"sv, "or"sv, "other"sv, "our"sv, "ours"sv,
    "ourselves"sv, "out"sv, "over"sv, "own"sv, "re"sv, "s"sv, "same"sv, "shan"sv, "she"sv,
    "should"sv, "shouldn"sv, "so"sv, "some"sv, "such"sv, "t"sv, "than"sv, "that"sv, "the"sv,
    "their"sv, "theirs"sv, "them"sv, "themselves"sv, "then"sv, "there"sv, "these"sv, "they"sv,
    "this"sv, "those"sv, "through"sv, "to"sv, "too"sv, "under"sv, "until"sv, "up"sv, "ve"sv,
    "very"sv, "was"sv, "wasn"sv, "we"sv, "were"sv, "weren"sv, "what"sv, "when"sv, "where"sv,
    "which"sv, "while"sv, "who"sv, "whom"sv, "why"sv, "will"sv, "with"sv, "won"sv, "wouldn"sv,
    "y"sv, "you"sv, "your"sv, "yours"sv, "yourself"sv, "yourselves"sv};
static_assert(sortedWords.size() == 153);
static_assert(std::ranges::is_sorted(sortedWords));

constexpr std::size_t longest =
    std::ranges::max_element(sortedWords, {}, &std::string_view::size)->size();

}

bool isStopWord(std::string_view word)
{
    return word.size() <= longest && std::ranges::binary_search(sortedWords, word);
}

}
