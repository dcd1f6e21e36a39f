// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/summary.h"
#include "ui/icons.h"

#include <QString>

#include <string>

namespace emitter {

/// Where the window is with its run: what the engine says, or what the user has just asked for and
/// the engine has not yet answered, so that a click shows at once. A plain value; the only place
/// that knows which wish is allowed when, and how a state looks.
class RunPhase
{
public:
    enum Value { Idle, Preparing, Running, Paused, Stopping, Passed, Missed, Stopped, Failed };
    enum class Wish { Start, Pause, Resume, Stop, StopNow };
    enum class Tone { Neutral, Active, Good, Warning, Bad };

    constexpr RunPhase(Value value = Idle)
        : m_value(value)
    {
    }
    /// What the engine says; `result` counts once the run is over.
    static RunPhase of(RunState state, RunResult result);

    constexpr operator Value() const { return m_value; }

    bool allows(Wish wish) const;
    /// The phase to show as soon as `wish` is handed over. REQUIRES: allows(wish)
    RunPhase after(Wish wish) const;
    /// From Start to the end: there is a run.
    bool isActive() const { return m_value >= Preparing && m_value <= Stopping; }
    bool isFinished() const { return m_value >= Passed; }

    QString word() const; ///< `Running`, `Finished: missed targets`
    Icon icon() const;
    Tone tone() const;

private:
    Value m_value;
};

/// Why a run ended as it did, e.g. Summary::reason. What the engine words anew each time stays as
/// it is.
QString reasonText(const std::string &reason);

}
