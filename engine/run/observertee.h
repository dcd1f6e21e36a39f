// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/engineobserver.h"

namespace emitter {

/// Tells two observers what it hears, the second only when there is one. Both outlive it.
class ObserverTee final : public EngineObserver
{
public:
    ObserverTee(EngineObserver &first, EngineObserver *second)
        : m_first(first)
        , m_second(second)
    {
    }

    void planned(const RunFacts &facts) override { tell(&EngineObserver::planned, facts); }
    void stateChanged(RunState state) override { tell(&EngineObserver::stateChanged, state); }
    void progress(const std::string &step, std::uint64_t done, std::uint64_t total) override
    {
        tell(&EngineObserver::progress, step, done, total);
    }
    void snapshotReady(const Snapshot &now) override { tell(&EngineObserver::snapshotReady, now); }
    void entriesSampled(const EntrySample &few) override
    {
        tell(&EngineObserver::entriesSampled, few);
    }
    void message(const Problem &problem) override { tell(&EngineObserver::message, problem); }
    void ended(const RunOutcome &outcome) override { tell(&EngineObserver::ended, outcome); }

private:
    template <typename Word, typename... Parts> void tell(Word word, const Parts &...parts)
    {
        (m_first.*word)(parts...);
        if (m_second)
            (m_second->*word)(parts...);
    }

    EngineObserver &m_first;
    EngineObserver *m_second;
};

}
