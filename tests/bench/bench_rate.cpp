// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/engine.h"

#include <cstdio>
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

Profile profileOf(double rate, Arrival arrival)
{
    Profile profile;
    profile.seed = 1;
    profile.messagePoolSize = 10;
    profile.runDuration = std::chrono::milliseconds(static_cast<int>(seconds * 1000));
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

}

int main()
{
    const SinkRegistry sinks({receiver()});
    EngineObserver nobody;
    std::printf("%-8s %9s %10s %10s %10s %12s %12s\n", "arrival", "planned/s", "scheduled",
        "received", "rate err %", "lateness p50", "p99 (ms)");
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
            std::printf("%-8s %9.0f %10.0f %10llu %10.3f %12.3f %12.3f\n", name, rate, scheduled,
                static_cast<unsigned long long>(arrivals.count), error, summary.last.lateness.p50,
                summary.last.lateness.p99);
        }
    }
}
