// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How runs, files and pages meet in the window.
#include "ui/charts/livechart.h"
#include "ui/models/problemsmodel.h"
#include "ui/models/sinksmodel.h"
#include "ui/noticestrip.h"
#include "ui/numbers.h"
#include "ui/pages/logpage.h"
#include "ui/pages/runspage.h"
#include "ui/runcontrol.h"
#include "ui/welcome.h"
#include "ui/windowfixture.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QStatusBar>
#include <QTableView>
#include <QToolButton>
#include <QtTest>

#include <algorithm>

using namespace emitter;
using namespace std::chrono_literals;

namespace {

const QString hangs =
    QString::fromStdString(WindowFixture::profile("hanging") + "drain_timeout: 1h\n");

QAction *actionOf(MainWindow &window, const QKeySequence &keys)
{
    for (QAction *action : window.findChildren<QAction *>()) {
        if (action->shortcuts().contains(keys))
            return action;
    }
    return nullptr;
}

QToolButton *buttonOf(MainWindow &window, const QAction *action)
{
    for (QToolButton *button : window.findChildren<QToolButton *>()) {
        if (button->defaultAction() == action)
            return button;
    }
    return nullptr;
}

QString statusText(MainWindow &window, const char *name)
{
    for (const QLabel *label : window.statusBar()->findChildren<QLabel *>()) {
        if (label->accessibleName() == QLatin1StringView(name))
            return label->text();
    }
    return {};
}

void press(MainWindow &window, int key, Qt::KeyboardModifiers modifiers)
{
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, static_cast<Qt::Key>(key), modifiers);
}

}

class tst_WindowRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void takesNoEditsWhileItQuits();
    void quitsInOrderWhileARunStops();
    void stopsInOrderAfterADoubleClick();
    void takesAHeldKeyForOneWish();
    void startsAtTheRateThatStandsThere();
    void forgetsADashboardThatIsNotServed();
    void keepsAnEmptyProfileOpen();
    void countsProblemsInTheStatusBar();
    void saysWhatMemoryTheProfileMayTake();
    void reachesRunsAndLogWithoutAProfile();
    void listsAProblemOfThePlanOnce();
    void filtersThePageThatIsShown();
    void showsStoredChartsAsTables();
    void namesTheTargetsThatWereMissed();
    void saysThatARunIsNotKept();
    void forgetsTheRunOfAnotherProfile();
    void showsThePlanOfWhatWasEditedAfterARun();
    void mutesASinkByKeyboard();
};

void tst_WindowRun::takesNoEditsWhileItQuits()
{
    WindowFixture it;
    it.draft.open(hangs, QStringLiteral("hangs"));
    it.dialogs.quit = true;
    it.dialogs.unsaved = Dialogs::Unsaved::Discard;
    MainWindow &window = it.open();
    actionOf(window, Qt::Key_F5)->trigger();
    QTRY_VERIFY(it.host.snapshot().backlog() > 0);
    it.draft.setText(hangs.toStdString() + "seed: 1\n", QStringLiteral("Change the seed"));
    QVERIFY(!window.close());
    QTRY_VERIFY(it.host.state() == RunState::Stopping);
    QVERIFY(!window.centralWidget()->isEnabled());
    const std::string before = it.draft.text();
    press(window, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(it.draft.text(), before);
    press(window, Qt::Key_Q, Qt::ControlModifier); // still there: now
    QTRY_VERIFY(!window.isVisible());
}

void tst_WindowRun::quitsInOrderWhileARunStops()
{
    WindowFixture it;
    it.draft.open(hangs, QStringLiteral("hangs"));
    it.dialogs.quit = true;
    MainWindow &window = it.open();
    actionOf(window, Qt::Key_F5)->trigger();
    QTRY_VERIFY(it.host.snapshot().backlog() > 0);
    press(window, Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY(it.host.state() == RunState::Stopping);
    QVERIFY(!window.close());
    QCOMPARE(it.dialogs.asked, 1);
    it.host.setFactor(3); // comes after whatever close() asked for
    QTRY_VERIFY(it.host.snapshot().factor == 3 || !it.host.isActive());
    QVERIFY(it.host.isActive()); // what waits still gets its time
    window.close();
    QTRY_VERIFY(!window.isVisible());
}

void tst_WindowRun::stopsInOrderAfterADoubleClick()
{
    WindowFixture it;
    it.perLook = 0ms;
    it.draft.open(hangs, QStringLiteral("hangs"));
    MainWindow &window = it.open();
    actionOf(window, Qt::Key_F5)->trigger();
    QTRY_VERIFY(it.host.snapshot().backlog() > 0);
    QToolButton *stop = buttonOf(window, actionOf(window, Qt::SHIFT | Qt::Key_F5));
    QTest::mouseClick(stop, Qt::LeftButton);
    QTest::mouseDClick(stop, Qt::LeftButton);
    QTest::mouseRelease(stop, Qt::LeftButton);
    it.host.setFactor(3); // comes after whatever the clicks asked for
    QTRY_VERIFY(it.host.snapshot().factor == 3 || !it.host.isActive());
    QVERIFY(window.control().phase() == RunPhase::Stopping);
    QVERIFY(it.host.isActive());
    it.now += RunControl::stopsApart;
    QTest::mouseClick(stop, Qt::LeftButton);
    QTRY_VERIFY(window.control().phase().isFinished());
}

void tst_WindowRun::takesAHeldKeyForOneWish()
{
    WindowFixture it;
    MainWindow &window = it.open();
    for (const Qt::Key key : {Qt::Key_F5, Qt::Key_F6})
        QVERIFY(!actionOf(window, key)->autoRepeat());
    QVERIFY(!actionOf(window, Qt::SHIFT | Qt::Key_F5)->autoRepeat());
}

void tst_WindowRun::startsAtTheRateThatStandsThere()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    auto *spin = window.findChild<QDoubleSpinBox *>();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    spin->setFocus();
    spin->selectAll();
    QTest::keyClicks(spin, QStringLiteral("2"));
    QTest::keyClick(spin, Qt::Key_F5);
    QCOMPARE(window.control().factor(), 2.0);
    QTRY_COMPARE(it.host.snapshot().factor, 2.0);
}

void tst_WindowRun::forgetsADashboardThatIsNotServed()
{
    WindowFixture it;
    it.openProfile("good");
    bool taken = false;
    it.serveDashboard = [&](const Profile &) -> Result<QUrl> {
        Problem problem;
        problem.text = "the port is taken";
        return taken ? Result<QUrl>(problem) : QUrl(QStringLiteral("http://localhost:1/"));
    };
    MainWindow &window = it.open();
    const QAction *dashboard = actionOf(window, Qt::CTRL | Qt::Key_B);
    actionOf(window, Qt::Key_F5)->trigger();
    QVERIFY(dashboard->isEnabled());
    QTRY_VERIFY(window.control().phase() == RunPhase::Running);
    press(window, Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY(window.control().phase().isFinished());
    taken = true;
    actionOf(window, Qt::Key_F5)->trigger();
    QVERIFY(window.control().phase().isFinished());
    QVERIFY(!dashboard->isEnabled());
    for (const QLabel *label : window.findChildren<QLabel *>())
        QVERIFY(!label->text().contains(QStringLiteral("localhost:1")));
}

void tst_WindowRun::keepsAnEmptyProfileOpen()
{
    WindowFixture it;
    MainWindow &window = it.open();
    const QAction *save = actionOf(window, Qt::CTRL | Qt::Key_S);
    QVERIFY(!save->isEnabled()); // nothing is open yet
    actionOf(window, Qt::CTRL | Qt::Key_N)->trigger();
    it.draft.setText({}, QStringLiteral("Change the text"));
    QVERIFY(save->isEnabled());
    QVERIFY(window.findChild<QListWidget *>(QStringLiteral("pages"))->isVisible());
    QVERIFY(!window.findChild<Welcome *>()->isVisible());
    it.dialogs.unsaved = Dialogs::Unsaved::Discard;
}

void tst_WindowRun::countsProblemsInTheStatusBar()
{
    WindowFixture it;
    it.openProfile("dying");
    MainWindow &window = it.open();
    auto *button = window.statusBar()->findChild<QToolButton *>();
    QVERIFY(button);
    QVERIFY(!button->isVisible());
    actionOf(window, Qt::Key_F5)->trigger();
    QTRY_VERIFY(window.control().phase() == RunPhase::Failed);
    QTRY_COMPARE(button->text(), QStringLiteral("1"));
    QVERIFY(button->isVisible());
    QVERIFY(button->accessibleName().contains(QStringLiteral("problem")));
    const auto *dock = window.findChild<QWidget *>(QStringLiteral("problems"));
    QVERIFY(!dock->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(dock->isVisible());
    it.draft.setText("buffer_size: -4\n" + it.draft.text() + "x: 1\n", QStringLiteral("Spoil"));
    QCOMPARE(button->text(), QStringLiteral("3")); // the run's and the profile's
    it.openProfile("good");
    actionOf(window, Qt::Key_F5)->trigger();
    QVERIFY(!button->isVisible());
}

void tst_WindowRun::saysWhatMemoryTheProfileMayTake()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    const std::uint64_t bytes = it.draft.plan()->memoryBytes(*it.draft.profile());
    QVERIFY(bytes > 1'000'000);
    QCOMPARE(statusText(window, "Memory"),
        QStringLiteral("memory for this profile: ") + Numbers::bytes(bytes));
    it.draft.setText(it.draft.text() + "buffer_size: -4\n", QStringLiteral("Spoil"));
    QCOMPARE(statusText(window, "Memory"), QString());
    it.openProfile("good");
    actionOf(window, Qt::Key_F5)->trigger();
    QTRY_VERIFY(statusText(window, "Backlog").startsWith(QStringLiteral("backlog")));
    QCOMPARE(statusText(window, "Memory"), QString()); // there is no room beside the run's figures
}

void tst_WindowRun::reachesRunsAndLogWithoutAProfile()
{
    WindowFixture it;
    MainWindow &window = it.open();
    const auto *welcome = window.findChild<Welcome *>();
    QVERIFY(welcome->isVisible());
    press(window, Qt::Key_3, Qt::ControlModifier);
    QVERIFY(window.findChild<RunsPage *>()->isVisible());
    QVERIFY(!welcome->isVisible());
    press(window, Qt::Key_4, Qt::ControlModifier);
    QVERIFY(window.findChild<LogPage *>()->isVisible());
    press(window, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(welcome->isVisible());
    press(window, Qt::Key_1, Qt::ControlModifier);
    QVERIFY(welcome->isVisible());
    it.openProfile("good");
    QVERIFY(!welcome->isVisible());
}

void tst_WindowRun::listsAProblemOfThePlanOnce()
{
    WindowFixture it;
    it.draft.open(
        QString::fromStdString(WindowFixture::profile("good") + "targets: [achieved more]\n"),
        QStringLiteral("bad"));
    MainWindow &window = it.open();
    QCOMPARE(window.problems().errors(ProblemsModel::OfProfile), std::size_t(1));
    const ProblemsModel &problems = window.problems();
    const QModelIndex group = problems.index(ProblemsModel::OfProfile, 0);
    QCOMPARE(problems.index(0, ProblemsModel::Count, group).data().toString(), QString());
    QVERIFY(!window.control().canStart());
}

void tst_WindowRun::filtersThePageThatIsShown()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    window.showPage(MainWindow::Page::Log);
    press(window, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(window.page() == MainWindow::Page::Log);
    const auto *field = qobject_cast<const QLineEdit *>(QApplication::focusWidget());
    QVERIFY(field && field->isVisible());
    QVERIFY(window.findChild<LogPage *>()->isAncestorOf(field));
    window.showPage(MainWindow::Page::Runs);
    press(window, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(window.page() == MainWindow::Page::Profile);
}

void tst_WindowRun::showsStoredChartsAsTables()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    window.showPage(MainWindow::Page::Runs);
    const auto stored = window.findChild<RunsPage *>()->findChildren<LiveChart *>();
    QCOMPARE(stored.size(), 6); // of one run, and of a comparison
    for (const bool table : {true, false}) {
        press(window, Qt::Key_T, Qt::ControlModifier);
        for (const LiveChart *chart : stored)
            QCOMPARE(chart->isTable(), table);
    }
}

void tst_WindowRun::namesTheTargetsThatWereMissed()
{
    WindowFixture it;
    it.draft.open(QString::fromStdString(WindowFixture::profile("good")
                      + "run_duration: 200ms\n"
                        "targets: [sent > 0, sent > 1000000, latency_p99 < 3600s, failed > 7]\n"),
        QStringLiteral("demanding"));
    MainWindow &window = it.open();
    actionOf(window, Qt::Key_F5)->trigger();
    NoticeStrip *notice = nullptr;
    const auto isTold = [&] {
        for (NoticeStrip *strip : window.findChildren<NoticeStrip *>())
            notice = strip->isVisible() ? strip : notice;
        return notice != nullptr;
    };
    QTRY_VERIFY(isTold());
    QVERIFY2(window.control().phase() == RunPhase::Missed, qPrintable(notice->text()));
    QVERIFY2(notice->text().contains(QStringLiteral("sent > 1000000, measured 1")),
        qPrintable(notice->text()));
    const ProblemsModel &problems = window.problems();
    const QModelIndex run = problems.index(ProblemsModel::OfRun, 0);
    QCOMPARE(problems.rowCount(run), 2);
    const auto path = [&](int row) { return problems.problem(problems.index(row, 0, run))->path; };
    QCOMPARE(path(0), std::string("targets[1]"));
    QCOMPARE(path(1), std::string("targets[3]"));
}

void tst_WindowRun::saysThatARunIsNotKept()
{
    WindowFixture it;
    QFile file(it.folder.filePath(QStringLiteral("history"))); // where a folder should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    it.openProfile("good");
    MainWindow &window = it.open();
    actionOf(window, Qt::Key_F5)->trigger();
    const ProblemsModel &problems = window.problems();
    const QModelIndex run = problems.index(ProblemsModel::OfRun, 0);
    QTRY_COMPARE(problems.rowCount(run), 1);
    const QString said = problems.index(0, ProblemsModel::Text, run).data().toString();
    QVERIFY2(said.contains(QStringLiteral("the run cannot be kept in")), qPrintable(said));
    QVERIFY(window.statusBar()->findChild<QToolButton *>()->isVisible());
    QVERIFY(it.host.isActive()); // it goes on all the same
}

void tst_WindowRun::forgetsTheRunOfAnotherProfile()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    const auto run = [&] {
        actionOf(window, Qt::Key_F5)->trigger();
        QTRY_VERIFY(it.host.snapshot().counts.emitted > 0);
        actionOf(window, Qt::SHIFT | Qt::Key_F5)->trigger();
        QTRY_VERIFY(window.control().phase().isFinished());
    };
    run();
    it.draft.setText(it.draft.text() + "# saved\n", QStringLiteral("Change the text"));
    QVERIFY(it.draft.saveAs(it.folder.filePath(QStringLiteral("saved.yaml"))));
    QVERIFY(window.control().phase().isFinished()); // still the same profile
    it.openProfile("null");
    QVERIFY(window.control().phase() == RunPhase::Idle);
    QVERIFY(window.windowTitle().contains(QStringLiteral("Idle")));
    QCOMPARE(statusText(window, "State"), QStringLiteral("Idle"));
    QVERIFY(statusText(window, "Rates").startsWith(QStringLiteral("planned")));
    run();
    QVERIFY(it.draft.load(it.folder.filePath(QStringLiteral("saved.yaml"))));
    QVERIFY(window.control().phase() == RunPhase::Idle);
    actionOf(window, Qt::Key_F5)->trigger();
    it.openProfile("null"); // the run goes on
    QVERIFY(window.control().phase().isActive());
}

void tst_WindowRun::showsThePlanOfWhatWasEditedAfterARun()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    actionOf(window, Qt::Key_F5)->trigger();
    QTRY_VERIFY(it.host.snapshot().counts.emitted > 0);
    actionOf(window, Qt::SHIFT | Qt::Key_F5)->trigger();
    QTRY_VERIFY(window.control().phase().isFinished());
    QVERIFY(!statusText(window, "Rates").startsWith(QStringLiteral("planned")));
    it.draft.setText(WindowFixture::profile("null") + "  - type: good\n", QStringLiteral("Add"));
    QCOMPARE(statusText(window, "Rates"), QStringLiteral("planned 600 /s"));
    QCOMPARE(statusText(window, "Sinks"), QStringLiteral("2 sink(s)"));
    QCOMPARE(statusText(window, "Seed"), QStringLiteral("seed 42"));
    it.draft.undoStack().undo();
    QVERIFY(statusText(window, "Sinks").startsWith(QStringLiteral("sinks: ")));
}

void tst_WindowRun::mutesASinkByKeyboard()
{
    WindowFixture it;
    const QString loud = it.folder.filePath(QStringLiteral("loud.jsonl"));
    const QString quiet = it.folder.filePath(QStringLiteral("quiet.jsonl"));
    const auto sink = [](const char *name, const QString &path) {
        return std::string("name: ") + name + "\n    path: \"" + path.toStdString() + "\"";
    };
    it.draft.open(QString::fromStdString(WindowFixture::profile("file", sink("loud", loud))
                      + "  - type: file\n    " + sink("quiet", quiet) + '\n'),
        QStringLiteral("two files"));
    MainWindow &window = it.open();
    actionOf(window, Qt::Key_F5)->trigger();
    QTableView *table = nullptr;
    for (QTableView *candidate : window.findChildren<QTableView *>())
        table = candidate->accessibleName() == QStringLiteral("Sinks") ? candidate : table;
    QVERIFY(table);
    QTRY_COMPARE(table->model()->rowCount(), 2);
    QTRY_VERIFY(it.host.state() == RunState::Running);
    const auto size = [](const QString &path) { return QFileInfo(path).size(); };
    QTRY_VERIFY(size(quiet) > 0);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(1, SinksModel::Name));
    QVERIFY(QTest::qWaitForWindowActive(&window));

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    const QModelIndex state = table->model()->index(1, SinksModel::State);
    QCOMPARE(state.data().toString(), QStringLiteral("muted"));
    const auto &last = it.host.snapshot().sinks;
    QTRY_VERIFY(last[1].muted && last[1].counts.inFlight == 0);
    const qint64 muted = size(quiet);
    const qint64 heard = size(loud);
    QTRY_VERIFY(size(loud) > heard + 20'000);
    QCOMPARE(size(quiet), muted);
    const auto isSaid = [&] {
        const auto labels = window.findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
            [](const QLabel *label) { return label->text() == QStringLiteral("muted: quiet"); });
    };
    QTRY_VERIFY(isSaid());

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTRY_VERIFY(size(quiet) > muted);
    actionOf(window, Qt::SHIFT | Qt::Key_F5)->trigger();
    QTRY_VERIFY(window.control().phase().isFinished());
    QVERIFY(window.control().phase() == RunPhase::Stopped);
    QCOMPARE(window.problems().size(), std::size_t(0));
    QCOMPARE(last[0].counts.emitted, last[1].counts.emitted);
    QCOMPARE(last[0].counts.delivered, last[0].counts.emitted);
    QCOMPARE(last[1].counts.delivered + last[1].counts.muted(), last[1].counts.emitted);
}

QTEST_MAIN(tst_WindowRun)
#include "tst_windowrun.moc"
