// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bincounter.h"
#include "run/engine.h"

#include <cstdio>
#include <ctime>
#include <utility>

// The rate as a receiver sees it: the whole engine into a sink that notes when entries come.
using namespace emitter;

namespace {

constexpr double seconds = 5;

/// What came, in the sink's thread; read when the run is over.
struct Arrivals
{
    std::uint64_t count = 0;
    std::int64_t first = 0;
    std::int64_t last = 0;
    BinCounter in10ms{10'000'000};
    BinCounter in100ms{100'000'000};
};
Arrivals arrivals;

class Receiver : public Sink
{
public:
    Result<void> open(const Content &) override
    {
        arrivals = {};
        return {};
    }
    int maxInFlight() const override { return 1; }
    void send(Batch batch, std::function<void(SendResult)> done) override
    {
        const std::int64_t now = Clock::system().monotonicNanos();
        if (arrivals.count == 0)
            arrivals.first = now;
        arrivals.last = now;
        arrivals.count += batch.entries->size();
        // Half a millisecond off, so that no entry of an even stream lies on the edge of a bin.
        const std::int64_t at = now - arrivals.first + 500'000;
        arrivals.in10ms.add(at, batch.entries->size());
        arrivals.in100ms.add(at, batch.entries->size());
        done({});
    }
    Result<void> finish(std::int64_t) override { return {}; }
    void cancel() override { }
};

SinkDescriptor receiver()
{
    SinkDescriptor descriptor;
    descriptor.id = "receiver";
    descriptor.traits = [](const FieldValues &) {
        SinkTraits traits;
        traits.sendsSingly = true;
        return traits;
    };
    descriptor.create = [](SinkConfig) -> Result<std::unique_ptr<Sink>> {
        return std::unique_ptr<Sink>(std::make_unique<Receiver>());
    };
    return descriptor;
}

Profile profileOf(double rate, Arrival arrival, double length = seconds)
{
    Profile profile;
    profile.seed = 1;
    profile.messagePoolSize = 10;
    profile.runDuration = std::chrono::milliseconds(static_cast<int>(length * 1000));
    ServiceSpec service;
    service.name = "bench";
    service.ratePerSecond = rate;
    service.arrival = arrival;
    profile.services.push_back(service);
    SinkSpec sink;
    sink.type = sink.name = "receiver";
    profile.sinks.push_back(sink);
    return profile;
}

double cpuSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// What the process costs while it has next to nothing to do.
void measureIdle(const SinkRegistry &sinks)
{
    EngineObserver nobody;
    constexpr double length = 20;
    Engine engine(profileOf(1, Arrival::Fixed, length), {}, {sinks, {}}, nobody);
    const double before = cpuSeconds();
    engine.start();
    engine.wait();
    std::printf(
        "idle at 1/s: %.0f ms of CPU per minute\n", (cpuSeconds() - before) * 1000 * 60 / length);
}

}

int main()
{
    const SinkRegistry sinks({receiver()});
    EngineObserver nobody;
    std::printf("%-8s %9s %10s %10s %10s %8s %8s %8s %8s %8s %8s\n", "arrival", "planned/s",
        "scheduled", "received", "rate err %", "CV 10ms", "schedule", "CV100ms", "schedule",
        "late p50", "p99 (ms)");
    const std::pair<Arrival, const char *> kinds[] = {
        {Arrival::Poisson, "poisson"}, {Arrival::Uniform, "uniform"}, {Arrival::Fixed, "fixed"}};
    for (const auto &[arrival, name] : kinds) {
        for (const double rate : {100.0, 1'000.0, 10'000.0, 100'000.0, 1'000'000.0}) {
            Engine engine(profileOf(rate, arrival), {}, {sinks, {}}, nobody);
            engine.start();
            const Summary &summary = engine.wait().summary;
            const auto scheduled = static_cast<double>(summary.last.counts.scheduled);
            // Entries over the time that the receiver saw them in, beside those that were drawn
            // over the run's length: a clock that runs away shows as much as an entry that is lost.
            const double took = static_cast<double>(arrivals.last - arrivals.first) * 1e-9;
            const double rateSeen = static_cast<double>(arrivals.count - 1) / took;
            const double error = 100 * (rateSeen * seconds - scheduled) / scheduled;
            const std::int64_t span = arrivals.last - arrivals.first;
            const PaceFacts &pace = summary.last.pace;
            std::printf("%-8s %9.0f %10.0f %10llu %10.3f %8.3f %8.3f %8.3f %8.3f %8.3f %8.3f\n",
                name, rate, scheduled, static_cast<unsigned long long>(arrivals.count), error,
                arrivals.in10ms.variation(span).value_or(0), pace.in10ms.planned.value_or(0),
                arrivals.in100ms.variation(span).value_or(0), pace.in100ms.planned.value_or(0),
                summary.last.lateness.p50, summary.last.lateness.p99);
        }
    }
    measureIdle(sinks);
}
