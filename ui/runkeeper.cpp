// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runkeeper.h"

#include "history/runhistory.h"
#include "host/enginehost.h"

#include <utility>

namespace emitter {
namespace {

const char *kindOf(Severity severity)
{
    return severity == Severity::Error  ? "error"
        : severity == Severity::Warning ? "warning"
                                        : "note";
}

}

RunKeeper::RunKeeper(EngineHost &host, QString directory, QObject *parent)
    : QObject(parent)
    , m_host(host)
    , m_directory(std::move(directory))
{
    connect(&host, &EngineHost::stateChanged, this, [this](RunState state) {
        if (state == RunState::Preparing) {
            m_archive.reset();
            m_wanted = !m_directory.isEmpty();
        }
        addEvent("state", std::string(name(state)));
    });
    connect(&host, &EngineHost::snapshotReady, this, &RunKeeper::add);
    connect(&host, &EngineHost::said, this,
        [this](const Problem &problem) { addEvent(kindOf(problem.severity), problem.text); });
    connect(&host, &EngineHost::finished, this, [this](const auto &outcome) {
        if (outcome->ran)
            finish(outcome);
        m_archive.reset();
        m_wanted = false;
    });
}

RunKeeper::~RunKeeper() = default;

void RunKeeper::setProfile(const QString &name, const std::string &text)
{
    m_profile = name.toStdString();
    m_text = text;
}

void RunKeeper::mark(const QString &label)
{
    addEvent("mark", label.toStdString());
}

void RunKeeper::add(const Snapshot &snapshot)
{
    if (m_wanted && snapshot.startedUnixNanos != 0)
        begin(snapshot);
    if (!m_archive)
        return;
    m_archive->add(snapshot);
    tellProblems();
}

void RunKeeper::begin(const Snapshot &first)
{
    m_wanted = false;
    RunBeginning beginning;
    beginning.id = m_host.runId();
    beginning.seed = m_host.seed();
    beginning.profile = m_profile;
    beginning.profileText = m_text;
    beginning.startedUnixNanos = first.startedUnixNanos;
    for (const SinkSnapshot &sink : first.sinks)
        beginning.sinks.push_back(sink.name);
    auto archive = RunArchive::create(m_directory.toStdString(), beginning);
    if (!archive) {
        Problem problem = std::move(archive.problem());
        problem.severity = Severity::Warning;
        Q_EMIT failed(problem);
        return;
    }
    m_archive = std::move(*archive);
    Q_EMIT begun(QString::fromStdString(m_archive->id()));
}

void RunKeeper::addEvent(const char *kind, const std::string &text)
{
    if (!m_archive)
        return;
    m_archive->add(StoredEvent{static_cast<double>(m_host.snapshot().runTime) / 1e9, kind, text});
    tellProblems();
}

void RunKeeper::finish(const std::shared_ptr<const Engine::Outcome> &outcome)
{
    if (m_wanted)
        begin(outcome->summary.last); // over before its first snapshot
    if (!m_archive)
        return;
    m_writer = std::jthread([this, outcome, archive = std::move(m_archive), most = m_mostKept] {
        const auto written = archive->finish(outcome->summary);
        if (written && most > 0)
            RunHistory(m_directory.toStdString()).prune(most, archive->id());
        QMetaObject::invokeMethod(this, [this, written, id = archive->id()] {
            if (written)
                Q_EMIT kept(QString::fromStdString(id));
            else
                Q_EMIT failed(written.problem());
        });
    });
}

void RunKeeper::tellProblems()
{
    for (const Problem &problem : m_archive->takeProblems())
        Q_EMIT failed(problem);
}

}
