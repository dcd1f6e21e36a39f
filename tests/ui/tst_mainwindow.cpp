// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/problemsmodel.h"
#include "ui/models/sinksmodel.h"
#include "ui/noticestrip.h"
#include "ui/pages/livepage.h"
#include "ui/runcontrol.h"
#include "ui/windowfixture.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QShortcut>
#include <QSlider>
#include <QTabBar>
#include <QTableView>
#include <QToolBar>
#include <QtTest>

using namespace emitter;

namespace {

bool isViewport(const QWidget &widget)
{
    const auto *area = qobject_cast<const QAbstractScrollArea *>(widget.parentWidget());
    return area && area->viewport() == &widget;
}

}

class tst_MainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void reachesEveryPageByKeyboard();
    void runsAndStops();
    void runsIntoAFile();
    void pausesAndGoesOn();
    void reactsAtOnceWhileASinkHangs_data();
    void reactsAtOnceWhileASinkHangs();
    void cancelsASinkThatDoesNotOpen();
    void changesTheRateWhileItRuns();
    void mutesAService();
    void saysWhichEditsWait();
    void tellsWhyARunDidNotStart();
    void collectsWhatARunSays();
    void asksBeforeItQuitsARun();
    void quitsAfterTheRun();
    void putsMarks();
    void putsOneMarkForADraggedRate();
    void drawsNothingWhileThePageIsHidden();
    void hasNoDuplicateShortcuts();
    void hasMnemonicsEverywhere();
    void pressesButtonsOfPagesByTheirLetters();
    void hasAccessibleNamesEverywhere();
    void fitsASmallScreen();

private:
    static void press(MainWindow &window, int key, Qt::KeyboardModifiers modifiers = {})
    {
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, static_cast<Qt::Key>(key), modifiers);
    }
    static QAction *start(MainWindow &window);
};

QAction *tst_MainWindow::start(MainWindow &window)
{
    for (QAction *action : window.findChildren<QAction *>()) {
        if (action->shortcuts().contains(QKeySequence(Qt::Key_F5)))
            return action;
    }
    return nullptr;
}

void tst_MainWindow::reachesEveryPageByKeyboard()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    using Page = MainWindow::Page;
    press(window, Qt::Key_2, Qt::ControlModifier);
    QVERIFY(window.page() == Page::Live);
    press(window, Qt::Key_3, Qt::ControlModifier);
    QVERIFY(window.page() == Page::Runs);
    press(window, Qt::Key_4, Qt::ControlModifier);
    QVERIFY(window.page() == Page::Log);
    press(window, Qt::Key_1, Qt::ControlModifier);
    QVERIFY(window.page() == Page::Profile);
}

void tst_MainWindow::runsAndStops()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    QVERIFY(window.control().phase() == RunPhase::Idle);
    press(window, Qt::Key_F5);
    QVERIFY(window.control().phase() == RunPhase::Preparing); // at once
    QVERIFY(window.page() == MainWindow::Page::Live);
    QTRY_VERIFY(window.control().phase() == RunPhase::Running);
    QTRY_VERIFY(it.host.snapshot().counts.emitted > 0);
    QVERIFY(window.windowTitle().contains(QStringLiteral("Running")));
    press(window, Qt::Key_F5); // no second run
    press(window, Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY(window.control().phase() == RunPhase::Passed
        || window.control().phase() == RunPhase::Stopped);
    QVERIFY(start(window)->isEnabled());
    press(window, Qt::Key_R, Qt::ControlModifier); // the other key, the next run
    QTRY_VERIFY(window.control().phase() == RunPhase::Running);
}

void tst_MainWindow::runsIntoAFile()
{
    WindowFixture it;
    it.openFileProfile();
    MainWindow &window = it.open();
    start(window)->trigger();
    QTRY_VERIFY(it.host.snapshot().delivered() > 100);
    auto *page = window.findChild<LivePage *>();
    QTRY_VERIFY(page->sinks().rowCount() == 1);
    QTRY_COMPARE(page->sinks().condition(0), SinkCondition::Ok);
    QTRY_VERIFY(page->history().size() >= 1);
    QVERIFY(QFileInfo(it.folder.filePath(QStringLiteral("out.jsonl"))).size() > 1000);
}

void tst_MainWindow::pausesAndGoesOn()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    press(window, Qt::Key_F6); // nothing to pause
    QVERIFY(window.control().phase() == RunPhase::Idle);
    start(window)->trigger();
    QTRY_VERIFY(window.control().phase() == RunPhase::Running);
    press(window, Qt::Key_F6);
    QVERIFY(window.control().phase() == RunPhase::Paused);
    QTRY_VERIFY(it.host.state() == RunState::Paused);
    press(window, Qt::Key_F6);
    QVERIFY(window.control().phase() == RunPhase::Running);
    QTRY_VERIFY(it.host.state() == RunState::Running);
}

// Nothing lets these sinks go on but the last wish: a window that waited for one would stand still.
void tst_MainWindow::reactsAtOnceWhileASinkHangs_data()
{
    using Value = RunPhase::Value;
    QTest::addColumn<QString>("sink");
    QTest::addColumn<int>("end");
    QTest::newRow("that never answers") << "hanging" << static_cast<int>(Value::Failed);
    QTest::newRow("in send()") << "stuck" << static_cast<int>(Value::Failed);
    QTest::newRow("in finish()") << "endless" << static_cast<int>(Value::Stopped);
}

void tst_MainWindow::reactsAtOnceWhileASinkHangs()
{
    QFETCH(QString, sink);
    QFETCH(int, end);
    WindowFixture it;
    it.draft.open(
        QString::fromStdString(WindowFixture::profile(sink.toStdString()) + "drain_timeout: 1h\n"),
        QStringLiteral("hangs"));
    MainWindow &window = it.open();
    press(window, Qt::Key_F5);
    QVERIFY(window.control().phase() == RunPhase::Preparing);
    QTRY_VERIFY(it.host.snapshot().counts.emitted > 0);
    press(window, Qt::Key_F6);
    QVERIFY(window.control().phase() == RunPhase::Paused);
    press(window, Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(window.control().phase() == RunPhase::Stopping);
    QTRY_VERIFY(it.host.state() == RunState::Stopping);
    QVERIFY(it.host.isActive()); // waits for the sink
    press(window, Qt::Key_F5, Qt::ShiftModifier); // now
    QTRY_COMPARE(static_cast<int>(window.control().phase()), end);
}

void tst_MainWindow::cancelsASinkThatDoesNotOpen()
{
    WindowFixture it;
    it.openProfile("unopened");
    MainWindow &window = it.open();
    press(window, Qt::Key_F5);
    QTRY_COMPARE(it.host.state(), RunState::Preparing);
    press(window, Qt::Key_3, Qt::ControlModifier);
    QVERIFY(window.page() == MainWindow::Page::Runs);
    press(window, Qt::Key_F5, Qt::ShiftModifier);
    QVERIFY(window.control().phase() != RunPhase::Preparing);
    QTRY_VERIFY(window.control().phase().isFinished());
}

void tst_MainWindow::changesTheRateWhileItRuns()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    auto *spin = window.findChild<QDoubleSpinBox *>();
    auto *slider = window.findChild<QSlider *>();
    spin->setValue(2);
    QCOMPARE(slider->value() > 100, true);
    start(window)->trigger();
    QTRY_COMPARE(it.host.snapshot().factor, 2.0); // what was set before counts
    slider->setValue(0);
    QTRY_COMPARE(it.host.snapshot().factor, 0.1);
    QCOMPARE(spin->value(), 0.1);
    press(window, Qt::Key_0, Qt::ControlModifier);
    QTRY_COMPARE(it.host.snapshot().factor, 1.0);
    QCOMPARE(spin->value(), 1.0);
}

void tst_MainWindow::mutesAService()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    start(window)->trigger();
    QTRY_VERIFY(it.host.snapshot().counts.emitted > 0);
    QAbstractItemModel *sources = nullptr;
    for (const QTableView *table : window.findChildren<QTableView *>()) {
        if (table->accessibleName() == QStringLiteral("Services and pools"))
            sources = table->model();
    }
    QVERIFY(sources);
    QTRY_COMPARE(sources->rowCount(), 2);
    QVERIFY(sources->setData(sources->index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    // The other one goes on alone.
    std::uint64_t muted = 0;
    std::uint64_t heard = 0;
    const auto stands = [&] {
        const auto &services = it.host.snapshot().services;
        const bool still = services[0].emitted == muted && services[1].emitted > heard + 20;
        if (services[0].emitted != muted) {
            muted = services[0].emitted;
            heard = services[1].emitted;
        }
        return still;
    };
    QTRY_VERIFY(stands());
}

void tst_MainWindow::saysWhichEditsWait()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    window.resize(1024, 700);
    auto *badge = window.findChild<QLabel *>(QStringLiteral("edits"));
    QVERIFY(!badge->isVisible());
    start(window)->trigger();
    QTRY_VERIFY(window.control().phase() == RunPhase::Running);
    it.draft.setText(WindowFixture::profile("dying"), QStringLiteral("Change the sink"));
    QTRY_VERIFY(badge->isVisible());
    it.draft.undoStack().undo();
    QTRY_VERIFY(!badge->isVisible());
    it.draft.undoStack().redo();
    for (int i = 0; i < 2; ++i)
        press(window, Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY(window.control().phase().isFinished());
    QTRY_VERIFY(!badge->isVisible());
    it.dialogs.unsaved = Dialogs::Unsaved::Discard;
}

void tst_MainWindow::tellsWhyARunDidNotStart()
{
    WindowFixture it;
    it.openProfile("closed");
    MainWindow &window = it.open();
    start(window)->trigger();
    QTRY_COMPARE(it.dialogs.failures.size(), 1); // no sink reachable is worth a dialog
    QVERIFY(window.control().phase() == RunPhase::Failed);
    QVERIFY(window.problems().errors(ProblemsModel::OfRun) > 0);
    bool told = false;
    for (const NoticeStrip *strip : window.findChildren<NoticeStrip *>())
        told = told || strip->isVisible();
    QVERIFY(told);
}

void tst_MainWindow::collectsWhatARunSays()
{
    WindowFixture it;
    it.openProfile("dying");
    MainWindow &window = it.open();
    start(window)->trigger();
    QTRY_VERIFY(window.control().phase() == RunPhase::Failed);
    QTRY_VERIFY(window.problems().errors(ProblemsModel::OfRun) > 0);
    it.openProfile("good");
    start(window)->trigger();
    QCOMPARE(window.problems().errors(ProblemsModel::OfRun), std::size_t(0)); // of this run alone
}

void tst_MainWindow::asksBeforeItQuitsARun()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    start(window)->trigger();
    QTRY_VERIFY(window.control().phase() == RunPhase::Running);
    QVERIFY(!window.close());
    QCOMPARE(it.dialogs.asked, 1);
    QVERIFY(window.control().phase() == RunPhase::Running);
}

void tst_MainWindow::quitsAfterTheRun()
{
    WindowFixture it;
    it.draft.open(QString::fromStdString(WindowFixture::profile("hanging") + "drain_timeout: 1h\n"),
        QStringLiteral("hangs"));
    it.dialogs.quit = true;
    MainWindow &window = it.open();
    start(window)->trigger();
    QTRY_VERIFY(it.host.snapshot().backlog() > 0);
    QVERIFY(!window.close()); // not before the run has ended
    QTRY_VERIFY(it.host.state() == RunState::Stopping);
    QVERIFY(window.isVisible());
    window.close(); // who does not want to wait closes once more
    QTRY_VERIFY(!window.isVisible());
    QCOMPARE(it.dialogs.asked, 1);
    QVERIFY(!it.host.isActive());
}

void tst_MainWindow::putsMarks()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    auto *page = window.findChild<LivePage *>();
    press(window, Qt::Key_M, Qt::ControlModifier);
    QVERIFY(page->marks().isEmpty()); // no run, no moment
    start(window)->trigger();
    QTRY_VERIFY(page->history().seconds() > 0);
    press(window, Qt::Key_M, Qt::ControlModifier);
    press(window, Qt::Key_M, Qt::ControlModifier);
    QCOMPARE(page->marks().size(), 2);
    QCOMPARE(page->marks()[1].label, QStringLiteral("2"));
    QVERIFY(page->marks()[0].seconds > 0);
}

void tst_MainWindow::putsOneMarkForADraggedRate()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    auto *page = window.findChild<LivePage *>();
    auto *slider = window.findChild<QSlider *>();
    slider->setValue(120); // before the run, and so none of its events
    start(window)->trigger();
    QTRY_VERIFY(page->history().seconds() > 0);
    for (const int place : {130, 140, 150, 160})
        slider->setValue(place);
    const double factor = window.findChild<QDoubleSpinBox *>()->value();
    QCOMPARE(window.control().factor(), factor); // at once
    QVERIFY(page->marks().isEmpty());
    QTRY_COMPARE(page->marks().size(), 1);
    QCOMPARE(page->marks()[0].label, QStringLiteral("× ") + QLocale().toString(factor));
    slider->setValue(110);
    QTRY_COMPARE(page->marks().size(), 2);
}

void tst_MainWindow::drawsNothingWhileThePageIsHidden()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    start(window)->trigger();
    auto *page = window.findChild<LivePage *>();
    window.showPage(MainWindow::Page::Log);
    QTRY_VERIFY(page->history().size() >= 2);
    const auto timers = page->findChildren<QTimer *>(QString(), Qt::FindDirectChildrenOnly);
    QCOMPARE(timers.size(), 1);
    QVERIFY(!timers[0]->isActive());
    window.showPage(MainWindow::Page::Live);
    QVERIFY(timers[0]->isActive());
}

void tst_MainWindow::hasNoDuplicateShortcuts()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    QMap<QString, QString> owners;
    const auto take = [&](const QKeySequence &keys, const QString &who) {
        if (keys.isEmpty())
            return;
        const QString name = keys.toString();
        QVERIFY2(!owners.contains(name),
            qPrintable(
                name + QStringLiteral(": ") + owners.value(name) + QStringLiteral(", ") + who));
        owners.insert(name, who);
    };
    for (const QAction *action : window.findChildren<QAction *>()) {
        if (action->shortcutContext() == Qt::WidgetShortcut)
            continue; // those of a table count there alone
        for (const QKeySequence &keys : action->shortcuts())
            take(keys, action->text());
    }
    for (const QShortcut *shortcut : window.findChildren<QShortcut *>())
        take(shortcut->key(), shortcut->objectName());
    for (const char *wanted : {"F5", "Ctrl+R", "F6", "Shift+F5", "Ctrl+1", "Ctrl+2", "Ctrl+3",
             "Ctrl+4", "F8", "Ctrl+N", "Ctrl+O", "Ctrl+S", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+,",
             "Ctrl+F", "Ctrl+M", "Ctrl+B", "Ctrl+T", "F1"})
        QVERIFY2(owners.contains(QLatin1StringView(wanted)), wanted);
}

static QString mnemonic(const QString &text)
{
    return QKeySequence::mnemonic(text).toString();
}

void tst_MainWindow::hasMnemonicsEverywhere()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    const auto checkMenu = [](const QList<QAction *> &actions, const auto &self) -> void {
        QSet<QString> used;
        for (const QAction *action : actions) {
            if (action->isSeparator())
                continue;
            const QString key = mnemonic(action->text());
            QVERIFY2(!key.isEmpty(), qPrintable(action->text()));
            QVERIFY2(!used.contains(key), qPrintable(action->text()));
            used.insert(key);
            if (action->menu())
                self(action->menu()->actions(), self);
        }
    };
    checkMenu(window.menuBar()->actions(), checkMenu);
    // Whatever can be seen on a page answers to a key of its own, beside those of the menu bar.
    for (const auto page : {MainWindow::Page::Profile, MainWindow::Page::Live,
             MainWindow::Page::Runs, MainWindow::Page::Log}) {
        window.showPage(page);
        QMap<QString, QString> used;
        for (const QAction *action : window.menuBar()->actions())
            used.insert(mnemonic(action->text()), action->text());
        for (const QAbstractButton *button : window.findChildren<QAbstractButton *>()) {
            const bool ofToolBar = qobject_cast<const QToolBar *>(button->parentWidget());
            if (!button->isVisible() || button->text().isEmpty() || ofToolBar)
                continue;
            const QString key = mnemonic(button->text());
            QVERIFY2(!key.isEmpty(), qPrintable(button->text()));
            QVERIFY2(!used.contains(key), qPrintable(button->text() + used.value(key)));
            used.insert(key, button->text());
        }
    }
}

void tst_MainWindow::pressesButtonsOfPagesByTheirLetters()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    start(window)->trigger();
    QTRY_VERIFY(it.host.snapshot().counts.emitted > 0);
    auto *page = window.findChild<LivePage *>();
    const QAction *follow = page->viewActions().at(0);
    press(window, Qt::Key_T, Qt::AltModifier);
    QTRY_VERIFY(page->tableAction()->isChecked()); // a button takes its time to go down and up
    press(window, Qt::Key_W, Qt::AltModifier);
    QTRY_VERIFY(!follow->isChecked());
    press(window, Qt::Key_W, Qt::AltModifier);
    QTRY_VERIFY(follow->isChecked());
    QTRY_VERIFY(page->history().seconds() > 0);
    press(window, Qt::Key_M, Qt::AltModifier);
    QTRY_COMPARE(page->marks().size(), 1);
}

void tst_MainWindow::hasAccessibleNamesEverywhere()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool isPart = widget->objectName().startsWith(QStringLiteral("qt_"))
            || isViewport(*widget)
            || qobject_cast<const QAbstractItemView *>(widget->parentWidget())
            || qobject_cast<const QAbstractSpinBox *>(widget->parentWidget())
            || qobject_cast<const QComboBox *>(widget->parentWidget())
            || widget->parentWidget()->inherits("QComboBoxPrivateContainer")
            || widget->parentWidget()->inherits("QTabBar")
            || widget->parentWidget()->inherits("QDockWidget");
        const bool needsName = widget->focusPolicy() != Qt::NoFocus && !isPart
            && !qobject_cast<const QTabBar *>(widget) && !qobject_cast<const QMenu *>(widget)
            && !qobject_cast<const QMenuBar *>(widget);
        // A button without a text is one that its strip does not use now.
        if (!needsName || (button && (!button->text().isEmpty() || button->isHidden())))
            continue;
        QVERIFY2(!widget->accessibleName().isEmpty(),
            qPrintable(QLatin1StringView(widget->metaObject()->className()) + QLatin1Char(' ')
                + widget->objectName() + QStringLiteral(" in ")
                + QLatin1StringView(widget->parentWidget()->metaObject()->className())));
    }
}

void tst_MainWindow::fitsASmallScreen()
{
    WindowFixture it;
    it.openProfile("good");
    MainWindow &window = it.open();
    const QSize needed = window.minimumSizeHint();
    QVERIFY2(needed.width() <= 1024, qPrintable(QString::number(needed.width())));
    QVERIFY2(needed.height() <= 700, qPrintable(QString::number(needed.height())));
}

QTEST_MAIN(tst_MainWindow)
#include "tst_mainwindow.moc"
