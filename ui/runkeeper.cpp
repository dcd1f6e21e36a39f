// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runkeeper.h"

#include "history/runhistory.h"
#include "host/enginehost.h"

#include <QThreadPool>

#include <utility>

namespace emitter {
namespace {

// Ten seconds. A disk that is further behind misses snapshots, which the end of the run makes up
// for: the summary has all of them.
constexpr int mostWaiting = 100;

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
    , m_disk(new QThreadPool(this))
{
    m_disk->setMaxThreadCount(1);
    connect(&host, &EngineHost::stateChanged, this, &RunKeeper::watch);
    connect(&host, &EngineHost::snapshotReady, this, &RunKeeper::add);
    connect(&host, &EngineHost::said, this,
        [this](const Problem &problem) { addEvent(kindOf(problem.severity), problem.text); });
    connect(&host, &EngineHost::finished, this, &RunKeeper::finish);
}

RunKeeper::~RunKeeper()
{
    m_disk->waitForDone();
}

void RunKeeper::setProfile(const QString &name, const std::string &text)
{
    m_profile = name.toStdString();
    m_text = text;
}

void RunKeeper::mark(const QString &label)
{
    addEvent("mark", label.toStdString());
}

void RunKeeper::watch(RunState state)
{
    if (state == RunState::Preparing) {
        m_stage = m_directory.isEmpty() ? Stage::Off : Stage::Wanted;
        m_early.clear();
    }
    addEvent("state", std::string(name(state)));
}

void RunKeeper::add(const Snapshot &snapshot)
{
    if (m_stage == Stage::Wanted && snapshot.startedUnixNanos != 0)
        begin(snapshot);
    if (m_stage != Stage::Begun || m_waiting >= mostWaiting)
        return;
    ++m_waiting;
    m_disk->start([this, snapshot] {
        write([&](RunArchive &archive) { archive.add(snapshot); });
        --m_waiting;
    });
}

void RunKeeper::begin(const Snapshot &first)
{
    m_stage = Stage::Begun;
    RunBeginning beginning;
    beginning.id = m_host.runId();
    beginning.seed = m_host.seed();
    beginning.profile = m_profile;
    beginning.profileText = m_text;
    beginning.startedUnixNanos = first.startedUnixNanos;
    for (const SinkSnapshot &sink : first.sinks)
        beginning.sinks.push_back(sink.name);
    m_disk->start([this, beginning, early = std::exchange(m_early, {})] {
        create(beginning);
        write([&](RunArchive &archive) {
            for (const StoredEvent &event : early)
                archive.add(event);
        });
    });
}

void RunKeeper::addEvent(const char *kind, const std::string &text)
{
    if (m_stage == Stage::Off)
        return;
    StoredEvent event{static_cast<double>(m_host.snapshot().runTime) / 1e9, kind, text};
    if (m_stage == Stage::Wanted) {
        m_early.push_back(std::move(event));
        return;
    }
    m_disk->start([this, event] { write([&](RunArchive &archive) { archive.add(event); }); });
}

void RunKeeper::finish(const std::shared_ptr<const Engine::Outcome> &outcome)
{
    if (outcome->ran && m_stage == Stage::Wanted)
        begin(outcome->summary.last); // over before its first snapshot
    if (outcome->ran && m_stage == Stage::Begun)
        m_disk->start([this, outcome, most = m_mostKept] { close(outcome->summary, most); });
    m_stage = Stage::Off;
}

void RunKeeper::create(const RunBeginning &beginning)
{
    auto archive = RunArchive::create(m_directory.toStdString(), beginning);
    if (archive) {
        m_archive = std::move(*archive);
        return;
    }
    Problem problem = std::move(archive.problem());
    problem.severity = Severity::Warning;
    tell(std::move(problem));
}

void RunKeeper::write(const std::function<void(RunArchive &)> &what)
{
    if (!m_archive)
        return;
    what(*m_archive);
    for (Problem &problem : m_archive->takeProblems())
        tell(std::move(problem));
}

void RunKeeper::close(const Summary &summary, std::size_t mostKept)
{
    const auto archive = std::exchange(m_archive, nullptr);
    if (!archive)
        return;
    if (const auto written = archive->finish(summary); !written) {
        tell(written.problem());
        return;
    }
    if (mostKept > 0)
        RunHistory(m_directory.toStdString()).prune(mostKept, archive->id());
    QMetaObject::invokeMethod(
        this, [this, id = QString::fromStdString(archive->id())] { Q_EMIT kept(id); },
        Qt::QueuedConnection);
}

void RunKeeper::tell(Problem problem)
{
    QMetaObject::invokeMethod(
        this, [this, problem = std::move(problem)] { Q_EMIT failed(problem); },
        Qt::QueuedConnection);
}

}
