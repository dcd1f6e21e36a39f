// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/logemitterpool.h"

#include "base/jsonwriter.h"
#include "base/wakeup.h"
#include "run/distributorsink.h"
#include "run/engine.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <utility>

namespace emitter {
namespace {

bool makesSense(const LogEmitterPool::Options &o)
{
    const double x = o.baseInterval.count();
    const double y = o.intervalJitter.count();
    return o.numEmitters > 0 && std::isfinite(x) && std::isfinite(y) && x >= 0 && y >= 0
        && x + y > 0;
}

}

struct LogEmitterPool::Impl : EngineObserver
{
    explicit Impl(Options o)
        : options(std::move(o))
    {
    }

    void stateChanged(RunState state) override
    {
        if (state == RunState::Finished)
            over = true;
        if (state == RunState::Running || state == RunState::Finished)
            running.wake();
    }

    const Options options;
    const SinkRegistry sinks = SinkRegistry::builtIn();
    mutable std::mutex mutex; ///< guards the engine and the earlier counts
    std::unique_ptr<Engine> engine;
    std::vector<EmitterStats> earlier; ///< of the runs before the current one
    std::atomic<bool> over = false; ///< the engine has said its last word
    WakeUp running;
    WakeUp stopWish;

    void add(std::vector<EmitterStats> &sum) const
    {
        if (!engine)
            return;
        const auto current = engine->emitterStats(0);
        for (std::size_t i = 0; i < std::min(sum.size(), current.size()); ++i) {
            sum[i].count += current[i].count;
            sum[i].errors += current[i].errors;
        }
    }

    /// Waits for the engine's end, and keeps its counts.
    void retire()
    {
        engine->wait();
        add(earlier);
        engine.reset();
    }
};

LogEmitterPool::LogEmitterPool(Options options)
    : m_impl(std::make_unique<Impl>(std::move(options)))
{
    for (std::uint32_t i = 1; i <= m_impl->options.numEmitters; ++i)
        m_impl->earlier.push_back({m_impl->options.emitterPrefix + '-' + std::to_string(i), 0, 0});
}

LogEmitterPool::~LogEmitterPool()
{
    stop();
}

Result<void> LogEmitterPool::start()
{
    const std::lock_guard lock(m_impl->mutex);
    if (m_impl->engine && !m_impl->over)
        return {};
    if (m_impl->engine)
        m_impl->retire();
    const Options &options = m_impl->options;
    if (!makesSense(options))
        return Problem{.text = "the pool would emit nothing, or infinitely fast",
            .remedy = "numEmitters must be 1 or more, the intervals 0 or more and not both 0.",
            .cause = Cause::Usage};
    auto sink = distributorSink(m_impl->sinks, options.distributorUrl);
    if (!sink)
        return sink.problem();
    sink->values.set("health_path", std::string()); // emitters go on while the distributor is down

    Profile profile;
    profile.messagePoolSize = 1; // pool emitters bring their own messages
    PoolSpec pool;
    pool.emitterPrefix = options.emitterPrefix;
    pool.emitters = options.numEmitters;
    pool.baseInterval = options.baseInterval.count();
    pool.intervalJitter = options.intervalJitter.count();
    profile.pools.push_back(pool);
    profile.sinks.push_back(std::move(*sink));

    m_impl->running.take();
    m_impl->over = false;
    m_impl->engine = std::make_unique<Engine>(
        std::move(profile), RunOptions{}, EngineParts{m_impl->sinks, {}}, *m_impl);
    m_impl->engine->start();
    while (!m_impl->running.waitUntil(Clock::system().monotonicNanos() + 1'000'000'000)) { }
    if (!m_impl->over)
        return {};
    const Engine::Outcome &outcome = m_impl->engine->wait();
    if (outcome.ran)
        return {}; // and is over already; the counts say how it went
    Problem problem = outcome.problems.empty() ? Problem{} : outcome.problems.front();
    m_impl->engine.reset();
    return problem;
}

void LogEmitterPool::stop()
{
    m_impl->stopWish.wake();
    const std::lock_guard lock(m_impl->mutex);
    if (!m_impl->engine)
        return;
    m_impl->engine->stop(StopCause::User);
    m_impl->retire();
}

Result<void> LogEmitterPool::runForDuration(Seconds duration)
{
    m_impl->stopWish.take();
    if (auto started = start(); !started)
        return started;
    const auto nanos = std::chrono::duration_cast<std::chrono::nanoseconds>(duration);
    m_impl->stopWish.waitUntil(Clock::system().monotonicNanos() + nanos.count());
    stop();
    return {};
}

LogEmitterPool::Stats LogEmitterPool::stats() const
{
    const std::lock_guard lock(m_impl->mutex);
    Stats stats;
    stats.numEmitters = m_impl->options.numEmitters;
    stats.isRunning = m_impl->engine && !m_impl->over;
    stats.emitters = m_impl->earlier;
    m_impl->add(stats.emitters);
    for (const EmitterStats &emitter : stats.emitters)
        stats.totalEmitted += emitter.count;
    return stats;
}

std::string toJson(const LogEmitterPool::Stats &stats)
{
    JsonWriter json(2);
    json.beginObject();
    json.member("total_emitted", stats.totalEmitted);
    json.member("num_emitters", static_cast<std::uint64_t>(stats.numEmitters));
    json.member("is_running", stats.isRunning);
    json.key("emitter_stats").beginObject();
    for (const LogEmitterPool::EmitterStats &emitter : stats.emitters) {
        json.key(emitter.name).beginObject();
        json.member("count", emitter.count).member("errors", emitter.errors);
        json.endObject();
    }
    json.endObject().endObject();
    return json.take();
}

}
