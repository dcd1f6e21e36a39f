// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How fast entries are made: entries per second of Schedule::pop() and of a whole pacer, the median
// of three rounds with the least and the most.

#include "base/clock.h"
#include "schedule/pacer.h"
#include "spread.h"

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

using namespace emitter;

namespace {

StreamSpec stream(ArrivalKind kind, double meanGap, std::uint32_t sources = 1)
{
    StreamSpec spec;
    spec.kind = kind;
    spec.meanGap = meanGap;
    spec.jitter = meanGap / 2;
    spec.sourceCount = sources;
    spec.levelWeights = poolLevelWeights;
    spec.slotCount = 1000;
    return spec;
}

constexpr int rounds = 3;

double seconds(std::int64_t nanos)
{
    return static_cast<double>(nanos) * 1e-9;
}

/// Resident memory in MiB.
double residentMemory()
{
    std::ifstream status("/proc/self/status");
    std::string word;
    double kilobytes = 0;
    while (status >> word) {
        if (word == "VmRSS:")
            status >> kilobytes;
    }
    return kilobytes / 1024;
}

void print(const char *what, const char *name, const bench::Spread &rates)
{
    std::printf("%-6s %-28s %7.2f M entries/s (%.2f to %.2f)", what, name, rates.median / 1e6,
        rates.least / 1e6, rates.most / 1e6);
}

struct Popped
{
    double perSecond = 0;
    double setUpSeconds = 0;
    double megabytes = 0; ///< resident
    std::uint64_t sum = 0;
};

Popped pop(std::vector<StreamSpec> streams, std::uint64_t entries)
{
    const std::int64_t begin = Clock::system().monotonicNanos();
    Schedule schedule(std::move(streams), 42);
    const std::int64_t ready = Clock::system().monotonicNanos();
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < entries; ++i) {
        const Entry entry = schedule.pop();
        sum +=
            static_cast<std::uint64_t>(entry.due) + entry.slot + static_cast<unsigned>(entry.level);
    }
    const std::int64_t end = Clock::system().monotonicNanos();
    return {static_cast<double>(entries) / seconds(end - ready), seconds(ready - begin),
        residentMemory(), sum};
}

void measurePop(const char *name, const std::vector<StreamSpec> &streams, std::uint64_t entries)
{
    std::vector<double> rates;
    Popped last;
    for (int round = 0; round < rounds; ++round) {
        last = pop(streams, entries);
        rates.push_back(last.perSecond);
    }
    print("pop", name, bench::spreadOf(rates));
    std::printf(", set up in %.3f s, %.0f MiB resident (sum %llx)\n", last.setUpSeconds,
        last.megabytes, static_cast<unsigned long long>(last.sum));
}

class Counter : public PacerOutput
{
public:
    void emitChunk(ChunkPtr chunk, std::int64_t emittedAt) override
    {
        emitted += chunk->size();
        last = emittedAt;
    }
    void skipLate(std::uint64_t count) override { skipped += count; }

    std::uint64_t emitted = 0;
    std::uint64_t skipped = 0;
    std::int64_t last = 0;
};

void measurePacer(const char *name, const StreamSpec &spec, const PacerOptions &options)
{
    std::vector<double> rates;
    for (int round = 0; round < rounds; ++round) {
        Counter output;
        Pacer pacer(Schedule({spec}, 42), Timeline({}), options, output, Clock::system());
        pacer.start(Clock::system().monotonicNanos());
        pacer.join();
        rates.push_back(static_cast<double>(output.emitted) / seconds(output.last));
    }
    print("pacer", name, bench::spreadOf(rates));
    std::printf("\n");
}

}

int main()
{
    measurePop("one fixed stream", {stream(ArrivalKind::Fixed, 1e-6)}, 50'000'000);
    measurePop("one Poisson stream", {stream(ArrivalKind::Poisson, 1e-6)}, 50'000'000);
    measurePop("one uniform stream", {stream(ArrivalKind::Uniform, 1e-6)}, 50'000'000);
    std::vector<StreamSpec> five;
    for (std::uint32_t i = 0; i < 5; ++i) {
        five.push_back(stream(ArrivalKind::Poisson, 1e-6 * (i + 1)));
        five.back().firstSource = i;
    }
    measurePop("five Poisson streams", five, 50'000'000);
    measurePop("1,000 uniform sources", {stream(ArrivalKind::Uniform, 1, 1000)}, 20'000'000);
    measurePop(
        "1,000,000 uniform sources", {stream(ArrivalKind::Uniform, 1, 1'000'000)}, 10'000'000);

    PacerOptions closed;
    closed.closedLoop = true;
    closed.count = 50'000'000;
    measurePacer("closed loop, Poisson", stream(ArrivalKind::Poisson, 1e-6), closed);
    PacerOptions behind;
    behind.count = 50'000'000;
    behind.maxLag = std::chrono::hours(1);
    measurePacer("open loop, far behind", stream(ArrivalKind::Poisson, 1e-8), behind);
}
