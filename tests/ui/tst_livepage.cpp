// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/livepage.h"
#include "ui/windowfixture.h"

#include <QLabel>
#include <QTableView>
#include <QtTest>

using namespace emitter;
using namespace std::chrono_literals;

namespace {

/// A Live page of a run that is two seconds old, whose charts take `perLook` each to be painted.
struct Page
{
    std::chrono::nanoseconds perLook;
    std::chrono::nanoseconds time{0};
    SinkRegistry sinks = allSinks();
    EngineHost host{{.sinks = sinks, .makeHttpClient = {}}};
    ScriptedDialogs dialogs;
    LivePage page{host, dialogs, [this] { return time += perLook; }};
    QTimer &timer = *page.findChild<QTimer *>(QString(), Qt::FindDirectChildrenOnly);

    explicit Page(std::chrono::nanoseconds look)
        : perLook(look)
    {
        page.resize(1000, 700);
        page.show();
        Q_EMIT host.stateChanged(RunState::Preparing);
        for (int i = 1; i <= 2; ++i)
            tell(i);
    }
    void tell(int second)
    {
        Snapshot now;
        now.runTime = second * 1'000'000'000LL;
        now.counts.scheduled = now.counts.emitted = static_cast<std::uint64_t>(second) * 100;
        now.sinks.resize(1);
        Q_EMIT host.snapshotReady(now);
    }
    /// What the page says about its drawing.
    QString note() const
    {
        for (const QLabel *label : page.findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().startsWith(QStringLiteral("Drawing")))
                return label->text();
        }
        return {};
    }
};

}

class tst_LivePage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void slowDrawingHalvesTheRateAndSaysSo();
    void quickDrawingKeepsTheRate();
    void columnsHoldWhatABigRunShows();
};

void tst_LivePage::slowDrawingHalvesTheRateAndSaysSo()
{
    Page it(70ms);
    QCOMPARE(it.timer.interval(), 500);
    QTRY_VERIFY(it.timer.interval() != 500);
    QCOMPARE(it.timer.interval(), 1000);
    QCOMPARE(it.note(), QStringLiteral("Drawing is slow here: every 1 s"));
}

void tst_LivePage::quickDrawingKeepsTheRate()
{
    Page it(1ms);
    QSignalSpy ticks(&it.timer, &QTimer::timeout);
    QTRY_COMPARE(ticks.size(), 2);
    QCOMPARE(it.timer.interval(), 500);
    QCOMPARE(it.note(), QString());
}

void tst_LivePage::columnsHoldWhatABigRunShows()
{
    Page it(1ms);
    Snapshot now;
    for (const SinkState state :
        {SinkState::Opening, SinkState::Running, SinkState::Lost, SinkState::Finished}) {
        SinkSnapshot sink;
        sink.name = "elasticsearch";
        sink.state = state;
        sink.muted = state == SinkState::Running;
        sink.counts.emitted = 123'456'789;
        sink.counts.delivered = 123'256'789;
        sink.counts.inFlight = 200'000;
        sink.latency = {1'123, 12'345, 59'999, 60'000, 123'256'789};
        now.sinks.push_back(sink);
    }
    Q_EMIT it.host.snapshotReady(now);
    const auto *table = it.page.findChild<QTableView *>(QStringLiteral("sinks"));
    const QAbstractItemView *view = table; // in which the hint is public
    for (int column = 0; column + 1 < table->model()->columnCount(); ++column) {
        const QString title = table->model()->headerData(column, Qt::Horizontal).toString();
        QVERIFY2(view->sizeHintForColumn(column) <= table->columnWidth(column),
            qPrintable(QStringLiteral("%1: %2 of %3")
                           .arg(title)
                           .arg(view->sizeHintForColumn(column))
                           .arg(table->columnWidth(column))));
    }
}

QTEST_MAIN(tst_LivePage)
#include "tst_livepage.moc"
