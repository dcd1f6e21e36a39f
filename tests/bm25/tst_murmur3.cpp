// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bm25/murmur3.h"

#include <doctest/doctest.h>

#include <string_view>

using namespace emitter;

TEST_CASE("hashes are those of the reference, with any rest after the last four bytes")
{
    CHECK(murmur3("") == 0);
    CHECK(murmur3("a") == 1009084850);
    CHECK(murmur3("ab") == 2613040991);
    CHECK(murmur3("abc") == 0xb3dd93fa);
    CHECK(murmur3("abcd") == 1139631978);
    CHECK(murmur3("hello") == 613153351);
    CHECK(murmur3("user_1234") == 2966063114);
    CHECK(static_cast<std::int32_t>(murmur3("foo")) == -156908512);
}

TEST_CASE("bytes above 127 count as unsigned")
{
    CHECK(murmur3("caf\xc3\xa9") == 605818632);
}

TEST_CASE("the seed counts")
{
    CHECK(murmur3("", 1) == 0x514e28b7);
    CHECK(murmur3("Hello, world!", 0x9747b28c) == 0x24884cba);
}
