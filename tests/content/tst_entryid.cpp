// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/entryid.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace emitter;

namespace {

constexpr std::int64_t start = 1'767'225'600'000'000'000;

std::uint64_t millisOf(const EntryId &id)
{
    std::uint64_t millis = 0;
    for (std::size_t i = 0; i < 6; ++i)
        millis = (millis << 8) | id[i];
    return millis;
}

std::string hex(const EntryId &id)
{
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : id) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

}

TEST_CASE("an id is a UUID of version 7 that carries its milliseconds")
{
    for (std::uint64_t number = 0; number < 1000; ++number) {
        const std::int64_t due = start + static_cast<std::int64_t>(number) * 123'456'789;
        const EntryId id = entryId(1, 2, number, due);
        REQUIRE((id[6] >> 4) == 7);
        REQUIRE((id[8] >> 6) == 0b10);
        REQUIRE(millisOf(id) == static_cast<std::uint64_t>(due) / 1'000'000);
    }
}

TEST_CASE("a million entries of one millisecond have a million ids")
{
    std::vector<EntryId> ids;
    for (std::uint64_t number = 0; number < 1'000'000; ++number)
        ids.push_back(entryId(1, 2, number, start));
    std::sort(ids.begin(), ids.end());
    CHECK(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
}

TEST_CASE("ids of later milliseconds sort after earlier ones")
{
    EntryId last = entryId(1, 2, 0, start);
    for (std::uint64_t number = 1; number < 10'000; ++number) {
        const EntryId id =
            entryId(1, 2, number, start + static_cast<std::int64_t>(number) * 1'000'000);
        REQUIRE(last < id);
        last = id;
    }
}

TEST_CASE("seed, run and number each change the id, and nothing else does")
{
    const EntryId id = entryId(1, 2, 3, start);
    CHECK(id == entryId(1, 2, 3, start));
    CHECK(id != entryId(4, 2, 3, start));
    CHECK(id != entryId(1, 4, 3, start));
    CHECK(id != entryId(1, 2, 4, start));
    CHECK(hex(id) == "019b76daa8007edf89b6e7a0b9796acb");
}

TEST_CASE("each of the 74 random bits is set in about half of the ids")
{
    std::vector<int> ones(128);
    constexpr int count = 20'000;
    for (std::uint64_t number = 0; number < count; ++number) {
        const EntryId id = entryId(5, 6, number, start);
        for (std::size_t bit = 0; bit < 128; ++bit)
            ones[bit] += (id[bit / 8] >> (7 - bit % 8)) & 1;
    }
    for (std::size_t bit = 52; bit < 128; ++bit) {
        if (bit == 64 || bit == 65)
            continue;
        CAPTURE(bit);
        CHECK(ones[bit] > count / 2 - 450);
        CHECK(ones[bit] < count / 2 + 450);
    }
}

TEST_CASE("an id reads back from its text, and nothing else is one")
{
    const EntryId id{0x01, 0x8f, 0x3c, 0x2a, 0, 1, 0x7f, 0xff, 0x80, 9, 0xab, 0xcd, 0xef, 1, 2, 3};
    CHECK(parseUuid("018f3c2a-0001-7fff-8009-abcdef010203") == id);
    for (const char *wrong : {"", "018f3c2a00017fff8009abcdef010203",
             "018f3c2a-0001-7fff-8009-abcdef01020", "018f3c2a-0001-7fff-8009-abcdef01020g",
             "018f3c2a-0001-7fff-8009-ABCDEF010203", "018f3c2a-0001-7fff-8009+abcdef010203"}) {
        CAPTURE(wrong);
        CHECK_FALSE(parseUuid(wrong));
    }
}
