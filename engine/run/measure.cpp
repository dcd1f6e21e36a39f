// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/measure.h"

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

Summary::EmitterStats statsOf(std::uint32_t source, const Plan &plan, const RunLedger &books)
{
    const std::uint64_t errors = books.errorsOf(source);
    const std::uint64_t made = books.emittedBy(source);
    const std::uint64_t perSink = errors / std::max<std::size_t>(plan.sinks.size(), 1);
    return {{}, made - std::min(made, perSink), errors};
}

}

void fillSources(Snapshot &snapshot, const Plan &plan, const RunLedger &books,
    const std::set<std::size_t> &muted)
{
    const double strength =
        snapshot.factor * plan.shape.at(static_cast<double>(snapshot.runTime) / 1e9);
    const auto isMuted = [&](const StreamSpec *stream) {
        return stream && muted.contains(static_cast<std::size_t>(stream - plan.streams.data()));
    };
    const auto streams = plan.streamsOfGroups();
    auto next = streams.begin();
    for (const SourceTable::Group &group : plan.sources.groups()) {
        const StreamSpec *stream = *next++;
        const double planned = stream && !plan.closedLoop ? expectedRate(*stream) : 0;
        const double plannedNow = isMuted(stream) ? 0 : planned * strength;
        snapshot.expectedPerSecond += plannedNow;
        if (!group.emitters) {
            snapshot.services.push_back(
                {group.name, planned, books.emittedBy(group.first), plannedNow});
            continue;
        }
        PoolSnapshot pool{group.name, planned, group.count, 0, 0, 0, plannedNow};
        for (std::uint32_t i = 0; i < group.count; ++i) {
            const Summary::EmitterStats emitter = statsOf(group.first + i, plan, books);
            pool.emitted += books.emittedBy(group.first + i);
            pool.errors += emitter.errors;
            pool.count += emitter.count;
        }
        snapshot.pools.push_back(std::move(pool));
    }
}

std::vector<Summary::EmitterStats> statsOf(
    const SourceTable::Group &group, const Plan &plan, const RunLedger &books)
{
    std::vector<Summary::EmitterStats> list;
    list.reserve(group.count);
    for (std::uint32_t i = 0; i < group.count; ++i) {
        list.push_back(statsOf(group.first + i, plan, books));
        list.back().name = plan.sources.name(group.first + i);
    }
    return list;
}

}
