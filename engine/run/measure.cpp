// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/measure.h"

#include <utility>

namespace emitter {

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
        if (!group.emitters) {
            snapshot.services.push_back(
                {group.name, planned, books.emittedBy(group.first), plannedNow});
            continue;
        }
        PoolSnapshot pool{group.name, planned, group.count, 0, 0, plannedNow};
        for (std::uint32_t i = 0; i < group.count; ++i) {
            pool.emitted += books.emittedBy(group.first + i);
            pool.errors += books.errorsOf(group.first + i);
        }
        snapshot.pools.push_back(std::move(pool));
    }
}

}
