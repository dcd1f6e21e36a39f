// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runphase.h"

#include "base/ensure.h"
#include "ui/numbers.h"

#include <QCoreApplication>

#include <array>

namespace emitter {
namespace {

struct Look
{
    const char *word;
    Icon icon;
    RunPhase::Tone tone;
};

const char *const context = "emitter::RunPhase";
using Tone = RunPhase::Tone;

constexpr std::array<Look, RunPhase::Failed + 1> looks{{
    {QT_TRANSLATE_NOOP("emitter::RunPhase", "Idle"), Icon::Ring, Tone::Neutral},
    {QT_TRANSLATE_NOOP("emitter::RunPhase", "Preparing"), Icon::Hourglass, Tone::Active},
    {QT_TRANSLATE_NOOP("emitter::RunPhase", "Running"), Icon::Dot, Tone::Good},
    {QT_TRANSLATE_NOOP("emitter::RunPhase", "Paused"), Icon::Pause, Tone::Warning},
    {QT_TRANSLATE_NOOP("emitter::RunPhase", "Stopping"), Icon::Hourglass, Tone::Active},
    {QT_TRANSLATE_NOOP("emitter::RunPhase", "Finished: passed"), Icon::Check, Tone::Good},
    {QT_TRANSLATE_NOOP("emitter::RunPhase", "Finished: missed targets"), Icon::Triangle,
        Tone::Warning},
    {QT_TRANSLATE_NOOP("emitter::RunPhase", "Finished: stopped by you"), Icon::Stop, Tone::Neutral},
    {QT_TRANSLATE_NOOP("emitter::RunPhase", "Finished: failed"), Icon::Cross, Tone::Bad},
}};

}

RunPhase RunPhase::of(RunState state, RunResult result)
{
    switch (state) {
    case RunState::Idle:
        return Idle;
    case RunState::Preparing:
        return Preparing;
    case RunState::Running:
        return Running;
    case RunState::Paused:
        return Paused;
    case RunState::Stopping:
        return Stopping;
    case RunState::Finished:
        break;
    }
    switch (result) {
    case RunResult::Passed:
        return Passed;
    case RunResult::Missed:
        return Missed;
    case RunResult::Stopped:
        return Stopped;
    case RunResult::Running:
    case RunResult::Failed:
        break;
    }
    return Failed;
}

bool RunPhase::allows(Wish wish) const
{
    switch (wish) {
    case Wish::Start:
        return !isActive();
    case Wish::Pause:
        return m_value == Running;
    case Wish::Resume:
        return m_value == Paused;
    case Wish::Stop:
        return m_value == Preparing || m_value == Running || m_value == Paused;
    case Wish::StopNow:
        return m_value == Stopping;
    }
    return false;
}

RunPhase RunPhase::after(Wish wish) const
{
    EMITTER_ENSURE(allows(wish), "only what is allowed is wished for");
    switch (wish) {
    case Wish::Start:
        return Preparing;
    case Wish::Pause:
        return Paused;
    case Wish::Resume:
        return Running;
    case Wish::Stop:
    case Wish::StopNow:
        break;
    }
    return Stopping;
}

QString RunPhase::word() const
{
    return QCoreApplication::translate(context, looks[m_value].word);
}

Icon RunPhase::icon() const
{
    return looks[m_value].icon;
}

RunPhase::Tone RunPhase::tone() const
{
    return looks[m_value].tone;
}

QString reasonText(const std::string &reason)
{
    const QString words = QCoreApplication::translate("reasons", reason.c_str());
    return Numbers::safe(words.toStdString(), 300);
}

}
