// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Producer, worker and sink in threads of their own, stopped at random moments. What is checked
// holds whatever the scheduler does; ThreadSanitizer watches.
#include "base/random.h"
#include "delivery/sinkworker.h"
#include "support/entries.h"
#include "support/memorysink.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>

using namespace emitter;
using namespace std::chrono_literals;

namespace {

// Answers drawn from the seed: whole batches and single items, all outcomes but Fatal.
std::function<SendResult(const Batch &)> randomAnswers(std::uint64_t seed)
{
    return [random = RandomStream(seed, 1)](const Batch &batch) mutable {
        SendResult result;
        const auto draw = [&] {
            const std::uint32_t number = below(random.next(), 20);
            return number >= 5 ? Outcome::Delivered : static_cast<Outcome>(number);
        };
        result.outcome = draw();
        result.pressure = below(random.next(), 30) == 0 ? Pressure::Overloaded : Pressure::None;
        if (below(random.next(), 3) == 0) {
            for (std::size_t i = 0; i < batch.entries->size(); ++i)
                result.items.push_back(draw());
        }
        if (result.outcome != Outcome::Delivered)
            result.reasons.emplace_back("drawn", 1);
        return result;
    };
}

void runOnce(std::uint64_t seed)
{
    CAPTURE(seed);
    RandomStream random(seed, 2);
    auto store = std::make_shared<MemoryStore>();
    store->mode =
        below(random.next(), 3) == 0 ? MemoryStore::Mode::Inside : MemoryStore::Mode::Thread;
    store->maxInFlight = static_cast<int>(1 + below(random.next(), 4));
    store->answer = randomAnswers(seed);

    DeliverySettings settings;
    settings.bufferSize = 1 + below(random.next(), 200);
    settings.flushInterval = below(random.next(), 2) ? 0ns : 1ms;
    settings.queueSize = 50 + below(random.next(), 2000);
    settings.block = below(random.next(), 2) == 0;
    settings.retry = {
        .attempts = static_cast<int>(below(random.next(), 4)), .base = 1ms, .max = 2ms};
    settings.answerGrace = 60s;
    settings.hangLimit = 60s;

    const Content content = makeContent();
    SinkLedger ledger;
    RunLedger run(4);
    std::atomic<int> changes{0};
    const std::uint32_t chunks = 20 + below(random.next(), 200);
    const std::uint32_t stopAfter = below(random.next(), chunks);
    const std::uint32_t ending = below(random.next(), 4);
    const bool mutes = below(random.next(), 4) == 0;
    std::atomic<std::uint32_t> offeredChunks{0};
    std::uint64_t offered = 0;
    {
        SinkWorker worker(std::make_unique<MemorySink>(store), settings, ledger, run,
            Clock::system(), seed, [&] { ++changes; });
        worker.setStart(Clock::system().monotonicNanos());
        worker.open(content);
        std::thread producer([&] {
            for (std::uint32_t i = 0; i < chunks; ++i) {
                const ChunkPtr chunk = makeChunk(1 + i % 97, offered, 4);
                offered += chunk->size();
                worker.offer(chunk);
                ++offeredChunks;
                offeredChunks.notify_all();
            }
        });
        std::thread reader([&] {
            for (int turn = 0; offeredChunks < chunks; ++turn) {
                worker.setMuted(mutes && turn % 2 == 0);
                CHECK_MESSAGE(ledger.counts().addsUp(), "seed ", seed);
                static_cast<void>(worker.queued() + worker.bytesWritten());
                static_cast<void>(worker.problem());
                ledger.takeRecentLatency();
                std::this_thread::yield();
            }
        });
        if (ending == 0) { // while offers come
            for (std::uint32_t seen = 0; seen < stopAfter; seen = offeredChunks)
                offeredChunks.wait(seen);
            worker.abandon();
        }
        producer.join();
        reader.join();
        if (ending == 1) {
            worker.drain(std::numeric_limits<std::int64_t>::max());
            while (worker.state() != SinkWorker::State::Finished)
                std::this_thread::yield();
            CHECK_FALSE(worker.drainIncomplete());
        } else if (ending == 2) {
            worker.drain(Clock::system().monotonicNanos() + 200'000);
        }
    }
    const SinkCounts counts = ledger.counts();
    CHECK(store->destroyed == 1);
    CHECK(counts.emitted == offered);
    CHECK(counts.inFlight == 0);
    CHECK(counts.delivered == store->answered(Outcome::Delivered));
    CHECK(counts.unconfirmed >= store->answered(Outcome::Unconfirmed));
    CHECK(counts.unconfirmed
        <= store->answered(Outcome::Unconfirmed) + store->answered(Outcome::RetryUnsure));
    CHECK(counts.rejected >= store->answered(Outcome::Rejected));
    CHECK(ledger.latency().count() == counts.delivered);
    CHECK(store->mostOutstanding() <= store->maxInFlight);
    std::uint64_t errors = 0;
    for (std::uint32_t source = 0; source < 4; ++source)
        errors += run.errorsOf(source);
    CHECK(errors == counts.failed());
    if (ending == 1 && settings.block)
        CHECK(counts.droppedBy[static_cast<std::size_t>(DropReason::QueueFull)] == 0);
}

}

TEST_CASE("books and sink agree, whenever the end comes")
{
    for (std::uint64_t seed = 1; seed <= 200; ++seed)
        runOnce(seed);
}
