// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace emitter {

/// N emitters that each POST one log to a distributor every x +- y seconds: the whole engine behind
/// five functions. Needs a QCoreApplication object somewhere in the program (for HTTP), but no
/// event loop. The functions may be called from any thread; several pools run side by side.
///
///     LogEmitterPool pool({.distributorUrl = "http://localhost:8000", .numEmitters = 10});
///     pool.runForDuration(30s);
///     std::cout << pool.stats().totalEmitted << '\n';
class LogEmitterPool
{
public:
    using Seconds = std::chrono::duration<double>;

    struct Options
    {
        std::string distributorUrl = "http://localhost:8000"; ///< `/submit` is added
        std::uint32_t numEmitters = 5; ///< each an independent stream of logs
        Seconds baseInterval{1.0}; ///< x
        Seconds intervalJitter{0.5}; ///< y: every gap is drawn from [x - y, x + y], never below 0
        std::string emitterPrefix = "emitter"; ///< sources are emitter-1, emitter-2 ...
    };

    struct EmitterStats
    {
        std::string name;
        std::uint64_t count = 0; ///< logs emitted without an error; an answer may be yet to come
        std::uint64_t errors = 0; ///< logs that the distributor did not accept
    };

    struct Stats
    {
        std::uint64_t totalEmitted = 0; ///< sum of the counts, over all starts of this pool
        std::uint32_t numEmitters = 0;
        bool isRunning = false;
        std::vector<EmitterStats> emitters;
    };

    explicit LogEmitterPool(Options options);
    ~LogEmitterPool(); ///< stops

    /// Starts emitting; does nothing while running. Fails on options that make no sense (no
    /// emitters, a bad URL). A distributor that is down is no failure: errors are counted and
    /// emitters go on. One that answers that it wants no logs at all (401, 403, 404) ends the run,
    /// see Stats::isRunning; start() begins another.
    Result<void> start();
    /// Stops and waits for the answers to what was sent; does nothing while stopped.
    void stop();
    /// start(), wait, stop(): blocks for `duration` and the drain.
    Result<void> runForDuration(Seconds duration);

    Stats stats() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// The guide's object: total_emitted, num_emitters, is_running, emitter_stats.
std::string toJson(const LogEmitterPool::Stats &stats);

}
