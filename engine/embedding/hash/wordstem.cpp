// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedding/hash/wordstem.h"

#include "base/text.h"

namespace emitter {
namespace {

bool isWordByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')
        || static_cast<unsigned char>(c) >= 0x80;
}

bool hasVowel(std::string_view text)
{
    return text.find_first_of("aeiouy") != std::string_view::npos;
}

std::string withoutPlural(std::string_view word)
{
    if (word.size() > 4 && word.ends_with("ies"))
        return std::string(word.substr(0, word.size() - 3)) + 'y';
    if (word.size() > 4
        && (word.ends_with("sses") || word.ends_with("xes") || word.ends_with("ches")))
        return std::string(word.substr(0, word.size() - 2));
    const bool plural = word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")
        && !word.ends_with("us") && !word.ends_with("is");
    return std::string(word.substr(0, word.size() - (plural ? 1 : 0)));
}

// `retrying` -> `retry`, `stopped` -> `stop`; `bring`, `string` and `red` stay.
std::string withoutVerbEnding(std::string word)
{
    for (const std::string_view ending : {"ing", "ed"}) {
        if (!word.ends_with(ending) || word.size() < ending.size() + 3)
            continue;
        std::string rest = word.substr(0, word.size() - ending.size());
        if (!hasVowel(rest))
            continue;
        const char last = rest.back();
        const bool doubled = rest.size() > 3 && last == rest[rest.size() - 2];
        if (doubled && std::string_view("lsz").find(last) == std::string_view::npos)
            rest.pop_back();
        return rest;
    }
    return word;
}

}

std::vector<std::string> words(std::string_view text)
{
    const std::string lower = lowerCase(text);
    std::vector<std::string> found;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= lower.size(); ++i) {
        if (i < lower.size() && isWordByte(lower[i]))
            continue;
        if (i > begin)
            found.push_back(lower.substr(begin, i - begin));
        begin = i + 1;
    }
    return found;
}

std::string wordStem(std::string_view word)
{
    std::string stem = withoutVerbEnding(withoutPlural(word));
    if (stem.size() > 3 && stem.ends_with('e'))
        stem.pop_back();
    return stem;
}

}
