// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"
#include "stats/summary.h"

#include <cstddef>
#include <set>
#include <vector>

namespace emitter {

/// Fills in services and pools of a snapshot from the books, and what is expected of all of them.
/// `muted` are indices of streams. REQUIRES: the snapshot has its factor and run time.
void fillSources(Snapshot &snapshot, const Plan &plan, const RunLedger &books,
    const std::set<std::size_t> &muted);

/// What each emitter of a pool has done so far, in order.
std::vector<Summary::EmitterStats> statsOf(
    const SourceTable::Group &group, const Plan &plan, const RunLedger &books);

}
