// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/sinkqueue.h"
#include "support/entries.h"

#include <doctest/doctest.h>

#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <thread>

using namespace emitter;

namespace {

std::vector<std::uint64_t> popNumbers(SinkQueue &queue, std::size_t count)
{
    std::vector<std::uint64_t> numbers;
    for (const Entry &entry : queue.pop(count))
        numbers.push_back(entry.number);
    return numbers;
}

using Numbers = std::vector<std::uint64_t>;

constexpr std::int64_t millisecond = 1'000'000;

std::uint64_t boundOf(const SinkQueue &queue)
{
    return queue.size() * SinkQueue::bytesPerEntry + 2 * queue.blockEntries() * sizeof(Entry);
}

}

TEST_CASE("entries leave in order, across chunks")
{
    SinkQueue queue(100);
    CHECK(queue.push(*makeChunk(3, 0), 10) == 3);
    CHECK(queue.push(*makeChunk(2, 3), 20) == 2);
    CHECK(queue.size() == 5);
    CHECK(popNumbers(queue, 2) == Numbers{0, 1});
    CHECK(queue.size() == 3);
    CHECK(popNumbers(queue, 100) == Numbers{2, 3, 4});
    CHECK(popNumbers(queue, 1).empty());
    CHECK(queue.size() == 0);
}

TEST_CASE("a full queue refuses the newest entries of a chunk")
{
    SinkQueue queue(4);
    CHECK(queue.push(*makeChunk(3, 0), 0) == 3);
    CHECK(queue.push(*makeChunk(3, 3), 0) == 1);
    CHECK(queue.push(*makeChunk(3, 6), 0) == 0);
    CHECK(popNumbers(queue, 9) == Numbers{0, 1, 2, 3});
    CHECK(queue.push(*makeChunk(5, 9), 0) == 4);
    CHECK(popNumbers(queue, 9) == Numbers{9, 10, 11, 12});
}

TEST_CASE("entries leave in order, whole blocks and parts of blocks")
{
    constexpr std::size_t block = 300;
    SinkQueue queue(10 * block, block);
    REQUIRE(queue.blockEntries() == block);
    const struct
    {
        std::size_t push;
        std::size_t pop;
    } rows[] = {{block - 1, 1}, {1, block - 2}, {1, 1}, {3 * block, 2 * block}, {7, block},
        {block, 0}, {2 * block - 7, 3 * block}};
    std::uint64_t pushed = 0;
    std::uint64_t popped = 0;
    for (const auto &row : rows) {
        CAPTURE(row.push);
        CHECK(queue.push(*makeChunk(row.push, pushed), 0) == row.push);
        pushed += row.push;
        const Numbers numbers = popNumbers(queue, row.pop);
        CHECK(numbers.size() == row.pop);
        for (const std::uint64_t number : numbers)
            CHECK(number == popped++);
        CHECK(queue.size() == pushed - popped);
        CHECK(queue.bytes() <= boundOf(queue));
    }
    CHECK(popNumbers(queue, 10 * block).size() == pushed - popped);
    CHECK(queue.bytes() == 0);
}

TEST_CASE("many small chunks cost what their entries cost, and none is held")
{
    SinkQueue queue(1'000'000);
    std::vector<std::weak_ptr<const Chunk>> chunks;
    SUBCASE("one entry each, none of a time with another")
    {
        for (std::uint64_t i = 0; i < 100'000; ++i) {
            Chunk roomy;
            roomy.reserve(17);
            roomy.push_back(makeEntries(1, i)[0]);
            const ChunkPtr chunk = std::make_shared<const Chunk>(std::move(roomy));
            chunks.push_back(chunk);
            queue.push(*chunk, static_cast<std::int64_t>(i) * millisecond);
        }
        CHECK(queue.size() == 100'000);
    }
    SUBCASE("seventeen admitted of each thousand")
    {
        for (std::uint64_t i = 0; i < 1000; ++i) {
            queue.setKept(1'000'000 - queue.size() - 17);
            const ChunkPtr chunk = makeChunk(1000, i * 1000);
            chunks.push_back(chunk);
            CHECK(queue.push(*chunk, 0) == 17);
        }
        CHECK(queue.size() == 17'000);
        CHECK(queue.bytes() <= 17'000 * sizeof(Entry) + 2 * queue.blockEntries() * sizeof(Entry));
    }
    SUBCASE("seventeen left of a thousand")
    {
        const ChunkPtr chunk = makeChunk(1000);
        chunks.push_back(chunk);
        queue.push(*chunk, 0);
        CHECK(popNumbers(queue, 983).back() == 982);
    }
    CHECK(queue.bytes() <= boundOf(queue));
    for (const auto &chunk : chunks)
        CHECK(chunk.expired());
}

TEST_CASE("the oldest is the time of the first entry's push, to the millisecond")
{
    SinkQueue queue(10);
    CHECK(queue.oldest() == std::numeric_limits<std::int64_t>::max());
    queue.push(*makeChunk(2, 0), 10);
    queue.push(*makeChunk(1, 2), 9 + millisecond); // goes with the first
    queue.push(*makeChunk(2, 3), 10 + millisecond);
    CHECK(queue.oldest() == 10);
    popNumbers(queue, 1);
    CHECK(queue.oldest() == 10);
    popNumbers(queue, 1);
    CHECK(queue.oldest() == 10);
    popNumbers(queue, 1);
    CHECK(queue.oldest() == 10 + millisecond);
    popNumbers(queue, 2);
    CHECK(queue.oldest() == std::numeric_limits<std::int64_t>::max());
    queue.push(*makeChunk(1, 5), 11 + millisecond); // nothing to go with
    CHECK(queue.oldest() == 11 + millisecond);
}

TEST_CASE("what the consumer keeps takes up room")
{
    SinkQueue queue(10);
    queue.setKept(7);
    CHECK(queue.push(*makeChunk(5, 0), 0) == 3);
    queue.setKept(20);
    CHECK(queue.push(*makeChunk(5, 0), 0) == 0);
    queue.setKept(0);
    CHECK(queue.push(*makeChunk(50, 0), 0) == 7);
    CHECK(queue.size() == 10);
}

TEST_CASE("a closed queue takes nothing and gives what it has")
{
    SinkQueue queue(10);
    queue.push(*makeChunk(2, 0), 0);
    CHECK_FALSE(queue.isClosed());
    queue.close();
    CHECK(queue.isClosed());
    CHECK(queue.push(*makeChunk(2, 2), 0) == 0);
    CHECK(queue.pushWaiting(*makeChunk(2, 2), 0) == 0);
    CHECK(popNumbers(queue, 9) == Numbers{0, 1});
}

TEST_CASE("a waiting producer goes on when there is room, and close() lets it go")
{
    SinkQueue queue(2);
    std::uint64_t taken = 0;
    std::thread producer([&] {
        const ChunkPtr chunk = makeChunk(100);
        while (const std::uint64_t part =
                   queue.pushWaiting(std::span<const Entry>(*chunk).subspan(taken), 0))
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
    std::thread producer([&] { taken = queue.pushWaiting(*makeChunk(3), 0); });
    queue.setKept(0);
    producer.join();
    CHECK(taken == 3);
}
