// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/runhistory.h"
#include "host/enginehost.h"
#include "run/profiles.h"
#include "run/testsinks.h"
#include "ui/runkeeper.h"
#include "ui/warnings.h"

#include <QDir>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QtTest>

#include <algorithm>
#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <vector>

using namespace emitter;

namespace {

/// The plan of each run is advised on.
struct Kept
{
    QTemporaryDir folder;
    SinkRegistry sinks = testSinks();
    EngineHost host{{.sinks = sinks,
        .makeHttpClient = {},
        .adviseOn = [](const Plan &, const Profile &) -> std::vector<Problem> {
            Problem advice;
            advice.severity = Severity::Warning;
            advice.text = "more than this machine makes";
            return {advice};
        }}};
    std::unique_ptr<RunKeeper> keeper = std::make_unique<RunKeeper>(host, folder.path());
    RunHistory history{folder.path().toStdString()};
    QStringList kept;
    std::promise<void> release; ///< of a disk that does nothing

    Kept()
    {
        QObject::connect(keeper.get(), &RunKeeper::kept, keeper.get(),
            [this](const QString &id) { kept.append(id); });
    }
    QThreadPool &disk() { return *keeper->findChild<QThreadPool *>(); }
    void blockDisk()
    {
        disk().start([blocked = release.get_future().share()] { blocked.wait(); });
    }
    void run(std::vector<std::string> types)
    {
        Profile profile = smallProfile(1000, std::move(types));
        profile.count = 10;
        host.start(profile, {});
        QTRY_VERIFY(host.state() == RunState::Finished && !host.isActive());
    }
    int events(const QString &id, const std::string &kind, const std::string &text)
    {
        const auto detail = history.load(id.toStdString());
        return detail ? static_cast<int>(std::count_if(detail->events.begin(), detail->events.end(),
                   [&](const StoredEvent &event) {
                       return event.kind == kind && event.text.find(text) != std::string::npos;
                   }))
                      : -1;
    }
};

}

class tst_RunKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void keepsWhatWasSaidBeforeTheFirstEntry();
    void leavesTheDiskToAThreadOfItsOwn();
    void doesNotPileUpSnapshots();
    void waitsForTheReportsAtItsEnd();
};

void tst_RunKeeper::keepsWhatWasSaidBeforeTheFirstEntry()
{
    Kept it;
    it.run({"closed"}); // does not start, and leaves nothing to the next one
    QVERIFY(QDir(it.folder.path()).isEmpty());
    for (int run = 1; run <= 2; ++run) {
        it.run({"good", "closed"});
        QTRY_COMPARE(it.kept.size(), run);
        QCOMPARE(it.events(it.kept.back(), "state", "preparing"), 1);
        QCOMPARE(it.events(it.kept.back(), "warning", "more than this machine makes"), 1);
        QCOMPARE(it.events(it.kept.back(), "error", "the test sink is closed"), 1);
        QCOMPARE(it.events(it.kept.back(), "state", "finished"), 1);
        const auto detail = it.history.load(it.kept.back().toStdString());
        QCOMPARE(detail->events.front().text, std::string("preparing"));
        QCOMPARE(detail->events.back().text, std::string("finished"));
    }
}

void tst_RunKeeper::leavesTheDiskToAThreadOfItsOwn()
{
    Kept it;
    it.blockDisk();
    it.run({"good"});
    it.keeper->mark(QStringLiteral("too late")); // the run is over
    QVERIFY(QDir(it.folder.path()).isEmpty());
    it.run({"good"}); // it waits for nothing of the one before
    QCOMPARE(it.kept.size(), 0);
    it.release.set_value();
    QTRY_COMPARE(it.kept.size(), 2);
    for (const QString &id : it.kept) {
        const auto detail = it.history.load(id.toStdString());
        QVERIFY(detail);
        QCOMPARE(detail->run.state, StoredRun::State::Finished);
        QCOMPARE(detail->run.emitted, std::uint64_t(10));
        QCOMPARE(it.events(id, "state", "finished"), 1);
        QCOMPARE(it.events(id, "mark", "too late"), 0);
    }
}

void tst_RunKeeper::doesNotPileUpSnapshots()
{
    Kept it;
    it.host.start(smallProfile(1000, {"good"}), {});
    QTRY_VERIFY(it.host.snapshot().startedUnixNanos != 0);
    it.disk().waitForDone();
    it.blockDisk();
    Snapshot snapshot = it.host.snapshot();
    for (int second = 1; second <= 500; ++second) {
        snapshot.runTime = (10 + second) * std::int64_t(1'000'000'000);
        Q_EMIT it.host.snapshotReady(snapshot);
    }
    it.release.set_value();
    it.disk().waitForDone();
    const auto detail = it.history.load(it.host.runId());
    QVERIFY(detail);
    QVERIFY2(detail->series.size() > 50 && detail->series.size() < 200,
        qPrintable(QString::number(detail->series.size())));
}

void tst_RunKeeper::waitsForTheReportsAtItsEnd()
{
    Kept it;
    it.run({"good"});
    it.keeper.reset();
    QCOMPARE(it.history.list().size(), std::size_t(1));
    QCOMPARE(it.history.list()[0].state, StoredRun::State::Finished);
}

QTEST_GUILESS_MAIN(tst_RunKeeper)
#include "tst_runkeeper.moc"
