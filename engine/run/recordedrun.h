// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "content/content.h"
#include "run/plan.h"
#include "run/preparation.h"
#include "stats/verification.h"
#include "verify/runrecord.h"
#include "verify/storecheck.h"

#include <memory>

namespace emitter {

/// The plan's sinks must be readable for a check to mean anything; else a Problem with cause Usage.
Result<void> requireReadable(const Plan &plan);

/// The content of a recorded run, made again: texts, names and ids from the record, vectors through
/// the normal preparation (from the cache, as a rule). Blocking.
Result<std::shared_ptr<const Content>> remakeContent(
    Profile profile, Plan plan, const RunRecord &record, const PreparationMeans &means);

/// Compares every store of the plan with the record. `content` is that of the run. Blocking, any
/// thread; fails when the record cannot be read.
Result<Verification> verifyRun(
    const Content &content, const RunRecord &record, const Plan &plan, const CheckOptions &options);

/// What a check adds to the exit code of a run that ended well.
int exitCodeOf(const Verification &verification);

}
