// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"
#include "stats/snapshot.h"

namespace emitter {

/// Fills in services and pools of a snapshot from the books.
void fillSources(Snapshot &snapshot, const Plan &plan, const RunLedger &books);

}
