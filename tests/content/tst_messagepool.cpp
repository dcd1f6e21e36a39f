// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/messagepool.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

using namespace emitter;

namespace {

MessagePool pool(std::uint32_t size, std::uint64_t seed)
{
    Result<MessagePool> made = MessagePool::create(size, seed);
    REQUIRE(made);
    return std::move(*made);
}

bool isPrintableAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

}

TEST_CASE("every message is different")
{
    const MessagePool messages = pool(1'000'000, 3);
    std::unordered_set<std::string_view> seen;
    seen.reserve(messages.size());
    for (std::uint32_t slot = 0; slot < messages.size(); ++slot)
        seen.insert(messages.text(slot));
    CHECK(seen.size() == 1'000'000);
}

TEST_CASE("messages are plain text of a log line's length")
{
    const MessagePool messages = pool(10'000, 11);
    for (std::uint32_t slot = 0; slot < messages.size(); ++slot) {
        const std::string_view text = messages.text(slot);
        CAPTURE(text);
        REQUIRE(isPrintableAscii(text));
        REQUIRE(text.size() >= 40);
        REQUIRE(text.size() <= 140);
        REQUIRE(text.find('{') == std::string_view::npos);
        REQUIRE(text.find("  ") == std::string_view::npos);
    }
}

TEST_CASE("the same seed gives the same messages, on this machine and on others")
{
    const MessagePool one = pool(500, 42);
    const MessagePool same = pool(500, 42);
    const MessagePool other = pool(500, 43);
    std::uint32_t shared = 0;
    for (std::uint32_t slot = 0; slot < one.size(); ++slot) {
        CHECK(one.text(slot) == same.text(slot));
        shared += one.text(slot) == other.text(slot) ? 1U : 0U;
    }
    CHECK(shared == 0);
    CHECK(one.text(0)
        == "address-resolver: offset 7,340,032; timed out on the loyalty points posting "
           "since the upstream closed early");
}

TEST_CASE("a larger pool begins with the smaller one")
{
    const MessagePool small = pool(100, 9);
    const MessagePool large = pool(1000, 9);
    for (std::uint32_t slot = 0; slot < small.size(); ++slot)
        CHECK(small.text(slot) == large.text(slot));
}

TEST_CASE("all four patterns appear in a small pool")
{
    const MessagePool messages = pool(200, 5);
    int inParentheses = 0;
    int withSemicolon = 0;
    int withComma = 0;
    for (std::uint32_t slot = 0; slot < messages.size(); ++slot) {
        const std::string_view text = messages.text(slot);
        inParentheses += text.ends_with(')') ? 1 : 0;
        withSemicolon += text.find("; ") != std::string_view::npos ? 1 : 0;
        withComma += text.find(", ") != std::string_view::npos && !text.ends_with(')') ? 1 : 0;
    }
    CHECK(inParentheses > 25);
    CHECK(withSemicolon > 25);
    CHECK(withComma > 25);
    CHECK(200 - inParentheses - withSemicolon - withComma > 25);
}

TEST_CASE("a pool larger than the grammar is refused with the number that is possible")
{
    CHECK(MessagePool::capacity() == 4ULL * 24 * 24 * 24 * 24 * 24);
    const auto tooMany = static_cast<std::uint32_t>(MessagePool::capacity()) + 1;
    const Result<MessagePool> refused = MessagePool::create(tooMany, 1);
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().text.find("31,850,496") != std::string::npos);
    CHECK(refused.problem().remedy.find("31850496") != std::string::npos);
    CHECK(refused.problem().path == "message_pool_size");
}

TEST_CASE("an empty pool is refused")
{
    const Result<MessagePool> refused = MessagePool::create(0, 1);
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().remedy.find("1 to 31850496") != std::string::npos);
}
