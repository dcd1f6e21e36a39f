// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/livehistory.h"

#include <QtTest>

using namespace emitter;

namespace {

constexpr std::int64_t second = 1'000'000'000;

/// The run after `seconds`: 100 entries a second planned, 90 emitted, one sink per name.
Snapshot snapshotAt(int seconds, const std::vector<std::string> &sinks, int services = 1)
{
    const auto passed = static_cast<std::uint64_t>(seconds);
    Snapshot now;
    now.runTime = seconds * second;
    now.counts.scheduled = passed * 100;
    now.counts.emitted = passed * 90;
    for (int i = 0; i < services; ++i) {
        ServiceSnapshot service;
        service.name = "service-" + std::to_string(i);
        service.plannedPerSecond = i;
        service.plannedNow = 0.25 * i;
        service.emitted = passed * static_cast<std::uint64_t>(i);
        now.services.push_back(service);
    }
    for (const std::string &name : sinks) {
        SinkSnapshot sink;
        sink.name = name;
        sink.counts.delivered = passed * 80;
        sink.counts.inFlight = passed * 10;
        now.sinks.push_back(sink);
    }
    return now;
}

void play(
    LiveHistory &history, int seconds, const std::vector<std::string> &sinks, int services = 1)
{
    for (int i = 0; i <= seconds; ++i)
        history.add(snapshotAt(i, sinks, services));
}

}

class tst_LiveHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsPlannedAndAchieved();
    void chartsTheBusiestServices();
    void chartsPoolsBesideServices();
    void chartsThePlanOfEachSourceWhileThereIsRoom();
    void followsThePlanThroughAMute();
    void hasNoPlansWithoutAWantedRate();
    void sumsUpTheSinksThatFindNoLine();
    void leavesOutMomentsWithoutAnAnswer();
    void staysBounded();
    void beginsAnewWithTheNextRun();
};

void tst_LiveHistory::tellsPlannedAndAchieved()
{
    LiveHistory history(600);
    play(history, 10, {"file"});
    const QList<ChartLine> lines = history.rate();
    QCOMPARE(lines.size(), 2); // the line of an only service would be the total's
    QCOMPARE(lines[0].form, ChartLine::Form::Dashed);
    QCOMPARE(lines[0].points.back(), QPointF(10, 100));
    QCOMPARE(lines[1].points.back(), QPointF(10, 90));
    QCOMPARE(history.backlog()[0].points.back(), QPointF(10, 100));
    QCOMPARE(history.seconds(), 10.0);
}

void tst_LiveHistory::chartsTheBusiestServices()
{
    LiveHistory history(600);
    play(history, 3, {"file"}, 9);
    const QList<ChartLine> lines = history.rate();
    QCOMPARE(lines.size(), 7);
    QCOMPARE(lines[2].name, QStringLiteral("service-8"));
    QCOMPARE(lines[6].name, QStringLiteral("service-4"));
    QCOMPARE(lines[2].points.back(), QPointF(3, 8));
    QCOMPARE(lines[2].points.size(), lines[0].points.size());
}

void tst_LiveHistory::chartsPoolsBesideServices()
{
    LiveHistory history(600);
    for (int i = 0; i <= 3; ++i) {
        Snapshot now = snapshotAt(i, {"file"}, 2);
        PoolSnapshot pool;
        pool.prefix = "worker";
        pool.plannedPerSecond = 7;
        pool.emitted = static_cast<std::uint64_t>(i) * 6;
        now.pools.push_back(pool);
        history.add(now);
    }
    const QList<ChartLine> lines = history.rate();
    QCOMPARE(lines.size(), 8); // each of the three with its plan
    QCOMPARE(lines[2].name, QStringLiteral("worker")); // busier than either service
    QCOMPARE(lines[2].points.back(), QPointF(3, 6));
    QCOMPARE(lines[4].name, QStringLiteral("service-1"));
}

void tst_LiveHistory::chartsThePlanOfEachSourceWhileThereIsRoom()
{
    LiveHistory three(600);
    play(three, 4, {"file"}, 3);
    const QList<ChartLine> lines = three.rate();
    QCOMPARE(lines.size(), 8);
    QCOMPARE(lines[2].name, QStringLiteral("service-2"));
    QCOMPARE(lines[2].form, ChartLine::Form::Line);
    QCOMPARE(lines[3].form, ChartLine::Form::Dashed);
    QCOMPARE(lines[3].colour, lines[2].colour);
    QCOMPARE(lines[3].name, QStringLiteral("service-2, planned"));
    QVERIFY(lines[3].isPlan && !lines[2].isPlan && !lines[0].isPlan);
    QCOMPARE(lines[3].points.back(), QPointF(4, 0.5));
    QCOMPARE(lines[5].points.back(), QPointF(4, 0.25)); // a slow one's, not rounded to 0 or 1
    QCOMPARE(lines[3].points.size(), lines[0].points.size());

    LiveHistory four(600);
    play(four, 4, {"file"}, 4);
    QCOMPARE(four.rate().size(), 6); // their plans would be a ninth line and a tenth
}

void tst_LiveHistory::followsThePlanThroughAMute()
{
    LiveHistory history(600);
    for (int i = 0; i <= 4; ++i) {
        Snapshot now = snapshotAt(i, {"file"}, 2);
        now.services[1].plannedNow = i > 2 ? 0 : 40;
        history.add(now);
    }
    const QList<QPointF> plan = history.rate()[3].points;
    QCOMPARE(plan[1], QPointF(2, 40));
    QCOMPARE(plan[2], QPointF(3, 0));
    history.clear();
    play(history, 2, {"file"}, 2);
    QCOMPARE(history.rate()[3].points.front(), QPointF(1, 0.25)); // nothing of the run before
}

void tst_LiveHistory::hasNoPlansWithoutAWantedRate()
{
    LiveHistory history(600);
    for (int i = 0; i <= 3; ++i) {
        Snapshot now = snapshotAt(i, {"file"}, 2);
        now.closedLoop = true;
        history.add(now);
    }
    QCOMPARE(history.rate().size(), 4);
}

void tst_LiveHistory::sumsUpTheSinksThatFindNoLine()
{
    LiveHistory seven(600);
    play(seven, 3, {"a", "b", "c", "d", "e", "f", "g"});
    QCOMPARE(seven.delivery().size(), 7);
    QCOMPARE(seven.delivery()[6].name, QStringLiteral("g"));
    LiveHistory ten(600);
    play(ten, 3, {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"});
    QCOMPARE(ten.delivery().size(), 7);
    QCOMPARE(ten.delivery()[6].points.back(), QPointF(3, 320)); // four times 80
}

void tst_LiveHistory::leavesOutMomentsWithoutAnAnswer()
{
    LiveHistory history(600);
    for (int i = 0; i <= 6; ++i) {
        Snapshot now = snapshotAt(i, {"a", "b"});
        if (i > 0 && i % 2 == 0) {
            now.sinks[0].recentLatency = {10, 20, 30, 30, 5};
            now.sinks[1].recentLatency = {11, 19, 40, 40, 5};
        }
        history.add(now);
    }
    const QList<ChartLine> lines = history.latency();
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0].points.size(), 3); // at 2, 4 and 6 s
    QCOMPARE(lines[0].points.back(), QPointF(6, 11)); // the worst sink of each
    QCOMPARE(lines[1].points.back(), QPointF(6, 20));
    QCOMPARE(lines[2].points.back(), QPointF(6, 40));
}

void tst_LiveHistory::staysBounded()
{
    LiveHistory history(100);
    play(history, 1000, {"a"}, 3);
    QVERIFY(history.size() <= 100);
    for (const ChartLine &line : history.rate())
        QCOMPARE(line.points.size(), static_cast<qsizetype>(history.size()));
    QVERIFY(qAbs(history.rate()[0].points.back().y() - 100) < 1e-6);
}

void tst_LiveHistory::beginsAnewWithTheNextRun()
{
    LiveHistory history(600);
    play(history, 5, {"a", "b"}, 3);
    history.clear();
    QVERIFY(history.isEmpty());
    play(history, 2, {"c"});
    QCOMPARE(history.delivery().size(), 1);
    QCOMPARE(history.delivery()[0].name, QStringLiteral("c"));
    QCOMPARE(history.rate().size(), 2);
}

QTEST_GUILESS_MAIN(tst_LiveHistory)
#include "tst_livehistory.moc"
