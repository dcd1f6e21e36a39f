// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstring>

namespace emitter {

/// How far beyond its end a piece may be read and its target written: copyPiece moves whole blocks,
/// because copying a few bytes too many is cheaper than deciding how many are needed.
inline constexpr std::size_t copySlack = 128;

/// Copies `size` bytes and returns the end of the copy.
/// REQUIRES: copySlack readable bytes behind the source, copySlack writable ones behind the target.
template <std::size_t Block> inline char *copyPiece(char *to, const char *from, std::size_t size)
{
    static_assert(Block <= copySlack);
    std::memcpy(to, from, Block);
    for (std::size_t done = Block; done < size; done += Block)
        [[unlikely]] std::memcpy(to + done, from + done, Block);
    return to + size;
}

}
