// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/entrytail.h"

#include <doctest/doctest.h>

using namespace emitter;

namespace {

Content smallContent()
{
    Content::Parts parts{std::move(*MessagePool::create(20, 1)), {}, {}, 1, 1};
    parts.sources.addService("web");
    Content content(std::move(parts));
    content.setStart(1'000'000'000);
    return content;
}

Chunk entries(std::uint64_t first, std::size_t count)
{
    Chunk chunk(count);
    for (std::size_t i = 0; i < count; ++i) {
        chunk[i].number = first + i;
        chunk[i].due = static_cast<std::int64_t>(first + i);
        chunk[i].level = Level::Warn;
    }
    return chunk;
}

}

TEST_CASE("keeps the first entries of an interval and counts all")
{
    const Content content = smallContent();
    EntryTail tail;
    tail.offer(entries(0, 10));
    tail.offer(entries(10, 100));
    const EntrySample sample = tail.take(content);
    CHECK(sample.emitted == 110);
    REQUIRE(sample.entries.size() == EntryTail::capacity);
    CHECK(sample.entries.front().source == "web");
    CHECK(sample.entries.front().level == Level::Warn);
    CHECK_FALSE(sample.entries.front().message.empty());
    CHECK(sample.entries.back().unixNanos == 1'000'000'000 + EntryTail::capacity - 1);
}

TEST_CASE("an interval begins where the one before was taken")
{
    const Content content = smallContent();
    EntryTail tail;
    tail.offer(entries(0, 100));
    tail.take(content);
    CHECK(tail.take(content).entries.empty());
    tail.offer(entries(100, 1));
    const EntrySample sample = tail.take(content);
    CHECK(sample.emitted == 1);
    REQUIRE(sample.entries.size() == 1);
    CHECK(sample.entries.front().unixNanos == 1'000'000'100);
}
