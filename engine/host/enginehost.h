// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/engine.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <memory>
#include <string>

namespace emitter {

/// The window's only door to the engine: starts runs, hands wishes in and brings what the engine
/// says into the thread that owns the host, as values. One run at a time; a run's last words are
/// finished(). Of snapshots only the newest is delivered when the thread is busy.
class EngineHost : public QObject
{
    Q_OBJECT
public:
    /// Everything `parts` refers to outlives the host.
    explicit EngineHost(EngineParts parts, QObject *parent = nullptr);
    ~EngineHost() override; ///< stops the run now and waits for it

    RunState state() const { return m_state; }
    /// From start() until finished().
    bool isActive() const { return m_engine != nullptr; }
    /// The newest that was delivered; of the last run after its end.
    const Snapshot &snapshot() const { return m_snapshot; }
    double factor() const { return m_factor; }
    /// Of the run that goes on, or of the last; empty until there is a plan.
    const std::string &runId() const { return m_run.id; }
    std::uint64_t seed() const { return m_run.seed; }

    /// REQUIRES: not active. Returns at once; what is wrong with the profile comes by finished().
    void start(const Profile &profile, RunOptions options);
    void pause();
    void resume();
    /// Once: in order. Twice: now.
    void stop();
    /// Kept for the next run until reset by it to 1.
    void setFactor(double factor);
    void setMuted(const QString &serviceOrPrefix, bool muted);
    void setSinkMuted(const QString &sinkName, bool muted);

Q_SIGNALS:
    void stateChanged(emitter::RunState state);
    void progressed(const QString &step, quint64 done, quint64 total); ///< total 0: no count
    void snapshotReady(const emitter::Snapshot &snapshot);
    void entriesSampled(const emitter::EntrySample &sample);
    void said(const emitter::Problem &problem);
    /// The run is over, or did not start (`ran` false).
    void finished(const std::shared_ptr<const emitter::Engine::Outcome> &outcome);

private:
    class Mailbox;
    struct Run
    {
        std::string id;
        std::uint64_t seed = 0;
    };

    void deliver();
    void end();

    EngineParts m_parts;
    std::unique_ptr<Mailbox> m_mailbox;
    std::unique_ptr<Engine> m_engine;
    RunState m_state = RunState::Idle;
    Snapshot m_snapshot;
    double m_factor = 1;
    Run m_run;
};

}
