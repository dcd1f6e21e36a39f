// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runcontrol.h"

#include "base/ensure.h"
#include "base/random.h"
#include "host/enginehost.h"
#include "ui/draft.h"

#include <utility>

namespace emitter {
namespace {

std::chrono::nanoseconds machineTime()
{
    return std::chrono::steady_clock::now().time_since_epoch();
}

}

RunControl::RunControl(EngineHost &host, Draft &draft, Now now, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_draft(draft)
    , m_now(now ? std::move(now) : machineTime)
{
    connect(&m_draft, &Draft::changed, this, [this] {
        Q_EMIT planChanged();
        Q_EMIT waitingEditsChanged();
    });
    connect(&m_draft, &Draft::replaced, this, &RunControl::forget);
    connect(&m_host, &EngineHost::stateChanged, this, [this](RunState state) {
        // Its end is told by finished(), with the result.
        const RunPhase said = RunPhase::of(state, RunResult::Failed);
        const bool overtaken = m_phase == RunPhase::Stopping && state != RunState::Stopping;
        if (state != RunState::Finished && !overtaken)
            setPhase(said);
    });
    connect(&m_host, &EngineHost::finished, this, [this](const auto &outcome) {
        m_outcome = outcome;
        setPhase(RunPhase::of(RunState::Finished, outcome->summary.result));
        Q_EMIT waitingEditsChanged();
    });
}

const std::optional<Plan> &RunControl::plan() const
{
    return m_draft.plan();
}

std::uint64_t RunControl::memoryBytes() const
{
    return plan()->memoryBytes(*m_draft.profile());
}

bool RunControl::hasWaitingEdits() const
{
    return m_phase.isActive() && !isOfDraft();
}

bool RunControl::isOfDraft() const
{
    return m_draft.text() == m_startedText;
}

void RunControl::forget()
{
    if (m_phase.isFinished())
        setPhase(RunPhase::Idle);
}

void RunControl::start()
{
    EMITTER_ENSURE(canStart(), "only a profile without errors is started");
    Profile profile = *m_draft.profile();
    if (!profile.seed)
        profile.seed = drawSeed();
    m_seed = *profile.seed;
    m_startedText = m_draft.text();
    m_host.start(profile, {});
    m_host.setFactor(m_factor);
    setPhase(m_phase.after(RunPhase::Wish::Start));
}

void RunControl::togglePause()
{
    if (m_phase.allows(RunPhase::Wish::Pause)) {
        m_host.pause();
        setPhase(m_phase.after(RunPhase::Wish::Pause));
    } else if (m_phase.allows(RunPhase::Wish::Resume)) {
        m_host.resume();
        setPhase(m_phase.after(RunPhase::Wish::Resume));
    }
}

void RunControl::stop()
{
    const std::chrono::nanoseconds now = m_now();
    if (m_phase == RunPhase::Stopping && now - m_stoppedAt < stopsApart)
        return;
    m_stoppedAt = now;
    stopForGood();
}

void RunControl::stopForGood()
{
    if (!m_phase.isActive())
        return;
    m_host.stop();
    setPhase(RunPhase::Stopping);
}

void RunControl::setFactor(double factor)
{
    if (factor == m_factor)
        return;
    m_factor = factor;
    m_host.setFactor(factor);
    Q_EMIT factorChanged(factor);
}

void RunControl::setPhase(RunPhase phase)
{
    if (phase == m_phase)
        return;
    m_phase = phase;
    Q_EMIT phaseChanged();
}

}
