// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The pages used without a mouse.
#include "history/runarchive.h"
#include "stats/examplesummary.h"
#include "ui/models/messagesmodel.h"
#include "ui/models/runsmodel.h"
#include "ui/models/sourcesmodel.h"
#include "ui/pages/livepage.h"
#include "ui/pages/logpage.h"
#include "ui/pages/runspage.h"
#include "ui/windowfixture.h"

#include <QAbstractButton>
#include <QAction>
#include <QButtonGroup>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QtTest>

#include <algorithm>
#include <cstdlib>

using namespace emitter;

namespace {

QString nameOf(const QWidget *widget)
{
    if (!widget)
        return QStringLiteral("nothing");
    const auto *button = qobject_cast<const QAbstractButton *>(widget);
    return QStringLiteral("%1 \"%2\" %3")
        .arg(QLatin1StringView(widget->metaObject()->className()), widget->accessibleName(),
            button ? button->text() : QString());
}

struct Fixture : WindowFixture
{
    MainWindow &openAt(MainWindow::Page page)
    {
        open().showPage(page);
        window->activateWindow();
        if (!QTest::qWaitForWindowActive(window.get()))
            std::abort();
        return *window;
    }
    void keepRuns() const
    {
        for (const char *id : {"00000000000000a1", "00000000000000a2"}) {
            auto archive =
                RunArchive::create(folder.filePath(QStringLiteral("history")).toStdString(),
                    {id, "shop.yaml", "a: 1\n", 42, 1'700'000'000'000'000'000, {"file"}});
            QVERIFY(archive);
            Summary summary = example::small();
            example::addHistory(summary, 30);
            QVERIFY((*archive)->finish(summary));
        }
    }
    QWidget *focus() const { return window->focusWidget(); }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(focus(), static_cast<Qt::Key>(key), modifiers);
    }
    /// Where Tab leads from the list of pages until it comes back there.
    QList<QWidget *> way(Qt::Key key = Qt::Key_Tab) const
    {
        constexpr int most = 200;
        auto *begin = window->findChild<QWidget *>(QStringLiteral("pages"));
        begin->setFocus(Qt::TabFocusReason);
        QList<QWidget *> widgets;
        for (int i = 0; i < most; ++i) {
            press(key);
            if (focus() == begin)
                return widgets;
            widgets.append(focus());
        }
        QTest::qFail("the way by Tab has no end", __FILE__, __LINE__);
        return widgets;
    }
    /// All that waits for keys on a page; of buttons that exclude each other one, since the arrow
    /// keys lead to the others.
    static QList<QWidget *> controlsOf(const QWidget &page)
    {
        QList<QWidget *> controls;
        QList<QButtonGroup *> groups;
        for (QWidget *widget : page.findChildren<QWidget *>()) {
            if (!widget->isVisible() || !widget->isEnabled() || widget->focusProxy()
                || (widget->focusPolicy() & Qt::TabFocus) != Qt::TabFocus)
                continue;
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            if (button && button->group()) {
                if (groups.contains(button->group()))
                    continue;
                groups.append(button->group());
            }
            controls.append(widget);
        }
        return controls;
    }
    void reachesAll(const QWidget &page, int least) const
    {
        const QList<QWidget *> controls = controlsOf(page);
        QVERIFY2(controls.size() >= least, qPrintable(QString::number(controls.size())));
        QList<QWidget *> there = way();
        for (QWidget *control : controls)
            QVERIFY2(there.contains(control), qPrintable(nameOf(control)));
        QList<QWidget *> back = way(Qt::Key_Backtab);
        std::reverse(back.begin(), back.end());
        for (qsizetype i = 0; i < std::max(there.size(), back.size()); ++i)
            QVERIFY2(there.value(i) == back.value(i),
                qPrintable(nameOf(there.value(i)) + QStringLiteral(" but back: ")
                    + nameOf(back.value(i))));
    }
    /// Goes there by Tab.
    void go(const QWidget *widget) const
    {
        QVERIFY(widget);
        const QList<QWidget *> widgets = way();
        QVERIFY2(widgets.contains(widget), qPrintable(nameOf(widget)));
        for (qsizetype i = 0; i <= widgets.indexOf(widget); ++i)
            press(Qt::Key_Tab);
        QCOMPARE(focus(), widget);
    }
    template <typename Widget> Widget *named(const char *name) const
    {
        for (Widget *widget : window->findChildren<Widget *>()) {
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const QString text = button ? button->text().remove(u'&') : QString();
            if (widget->isVisible()
                && (widget->accessibleName() == QLatin1StringView(name)
                    || text == QLatin1StringView(name)))
                return widget;
        }
        return nullptr;
    }
};

}

class tst_Keyboard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void reachesAllOfTheLivePage();
    void worksOnTheLivePage();
    void reachesAllOfTheRunsPage();
    void worksOnTheRunsPage();
    void reachesAllOfTheLogPage();
    void worksOnTheLogPage();
};

static void startRun(Fixture &it)
{
    it.openProfile("good");
    it.openAt(MainWindow::Page::Live);
    QTest::keyClick(it.window.get(), Qt::Key_F5);
    QTRY_VERIFY(it.host.snapshot().counts.emitted > 0);
    QTRY_VERIFY(it.window->findChild<SourcesModel *>()->rowCount() == 2);
}

void tst_Keyboard::reachesAllOfTheLivePage()
{
    Fixture it;
    startRun(it);
    const auto *page = it.window->findChild<LivePage *>();
    it.reachesAll(*page, 10);
    it.window->findChild<LivePage *>()->findChild<QTabWidget *>()->setCurrentIndex(1);
    it.reachesAll(*page, 11); // the services have a header to sort by
}

void tst_Keyboard::worksOnTheLivePage()
{
    Fixture it;
    startRun(it);
    const auto *page = it.window->findChild<LivePage *>();
    it.go(it.named<QAbstractButton>("Mark"));
    it.press(Qt::Key_Space);
    QCOMPARE(page->marks().size(), 1);
    it.go(it.named<QAbstractButton>("Table"));
    it.press(Qt::Key_Space);
    QVERIFY(page->tableAction()->isChecked());
    it.press(Qt::Key_Space);
    auto *tabs = page->findChild<QTabWidget *>();
    it.go(tabs->tabBar());
    it.press(Qt::Key_Right);
    QCOMPARE(tabs->currentIndex(), 1);
    auto *sources = it.named<QTableView>("Services and pools");
    it.go(sources);
    it.press(Qt::Key_Down);
    it.press(Qt::Key_Space);
    const auto *model = it.window->findChild<SourcesModel *>();
    QVERIFY(!model->isMuted(0));
    QVERIFY(model->isMuted(1));
    it.press(Qt::Key_Tab);
    QCOMPARE(it.focus(), sources->horizontalHeader());
    it.press(Qt::Key_Space);
    it.press(Qt::Key_Space);
    QCOMPARE(sources->model()->index(0, 0).data().toString(), QStringLiteral("billing"));
}

void tst_Keyboard::reachesAllOfTheRunsPage()
{
    Fixture it;
    it.keepRuns();
    it.openAt(MainWindow::Page::Runs);
    const auto *page = it.window->findChild<RunsPage *>();
    QTRY_VERIFY(!page->isReading());
    auto *tabs = page->findChild<QTabWidget *>();
    for (int i = 0; i < tabs->count(); ++i) {
        tabs->setCurrentIndex(i);
        it.reachesAll(*page, 7);
    }
}

void tst_Keyboard::worksOnTheRunsPage()
{
    Fixture it;
    it.keepRuns();
    it.openAt(MainWindow::Page::Runs);
    const auto *page = it.window->findChild<RunsPage *>();
    QTRY_VERIFY(!page->isReading());
    it.go(&page->table());
    it.press(Qt::Key_Space); // a tick each
    it.press(Qt::Key_Down);
    it.press(Qt::Key_Space);
    QCOMPARE(page->runs().ticked().size(), std::size_t(2));
    const std::string oldest = page->runs().baseline();
    it.press(Qt::Key_Up);
    it.go(it.named<QAbstractButton>("As baseline"));
    it.press(Qt::Key_Space);
    QVERIFY(page->runs().baseline() != oldest);
    it.go(&page->table());
    for (int i = 0; i < RunsModel::Note; ++i)
        it.press(Qt::Key_Right);
    it.press(Qt::Key_F2);
    QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("new disk"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(
        page->runs().run(page->table().currentIndex().row()).note, std::string("new disk"));
    it.go(page->table().horizontalHeader());
    it.press(Qt::Key_Right);
    it.press(Qt::Key_Return);
    QCOMPARE(page->table().horizontalHeader()->sortIndicatorSection(), int(RunsModel::Profile));
}

void tst_Keyboard::reachesAllOfTheLogPage()
{
    Fixture it;
    it.openAt(MainWindow::Page::Log);
    it.reachesAll(*it.window->findChild<LogPage *>(), 7);
}

void tst_Keyboard::worksOnTheLogPage()
{
    Fixture it;
    it.openAt(MainWindow::Page::Log);
    for (const auto &[severity, text] : {std::pair(Severity::Note, "alpha"),
             std::pair(Severity::Error, "beta"), std::pair(Severity::Error, "gamma")}) {
        Problem problem;
        problem.severity = severity;
        problem.text = text;
        Q_EMIT it.host.said(problem);
    }
    auto *messages = it.named<QTableView>("Program messages");
    QCOMPARE(messages->model()->rowCount(), 3);
    it.go(it.named<QComboBox>("Least level of: Program messages"));
    it.press(Qt::Key_Down);
    QCOMPARE(messages->model()->rowCount(), 2);
    it.go(it.named<QLineEdit>("Filter of: Program messages"));
    QTest::keyClicks(it.focus(), QStringLiteral("gam"));
    QCOMPARE(messages->model()->rowCount(), 1);
    it.go(messages);
    it.press(Qt::Key_Down);
    it.press(Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("gamma")));
    auto *follow = it.named<QAbstractButton>("Follow");
    it.go(follow);
    it.press(Qt::Key_Space);
    QVERIFY(!follow->isChecked());
}

QTEST_MAIN(tst_Keyboard)
#include "tst_keyboard.moc"
