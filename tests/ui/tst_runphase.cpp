// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runphase.h"

#include <QtTest>

Q_DECLARE_METATYPE(emitter::RunPhase::Value)

using namespace emitter;
using Wish = RunPhase::Wish;

class tst_RunPhase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void allowsWhatMakesSense_data();
    void allowsWhatMakesSense();
    void showsAWishAtOnce();
    void followsTheEngine();
    void looksDifferentInEveryPhase();
};

void tst_RunPhase::allowsWhatMakesSense_data()
{
    // Start, Pause, Resume, Stop, StopNow
    QTest::addColumn<RunPhase::Value>("phase");
    QTest::addColumn<QString>("allowed");
    QTest::addColumn<bool>("active");
    const auto row = [](const char *name, RunPhase::Value phase, const char *allowed, bool active) {
        QTest::newRow(name) << phase << QString::fromLatin1(allowed) << active;
    };
    row("idle", RunPhase::Idle, "S....", false);
    row("preparing", RunPhase::Preparing, "...T.", true);
    row("running", RunPhase::Running, ".P.T.", true);
    row("paused", RunPhase::Paused, "..RT.", true);
    row("stopping", RunPhase::Stopping, "....N", true);
    row("passed", RunPhase::Passed, "S....", false);
    row("missed", RunPhase::Missed, "S....", false);
    row("stopped", RunPhase::Stopped, "S....", false);
    row("failed", RunPhase::Failed, "S....", false);
}

void tst_RunPhase::allowsWhatMakesSense()
{
    QFETCH(RunPhase::Value, phase);
    QFETCH(QString, allowed);
    const RunPhase now(phase);
    QString found;
    const std::array wishes{Wish::Start, Wish::Pause, Wish::Resume, Wish::Stop, Wish::StopNow};
    for (std::size_t i = 0; i < wishes.size(); ++i)
        found += now.allows(wishes[i]) ? QLatin1Char("SPRTN"[i]) : QLatin1Char('.');
    QCOMPARE(found, allowed);
    QTEST(now.isActive(), "active");
    QCOMPARE(now.isFinished(), !now.isActive() && phase != RunPhase::Idle);
}

void tst_RunPhase::showsAWishAtOnce()
{
    QVERIFY(RunPhase(RunPhase::Idle).after(Wish::Start) == RunPhase::Preparing);
    QVERIFY(RunPhase(RunPhase::Failed).after(Wish::Start) == RunPhase::Preparing);
    QVERIFY(RunPhase(RunPhase::Running).after(Wish::Pause) == RunPhase::Paused);
    QVERIFY(RunPhase(RunPhase::Paused).after(Wish::Resume) == RunPhase::Running);
    QVERIFY(RunPhase(RunPhase::Preparing).after(Wish::Stop) == RunPhase::Stopping);
    QVERIFY(RunPhase(RunPhase::Stopping).after(Wish::StopNow) == RunPhase::Stopping);
}

void tst_RunPhase::followsTheEngine()
{
    QVERIFY(RunPhase::of(RunState::Idle, RunResult::Failed) == RunPhase::Idle);
    QVERIFY(RunPhase::of(RunState::Preparing, RunResult::Failed) == RunPhase::Preparing);
    QVERIFY(RunPhase::of(RunState::Running, RunResult::Failed) == RunPhase::Running);
    QVERIFY(RunPhase::of(RunState::Paused, RunResult::Failed) == RunPhase::Paused);
    QVERIFY(RunPhase::of(RunState::Stopping, RunResult::Failed) == RunPhase::Stopping);
    QVERIFY(RunPhase::of(RunState::Finished, RunResult::Passed) == RunPhase::Passed);
    QVERIFY(RunPhase::of(RunState::Finished, RunResult::Missed) == RunPhase::Missed);
    QVERIFY(RunPhase::of(RunState::Finished, RunResult::Stopped) == RunPhase::Stopped);
    QVERIFY(RunPhase::of(RunState::Finished, RunResult::Failed) == RunPhase::Failed);
}

void tst_RunPhase::looksDifferentInEveryPhase()
{
    QSet<QString> words;
    for (int value = RunPhase::Idle; value <= RunPhase::Failed; ++value)
        words.insert(RunPhase(static_cast<RunPhase::Value>(value)).word());
    QCOMPARE(words.size(), RunPhase::Failed + 1);
    QVERIFY(!words.contains(QString()));
    // The ends are told apart without colour.
    QSet<Icon> icons;
    for (const auto value :
        {RunPhase::Passed, RunPhase::Missed, RunPhase::Stopped, RunPhase::Failed})
        icons.insert(RunPhase(value).icon());
    QCOMPARE(icons.size(), 4);
}

QTEST_GUILESS_MAIN(tst_RunPhase)
#include "tst_runphase.moc"
