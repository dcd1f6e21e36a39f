// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "http/httpclient.h"
#include "profile/profile.h"
#include "run/engineobserver.h"
#include "sinkapi/sinkregistry.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace emitter {

struct RunOptions
{
    bool abortOnFail = false; ///< stop the run once a target has been missed for 5 s
    bool noFail = false; ///< a missed target does not change the exit code
    bool needsRecord = false; ///< a run that cannot be recorded does not start
};

/// What the engine is given from outside; everything referred to outlives it.
struct EngineParts
{
    const SinkRegistry &sinks;
    HttpClientFactory
        makeHttpClient; ///< for fetching embeddings; may be empty when none are fetched
    Clock &clock = Clock::system();
    /// Where runs are recorded that write to a sink that can be read back; empty: nowhere.
    std::string recordsDirectory = {};
    /// Hears of each flush of a dashboard sink, from that sink's thread; may be empty.
    std::function<void(const FlushReport &)> flushed = {};
    /// What a person should know of a plan before its run begins, told as messages; may be empty.
    std::function<std::vector<Problem>(const Plan &, const Profile &)> adviseOn = {};
    /// Hears all that the run's observer hears, after it; null: nobody.
    EngineObserver *listener = nullptr;
};

enum class StopCause { User, Interrupt, Terminate, OutputClosed };

/// One run from profile to summary, in a thread of its own: prepare, open the sinks, pace, drain,
/// sum up. Knows no face; window, dashboard and terminal read its snapshots. One run per Engine.
/// Public functions may be called from any thread.
class Engine
{
public:
    Engine(Profile profile, RunOptions options, EngineParts parts, EngineObserver &observer);
    ~Engine(); ///< stops now and waits

    void start();
    void pause();
    void resume();
    /// Multiplies the planned rate from now on (live x).
    void setFactor(double factor);
    void setMuted(const std::string &serviceOrPrefix, bool muted);
    /// From now on the sink's entries are dropped, or delivered again. Does nothing before the run
    /// has sinks, and after its end.
    void setSinkMuted(const std::string &sinkName, bool muted);
    /// First call: emission ends at once, partial batches are flushed, up to drain_timeout. Second:
    /// now.
    void stop(StopCause cause);
    using Outcome = RunOutcome;
    /// Waits for the end.
    const Outcome &wait();

    Snapshot snapshot() const;
    /// What each emitter of the `pool`-th pool has done so far, in order; empty before the start.
    std::vector<Summary::EmitterStats> emitterStats(std::size_t pool) const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
