// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the books and the worker cost per entry: RunLedger::emit(), and a closed loop from offer()
// to a sink that takes everything at once. The median of three rounds, in turns, with the least and
// the most.

#include "base/clock.h"
#include "delivery/sinkworker.h"
#include "spread.h"

#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

using namespace emitter;

namespace {

class TakeAll : public Sink
{
public:
    Result<void> open(const Content &) override { return {}; }
    int maxInFlight() const override { return 1; }
    void send(Batch, std::function<void(SendResult)> done) override { done({}); }
    Result<void> finish(std::int64_t) override { return {}; }
    void cancel() override { }
};

std::int64_t processTime()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

ChunkPtr makeChunk(std::size_t size, std::uint64_t first, std::int64_t now, std::uint32_t sources)
{
    Chunk chunk(size);
    for (std::size_t i = 0; i < size; ++i) {
        chunk[i].number = first + i;
        chunk[i].due = now - 100'000 + static_cast<std::int64_t>(i) * 10;
        chunk[i].source = static_cast<std::uint32_t>((first + i) % sources);
        chunk[i].level = static_cast<Level>(i % levelCount);
    }
    return std::make_shared<const Chunk>(std::move(chunk));
}

/// Nanoseconds per entry.
double emitEntries(std::uint32_t sources)
{
    RunLedger ledger(sources);
    const ChunkPtr chunk = makeChunk(8192, 0, 1'000'000'000, sources);
    constexpr int chunks = 5000;
    const std::int64_t begin = processTime();
    for (int i = 0; i < chunks; ++i)
        ledger.emit(*chunk, 1'000'000'000 + i);
    return static_cast<double>(processTime() - begin) / (chunks * 8192.0);
}

struct Worked
{
    std::size_t chunkSize = 0;
    std::uint32_t bufferSize = 0;
    std::vector<double> perSecond = {};
    std::vector<double> cpuNanos = {}; ///< per entry, of both threads
    std::uint64_t delivered = 0;
};

void runWorker(Worked &worked)
{
    const auto [chunkSize, bufferSize] = std::pair(worked.chunkSize, worked.bufferSize);
    DeliverySettings settings;
    settings.bufferSize = bufferSize;
    settings.block = true;
    settings.queueSize = 100'000;
    Clock &clock = Clock::system();
    SinkLedger ledger;
    RunLedger run(1);
    std::mutex mutex;
    std::condition_variable changed;
    const Content content({*MessagePool::create(1, 1), {}, {}, 1, 1}); // nothing is rendered here
    SinkWorker worker(std::make_unique<TakeAll>(), settings, ledger, run, clock, 1, [&] {
        const std::lock_guard lock(mutex);
        changed.notify_all();
    });
    worker.setStart(clock.monotonicNanos());
    worker.open(content);
    const ChunkPtr chunk = makeChunk(chunkSize, 0, 0, 1);
    const std::uint64_t chunks = 50'000'000 / chunkSize;
    const std::int64_t begin = clock.monotonicNanos();
    const std::int64_t beginCpu = processTime();
    for (std::uint64_t i = 0; i < chunks; ++i)
        worker.offer(chunk);
    worker.drain(std::numeric_limits<std::int64_t>::max());
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return worker.state() == SinkState::Finished; });
    const auto entries = static_cast<double>(chunks * chunkSize);
    const auto wall = static_cast<double>(clock.monotonicNanos() - begin);
    const auto cpu = static_cast<double>(processTime() - beginCpu);
    worked.perSecond.push_back(entries * 1e9 / wall);
    worked.cpuNanos.push_back(cpu / entries);
    worked.delivered = ledger.counts().delivered;
}

void print(const Worked &worked)
{
    const bench::Spread rate = bench::spreadOf(worked.perSecond);
    std::printf(
        "worker, chunks of %5zu, batches of %5u  %6.1f M entries/s (%.1f to %.1f), %5.2f ns "
        "of CPU per entry (both threads), delivered %llu\n",
        worked.chunkSize, worked.bufferSize, rate.median / 1e6, rate.least / 1e6, rate.most / 1e6,
        bench::spreadOf(worked.cpuNanos).median, static_cast<unsigned long long>(worked.delivered));
}

}

int main()
{
    constexpr int rounds = 3;
    std::map<std::uint32_t, std::vector<double>> emitted;
    std::vector<Worked> workers;
    for (const std::size_t chunk : {100, 1000, 8192}) {
        for (const std::uint32_t batch : {100u, 1000u, 10'000u})
            workers.push_back({chunk, batch});
    }
    for (int round = 0; round < rounds; ++round) {
        for (const std::uint32_t sources : {1u, 5u, 1'000'000u})
            emitted[sources].push_back(emitEntries(sources));
        for (Worked &worked : workers)
            runWorker(worked);
    }
    for (const auto &[sources, nanos] : emitted) {
        const bench::Spread spread = bench::spreadOf(nanos);
        std::printf("emit, %7u sources            %6.2f ns/entry (%.2f to %.2f)\n", sources,
            spread.median, spread.least, spread.most);
    }
    for (const Worked &worked : workers)
        print(worked);
}
