// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

/// Decimal digits without branches: eight digits are made at once in the bytes of one 64-bit word.
namespace emitter {

/// Stores the eight bytes of `word`, the lowest first.
inline void storeWord(char *to, std::uint64_t word)
{
    if constexpr (std::endian::native == std::endian::big)
        word = __builtin_bswap64(word);
    std::memcpy(to, &word, sizeof word);
}

inline void storeHalfWord(char *to, std::uint32_t word)
{
    if constexpr (std::endian::native == std::endian::big)
        word = __builtin_bswap32(word);
    std::memcpy(to, &word, sizeof word);
}

/// The eight decimal digits of `value` as numbers 0...9, the most significant in the lowest byte.
/// REQUIRES: value < 100,000,000
constexpr std::uint64_t eightDigits(std::uint32_t value)
{
    // Split in halves three times; each multiplication divides all lanes at once.
    const std::uint64_t fours = (value / 10'000) | (std::uint64_t{value % 10'000} << 32);
    const std::uint64_t hundreds = ((fours * 10'486) >> 20) & 0x0000'007f'0000'007fULL;
    const std::uint64_t twos = hundreds | ((fours - 100 * hundreds) << 16);
    const std::uint64_t tens = ((twos * 103) >> 10) & 0x000f'000f'000f'000fULL;
    return tens | ((twos - 10 * tens) << 8);
}

inline constexpr std::uint64_t eightZeros = 0x3030'3030'3030'3030ULL;

/// Writes six digits, with leading zeros; touches eight bytes. REQUIRES: value < 1,000,000
inline char *writeSixDigits(char *to, std::uint32_t value)
{
    storeWord(to, (eightDigits(value) | eightZeros) >> 16);
    return to + 6;
}

/// Writes three digits, with leading zeros; touches eight bytes. REQUIRES: value < 1000
inline char *writeThreeDigits(char *to, std::uint32_t value)
{
    storeWord(to, (eightDigits(value) | eightZeros) >> 40);
    return to + 3;
}

/// Writes a number without leading zeros; touches at most 10 + 8 bytes.
inline char *writeNumber(char *to, std::uint32_t value)
{
    constexpr std::uint32_t limit = 100'000'000;
    if (value >= limit) [[unlikely]] {
        const std::uint32_t top = value / limit;
        storeWord(to, (eightDigits(top) | eightZeros) >> (top < 10 ? 56 : 48));
        to += top < 10 ? 1 : 2;
        storeWord(to, eightDigits(value % limit) | eightZeros);
        return to + 8;
    }
    const std::uint64_t digits = eightDigits(value);
    // The lowest byte that is not 0 holds the first digit; the last byte always counts.
    const int leading = std::countr_zero(digits | (std::uint64_t{1} << 56)) & ~7;
    storeWord(to, (digits | eightZeros) >> leading);
    return to + 8 - leading / 8;
}

}
