// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/engine.h"
#include "run/plan.h"
#include "ui/runphase.h"

#include <QObject>

#include <memory>
#include <string>

namespace emitter {

class Draft;
class EngineHost;

/// Turns the user's wishes into calls of the host, and knows the phase that the window shows. A
/// wish shows at once, whatever the sinks do. GUI thread.
class RunControl : public QObject
{
    Q_OBJECT
public:
    /// All three outlive it.
    RunControl(
        EngineHost &host, Draft &draft, const SinkRegistry &sinks, QObject *parent = nullptr);

    RunPhase phase() const { return m_phase; }
    /// What the draft would come to: its plan while nothing is wrong with it, and what is.
    const PlanOutcome &planned() const { return m_planned; }
    bool hasPlan() const { return m_hasPlan; }
    bool canStart() const { return m_hasPlan && m_phase.allows(RunPhase::Wish::Start); }
    double factor() const { return m_factor; }
    /// Edits since the start that this run does not know.
    bool hasWaitingEdits() const;
    std::uint64_t seed() const { return m_seed; } ///< of the last run
    /// Of the last run that is over; null before.
    const std::shared_ptr<const Engine::Outcome> &outcome() const { return m_outcome; }

    /// REQUIRES: canStart()
    void start();
    /// Pauses or goes on; nothing where neither is allowed.
    void togglePause();
    /// In order; again: now. Nothing without a run.
    void stop();
    /// Applies at once, and to the runs to come.
    void setFactor(double factor);

Q_SIGNALS:
    void phaseChanged();
    void planChanged(); ///< planned(), hasPlan()
    void waitingEditsChanged();
    void factorChanged(double factor);

private:
    void readDraft();
    void setPhase(RunPhase phase);

    EngineHost &m_host;
    Draft &m_draft;
    const SinkRegistry &m_sinks;
    RunPhase m_phase;
    PlanOutcome m_planned;
    bool m_hasPlan = false;
    double m_factor = 1;
    std::uint64_t m_seed = 0;
    std::string m_startedText;
    std::shared_ptr<const Engine::Outcome> m_outcome;
};

}
