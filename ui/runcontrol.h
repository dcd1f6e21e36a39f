// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/engine.h"
#include "run/plan.h"
#include "ui/runphase.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
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
    /// A clock that never jumps.
    using Now = std::function<std::chrono::nanoseconds()>;
    /// A second wish to stop that comes sooner than this belongs to the first: a double click.
    static constexpr std::chrono::milliseconds stopsApart{700};

    /// Both outlive it; the draft is planned. Empty `now`: the time of this computer.
    RunControl(EngineHost &host, Draft &draft, Now now = {}, QObject *parent = nullptr);

    RunPhase phase() const { return m_phase; }
    /// What the draft would come to, while nothing is wrong with it.
    const std::optional<Plan> &plan() const;
    std::uint64_t memoryBytes() const; ///< that it may take. REQUIRES: plan()
    bool canStart() const { return plan() && m_phase.allows(RunPhase::Wish::Start); }
    double factor() const { return m_factor; }
    /// Edits since the start that this run does not know.
    bool hasWaitingEdits() const;
    /// Whether the last run was started with the text that the draft has now.
    bool isOfDraft() const;
    std::uint64_t seed() const { return m_seed; } ///< of the last run
    /// Of the last run that is over; null before.
    const std::shared_ptr<const Engine::Outcome> &outcome() const { return m_outcome; }

    /// REQUIRES: canStart()
    void start();
    /// Pauses or goes on; nothing where neither is allowed.
    void togglePause();
    /// In order; again, but not at once: now. Nothing without a run.
    void stop();
    /// In order; again: now, however soon.
    void stopForGood();
    /// Applies at once, and to the runs to come.
    void setFactor(double factor);

Q_SIGNALS:
    void phaseChanged();
    void planChanged();
    void waitingEditsChanged();
    void factorChanged(double factor);

private:
    /// A run that is over says nothing of another profile.
    void forget();
    void setPhase(RunPhase phase);

    EngineHost &m_host;
    Draft &m_draft;
    Now m_now;
    std::chrono::nanoseconds m_stoppedAt{0};
    RunPhase m_phase;
    double m_factor = 1;
    std::uint64_t m_seed = 0;
    std::string m_startedText;
    std::shared_ptr<const Engine::Outcome> m_outcome;
};

}
