// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/lanes.h"

#include "base/random.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace emitter {
namespace {

SinkSnapshot describeSink(const PlannedSink &planned, const SinkWorker &worker, SinkLedger &ledger)
{
    SinkSnapshot sink;
    sink.name = planned.config.name;
    sink.type = planned.descriptor->id;
    sink.target = planned.traits.target;
    sink.state = worker.state();
    sink.muted = worker.isMuted();
    sink.strength = name(planned.traits.strength);
    sink.closedLoop = planned.delivery.block;
    sink.flushSeconds = std::chrono::duration<double>(planned.delivery.flushInterval).count();
    sink.counts = ledger.counts();
    const Histogram latency = ledger.latency();
    sink.latency = percentilesOf(latency);
    sink.latencyBuckets = bucketsOf(latency);
    sink.recentLatency = percentilesOf(ledger.takeRecentLatency());
    sink.bytes = worker.bytesWritten();
    sink.pressedNanos = worker.pressedNanos();
    sink.cpuNanos = worker.cpuNanos();
    sink.errors = ledger.reasons();
    SinkActivity activity = worker.activity();
    sink.step = std::move(activity.step);
    sink.stepDone = activity.done;
    sink.stepTotal = activity.total;
    sink.notes = worker.notes();
    sink.hint = worker.hint();
    return sink;
}

}

std::vector<Problem> Lanes::make(
    const Plan &plan, RunLedger &books, Clock &clock, const std::function<void()> &changed)
{
    std::vector<Problem> problems;
    for (const PlannedSink &planned : plan.sinks) {
        auto sink = planned.descriptor->create(planned.config);
        if (!sink) {
            problems.push_back(std::move(sink.problem()));
            continue;
        }
        Lane lane;
        lane.plan = &planned;
        lane.ledger = std::make_unique<SinkLedger>();
        lane.worker = std::make_unique<SinkWorker>(std::move(*sink), planned.delivery, *lane.ledger,
            books, clock, mix64(plan.seed + m_lanes.size()), changed);
        m_lanes.push_back(std::move(lane));
    }
    return problems;
}

void Lanes::open(const std::shared_ptr<const Content> &content)
{
    for (const Lane &lane : m_lanes)
        lane.worker->open(content);
}

std::size_t Lanes::opening() const
{
    return static_cast<std::size_t>(std::count_if(m_lanes.begin(), m_lanes.end(),
        [](const Lane &lane) { return lane.worker->state() == SinkState::Opening; }));
}

bool Lanes::allLost() const
{
    return std::all_of(m_lanes.begin(), m_lanes.end(),
        [](const Lane &lane) { return lane.worker->state() == SinkState::Lost; });
}

std::vector<Lanes::Loss> Lanes::takeLosses()
{
    std::vector<Loss> losses;
    for (Lane &lane : m_lanes) {
        if (lane.worker->state() != SinkState::Lost || std::exchange(lane.lossTaken, true))
            continue;
        losses.push_back({lane.plan->config.name, lane.worker->problem().value_or(Problem{}),
            lane.plan->descriptor->id == "stdout"});
    }
    return losses;
}

std::vector<Lanes::Loss> Lanes::unfinished() const
{
    std::vector<Loss> losses;
    for (const Lane &lane : m_lanes) {
        const auto problem = lane.worker->problem();
        if (problem && lane.worker->state() == SinkState::Finished)
            losses.push_back({lane.plan->config.name, *problem, false});
    }
    return losses;
}

void Lanes::start(std::int64_t start, Emission &emission)
{
    for (const Lane &lane : m_lanes) {
        lane.worker->setStart(start);
        emission.add(*lane.worker);
    }
}

void Lanes::noteBacklog()
{
    for (Lane &lane : m_lanes)
        lane.backlogAtEnd = lane.ledger->counts().inFlight;
}

void Lanes::drain(std::int64_t deadline)
{
    for (const Lane &lane : m_lanes)
        lane.worker->drain(deadline);
}

void Lanes::prolong(std::int64_t deadline)
{
    for (const Lane &lane : m_lanes)
        lane.worker->prolong(deadline);
}

std::uint64_t Lanes::inFlight() const
{
    return std::accumulate(m_lanes.begin(), m_lanes.end(), std::uint64_t{0},
        [](std::uint64_t sum, const Lane &lane) { return sum + lane.ledger->counts().inFlight; });
}

bool Lanes::watch()
{
    bool all = true;
    for (const Lane &lane : m_lanes) {
        lane.worker->watch();
        const SinkState state = lane.worker->state();
        all = all && (state == SinkState::Finished || state == SinkState::Lost);
    }
    return all;
}

void Lanes::abandon()
{
    for (const Lane &lane : m_lanes)
        lane.worker->abandon();
}

bool Lanes::isDrainIncomplete() const
{
    return std::any_of(m_lanes.begin(), m_lanes.end(),
        [](const Lane &lane) { return lane.worker->drainIncomplete(); });
}

void Lanes::setMuted(const std::string &sinkName, bool muted) const
{
    for (const Lane &lane : m_lanes) {
        if (lane.plan->config.name == sinkName)
            lane.worker->setMuted(muted);
    }
}

std::vector<SinkSnapshot> Lanes::describe()
{
    std::vector<SinkSnapshot> sinks;
    for (const Lane &lane : m_lanes) {
        sinks.push_back(describeSink(*lane.plan, *lane.worker, *lane.ledger));
        sinks.back().backlogAtEnd = lane.backlogAtEnd;
    }
    return sinks;
}

}
