// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plan.h"

#include "delivery/sinkqueue.h"
#include "run/profiles.h"
#include "run/testsinks.h"

#include <doctest/doctest.h>

using namespace emitter;

namespace {

// A plan points into the registry that it was made with.
const SinkRegistry sinks = testSinks();

SinkRegistry vectorSinks()
{
    SinkDescriptor descriptor = testSink<TestSink::Good>("vectors");
    descriptor.traits = [](const FieldValues &) {
        SinkTraits traits;
        traits.target = "memory";
        traits.wantsVectors = true;
        return traits;
    };
    return SinkRegistry({std::move(descriptor)});
}

}

TEST_CASE("services and pools become streams with their true rates")
{
    Profile profile = smallProfile(30, {"good"});
    PoolSpec pool;
    pool.emitters = 10;
    pool.baseInterval = 0.5;
    pool.intervalJitter = 0.2;
    profile.pools.push_back(pool);
    profile.rateScale = 2;
    const PlanOutcome planned = makePlan(profile, sinks);
    CHECK(planned.problems.empty());
    CHECK(planned.plan.sources.size() == 11);
    CHECK(planned.plan.expectedPerSecond() == doctest::Approx(2 * (30 + 20)));
}

TEST_CASE("the plan's text names the simple rate of a pool where that is another")
{
    Profile profile = smallProfile(30, {"good"});
    PoolSpec pool;
    pool.emitters = 10;
    pool.baseInterval = 0.5;
    pool.intervalJitter = 1;
    profile.pools.push_back(pool);
    const auto text = [&] { return toText(makePlan(profile, sinks).plan, profile, {}); };
    CHECK(text().find("(not 20/s: short gaps") != std::string::npos);
    profile.pools[0].baseInterval = 0; // then there is no simple one
    CHECK(text().find("every 0 +- 1 s\n") != std::string::npos);
    CHECK(text().find("inf") == std::string::npos);
}

TEST_CASE("a service of rate 0 has a name and no stream")
{
    Profile profile = smallProfile(0, {"good"});
    const PlanOutcome planned = makePlan(profile, sinks);
    CHECK(planned.plan.sources.size() == 1);
    CHECK(planned.plan.streams.empty());
}

TEST_CASE("each group is found its stream, with silent ones between")
{
    Profile profile = smallProfile(0, {"good"});
    for (const double rate : {10.0, 0.0, 0.0, 20.0, 0.0}) {
        profile.services.push_back(profile.services[0]);
        profile.services.back().name += std::to_string(profile.services.size());
        profile.services.back().ratePerSecond = rate;
    }
    PoolSpec pool;
    for (const std::uint32_t emitters : {0, 3, 0, 5}) {
        pool.emitterPrefix += 'x';
        pool.emitters = emitters;
        profile.pools.push_back(pool);
    }
    const Plan plan = makePlan(profile, sinks).plan;
    const auto &groups = plan.sources.groups();
    const auto streams = plan.streamsOfGroups();
    REQUIRE(streams.size() == groups.size());
    std::vector<std::size_t> speaking;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (!streams[i])
            continue;
        speaking.push_back(i);
        CHECK(streams[i]->firstSource == groups[i].first);
        CHECK(streams[i]->sourceCount == groups[i].count);
    }
    CHECK(speaking == std::vector<std::size_t>{1, 4, 7, 9});
}

TEST_CASE("gaps in the sinks' settings are filled from the profile")
{
    Profile profile = smallProfile(30, {"good"});
    profile.bufferSize = 77;
    profile.sinks[0].settings.retryAttempts = 2;
    const PlannedSink sink = makePlan(profile, sinks).plan.sinks.at(0);
    CHECK(sink.delivery.bufferSize == 77);
    CHECK(sink.delivery.flushInterval == profile.flushInterval);
    CHECK(sink.delivery.retry.attempts == 2);
    CHECK(sink.delivery.queueSize == 1'000'000);
    CHECK_FALSE(sink.delivery.block);
}

TEST_CASE("a closed loop blocks every sink")
{
    Profile profile = smallProfile(30, {"good"});
    profile.services[0].ratePerSecond.reset();
    const Plan plan = makePlan(profile, sinks).plan;
    CHECK(plan.closedLoop);
    CHECK(plan.sinks.at(0).delivery.queueSize == 20'000);
    CHECK(plan.sinks.at(0).delivery.block);
    CHECK(toText(plan, profile, {}).find("closed loop") != std::string::npos);
}

TEST_CASE("a target must name a sink that runs")
{
    Profile profile = smallProfile(30, {"good"});
    profile.targets.push_back({"latency_p99{good} < 1s", {}});
    CHECK(makePlan(profile, sinks).problems.empty());
    profile.targets.push_back({"latency_p99{bad} < 1s", {4, 3}});
    const auto problems = makePlan(profile, sinks).problems;
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].line == 4);
    CHECK(problems[0].remedy.find("good") != std::string::npos);
}

TEST_CASE("a bad target shows its line of the file, or the flag that it was")
{
    Profile profile = smallProfile(30, {"good"});
    profile.file = "p.yaml";
    profile.targets.push_back({"achieved >= many", {4, 10}, "targets: ['achieved >= many']"});
    profile.targets.push_back({"achieved >= few", {}});
    const auto problems = makePlan(profile, sinks).problems;
    REQUIRE(problems.size() == 2);
    const std::string inFile = toText(problems[0]);
    CHECK(inFile.starts_with("p.yaml:4:10: error: "));
    CHECK(inFile.find("\n  4 | targets: ['achieved >= many']\n    |          ^")
        != std::string::npos);
    CHECK(problems[0].cause == Cause::Input);
    const std::string flag = toText(problems[1]);
    CHECK(flag.starts_with("error: "));
    CHECK(flag.find("\n   | achieved >= few\n   |             ^") != std::string::npos);
    CHECK(problems[1].cause == Cause::Usage);
}

TEST_CASE("a missing variable of the embedding server is an error where vectors are wanted from it")
{
    const SinkRegistry storing = vectorSinks();
    Profile profile = smallProfile(30, {"vectors"});
    Problem missing;
    missing.text = "embedding.base_url uses ${EMBED_URL}, which is not set";
    missing.line = 4;
    profile.embedding.missingVariables.push_back(missing);
    const auto problems = makePlan(profile, storing).problems;
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].text == missing.text);
    CHECK(problems[0].line == 4);

    profile.embedding.provider = EmbeddingSpec::Provider::Hash;
    CHECK(makePlan(profile, storing).problems.empty());
    Profile without = smallProfile(30, {"good"});
    without.embedding.missingVariables.push_back(missing);
    CHECK(makePlan(without, sinks).problems.empty());
}

TEST_CASE("a price is never rounded to nothing")
{
    const SinkRegistry storing = vectorSinks();
    Profile profile = smallProfile(30, {"vectors"});
    profile.embedding.cache = false;
    const auto text = [&] { return toText(makePlan(profile, storing).plan, profile, {}); };
    CHECK(text().find(" tokens, less than $0.0001\n") != std::string::npos);
    profile.messagePoolSize = 1000;
    CHECK(text().find(" tokens, about $0.000") != std::string::npos);
}

TEST_CASE("memory grows with queues, sources and vectors")
{
    Profile profile = smallProfile(30, {"good"});
    const Plan plan = makePlan(profile, sinks).plan;
    const std::uint64_t before = plan.memoryBytes(profile);
    profile.sinks[0].settings.queueSize = 2'000'000;
    const std::uint64_t after = makePlan(profile, sinks).plan.memoryBytes(profile);
    CHECK(after - before == 1'000'000 * SinkQueue::bytesPerEntry);
}

TEST_CASE("memory counts what a sink sends at a time, and two numbers more than the schedule's "
          "each source")
{
    Profile profile = smallProfile(30, {"wide"});
    const auto memory = [&](int inFlight, bool singly = false) {
        static int batches = 1;
        static bool sendsSingly = false;
        batches = inFlight;
        sendsSingly = singly;
        SinkDescriptor descriptor = testSink<TestSink::Good>("wide");
        descriptor.traits = [](const FieldValues &) {
            SinkTraits traits;
            traits.inFlight = batches;
            traits.sendsSingly = sendsSingly;
            return traits;
        };
        const SinkRegistry wide({descriptor});
        return makePlan(profile, wide).plan.memoryBytes(profile);
    };
    const std::uint64_t batch = memory(2) - memory(1);
    CHECK(batch > 1'000 * 1'000); // entries, each of some hundred bytes
    CHECK(memory(64) - memory(1) == 63 * batch);
    CHECK(memory(0) == memory(1));
    CHECK(memory(64, true) - memory(1, true) < 63 * batch / 10);
    profile.sinks[0].settings.maxBatchBytes = 1 << 16;
    CHECK(memory(2) - memory(1) < batch / 10);

    const std::uint64_t before = memory(1);
    PoolSpec pool;
    pool.emitters = 1'000'000;
    profile.pools.push_back(pool);
    CHECK(memory(1) - before == 1'000'000 * (24 + 16));
}

TEST_CASE("a seed that is not given is drawn and said to be")
{
    Profile profile = smallProfile(30, {"good"});
    profile.seed.reset();
    const Plan first = makePlan(profile, sinks).plan;
    const Plan second = makePlan(profile, sinks).plan;
    CHECK(first.seedDrawn);
    CHECK(first.seed != second.seed);
    CHECK(toText(first, profile, {"KEY"}).find("KEY") != std::string::npos);
}
