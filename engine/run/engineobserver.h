// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "content/content.h"
#include "run/entrytail.h"
#include "stats/snapshot.h"
#include "stats/summary.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace emitter {

struct Plan;
struct Profile;

/// What is known of a run before anything is prepared. Refers to the engine's own; copy what you
/// keep.
struct RunFacts
{
    const std::string &runId; ///< 16 hexadecimal digits
    const Plan &plan;
    const Profile &profile;
};

/// How a run ended: its summary, and the problems that kept it from starting.
struct RunOutcome
{
    Summary summary;
    std::vector<Problem> problems;
    bool ran =
        false; ///< false: it failed before the first entry; the summary has only an exit code
    bool recorded = false; ///< under summary.runId
    std::shared_ptr<const Content> content; ///< of a run that ran
};

/// Hears of a run. Every function is called from the engine's thread and must return soon.
class EngineObserver
{
public:
    virtual ~EngineObserver() = default;
    /// A new run; not called for a profile that comes to no plan.
    virtual void planned(const RunFacts &) { }
    virtual void stateChanged(RunState) { }
    /// "Embedding messages", 320 of 1000; total 0: no count.
    virtual void progress(
        const std::string & /*step*/, std::uint64_t /*done*/, std::uint64_t /*total*/)
    {
    }
    /// Ten times a second while the run lives.
    virtual void snapshotReady(const Snapshot &) { }
    /// Some of the entries emitted since the last snapshot; not called when there are none.
    virtual void entriesSampled(const EntrySample &) { }
    /// Something a person should read now: a sink was lost, the rate is missed.
    virtual void message(const Problem &) { }
    /// All is said and done; the state Finished follows.
    virtual void ended(const RunOutcome &) { }
};

}
