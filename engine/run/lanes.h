// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "delivery/sinkworker.h"
#include "run/emission.h"
#include "run/plan.h"
#include "stats/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace emitter {

/// The sinks of one run: each with its worker and its books, in the plan's order. Owned by the
/// engine's thread; the engine guards setMuted(), which comes from others, against make() and the
/// end.
class Lanes
{
public:
    /// Makes every planned sink; the problems of those that cannot be made. `plan`, `books` and
    /// `clock` outlive the lanes; `changed` is called from the workers' threads.
    std::vector<Problem> make(
        const Plan &plan, RunLedger &books, Clock &clock, const std::function<void()> &changed);
    /// Opens all sinks, each in its own thread.
    void open(const std::shared_ptr<const Content> &content);
    std::size_t size() const { return m_lanes.size(); }
    std::size_t opening() const;
    bool allLost() const;

    struct Loss
    {
        std::string sink; ///< its name
        Problem problem;
        bool isStdout = false;
    };
    /// The sinks that were lost, or could not be opened, since the last call.
    std::vector<Loss> takeLosses();

    /// The sinks that came to their end but could not do there what they should.
    std::vector<Loss> unfinished() const;

    /// Run time zero is `start` (monotonic nanoseconds); from here on `emission` feeds the workers.
    void start(std::int64_t start, Emission &emission);
    void drain(std::int64_t deadline);
    /// A later deadline for the sinks that still drain.
    void prolong(std::int64_t deadline);
    /// Now and then while draining: true when every sink has finished or is lost.
    bool watch();
    void abandon();
    bool isDrainIncomplete() const;
    /// Entries that the sinks owe an outcome.
    std::uint64_t inFlight() const;
    /// The last entry has been emitted: what is in flight now is each sink's backlog.
    void noteBacklog();

    /// Any thread. A sink that does not exist is none to mute.
    void setMuted(const std::string &sinkName, bool muted) const;

    /// What each sink says, and its books; takes the latencies since the last call.
    std::vector<SinkSnapshot> describe();

private:
    struct Lane
    {
        const PlannedSink *plan = nullptr;
        std::unique_ptr<SinkLedger> ledger; ///< outlives the worker
        std::unique_ptr<SinkWorker> worker;
        bool lossTaken = false;
        std::uint64_t backlogAtEnd = 0;
    };
    std::vector<Lane> m_lanes;
};

}
