// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What OK in the preferences changes in a window that is open.
#include "history/runhistory.h"
#include "ui/pages/livepage.h"
#include "ui/preferencesdialog.h"
#include "ui/runcontrol.h"
#include "ui/style.h"
#include "ui/windowfixture.h"

#include <QComboBox>
#include <QPointer>
#include <QPushButton>
#include <QTimer>
#include <QtTest>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>

using namespace emitter;
using namespace std::chrono_literals;

namespace {

const Preferences chosen{QStringLiteral("de"), ThemeChoice::Dark, 2000ms, 600, 0};

/// Chooses in the dialog, by the names of its fields, what is not chosen there yet.
void choose(PreferencesDialog &dialog, const std::map<QString, QVariant> &values)
{
    const auto boxes = dialog.findChildren<QComboBox *>();
    QCOMPARE(static_cast<std::size_t>(boxes.size()), values.size());
    for (QComboBox *box : boxes) {
        const auto wanted = values.find(box->accessibleName());
        QVERIFY2(wanted != values.end(), qPrintable(box->accessibleName()));
        const int index = box->findData(wanted->second);
        QVERIFY(index >= 0 && index != box->currentIndex());
        box->setCurrentIndex(index);
    }
}

/// Opens the dialog with its keys, chooses, and leaves it by this button.
void choose(MainWindow &window, const char *button)
{
    window.activateWindow(); // the dialog before was the active one
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_Comma, Qt::ControlModifier);
    const QPointer<PreferencesDialog> dialog = window.findChild<PreferencesDialog *>();
    QVERIFY(dialog);
    choose(*dialog,
        {{QStringLiteral("Language"), chosen.language},
            {QStringLiteral("Theme"), static_cast<int>(chosen.theme)},
            {QStringLiteral("Charts are drawn"), 2000}, {QStringLiteral("History of a run"), 600},
            {QStringLiteral("Runs kept"), 0}});
    for (QPushButton *candidate : dialog->findChildren<QPushButton *>()) {
        if (candidate->text() == QLatin1StringView(button))
            candidate->click();
    }
    QTRY_VERIFY(!dialog);
}

std::size_t finishedIn(const RunHistory &history)
{
    const auto runs = history.list();
    return static_cast<std::size_t>(std::count_if(runs.begin(), runs.end(),
        [](const StoredRun &run) { return run.state == StoredRun::State::Finished; }));
}

}

class tst_WindowPreferences : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void countWithOkAlone();
    void countForTheNextRun();
    void keepWhatIsInItsThemeAlready();
};

void tst_WindowPreferences::countWithOkAlone()
{
    WindowFixture it;
    it.languages = {QStringLiteral("en"), QStringLiteral("de")};
    const WindowSettings settings(it.settings);
    MainWindow &window = it.open();
    const auto isDrawnEvery = [&](std::chrono::milliseconds interval) {
        const auto timers =
            window.findChild<LivePage *>()->findChildren<QTimer *>(Qt::FindDirectChildrenOnly);
        return std::any_of(timers.begin(), timers.end(),
            [&](const QTimer *timer) { return timer->intervalAsDuration() == interval; });
    };
    choose(window, "Ca&ncel");
    QVERIFY(Preferences::load(settings) == Preferences());
    QVERIFY(!isDrawnEvery(chosen.chartInterval));
    choose(window, "&OK");
    QVERIFY(Preferences::load(settings) == chosen);
    QVERIFY(isDrawnEvery(chosen.chartInterval));
    QCOMPARE(Theme::of(window.palette()).window, Theme::dark().window);
}

void tst_WindowPreferences::keepWhatIsInItsThemeAlready()
{
    class StyleChanges : public QObject
    {
    public:
        int seen = 0;

    private:
        bool eventFilter(QObject *, QEvent *event) override
        {
            seen += event->type() == QEvent::StyleChange;
            return false;
        }
    };
    WindowFixture it;
    MainWindow &window = it.open();
    StyleChanges changes;
    window.installEventFilter(&changes);
    applyTheme(*qApp, ThemeChoice::Dark);
    const int first = changes.seen;
    QVERIFY(first > 0);
    applyTheme(*qApp, ThemeChoice::Dark);
    QCOMPARE(changes.seen, first);
}

void tst_WindowPreferences::countForTheNextRun()
{
    WindowFixture it;
    it.languages = {QStringLiteral("en"), QStringLiteral("de")};
    WindowSettings settings(it.settings);
    Preferences before;
    before.runsKept = 1;
    before.save(settings);
    it.openProfile("good");
    MainWindow &window = it.open();
    choose(window, "&OK");
    const LiveHistory &shown = window.findChild<LivePage *>()->history();
    const RunHistory kept(it.folder.filePath(QStringLiteral("history")).toStdString());
    for (std::size_t run = 1; run <= 2; ++run) {
        window.activateWindow(); // the dialog before was the active one
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QTest::keyClick(&window, Qt::Key_F5);
        QTRY_VERIFY(it.host.snapshot().startedUnixNanos != 0);
        Snapshot later = it.host.snapshot();
        for (int second = 1; second <= 700; ++second) {
            later.runTime += 1'000'000'000;
            Q_EMIT it.host.snapshotReady(later);
        }
        QVERIFY2(shown.size() > 300 && shown.size() <= 600,
            qPrintable(QString::number(shown.size()))); // of 3,600 otherwise
        QTest::keyClick(&window, Qt::Key_F5, Qt::ShiftModifier);
        QTRY_VERIFY(window.control().phase().isFinished());
        QTRY_COMPARE(finishedIn(kept), run); // the one before has not gone
    }
}

QTEST_MAIN(tst_WindowPreferences)
#include "tst_windowpreferences.moc"
