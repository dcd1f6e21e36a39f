// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/problemsmodel.h"
#include "ui/numbers.h"
#include "ui/problemsdock.h"
#include "ui/statsdock.h"
#include "ui/windowfixture.h"

#include <QApplication>
#include <QLabel>
#include <QTreeView>
#include <QtTest>

using namespace emitter;

namespace {

/// Two problems, of a field in a list and of one in another section; a window that shows the Log
/// page.
MainWindow &openWithProblems(WindowFixture &it)
{
    std::string text = WindowFixture::profile("good");
    text.replace(text.find("200"), 3, "-5");
    it.draft.open(QString::fromStdString(text + "buffer_size: -4\n"), QStringLiteral("bad"));
    MainWindow &window = it.open();
    window.showPage(MainWindow::Page::Log);
    return window;
}

QString focusedField()
{
    const QWidget *focus = QApplication::focusWidget();
    return focus ? focus->accessibleName() : QString();
}

}

class tst_Docks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void goesFromProblemToProblem();
    void aDoubleClickGoesToTheField();
    void statsShowEachFigureUnderItsName();
};

void tst_Docks::goesFromProblemToProblem()
{
    WindowFixture it;
    MainWindow &window = openWithProblems(it);
    QCOMPARE(window.problems().errors(ProblemsModel::OfProfile), std::size_t(2));
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QStringList fields;
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(&window, Qt::Key_F8);
        QVERIFY(window.page() == MainWindow::Page::Profile);
        fields.append(focusedField());
    }
    QVERIFY(window.findChild<ProblemsDock *>()->isVisible());
    QCOMPARE(fields.join(QLatin1Char(' ')), QStringLiteral("Rate Batch size Rate"));
}

void tst_Docks::aDoubleClickGoesToTheField()
{
    WindowFixture it;
    MainWindow &window = openWithProblems(it);
    auto *dock = window.findChild<ProblemsDock *>();
    dock->bringUp();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    auto *tree = dock->findChild<QTreeView *>();
    const ProblemsModel &problems = window.problems();
    const QModelIndex profile = problems.index(ProblemsModel::OfProfile, 0);
    const QString names[]{QStringLiteral("Rate"), QStringLiteral("Batch size")};
    for (const int row : {1, 0}) {
        const QModelIndex problem = problems.index(row, ProblemsModel::Text, profile);
        tree->scrollTo(problem);
        QTRY_VERIFY(tree->viewport()->rect().contains(tree->visualRect(problem).center()));
        const QPoint place = tree->visualRect(problem).center();
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, place); // as the first of the two
        QTest::mouseDClick(tree->viewport(), Qt::LeftButton, {}, place);
        QVERIFY(window.page() == MainWindow::Page::Profile);
        QCOMPARE(focusedField(), names[row]);
    }
    window.showPage(MainWindow::Page::Log);
    const QPoint heading = tree->visualRect(profile).center();
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, heading);
    QTest::mouseDClick(tree->viewport(), Qt::LeftButton, {}, heading);
    QVERIFY(window.page() == MainWindow::Page::Log); // a heading leads nowhere
}

void tst_Docks::statsShowEachFigureUnderItsName()
{
    const SinkRegistry sinks = allSinks();
    EngineHost host({.sinks = sinks, .makeHttpClient = {}});
    StatsDock dock(host);
    Snapshot now;
    now.runTime = 3'723'000'000'000;
    now.counts.scheduled = 1000;
    now.counts.emitted = 990;
    now.counts.skippedLate = 10;
    now.counts.levels = {1, 2, 3, 4, 5};
    now.lateness = {.p50 = 0.5, .p95 = 7, .p99 = 8, .max = 9, .count = 990};
    now.sinks.resize(2);
    now.sinks[0].counts = {.emitted = 990, .delivered = 900, .rejected = 30, .inFlight = 60};
    now.sinks[1].counts = {.emitted = 990, .delivered = 800, .unconfirmed = 19, .inFlight = 171};
    const auto value = [&](const char *name) {
        for (const QLabel *label : dock.findChildren<QLabel *>()) {
            if (label->accessibleName() == QLatin1StringView(name))
                return label->text();
        }
        return QStringLiteral("no such figure");
    };
    QCOMPARE(value("Emitted"), Numbers::absent());
    dock.showFigures(now);
    const std::pair<const char *, const char *> figures[]{{"Run time", "01:02:03"},
        {"Scheduled", "1,000"}, {"Emitted", "990"}, {"Skipped late", "10"}, {"Backlog", "231"},
        {"Delivered, all sinks", "1,700"}, {"Failed, all sinks", "49"}, {"Lateness p50", "0.50 ms"},
        {"Lateness p99", "8.00 ms"}, {"Lateness max", "9.00 ms"}, {"DEBUG", "1"}, {"INFO", "2"},
        {"WARN", "3"}, {"ERROR", "4"}, {"CRITICAL", "5"}};
    for (const auto &[name, shown] : figures)
        QCOMPARE(value(name), QLatin1StringView(shown));
}

QTEST_MAIN(tst_Docks)
#include "tst_docks.moc"
