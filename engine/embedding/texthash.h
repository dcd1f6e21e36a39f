// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"

#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace emitter {

/// 128 bits of a text: enough that no two texts of a cache ever meet by chance; no defence against
/// someone who looks for a collision.
struct TextHash
{
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    auto operator<=>(const TextHash &) const = default;
};

inline TextHash hashOf(std::string_view text)
{
    TextHash hash{0x6a09e667f3bcc908 + text.size(), 0xbb67ae8584caa73b ^ text.size()};
    for (std::size_t at = 0; at < text.size(); at += 8) {
        std::uint64_t word = 0; // byte by byte: the same on every machine
        for (std::size_t i = 0; i < 8 && at + i < text.size(); ++i)
            word |= std::uint64_t{static_cast<unsigned char>(text[at + i])} << (8 * i);
        hash.high = mix64(hash.high ^ word);
        hash.low = mix64(std::rotl(hash.low, 23) + word * 0x9e3779b97f4a7c15);
    }
    return {mix64(hash.high + hash.low), mix64(hash.low ^ std::rotl(hash.high, 32))};
}

struct TextHasher
{
    std::size_t operator()(const TextHash &hash) const { return hash.low; }
};

}
