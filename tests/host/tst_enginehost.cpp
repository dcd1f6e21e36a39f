// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/enginehost.h"
#include "run/exitcode.h"
#include "run/profiles.h"
#include "run/testsinks.h"

#include <QtTest>

using namespace emitter;

/// A host whose words are kept.
struct Watched
{
    SinkRegistry sinks = testSinks();
    EngineHost host{{.sinks = sinks, .makeHttpClient = {}}};
    std::vector<RunState> states;
    std::vector<std::shared_ptr<const Engine::Outcome>> outcomes;
    std::size_t sampled = 0;

    Watched()
    {
        QObject::connect(&host, &EngineHost::stateChanged, &host,
            [this](RunState state) { states.push_back(state); });
        QObject::connect(&host, &EngineHost::finished, &host,
            [this](const auto &outcome) { outcomes.push_back(outcome); });
        QObject::connect(&host, &EngineHost::entriesSampled, &host,
            [this](const EntrySample &sample) { sampled += sample.entries.size(); });
    }
};

class tst_EngineHost : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }
    void runsToItsEnd();
    void saysWhyARunDidNotStart();
    void stopsAHangingSinkAtTheSecondStop();
    void pausesAndGoesOn();
    void endsWithARunGoingOn();
    void startsTheNextRunFromFinished();
};

void tst_EngineHost::runsToItsEnd()
{
    Watched watched;
    Profile profile = smallProfile(1000, {"good"});
    profile.count = 50;
    watched.host.start(profile, {});
    QVERIFY(watched.host.isActive());
    QTRY_VERIFY(!watched.outcomes.empty());
    QCOMPARE(watched.outcomes.size(), std::size_t(1));
    QVERIFY(watched.outcomes.front()->ran);
    QCOMPARE(watched.outcomes.front()->summary.exitCode, int(Success));
    QCOMPARE(watched.host.snapshot().counts.emitted, std::uint64_t(50));
    QVERIFY(watched.sampled > 0 && watched.sampled <= 50);
    QCOMPARE(watched.states.front(), RunState::Preparing);
    QCOMPARE(watched.states.back(), RunState::Finished);
    QVERIFY(!watched.host.isActive());
    QCOMPARE(watched.host.runId(), watched.outcomes.front()->summary.runId);
    QCOMPARE(watched.host.seed(), std::uint64_t(7));
}

void tst_EngineHost::saysWhyARunDidNotStart()
{
    Watched watched;
    watched.host.start(smallProfile(10, {"closed"}), {});
    QTRY_VERIFY(!watched.outcomes.empty());
    QVERIFY(!watched.outcomes.front()->ran);
    QVERIFY(!watched.outcomes.front()->problems.empty());
    QCOMPARE(watched.outcomes.front()->summary.exitCode, int(Unavailable));
}

void tst_EngineHost::stopsAHangingSinkAtTheSecondStop()
{
    Watched watched;
    Profile profile = smallProfile(1000, {"hanging"});
    profile.drainTimeout = std::chrono::hours(1);
    watched.host.start(profile, {});
    QTRY_VERIFY(watched.host.snapshot().counts.emitted > 0);
    watched.host.stop();
    QTRY_COMPARE(watched.host.state(), RunState::Stopping);
    QVERIFY(watched.outcomes.empty());
    watched.host.stop();
    QTRY_VERIFY(!watched.outcomes.empty());
    QCOMPARE(watched.outcomes.front()->summary.result, RunResult::Failed);
}

void tst_EngineHost::pausesAndGoesOn()
{
    Watched watched;
    watched.host.start(smallProfile(1000, {"good"}), {});
    QTRY_COMPARE(watched.host.state(), RunState::Running);
    watched.host.pause();
    QTRY_COMPARE(watched.host.state(), RunState::Paused);
    watched.host.resume();
    QTRY_COMPARE(watched.host.state(), RunState::Running);
    watched.host.setFactor(2);
    QTRY_COMPARE(watched.host.snapshot().factor, 2.0);
}

void tst_EngineHost::endsWithARunGoingOn()
{
    Watched watched;
    watched.host.start(smallProfile(1000, {"hanging"}), {});
    QTRY_COMPARE(watched.host.state(), RunState::Running);
} // the destructor must come back

void tst_EngineHost::startsTheNextRunFromFinished()
{
    Watched watched;
    Profile profile = smallProfile(1000, {"good"});
    profile.count = 20;
    QObject::connect(&watched.host, &EngineHost::finished, &watched.host, [&] {
        if (watched.outcomes.size() == 1)
            watched.host.start(profile, {});
    });
    watched.host.start(profile, {});
    QTRY_COMPARE(watched.outcomes.size(), std::size_t(2));
    QCOMPARE(watched.outcomes.back()->summary.last.counts.emitted, std::uint64_t(20));
}

QTEST_GUILESS_MAIN(tst_EngineHost)
#include "tst_enginehost.moc"
