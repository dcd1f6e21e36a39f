// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bm25/murmur3.h"

#include <bit>
#include <cstddef>

namespace emitter {
namespace {

std::uint32_t scrambled(std::uint32_t block)
{
    return std::rotl(block * 0xcc9e2d51U, 15) * 0x1b873593U;
}

// Up to four bytes, the first one lowest.
std::uint32_t blockOf(std::string_view bytes)
{
    std::uint32_t block = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        block |= std::uint32_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return block;
}

}

std::uint32_t murmur3(std::string_view bytes, std::uint32_t seed)
{
    std::uint32_t hash = seed;
    std::size_t at = 0;
    for (; bytes.size() - at >= 4; at += 4)
        hash = std::rotl(hash ^ scrambled(blockOf(bytes.substr(at, 4))), 13) * 5 + 0xe6546b64U;
    hash ^= scrambled(blockOf(bytes.substr(at)));
    hash ^= static_cast<std::uint32_t>(bytes.size());
    hash = (hash ^ (hash >> 16)) * 0x85ebca6bU;
    hash = (hash ^ (hash >> 13)) * 0xc2b2ae35U;
    return hash ^ (hash >> 16);
}

}
