// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/entryid.h"
#include "wire/numbers.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

namespace emitter {

inline constexpr std::size_t uuidLength = 36;

/// The lower-case hexadecimal digits of four bytes, the first digit in the lowest byte.
inline std::uint64_t hexDigits(const std::uint8_t *bytes)
{
    std::uint64_t word = bytes[0] | (std::uint64_t{bytes[1]} << 8) | (std::uint64_t{bytes[2]} << 16)
        | (std::uint64_t{bytes[3]} << 24);
    word = (word | (word << 16)) & 0x0000'ffff'0000'ffffULL;
    word = (word | (word << 8)) & 0x00ff'00ff'00ff'00ffULL;
    const std::uint64_t nibbles =
        ((word >> 4) & 0x000f'000f'000f'000fULL) | ((word & 0x000f'000f'000f'000fULL) << 8);
    // 10...15 become a...f: adding 6 carries them into bit 4, which selects the gap from '9' to
    // 'a'.
    const std::uint64_t letters =
        ((nibbles + 0x0606'0606'0606'0606ULL) >> 4) & 0x0101'0101'0101'0101ULL;
    return nibbles + eightZeros + letters * ('a' - '0' - 10);
}

/// Writes `018f3c2a-...`, uuidLength characters, as RFC 9562 asks: lower case with four dashes.
inline char *writeUuid(char *to, const EntryId &id)
{
    const std::uint64_t second = hexDigits(&id[4]);
    const std::uint64_t third = hexDigits(&id[8]);
    storeWord(to, hexDigits(&id[0]));
    to[8] = '-';
    storeHalfWord(to + 9, static_cast<std::uint32_t>(second));
    to[13] = '-';
    storeHalfWord(to + 14, static_cast<std::uint32_t>(second >> 32));
    to[18] = '-';
    storeHalfWord(to + 19, static_cast<std::uint32_t>(third));
    to[23] = '-';
    storeHalfWord(to + 24, static_cast<std::uint32_t>(third >> 32));
    storeWord(to + 28, hexDigits(&id[12]));
    return to + uuidLength;
}

inline void appendUuid(std::string &out, const EntryId &id)
{
    char text[uuidLength];
    writeUuid(text, id);
    out.append(text, uuidLength);
}

}
