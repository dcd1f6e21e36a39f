// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace emitter::test {

/// `text` with one to four pieces of it changed: a byte made another, a range left out, repeated or
/// swapped, a word of `words` put in. The same for the same state of `random`.
inline std::string mutated(
    std::string text, std::span<const std::string_view> words, RandomStream &random)
{
    const auto upTo = [&](std::size_t most) {
        return static_cast<std::size_t>(below(random.next(), static_cast<std::uint32_t>(most) + 1));
    };
    for (std::size_t changes = 1 + upTo(3); changes > 0; --changes) {
        const std::size_t at = upTo(text.size());
        const std::size_t length = upTo(std::min<std::size_t>(text.size() - at, 40));
        switch (below(random.next(), 5)) {
        case 0:
            if (at < text.size())
                text[at] = static_cast<char>(random.next() >> 56);
            break;
        case 1:
            text.erase(at, length);
            break;
        case 2:
            text.insert(at, std::string(text, at, length));
            break;
        case 3: {
            const std::string piece(text, at, length);
            text.erase(at, length);
            text.insert(upTo(text.size()), piece);
            break;
        }
        default:
            text.insert(at, words[upTo(words.size() - 1)]);
        }
    }
    return text;
}

}
