// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"
#include "history/runarchive.h"
#include "run/engine.h"

#include <QObject>
#include <QString>

#include <cstddef>
#include <memory>
#include <thread>

namespace emitter {

class EngineHost;

/// Keeps every run of a host in the history while it goes on. What cannot be kept is told by
/// failed() and never stops a run. GUI thread; a line is written each second, and the reports at
/// the end by a thread of its own, as a busy disk takes its time for them.
class RunKeeper : public QObject
{
    Q_OBJECT
public:
    /// `directory` empty: nothing is kept.
    RunKeeper(EngineHost &host, QString directory, QObject *parent = nullptr);
    ~RunKeeper() override;

    const QString &directory() const { return m_directory; }
    /// After a run was kept, the oldest beyond so many go, but none with a note; 0: all stay.
    void setMostKept(std::size_t most) { m_mostKept = most; }
    /// What the next run is of; `text` holds no secrets. Before the host's start().
    void setProfile(const QString &name, const std::string &text);
    /// A flag of the user's at this moment of the run.
    void mark(const QString &label);

Q_SIGNALS:
    void begun(const QString &id);
    void kept(const QString &id);
    void failed(const emitter::Problem &problem);

private:
    void begin(const Snapshot &first);
    void add(const Snapshot &snapshot);
    void addEvent(const char *kind, const std::string &text);
    void finish(const std::shared_ptr<const Engine::Outcome> &outcome);
    void tellProblems();

    EngineHost &m_host;
    const QString m_directory;
    std::size_t m_mostKept = 0;
    std::string m_profile;
    std::string m_text;
    std::unique_ptr<RunArchive> m_archive;
    bool m_wanted = false; ///< a run is to be kept and has no archive yet
    std::jthread m_writer; ///< of the reports of the run before; ended before all else is gone
};

}
