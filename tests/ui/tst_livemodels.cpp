// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/problemsmodel.h"
#include "ui/models/sinksmodel.h"
#include "ui/models/sourcesmodel.h"
#include "ui/warnings.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace emitter;

namespace {

constexpr std::int64_t second = 1'000'000'000;

Snapshot oneSink(int seconds)
{
    Snapshot now;
    now.runTime = seconds * second;
    SinkSnapshot sink;
    sink.name = "file";
    sink.state = SinkState::Running;
    sink.counts.delivered = static_cast<std::uint64_t>(seconds) * 100;
    now.sinks.push_back(sink);
    return now;
}

Snapshot sources(int seconds)
{
    Snapshot now;
    now.runTime = seconds * second;
    now.factor = 2; // is in what is planned now
    now.services.push_back({"web", 50, static_cast<std::uint64_t>(seconds) * 40, 45});
    now.pools.push_back({"worker", 10, 5, static_cast<std::uint64_t>(seconds) * 10, 3, 0, 9});
    return now;
}

Problem problem(const char *text, Severity severity = Severity::Error)
{
    Problem problem;
    problem.text = text;
    problem.severity = severity;
    return problem;
}

constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

}

class tst_LiveModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void sinksTellTheirCondition();
    void sinksThatLagAreSlow();
    void sinksKeepTheirRows();
    void sinksAreMutedByTheirBox();
    void whatAMutedSinkDropsIsNoLoss();
    void sourcesAreMutedByTheirBox();
    void sourcesArePlannedForTheMoment();
    void sourcesForgetWithTheNextRun();
    void manySourcesAreQuick();
    void problemsAreGroupedAndCounted();
    void problemsOfOneSubjectAreOneRow();
    void problemsAreBounded();
    void problemsGoRound();
};

void tst_LiveModels::sinksTellTheirCondition()
{
    SinksModel model;
    model.show(oneSink(1));
    QCOMPARE(model.condition(0), SinkCondition::Ok);
    Snapshot now = oneSink(2);
    now.sinks[0].counts.overloaded = 1;
    model.show(now);
    QCOMPARE(model.condition(0), SinkCondition::Slow);
    now.runTime = 3 * second;
    now.sinks[0].counts.rejected = 1;
    model.show(now);
    QCOMPARE(model.condition(0), SinkCondition::Failing);
    for (int i = 4; i < 20; ++i) {
        now.runTime = i * second;
        model.show(now);
    }
    QCOMPARE(model.condition(0), SinkCondition::Ok); // ten seconds without trouble
    now.sinks[0].state = SinkState::Lost;
    model.show(now);
    QCOMPARE(model.condition(0), SinkCondition::Lost);
    QCOMPARE(model.index(0, SinksModel::State).data().toString(), QStringLiteral("lost"));
}

void tst_LiveModels::sinksThatLagAreSlow()
{
    const auto play = [](SinksModel &model, int from, int to, std::uint64_t perSecond) {
        Snapshot now = oneSink(0);
        for (int i = from; i <= to; ++i) { // 100 entries a second are handed over
            SinkCounts &counts = now.sinks[0].counts;
            now.runTime = i * second;
            now.sinks[0].flushSeconds = 1;
            counts.emitted = static_cast<std::uint64_t>(i) * 100;
            counts.delivered = static_cast<std::uint64_t>(i) * perSecond;
            counts.inFlight = counts.emitted - counts.delivered;
            model.show(now);
        }
    };
    SinksModel lagging;
    play(lagging, 0, 10, 50);
    QCOMPARE(lagging.condition(0), SinkCondition::Slow);
    SinksModel busy;
    play(busy, 0, 10, 95);
    QCOMPARE(busy.condition(0), SinkCondition::Ok); // what is under way is no lag
    SinksModel fillsBatches;
    play(fillsBatches, 0, 1, 0);
    QCOMPARE(fillsBatches.condition(0), SinkCondition::Ok); // its first batch is yet to be full
    SinksModel behind;
    play(behind, 0, 10, 50);
    Snapshot late = oneSink(0);
    late.sinks[0].flushSeconds = 1;
    late.sinks[0].counts = {.emitted = 1000, .delivered = 500, .inFlight = 500};
    for (int i = 11; i <= 30; ++i) { // keeps up again, with what it owes still waiting
        late.runTime = i * second;
        late.sinks[0].counts.emitted += 100;
        late.sinks[0].counts.delivered += 100;
        behind.show(late);
    }
    QCOMPARE(behind.condition(0), SinkCondition::Ok);
}

void tst_LiveModels::sinksKeepTheirRows()
{
    SinksModel model;
    const QAbstractItemModelTester tester(&model, strict);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.show(oneSink(1));
    model.show(oneSink(2));
    model.show(oneSink(3));
    QCOMPARE(resets.count(), 1);
    QCOMPARE(model.index(0, SinksModel::PerSecond).data().toString(), QStringLiteral("100"));
    Snapshot two = oneSink(4);
    two.sinks.push_back(two.sinks.front());
    two.sinks.back().name = "http";
    two.sinks.back().errors.emplace_back("<b>429</b>\n", 14);
    model.show(two);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(
        model.index(1, SinksModel::Message).data().toString(), QStringLiteral("<b>429</b>  ×14"));
    QVERIFY(!model.index(1, SinksModel::Message)
                 .data(Qt::ToolTipRole)
                 .toString()
                 .contains(QLatin1Char('<')));
}

void tst_LiveModels::sinksAreMutedByTheirBox()
{
    SinksModel model;
    const QAbstractItemModelTester tester(&model, strict);
    QSignalSpy muted(&model, &SinksModel::muteChanged);
    model.show(oneSink(1));
    const QModelIndex file = model.index(0, SinksModel::Name);
    QCOMPARE(file.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
    QCOMPARE(file.data(Qt::ToolTipRole).toString(),
        QStringLiteral("Unticked: muted, what it would be given is dropped")); // no target to tell
    QVERIFY(!model.setData(file, Qt::Unchecked, Qt::CheckStateRole)); // no run goes on
    model.setMutable(true);
    QVERIFY(model.flags(file).testFlag(Qt::ItemIsUserCheckable));
    QVERIFY(model.setData(file, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(muted.count(), 1);
    QCOMPARE(muted.front().at(0).toString(), QStringLiteral("file"));
    QCOMPARE(muted.front().at(1).toBool(), true);
    QCOMPARE(model.index(0, SinksModel::State).data().toString(), QStringLiteral("muted"));
    model.show(oneSink(2)); // from before the engine heard of it
    QCOMPARE(model.condition(0), SinkCondition::Muted);
    QCOMPARE(file.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
    Snapshot lost = oneSink(3);
    lost.sinks[0].state = SinkState::Lost;
    model.show(lost);
    QCOMPARE(model.condition(0), SinkCondition::Lost);
    model.show(oneSink(4));
    QVERIFY(model.setData(file, Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(muted.back().at(1).toBool(), false);
    QCOMPARE(model.condition(0), SinkCondition::Ok);
    model.setData(file, Qt::Unchecked, Qt::CheckStateRole);
    model.clear();
    model.show(oneSink(1)); // the next run
    QCOMPARE(model.condition(0), SinkCondition::Ok);
}

void tst_LiveModels::whatAMutedSinkDropsIsNoLoss()
{
    SinksModel model;
    model.show(oneSink(1));
    Snapshot now = oneSink(2);
    auto &dropped = now.sinks[0].counts.droppedBy;
    dropped[static_cast<std::size_t>(DropReason::Muted)] = 7;
    model.show(now);
    const QModelIndex index = model.index(0, SinksModel::Dropped);
    QCOMPARE(model.condition(0), SinkCondition::Ok);
    QCOMPARE(index.data().toString(), QStringLiteral("7"));
    QCOMPARE(index.data(Qt::ToolTipRole).toString(), QStringLiteral("muted 7"));
    QVERIFY(!index.data(Qt::ForegroundRole).isValid());
    dropped[static_cast<std::size_t>(DropReason::QueueFull)] = 1;
    model.show(now);
    QCOMPARE(model.condition(0), SinkCondition::Failing);
    QCOMPARE(index.data(Qt::ToolTipRole).toString(), QStringLiteral("queue full 1, muted 7"));
    QVERIFY(index.data(Qt::ForegroundRole).isValid());
}

void tst_LiveModels::sourcesAreMutedByTheirBox()
{
    SourcesModel model;
    const QAbstractItemModelTester tester(&model, strict);
    QSignalSpy muted(&model, &SourcesModel::muteChanged);
    model.show(sources(1));
    const QModelIndex worker = model.index(1, SourcesModel::Name);
    QVERIFY(!model.setData(worker, Qt::Unchecked, Qt::CheckStateRole)); // no run goes on
    model.setMutable(true);
    QVERIFY(model.flags(worker).testFlag(Qt::ItemIsUserCheckable));
    QVERIFY(model.setData(worker, Qt::Unchecked, Qt::CheckStateRole));
    QCOMPARE(muted.count(), 1);
    QCOMPARE(muted.front().at(0).toString(), QStringLiteral("worker"));
    QCOMPARE(muted.front().at(1).toBool(), true);
    model.show(sources(2));
    QVERIFY(model.isMuted(1));
    QCOMPARE(model.index(0, SourcesModel::Achieved).data().toString(), QStringLiteral("40.0"));
    QCOMPARE(model.index(1, SourcesModel::Errors).data().toString(), QStringLiteral("3"));
}

void tst_LiveModels::sourcesArePlannedForTheMoment()
{
    SourcesModel model;
    model.show(sources(1));
    QCOMPARE(model.index(0, SourcesModel::Planned).data().toString(), QStringLiteral("45.0"));
    QCOMPARE(model.index(1, SourcesModel::Planned).data().toString(), QStringLiteral("9.0"));
}

void tst_LiveModels::sourcesForgetWithTheNextRun()
{
    SourcesModel model;
    model.setMutable(true);
    model.show(sources(5));
    model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole);
    model.clear();
    model.show(sources(1));
    QVERIFY(!model.isMuted(0));
    model.show(sources(2));
    QCOMPARE(model.index(0, SourcesModel::Achieved).data().toString(), QStringLiteral("40.0"));
}

void tst_LiveModels::manySourcesAreQuick()
{
    Snapshot now;
    for (int i = 0; i < 10'000; ++i)
        now.services.push_back({"service-" + std::to_string(i), 1, 0});
    SourcesModel model;
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.show(now);
    now.runTime = second;
    model.show(now);
    QCOMPARE(changes.count(), 1); // one for all rows
    QCOMPARE(model.rowCount(), 10'000);
}

void tst_LiveModels::problemsAreGroupedAndCounted()
{
    ProblemsModel model;
    const QAbstractItemModelTester tester(&model, strict);
    model.setProblems(ProblemsModel::OfProfile, {problem("a"), problem("b"), problem("a")});
    model.add(ProblemsModel::OfRun, problem("late", Severity::Warning));
    model.add(ProblemsModel::OfRun, problem("late", Severity::Warning));
    model.add(ProblemsModel::OfRun, problem("lost"));
    QCOMPARE(model.errors(ProblemsModel::OfProfile), std::size_t(2));
    QCOMPARE(model.errors(ProblemsModel::OfRun), std::size_t(1));
    const QModelIndex run = model.index(ProblemsModel::OfRun, 0);
    QCOMPARE(run.data().toString(), QStringLiteral("This run (2)"));
    QCOMPARE(model.rowCount(run), 2);
    QCOMPARE(model.index(0, ProblemsModel::Count, run).data().toString(), QStringLiteral("×2"));
    QVERIFY(!model.problem(run));
    QCOMPARE(model.problem(model.index(1, 0, run))->text, std::string("lost"));
    model.setProblems(ProblemsModel::OfRun, {});
    QCOMPARE(model.size(), std::size_t(2));
}

void tst_LiveModels::problemsOfOneSubjectAreOneRow()
{
    ProblemsModel model;
    const QAbstractItemModelTester tester(&model, strict);
    const auto refused = [](const char *sink, int entries) {
        Problem problem;
        problem.subject = sink;
        problem.text = std::string(sink) + " did not take " + std::to_string(entries);
        return problem;
    };
    for (int i = 1; i <= 5; ++i)
        model.add(ProblemsModel::OfRun, refused("db", i));
    model.add(ProblemsModel::OfRun, refused("file", 1));
    model.add(ProblemsModel::OfRun, problem("db did not take 5")); // says nothing of a subject
    const QModelIndex run = model.index(ProblemsModel::OfRun, 0);
    QCOMPARE(model.rowCount(run), 3);
    QCOMPARE(model.index(0, ProblemsModel::Text, run).data().toString(),
        QStringLiteral("db did not take 5"));
    QCOMPARE(model.index(0, ProblemsModel::Count, run).data().toString(), QStringLiteral("×5"));
    model.setProblems(ProblemsModel::OfRun, {refused("db", 1), refused("db", 2)});
    QCOMPARE(model.rowCount(run), 1);
    QCOMPARE(model.problem(model.index(0, 0, run))->text, std::string("db did not take 2"));
}

void tst_LiveModels::problemsAreBounded()
{
    constexpr int rows = ProblemsModel::mostRows;
    const auto many = [](int first, int end, Severity severity) {
        std::vector<Problem> problems;
        for (int i = first; i < end; ++i)
            problems.push_back(problem(std::to_string(i).c_str(), severity));
        return problems;
    };
    ProblemsModel model;
    const QModelIndex run = model.index(ProblemsModel::OfRun, 0);
    const auto check = [&] {
        QCOMPARE(model.rowCount(run), rows + 1);
        const QModelIndex last = model.index(rows, ProblemsModel::Text, run);
        QVERIFY(last.data().toString().contains(QStringLiteral("100 more")));
        QVERIFY(!model.problem(last));
        // The row before it is not blamed for the others.
        QCOMPARE(model.index(rows - 1, ProblemsModel::Count, run).data().toString(), QString());
        QCOMPARE(run.data().toString(), QStringLiteral("This run (600)"));
        QCOMPARE(model.errors(ProblemsModel::OfRun), std::size_t(rows + 60));
        QCOMPARE(model.serious(), std::size_t(rows + 90));
        QCOMPARE(model.size(), std::size_t(rows + 100));
        const QModelIndex next = model.next(model.index(rows - 1, 0, run));
        QCOMPARE(model.problem(next)->text, std::string("0")); // past the last row
    };
    std::vector<Problem> problems = many(0, rows + 60, Severity::Error);
    for (Problem &each : many(rows + 60, rows + 90, Severity::Warning))
        problems.push_back(std::move(each));
    for (Problem &each : many(rows + 90, rows + 100, Severity::Note))
        problems.push_back(std::move(each));
    for (std::size_t i = 0; i < rows - 2; ++i)
        model.add(ProblemsModel::OfRun, problems[i]);
    {
        const QAbstractItemModelTester tester(&model, strict); // which looks at every row
        for (std::size_t i = rows - 2; i < rows + 2; ++i)
            model.add(ProblemsModel::OfRun, problems[i]);
    }
    for (std::size_t i = rows + 2; i < problems.size(); ++i)
        model.add(ProblemsModel::OfRun, problems[i]);
    check();
    model.setProblems(ProblemsModel::OfRun, problems);
    check();
}

void tst_LiveModels::problemsGoRound()
{
    ProblemsModel model;
    QVERIFY(!model.next({}).isValid());
    model.add(ProblemsModel::OfRun, problem("only"));
    QCOMPARE(model.problem(model.next({}))->text, std::string("only"));
    model.setProblems(ProblemsModel::OfProfile, {problem("a"), problem("b")});
    QStringList seen;
    QModelIndex index;
    for (int i = 0; i < 4; ++i) {
        index = model.next(index);
        seen.append(QString::fromStdString(model.problem(index)->text));
    }
    QCOMPARE(seen.join(QLatin1Char(' ')), QStringLiteral("a b only a"));
}

QTEST_MAIN(tst_LiveModels)
#include "tst_livemodels.moc"
