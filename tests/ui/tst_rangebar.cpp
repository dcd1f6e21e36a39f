// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rangebar.h"
#include "ui/warnings.h"

#include <QAbstractButton>
#include <QAction>
#include <QScrollBar>
#include <QtTest>

#include <utility>

using namespace emitter;

class tst_RangeBar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void followsTheNewest();
    void standsWhereOneScrolls();
    void spansAreChosenByKeyboard();
    void aRunThatIsOverStandsStill();
};

namespace {

QAbstractButton *spanOf(const RangeBar &bar, const char *name)
{
    for (QAbstractButton *button : bar.findChildren<QAbstractButton *>()) {
        if (button->accessibleName() == QLatin1StringView(name))
            return button;
    }
    return nullptr;
}

}

void tst_RangeBar::followsTheNewest()
{
    RangeBar bar;
    bar.setRunTime(3, true);
    QVERIFY((bar.range() == ChartRange{-7, 3, true})); // a young run fills the charts
    bar.setRunTime(1000, true);
    QVERIFY((bar.range() == ChartRange{700, 1000, true}));
    bar.setRunTime(1001, true);
    QVERIFY((bar.range() == ChartRange{701, 1001, true}));
}

void tst_RangeBar::standsWhereOneScrolls()
{
    RangeBar bar;
    bar.setRunTime(1000, true);
    const QSignalSpy changed(&bar, &RangeBar::changed);
    auto *position = bar.findChild<QScrollBar *>();
    QTest::keyClick(position, Qt::Key_Home);
    QVERIFY(!bar.followAction()->isChecked());
    QVERIFY((bar.range() == ChartRange{0, 300, false}));
    bar.setRunTime(1500, true); // the data goes on
    QVERIFY((bar.range() == ChartRange{0, 300, false}));
    QTest::keyClick(position, Qt::Key_End);
    QVERIFY(bar.followAction()->isChecked());
    QVERIFY((bar.range() == ChartRange{1200, 1500, true}));
    QTest::keyClick(position, Qt::Key_PageUp);
    QVERIFY((bar.range() == ChartRange{900, 1200, false}));
    bar.followAction()->trigger();
    QVERIFY((bar.range() == ChartRange{1200, 1500, true}));
    QCOMPARE(changed.size(), 4);
}

void tst_RangeBar::spansAreChosenByKeyboard()
{
    RangeBar bar;
    bar.setRunTime(4000, true);
    const QSignalSpy changed(&bar, &RangeBar::changed);
    const std::pair<const char *, double> spans[]{{"Show the last minute", 60},
        {"Show the last 5 minutes", 300}, {"Show the last 15 minutes", 900},
        {"Show the whole run", 4000}};
    for (const auto &[name, seconds] : spans) {
        QAbstractButton *button = spanOf(bar, name);
        QVERIFY2(button, name);
        QTest::keyClick(button, Qt::Key_Space);
        QVERIFY((bar.range() == ChartRange{4000 - seconds, 4000, true}));
    }
    QCOMPARE(changed.size(), 4);
}

void tst_RangeBar::aRunThatIsOverStandsStill()
{
    RangeBar bar;
    bar.setRunTime(1000, false);
    QVERIFY((bar.range() == ChartRange{700, 1000, false}));
    bar.setRunTime(0, false);
    QVERIFY((bar.range() == ChartRange{0, 1, false}));
}

QTEST_MAIN(tst_RangeBar)
#include "tst_rangebar.moc"
