// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/sinkqueue.h"
#include "support/entries.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <limits>
#include <thread>

using namespace emitter;

namespace {

std::vector<std::uint64_t> popNumbers(SinkQueue &queue, std::size_t count)
{
    std::vector<Entry> entries;
    const std::size_t taken = queue.pop(entries, count);
    CHECK(taken == entries.size());
    std::vector<std::uint64_t> numbers;
    for (const Entry &entry : entries)
        numbers.push_back(entry.number);
    return numbers;
}

using Numbers = std::vector<std::uint64_t>;

}

TEST_CASE("entries leave in order, across chunks")
{
    SinkQueue queue(100);
    CHECK(queue.push(makeChunk(3, 0), 0, 10) == 3);
    CHECK(queue.push(makeChunk(2, 3), 0, 20) == 2);
    CHECK(queue.size() == 5);
    CHECK(popNumbers(queue, 2) == Numbers{0, 1});
    CHECK(queue.size() == 3);
    CHECK(popNumbers(queue, 100) == Numbers{2, 3, 4});
    CHECK(popNumbers(queue, 1).empty());
    CHECK(queue.size() == 0);
}

TEST_CASE("pop adds to the end of what is there")
{
    SinkQueue queue(10);
    queue.push(makeChunk(1, 7), 0, 0);
    std::vector<Entry> entries = makeEntries(1, 5);
    CHECK(queue.pop(entries, 5) == 1);
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].number == 5);
    CHECK(entries[1].number == 7);
}

TEST_CASE("a full queue refuses the newest entries of a chunk")
{
    SinkQueue queue(4);
    CHECK(queue.push(makeChunk(3, 0), 0, 0) == 3);
    CHECK(queue.push(makeChunk(3, 3), 0, 0) == 1);
    CHECK(queue.push(makeChunk(3, 6), 0, 0) == 0);
    CHECK(popNumbers(queue, 9) == Numbers{0, 1, 2, 3});
    CHECK(queue.push(makeChunk(5, 9), 0, 0) == 4);
    CHECK(popNumbers(queue, 9) == Numbers{9, 10, 11, 12});
}

TEST_CASE("a push may start inside a chunk")
{
    SinkQueue queue(10);
    CHECK(queue.push(makeChunk(5, 0), 3, 0) == 2);
    CHECK(queue.push(makeChunk(5, 0), 5, 0) == 0);
    CHECK(popNumbers(queue, 9) == Numbers{3, 4});
}

TEST_CASE("the oldest is the time of the first entry's push")
{
    SinkQueue queue(10);
    CHECK(queue.oldest() == std::numeric_limits<std::int64_t>::max());
    queue.push(makeChunk(2, 0), 0, 10);
    queue.push(makeChunk(2, 2), 0, 20);
    CHECK(queue.oldest() == 10);
    popNumbers(queue, 1);
    CHECK(queue.oldest() == 10);
    popNumbers(queue, 1);
    CHECK(queue.oldest() == 20);
    popNumbers(queue, 2);
    CHECK(queue.oldest() == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("what the consumer keeps takes up room")
{
    SinkQueue queue(10);
    queue.setKept(7);
    CHECK(queue.push(makeChunk(5, 0), 0, 0) == 3);
    queue.setKept(20);
    CHECK(queue.push(makeChunk(5, 0), 0, 0) == 0);
    queue.setKept(0);
    CHECK(queue.push(makeChunk(50, 0), 0, 0) == 7);
    CHECK(queue.size() == 10);
}

TEST_CASE("a closed queue takes nothing and gives what it has")
{
    SinkQueue queue(10);
    queue.push(makeChunk(2, 0), 0, 0);
    CHECK_FALSE(queue.isClosed());
    queue.close();
    CHECK(queue.isClosed());
    CHECK(queue.push(makeChunk(2, 2), 0, 0) == 0);
    CHECK(queue.pushWaiting(makeChunk(2, 2), 0, 0) == 0);
    CHECK(popNumbers(queue, 9) == Numbers{0, 1});
}

TEST_CASE("a waiting producer goes on when there is room, and close() lets it go")
{
    SinkQueue queue(2);
    std::uint64_t taken = 0;
    std::thread producer([&] {
        const ChunkPtr chunk = makeChunk(100);
        while (const std::uint64_t part = queue.pushWaiting(chunk, taken, 0))
            taken += part;
    });
    Numbers seen;
    while (seen.size() < 50) {
        for (const std::uint64_t number : popNumbers(queue, 1))
            seen.push_back(number);
    }
    queue.close();
    producer.join();
    for (std::size_t i = 0; i < seen.size(); ++i)
        CHECK(seen[i] == i);
    CHECK(taken == 50 + queue.size());
}

TEST_CASE("a producer that waits for kept entries goes on when they go")
{
    SinkQueue queue(5);
    queue.setKept(5);
    std::uint64_t taken = 0;
    std::thread producer([&] { taken = queue.pushWaiting(makeChunk(3), 0, 0); });
    queue.setKept(0);
    producer.join();
    CHECK(taken == 3);
}
