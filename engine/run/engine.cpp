// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/engine.h"

#include "run/engineimpl.h"
#include "run/measure.h"

namespace emitter {

Engine::Engine(Profile profile, RunOptions options, EngineParts parts, EngineObserver &observer)
    : m_impl(std::make_unique<Impl>(std::move(profile), options, std::move(parts), observer))
{
}

Engine::~Engine()
{
    stop(StopCause::User);
    stop(StopCause::User);
    wait();
}

void Engine::start()
{
    m_impl->thread = std::thread([impl = m_impl.get()] { impl->life(); });
}

void Engine::pause()
{
    const std::lock_guard lock(m_impl->state);
    if (m_impl->pacer)
        m_impl->pacer->pause();
}

void Engine::resume()
{
    const std::lock_guard lock(m_impl->state);
    if (m_impl->pacer)
        m_impl->pacer->resume();
}

void Engine::setFactor(double factor)
{
    const std::lock_guard lock(m_impl->state);
    m_impl->factor = factor;
    if (m_impl->pacer)
        m_impl->pacer->setFactor(factor);
}

void Engine::setMuted(const std::string &serviceOrPrefix, bool muted)
{
    const std::lock_guard lock(m_impl->state);
    if (!m_impl->pacer)
        return;
    const auto &streams = m_impl->plan.streams;
    for (std::size_t i = 0; i < streams.size(); ++i) {
        if (m_impl->plan.sources.groupOf(streams[i].firstSource).name != serviceOrPrefix)
            continue;
        m_impl->pacer->setMuted(i, muted);
        if (muted)
            m_impl->muted.insert(i);
        else
            m_impl->muted.erase(i);
    }
}

void Engine::setSinkMuted(const std::string &sinkName, bool muted)
{
    const std::lock_guard lock(m_impl->state);
    m_impl->lanes.setMuted(sinkName, muted);
}

void Engine::stop(StopCause cause)
{
    {
        const std::lock_guard lock(m_impl->wishes);
        if (!m_impl->stopCause)
            m_impl->stopCause = cause;
        ++m_impl->stops;
    }
    m_impl->preparing.request_stop();
    m_impl->wake.wake();
}

const Engine::Outcome &Engine::wait()
{
    if (m_impl->thread.joinable())
        m_impl->thread.join();
    return m_impl->outcome;
}

Snapshot Engine::snapshot() const
{
    const std::lock_guard lock(m_impl->state);
    return m_impl->latest;
}

std::vector<Summary::EmitterStats> Engine::emitterStats(std::size_t pool) const
{
    const std::lock_guard lock(m_impl->state);
    if (!m_impl->books)
        return {};
    for (const SourceTable::Group &group : m_impl->plan.sources.groups()) {
        if (group.emitters && pool-- == 0)
            return statsOf(group, m_impl->plan, *m_impl->books);
    }
    return {};
}

}
