// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/wakeup.h"
#include "run/emission.h"
#include "run/engine.h"
#include "run/lanes.h"
#include "run/observertee.h"
#include "run/plan.h"
#include "run/ratewatch.h"
#include "run/verdictofrun.h"
#include "stats/sampler.h"
#include "verify/recordfolder.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <thread>
#include <vector>

namespace emitter {

/// The engine's thread runs life() from top to bottom; everything else hands it a wish and wakes
/// it.
struct Engine::Impl
{
    Impl(Profile p, RunOptions o, EngineParts givenParts, EngineObserver &obs)
        : profile(std::move(p))
        , options(o)
        , parts(std::move(givenParts))
        , observer(obs, parts.listener)
        , clock(parts.clock)
    {
    }

    const Profile profile;
    const RunOptions options;
    const EngineParts parts;
    ObserverTee observer;
    Clock &clock;

    // Wishes of other threads.
    WakeUp wake;
    std::mutex wishes;
    std::optional<StopCause> stopCause;
    int stops = 0;
    std::stop_source preparing; ///< ends slow preparation steps

    // The engine's thread only, except where `state` guards.
    Plan plan;
    std::uint64_t runId = 0;
    std::shared_ptr<Content> content;
    std::unique_ptr<RunLedger> books;
    EntryTail tail;
    Lanes lanes;
    std::unique_ptr<RecordFolder> record; ///< absent when the run is not recorded
    std::unique_ptr<Emission> emission;
    std::int64_t startedUnix = 0;
    std::int64_t finalRunTime = 0;
    Sampler sampler;
    RateWatch rateWatch;
    RunEnd end;
    std::optional<MachineMeter> machine; ///< since the pacer's start
    std::optional<MachineUse> machineUse; ///< up to its end
    int missedSeconds = 0;

    mutable std::mutex state; ///< guards the following, and the making of `books` and `lanes`
    std::unique_ptr<Pacer> pacer;
    double factor = 1;
    std::set<std::size_t> muted; ///< streams
    Snapshot latest;
    Outcome outcome;

    std::thread thread;

    void life();
    bool prepare();
    bool makeSinks();
    bool openSinks();
    void closeSinks();
    void reportLostSinks();
    bool openRecord();
    void beginRecord();
    void pace();
    void drain();
    void sumUp();
    void closeRecord();
    RunRecord describeRecord() const;

    int stopsSoFar();
    void fail(std::vector<Problem> problems);
    void failStopped();
    void setState(RunState next);
    Snapshot measure();
    Snapshot publish();
    void tellSteps(const std::vector<SinkSnapshot> &sinks);
    void watchPlan(const Snapshot &now);
};

}
