// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/framewatch.h"

#include <doctest/doctest.h>

#include <string>

using namespace emitter;

namespace {

std::string frame(std::size_t size, bool masked)
{
    const unsigned mask = masked ? 128U : 0U;
    std::string bytes(1, '\x82');
    if (size < 126) {
        bytes += static_cast<char>(mask | size);
    } else {
        const int digits = size < 65536 ? 2 : 8;
        bytes += static_cast<char>(mask | (digits == 2 ? 126U : 127U));
        for (int i = digits - 1; i >= 0; --i)
            bytes += static_cast<char>(size >> (8 * i));
    }
    // Neither mask nor payload may be taken for a head.
    return bytes.append(masked ? 4 : 0, '\x01').append(size, '\x02');
}

}

TEST_CASE("follows masked frames of every size, however they are cut")
{
    std::string all;
    for (const std::size_t size : {0U, 1U, 125U, 126U, 127U, 65535U, 65536U, 0U})
        all += frame(size, true);
    for (const std::size_t piece : {1U, 2U, 3U, 7U, 1000U, 1'000'000U}) {
        FrameWatch watch;
        for (std::size_t i = 0; i < all.size(); i += piece)
            REQUIRE(watch.follow(std::string_view(all).substr(i, piece)));
        CHECK(watch.follow(frame(3, true)));
        CHECK_FALSE(watch.follow(frame(3, false)));
    }
}

TEST_CASE("sees an unmasked frame by its second byte, and does not forget it")
{
    for (const std::size_t before : {0U, 200U, 70'000U}) {
        FrameWatch watch;
        CHECK(watch.follow(frame(before, true)));
        CHECK(watch.follow("\x81"));
        CHECK_FALSE(watch.follow(std::string_view("\x05", 1)));
        CHECK_FALSE(watch.follow(frame(1, true)));
    }
}
