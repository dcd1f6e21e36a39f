// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/numbers.h"
#include "wire/uuid.h"

#include <array>
#include <cstdio>
#include <doctest/doctest.h>
#include <string>

using namespace emitter;

namespace {

std::string number(std::uint32_t value)
{
    std::array<char, 32> text{};
    return {text.data(), writeNumber(text.data(), value)};
}

}

TEST_CASE("writes numbers as std::to_string does, at every change of length")
{
    for (std::uint64_t power = 1; power <= 4'294'967'295ULL; power *= 10) {
        for (const std::uint64_t value : {power - 1, power, power + 1, 2 * power + 7})
            CHECK(number(static_cast<std::uint32_t>(value))
                == std::to_string(static_cast<std::uint32_t>(value)));
    }
    CHECK(number(4'294'967'295U) == "4294967295");
    CHECK(number(1'000'000'000U) == "1000000000");
}

TEST_CASE("writes numbers as std::to_string does, over the whole range")
{
    std::uint32_t wrong = 0;
    for (std::uint64_t value = 0; value <= 4'294'967'295ULL; value += 9973)
        wrong += number(static_cast<std::uint32_t>(value)) != std::to_string(value);
    CHECK(wrong == 0);
}

TEST_CASE("every number below 10000 has the right eight digits")
{
    // The lanes of eightDigits work on numbers below 10000, so these cover each of its divisions.
    std::uint32_t wrong = 0;
    for (std::uint32_t value = 0; value < 10'000; ++value) {
        std::array<char, 16> expected{};
        std::snprintf(expected.data(), expected.size(), "%04u%04u", value, 9999 - value);
        std::array<char, 8> text{};
        storeWord(text.data(), eightDigits(value * 10'000 + 9999 - value) | eightZeros);
        wrong += std::string(text.data(), 8) != expected.data();
    }
    CHECK(wrong == 0);
}

TEST_CASE("fixed widths keep leading zeros")
{
    std::array<char, 16> text{};
    CHECK(std::string(text.data(), writeSixDigits(text.data(), 42)) == "000042");
    CHECK(std::string(text.data(), writeSixDigits(text.data(), 999'999)) == "999999");
    CHECK(std::string(text.data(), writeThreeDigits(text.data(), 7)) == "007");
    CHECK(std::string(text.data(), writeThreeDigits(text.data(), 0)) == "000");
}

TEST_CASE("writes a UUID in lower case with dashes")
{
    std::string out = "id=";
    appendUuid(out,
        {0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0x7d, 0xef, 0xfe, 0xdc, 0xba, 0x98, 0x76, 0x54, 0x32,
            0x10});
    CHECK(out == "id=01234567-89ab-7def-fedc-ba9876543210");
}

TEST_CASE("every byte has its two hexadecimal digits, at every place")
{
    std::uint32_t wrong = 0;
    for (unsigned byte = 0; byte < 256; ++byte) {
        EntryId id{};
        id.fill(static_cast<std::uint8_t>(byte));
        std::array<char, 3> pair{};
        std::snprintf(pair.data(), pair.size(), "%02x", byte);
        std::string expected;
        for (int i = 0; i < 16; ++i) {
            expected += pair.data();
            if (i == 3 || i == 5 || i == 7 || i == 9)
                expected += '-';
        }
        std::string out;
        appendUuid(out, id);
        wrong += out != expected;
    }
    CHECK(wrong == 0);
}
