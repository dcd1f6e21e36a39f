// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/entryid.h"

#include "base/random.h"

namespace emitter {

EntryId entryId(std::uint64_t seed, std::uint64_t run, std::uint64_t number, std::int64_t unixNanos)
{
    constexpr std::uint64_t idDomain = 0x656e747279696473ULL;
    // randomBits is a bijection of its counter and all of its 64 bits are kept, so two entries of
    // one run never share an id.
    const std::uint64_t bits = randomBits(seed ^ idDomain, run, number);
    const std::uint64_t more = mix64(bits ^ idDomain);

    const auto millis = static_cast<std::uint64_t>(unixNanos / 1'000'000);
    const std::uint64_t high = (millis << 16) | 0x7000U | ((bits >> 62) << 10) | (more & 0x3ffU);
    const std::uint64_t low = (std::uint64_t{0b10} << 62) | (bits & ~(std::uint64_t{0b11} << 62));

    EntryId id;
    for (std::size_t i = 0; i < 8; ++i) {
        const std::size_t shift = 56 - 8 * i;
        id[i] = static_cast<std::uint8_t>(high >> shift);
        id[8 + i] = static_cast<std::uint8_t>(low >> shift);
    }
    return id;
}

std::optional<EntryId> parseUuid(std::string_view text)
{
    EntryId id{};
    std::size_t digits = 0;
    if (text.size() != 36)
        return {};
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (c != '-')
                return {};
            continue;
        }
        const bool isDigit = c >= '0' && c <= '9';
        const bool isLetter = c >= 'a' && c <= 'f';
        if (!isDigit && !isLetter)
            return {};
        const int value = isDigit ? c - '0' : c - 'a' + 10;
        std::uint8_t &byte = id[digits++ / 2];
        byte = static_cast<std::uint8_t>(byte << 4 | value);
    }
    return id;
}

}
