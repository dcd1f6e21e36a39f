// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo.h"

#include "app/batchrunner.h"
#include "app/mockcommand.h"
#include "mock/mockdistributor.h"
#include "run/distributorsink.h"
#include "run/exitcode.h"

#include <cstdio>
#include <optional>

namespace emitter {
namespace {

PoolSpec pool(std::string prefix, std::uint32_t emitters, double interval, double jitter)
{
    PoolSpec spec;
    spec.emitterPrefix = std::move(prefix);
    spec.emitters = emitters;
    spec.baseInterval = interval;
    spec.intervalJitter = jitter;
    return spec;
}

struct Demo
{
    std::string_view name;
    std::string_view says;
    std::vector<PoolSpec> pools;
    std::chrono::seconds duration;
};

std::vector<Demo> demos()
{
    using std::chrono::seconds;
    return {
        {"basic", "5 emitters, each every 1.0 +- 0.5 s", {pool("emitter", 5, 1.0, 0.5)},
            seconds(30)},
        {"custom",
            "10 emitters, each every 0.5 +- 0.2 s; on a terminal p pauses, + and - change the "
            "rate, q stops",
            {pool("custom", 10, 0.5, 0.2)}, seconds(30)},
        {"high-volume", "20 emitters, each every 0.2 +- 0.05 s: about 100 logs/s",
            {pool("high-volume", 20, 0.2, 0.05)}, seconds(30)},
        {"variable-rate", "three pools side by side: slow, medium and fast",
            {pool("slow", 2, 5.0, 1.0), pool("medium", 5, 1.0, 0.3), pool("fast", 10, 0.2, 0.1)},
            seconds(30)},
    };
}

void complain(const Problem &problem)
{
    std::fprintf(stderr, "%s\n", toText(problem).c_str());
}

}

int runDemo(const CommandLine &line, const SinkRegistry &sinks)
{
    const std::vector<Demo> all = demos();
    const Demo *demo = nullptr;
    for (const Demo &candidate : all) {
        if (candidate.name == line.subject)
            demo = &candidate;
    }

    std::string url = line.url;
    std::optional<MockDistributor> mock;
    if (line.withMock) {
        MockDistributorOptions options = mockOptions(line);
        options.port = 0;
        mock.emplace(options);
        const auto port = mock->start();
        if (!port) {
            complain(port.problem());
            return exitCodeFor(port.problem().cause);
        }
        url = "http://127.0.0.1:" + std::to_string(*port);
    }
    auto sink = distributorSink(sinks, url);
    if (!sink) {
        complain(sink.problem());
        return exitCodeFor(sink.problem().cause);
    }
    Profile profile;
    profile.messagePoolSize = 1; // pool emitters bring their own messages
    profile.pools = demo->pools;
    profile.runDuration = line.duration.value_or(demo->duration);
    profile.sinks.push_back(std::move(*sink));
    for (const std::string &target : line.targets)
        profile.targets.push_back({target, {}});
    if (line.verbosity >= 0)
        std::fprintf(stderr, "Demo %s: %s, to %s\n", line.subject.c_str(),
            std::string(demo->says).c_str(), url.c_str());
    const int exitCode = runBatch(line, sinks, std::move(profile));
    if (mock && line.verbosity >= 0) {
        std::fprintf(stderr, "The mock distributor accepted %llu logs.\n",
            static_cast<unsigned long long>(mock->counts().accepted));
    }
    return exitCode;
}

}
