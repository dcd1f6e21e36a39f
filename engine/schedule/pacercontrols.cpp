// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/pacercontrols.h"

#include <utility>

namespace emitter {

PacerControls::PacerControls(Clock &clock)
    : m_clock(clock)
{
}

void PacerControls::start(std::int64_t runTimeZero)
{
    const std::lock_guard lock(m_mutex);
    m_origin = runTimeZero;
    m_isStarted = true;
    for (PacerCommand &early : m_commands)
        early.origin = m_origin;
}

std::int64_t PacerControls::runTime() const
{
    const std::lock_guard lock(m_mutex);
    return runTimeLocked();
}

void PacerControls::finish(std::int64_t runTime)
{
    const std::lock_guard lock(m_mutex);
    m_finishedAt = runTime;
}

bool PacerControls::isPaused() const
{
    const std::lock_guard lock(m_mutex);
    return m_pausedAt.has_value();
}

void PacerControls::post(PacerCommand command)
{
    {
        const std::lock_guard lock(m_mutex);
        command.runTime = runTimeLocked();
        if (command.kind == PacerCommand::Pause)
            m_pausedAt = command.runTime;
        if (command.kind == PacerCommand::Resume && m_pausedAt) {
            if (m_isStarted)
                m_origin = m_clock.monotonicNanos() - *m_pausedAt;
            m_pausedAt.reset();
        }
        command.origin = m_origin;
        m_commands.push_back(command);
        m_hasCommands.store(true, std::memory_order_release);
    }
    m_wake.wake();
}

std::vector<PacerCommand> PacerControls::take()
{
    if (!m_hasCommands.load(std::memory_order_acquire))
        return {};
    const std::lock_guard lock(m_mutex);
    m_hasCommands.store(false, std::memory_order_relaxed);
    return std::exchange(m_commands, {});
}

std::int64_t PacerControls::runTimeLocked() const
{
    if (m_finishedAt)
        return *m_finishedAt;
    if (m_pausedAt)
        return *m_pausedAt;
    return m_isStarted ? m_clock.monotonicNanos() - m_origin : 0;
}

}
