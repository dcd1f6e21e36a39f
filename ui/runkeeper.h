// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "history/runarchive.h"
#include "run/engine.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

class QThreadPool;

namespace emitter {

class EngineHost;

/// Keeps every run of a host in the history while it goes on. What cannot be kept is told by
/// failed() and never stops a run. GUI thread; all that touches the disk is done in order by a
/// thread of its own, as a busy disk takes its time.
class RunKeeper : public QObject
{
    Q_OBJECT
public:
    /// `directory` empty: nothing is kept.
    RunKeeper(EngineHost &host, QString directory, QObject *parent = nullptr);
    ~RunKeeper() override; ///< waits for what is to be written

    const QString &directory() const { return m_directory; }
    /// After a run was kept, the oldest beyond so many go, but none with a note; 0: all stay.
    void setMostKept(std::size_t most) { m_mostKept = most; }
    /// What the next run is of; `text` holds no secrets. Before the host's start().
    void setProfile(const QString &name, const std::string &text);
    /// A flag of the user's at this moment of the run.
    void mark(const QString &label);

Q_SIGNALS:
    void kept(const QString &id);
    void failed(const emitter::Problem &problem);

private:
    enum class Stage { Off, Wanted, Begun }; ///< Wanted: a run that has no folder yet

    void watch(RunState state);
    void add(const Snapshot &snapshot);
    void begin(const Snapshot &first);
    void addEvent(const char *kind, const std::string &text);
    void finish(const std::shared_ptr<const Engine::Outcome> &outcome);

    // In the disk's thread:
    void write(const std::function<void(RunArchive &)> &what);
    void create(const RunBeginning &beginning);
    void close(const Summary &summary, std::size_t mostKept);
    void tell(Problem problem);

    EngineHost &m_host;
    const QString m_directory;
    std::size_t m_mostKept = 0;
    std::string m_profile;
    std::string m_text;
    Stage m_stage = Stage::Off;
    std::vector<StoredEvent> m_early; ///< of before the folder
    std::atomic<int> m_waiting = 0; ///< snapshots that the disk has not taken yet
    std::unique_ptr<RunArchive> m_archive; ///< the disk's thread alone
    QThreadPool *m_disk; ///< one thread
};

}
