// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plan.h"

#include "base/random.h"
#include "base/values.h"
#include "content/emittermessages.h"
#include "delivery/sinkqueue.h"
#include "profile/readcontext.h"
#include "verify/recorder.h"

#include <algorithm>
#include <set>
#include <utility>

namespace emitter {
namespace {

constexpr double nominalClosedLoopRate = 1000; // only the shares of the streams matter there

ArrivalKind kindOf(Arrival arrival)
{
    switch (arrival) {
    case Arrival::Poisson:
        return ArrivalKind::Poisson;
    case Arrival::Uniform:
        return ArrivalKind::Uniform;
    case Arrival::Fixed:
        break;
    }
    return ArrivalKind::Fixed;
}

Problem at(const Profile &profile, const Place &place, std::string path, std::string text,
    std::string remedy)
{
    Problem problem;
    problem.path = std::move(path);
    problem.text = std::move(text);
    problem.remedy = std::move(remedy);
    problem.file = place.line > 0 ? profile.file : std::string();
    problem.line = place.line;
    problem.column = place.column;
    return problem;
}

void addServices(const Profile &profile, Plan &plan)
{
    for (const ServiceSpec &service : profile.services) {
        const double rate =
            service.ratePerSecond.value_or(nominalClosedLoopRate) * profile.rateScale;
        const std::uint32_t source = plan.sources.addService(service.name);
        if (rate <= 0)
            continue; // declared, but silent
        StreamSpec stream;
        stream.firstSource = source;
        stream.kind = kindOf(service.arrival);
        stream.meanGap = 1 / rate;
        stream.jitter = stream.meanGap / 2; // the proportions of the pool guide's defaults
        stream.levelWeights = service.levelWeights;
        stream.slotCount = profile.messagePoolSize;
        plan.streams.push_back(stream);
    }
}

void addPools(const Profile &profile, Plan &plan)
{
    for (const PoolSpec &pool : profile.pools) {
        StreamSpec stream;
        stream.firstSource = plan.sources.addEmitters(pool.emitterPrefix, pool.emitters);
        stream.sourceCount = pool.emitters;
        stream.kind = ArrivalKind::Uniform;
        stream.meanGap = pool.baseInterval / profile.rateScale;
        stream.jitter = pool.intervalJitter / profile.rateScale;
        stream.minGap = pool.minInterval / profile.rateScale;
        stream.levelWeights = poolLevelWeights;
        stream.firstSlot = profile.messagePoolSize;
        stream.slotCount = emitterTemplateCount();
        if (pool.emitters > 0 && profile.rateScale > 0)
            plan.streams.push_back(stream);
    }
}

Shape shapeOf(const ShapeSpec &spec)
{
    std::vector<Shape::Stage> stages;
    for (const ShapeSpec::Stage &stage : spec.stages)
        stages.push_back({stage.seconds, stage.from, stage.to});
    return Shape(std::move(stages), spec.repeats);
}

SinkSettings resolved(const SinkSpec &sink, const Profile &profile, const SinkTraits &traits)
{
    SinkSettings s = sink.settings;
    const bool single = traits.sendsSingly;
    s.bufferSize = s.bufferSize.value_or(profile.bufferSize);
    s.flushInterval =
        s.flushInterval.value_or(single ? std::chrono::milliseconds(0) : profile.flushInterval);
    s.maxBatchBytes = s.maxBatchBytes.value_or(8u << 20);
    s.queueSize = s.queueSize.value_or(profile.isClosedLoop()
            ? std::max<std::uint64_t>(20'000, 2 * std::uint64_t{*s.bufferSize})
            : 1'000'000);
    s.whenFull =
        profile.isClosedLoop() ? WhenFull::Block : s.whenFull.value_or(WhenFull::DropNewest);
    s.retryAttempts = s.retryAttempts.value_or(single ? 0 : 5);
    s.retryBase = s.retryBase.value_or(std::chrono::milliseconds(100));
    s.retryMax = s.retryMax.value_or(std::chrono::milliseconds(30'000));
    s.connectTimeout = s.connectTimeout.value_or(std::chrono::milliseconds(3000));
    s.timeout = s.timeout.value_or(traits.timeout);
    return s;
}

DeliverySettings deliveryOf(const SinkSettings &s)
{
    DeliverySettings delivery;
    delivery.bufferSize = *s.bufferSize;
    delivery.flushInterval = *s.flushInterval;
    delivery.maxBatchBytes = *s.maxBatchBytes;
    delivery.queueSize = *s.queueSize;
    delivery.block = *s.whenFull == WhenFull::Block;
    delivery.retry.attempts = *s.retryAttempts;
    delivery.retry.base = *s.retryBase;
    delivery.retry.max = *s.retryMax;
    return delivery;
}

void addSinks(const Profile &profile, const SinkRegistry &registry, PlanOutcome &outcome)
{
    for (const SinkSpec &spec : profile.sinks) {
        const SinkDescriptor *descriptor = registry.find(spec.type);
        if (!spec.enabled || !descriptor)
            continue;
        PlannedSink sink;
        sink.descriptor = descriptor;
        sink.traits = descriptor->traits(spec.values);
        sink.config.name = spec.name;
        sink.config.values = spec.values;
        sink.config.settings = resolved(spec, profile, sink.traits);
        sink.delivery = deliveryOf(sink.config.settings);
        sink.delivery.finishTimeout = sink.traits.finishTimeout;
        outcome.plan.wantsVectors |= sink.traits.wantsVectors;
        if (sink.traits.wantsVectors
            && profile.embedding.provider == EmbeddingSpec::Provider::None) {
            const auto index = static_cast<std::size_t>(&spec - profile.sinks.data());
            outcome.problems.push_back(at(profile, spec.place, itemPath("sinks", index),
                "sink \"" + spec.name + "\" stores vectors, but embedding.provider is none",
                "Set embedding.provider to openai or hash, or turn the sink's vectors off."));
        }
        outcome.plan.sinks.push_back(std::move(sink));
    }
    for (PlannedSink &sink : outcome.plan.sinks)
        sink.config.vectors = outcome.plan.wantsVectors;
}

/// A server that is named by a variable without a value must not become the usual one: it would
/// get the texts and the key.
void checkEmbedding(const Profile &profile, PlanOutcome &outcome)
{
    const EmbeddingSpec &spec = profile.embedding;
    if (outcome.plan.wantsVectors && spec.provider == EmbeddingSpec::Provider::OpenAi)
        outcome.problems.insert(
            outcome.problems.end(), spec.missingVariables.begin(), spec.missingVariables.end());
}

Problem ofTarget(const TargetSpec &spec, const Profile &profile, const std::string &path,
    std::string text, std::string remedy)
{
    Problem problem = at(profile, spec.place, path, std::move(text), std::move(remedy));
    problem.excerpt = spec.excerpt;
    if (spec.place.line == 0)
        problem.cause = Cause::Usage;
    return problem;
}

void addTargets(const Profile &profile, PlanOutcome &outcome)
{
    for (const TargetSpec &spec : profile.targets) {
        const std::string path =
            itemPath("targets", static_cast<std::size_t>(&spec - profile.targets.data()));
        auto target = parseTarget(spec.expression);
        if (!target) {
            const Problem &wrong = target.problem();
            Problem problem = ofTarget(spec, profile, path, wrong.text, wrong.remedy);
            if (spec.place.line == 0) { // a flag: the caret points into what was given
                problem.column = wrong.column;
                problem.excerpt = wrong.excerpt;
            }
            outcome.problems.push_back(std::move(problem));
            continue;
        }
        const auto &sinks = outcome.plan.sinks;
        const bool known = target->sink.empty()
            || std::any_of(sinks.begin(), sinks.end(),
                [&](const PlannedSink &sink) { return sink.config.name == target->sink; });
        if (!known) {
            std::string names;
            for (const PlannedSink &sink : sinks)
                names += (names.empty() ? "" : ", ") + sink.config.name;
            outcome.problems.push_back(ofTarget(spec, profile, path,
                "target \"" + spec.expression + "\" names a sink that does not run: \""
                    + target->sink + '"',
                "The sinks of this run are: " + names + "."));
            continue;
        }
        outcome.plan.targets.push_back(std::move(*target));
    }
}

/// What a sink sends beyond its first batch: the queue fills again behind it.
std::uint64_t inFlightBytes(const PlannedSink &sink, std::uint32_t dimensions)
{
    constexpr std::uint64_t perEntry = 1024; // its text, fields of one's own among it
    const std::uint64_t vector = sink.traits.wantsVectors ? 13 * std::uint64_t{dimensions} : 0;
    const std::uint64_t entries = sink.delivery.bufferSize;
    const std::uint64_t rendered = sink.traits.sendsSingly ? 1 : entries;
    const std::uint64_t body =
        std::min(sink.delivery.maxBatchBytes, rendered * (perEntry + vector));
    const auto further = static_cast<std::uint64_t>(std::max(sink.traits.inFlight, 1) - 1);
    return further * (body + entries * sizeof(Entry));
}

}

double Plan::expectedPerSecond() const
{
    double sum = 0;
    for (const StreamSpec &stream : streams)
        sum += expectedRate(stream);
    return sum;
}

std::vector<const StreamSpec *> Plan::streamsOfGroups() const
{
    std::vector<const StreamSpec *> found;
    found.reserve(sources.groups().size());
    auto next = streams.begin(); // in the same order, and there may be many of both
    for (const SourceTable::Group &group : sources.groups()) {
        const bool speaks =
            group.count > 0 && next != streams.end() && next->firstSource == group.first;
        found.push_back(speaks ? &*next++ : nullptr);
    }
    return found;
}

bool Plan::isReadable() const
{
    return std::any_of(sinks.begin(), sinks.end(),
        [](const PlannedSink &sink) { return sink.descriptor->createReader != nullptr; });
}

std::uint64_t Plan::memoryBytes(const Profile &profile) const
{
    constexpr std::uint64_t fixed = 48u << 20; // program, libraries, thread stacks, histograms
    constexpr std::uint64_t perSource = 24 + 2 * 8; // schedule and books
    constexpr std::uint64_t perMessage = 1024; // text and rendered fragments
    const std::uint64_t slots = profile.messagePoolSize + emitterTemplateCount();
    std::uint64_t bytes = fixed + sources.size() * perSource + slots * perMessage;
    if (wantsVectors) // the numbers, one rendering per sink, and the bank of noise
        bytes += slots * profile.embedding.dimensions * (4 + 13 * sinks.size()) + (8u << 20);
    if (isReadable())
        bytes += Recorder::Limits().waiting * sizeof(Entry);
    for (const PlannedSink &sink : sinks)
        bytes += sink.delivery.queueSize * SinkQueue::bytesPerEntry
            + 4 * sink.delivery.maxBatchBytes + inFlightBytes(sink, profile.embedding.dimensions);
    return bytes;
}

PlanOutcome makePlan(const Profile &profile, const SinkRegistry &sinks)
{
    PlanOutcome outcome;
    Plan &plan = outcome.plan;
    plan.seedDrawn = !profile.seed;
    plan.seed = profile.seed ? *profile.seed : drawSeed();
    plan.closedLoop = profile.isClosedLoop();
    addServices(profile, plan);
    addPools(profile, plan);
    plan.shape = shapeOf(profile.shape);
    plan.pacer.maxLag = profile.maxLag;
    plan.pacer.closedLoop = plan.closedLoop;
    if (profile.runDuration.count() > 0)
        plan.pacer.duration = profile.runDuration;
    if (profile.count > 0)
        plan.pacer.count = profile.count;
    addSinks(profile, sinks, outcome);
    checkEmbedding(profile, outcome);
    addTargets(profile, outcome);
    return outcome;
}

}
