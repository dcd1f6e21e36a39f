// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/enginehost.h"
#include "run/profiles.h"
#include "run/testsinks.h"
#include "ui/models/entriesmodel.h"
#include "ui/models/levelfilter.h"
#include "ui/models/messagesmodel.h"
#include "ui/pages/logpage.h"
#include "ui/warnings.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QtTest>

using namespace emitter;

namespace {

EntrySample sampleOf(int entries, std::uint64_t emitted, Level level = Level::Info)
{
    EntrySample sample;
    for (int i = 0; i < entries; ++i)
        sample.entries.push_back({i, level, "web", "message " + std::to_string(i)});
    sample.emitted = emitted;
    return sample;
}

/// A Log page of a host that does nothing.
struct Page
{
    SinkRegistry sinks = testSinks();
    EngineHost host{{.sinks = sinks, .makeHttpClient = {}}};
    LogPage page{host};
    QTableView &entries = *named<QTableView>(QStringLiteral("Entries of the run"));
    QTableView &messages = *named<QTableView>(QStringLiteral("Program messages"));
    QScrollBar &bar = *entries.verticalScrollBar();

    template <typename Widget> Widget *named(const QString &name) const
    {
        for (Widget *widget : page.findChildren<Widget *>()) {
            if (widget->accessibleName() == name)
                return widget;
        }
        std::abort();
    }
    void add(int rows)
    {
        Q_EMIT host.entriesSampled(sampleOf(rows, static_cast<std::uint64_t>(rows)));
    }
    QAction &follow() const
    {
        for (QAction *action : page.findChildren<QAction *>()) {
            if (action->text() == QStringLiteral("Follo&w"))
                return *action;
        }
        std::abort();
    }
    QString top() const
    {
        return entries.indexAt({2, 2}).siblingAtColumn(EntriesModel::Message).data().toString();
    }
    bool isAtEnd() const { return bar.maximum() > 0 && bar.value() == bar.maximum(); }
};

}

class tst_LogPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void keepsTheNewestEntries();
    void saysWhatTheSampleStandsFor();
    void keepsTheNewestMessages();
    void filtersByLevelAndText();
    void showsARun();
    void showsForeignTextAsText();
    void opensAtTheEnd();
    void whatIsReadStaysWhenOldRowsGo();
    void followsAlsoWhenTheCurrentRowGoes();
    void scrollingDecidesWhetherItFollows();
    void messagesFollowByThemselves();
};

void tst_LogPage::keepsTheNewestEntries()
{
    EntriesModel model;
    const QAbstractItemModelTester tester(&model);
    model.add(sampleOf(4000, 4000));
    model.add(sampleOf(1500, 1500));
    QCOMPARE(model.rowCount(), EntriesModel::mostRows);
    QCOMPARE(
        model.index(0, EntriesModel::Message).data().toString(), QStringLiteral("message 500"));
    QCOMPARE(
        model.index(4999, EntriesModel::Message).data().toString(), QStringLiteral("message 1499"));
    model.add(sampleOf(6000, 6000));
    QCOMPARE(model.rowCount(), EntriesModel::mostRows);
    QCOMPARE(
        model.index(0, EntriesModel::Message).data().toString(), QStringLiteral("message 1000"));
}

void tst_LogPage::saysWhatTheSampleStandsFor()
{
    EntriesModel model;
    QCOMPARE(model.oneOf(), 0.0);
    model.add(sampleOf(2, 10));
    model.add(sampleOf(2, 30));
    QCOMPARE(model.oneOf(), 10.0);
    model.clear();
    QCOMPARE(model.oneOf(), 0.0);
}

void tst_LogPage::keepsTheNewestMessages()
{
    MessagesModel model;
    auto addUpTo = [&model, next = 0](int end) mutable {
        for (; next < end; ++next)
            model.add(QDateTime(), Severity::Note, QString::number(next));
    };
    addUpTo(MessagesModel::mostRows - 5);
    const QAbstractItemModelTester tester(&model); // which looks at every row after each change
    addUpTo(MessagesModel::mostRows + 1);
    QCOMPARE(model.rowCount(), MessagesModel::mostRows);
    QCOMPARE(model.index(0, MessagesModel::Text).data().toString(), QStringLiteral("1"));
}

void tst_LogPage::filtersByLevelAndText()
{
    EntriesModel model;
    LevelFilter filter;
    filter.setSourceModel(&model);
    model.add(sampleOf(3, 3, Level::Info));
    model.add(sampleOf(2, 2, Level::Error));
    QCOMPARE(filter.rowCount(), 5);
    filter.setLeast(static_cast<int>(Level::Warn));
    QCOMPARE(filter.rowCount(), 2);
    filter.setFilterFixedString(QStringLiteral("MESSAGE 1"));
    QCOMPARE(filter.rowCount(), 1);
}

void tst_LogPage::showsARun()
{
    const SinkRegistry sinks = testSinks();
    EngineHost host({.sinks = sinks, .makeHttpClient = {}});
    LogPage page(host);
    page.show();
    Profile profile = smallProfile(1000, {"good", "closed"});
    profile.count = 100;
    host.start(profile, {});
    QTRY_COMPARE(host.state(), RunState::Finished);
    QVERIFY(page.entries().rowCount() > 0);
    QCOMPARE(
        page.entries().index(0, EntriesModel::Source).data().toString(), QStringLiteral("web"));
    QStringList messages;
    for (int row = 0; row < page.messages().rowCount(); ++row)
        messages.append(page.messages().index(row, MessagesModel::Text).data().toString());
    const QString all = messages.join(QLatin1Char('\n'));
    QVERIFY(all.contains(QStringLiteral("the test sink is closed")));
    QVERIFY(all.contains(QStringLiteral("The run ended")));
}

void tst_LogPage::showsForeignTextAsText()
{
    EntriesModel model;
    EntrySample sample;
    sample.entries.push_back(
        {0, Level::Info, "a\u202Eb", "<img src=x>\n" + std::string(100'000, 'x')});
    model.add(sample);
    const QString message = model.index(0, EntriesModel::Message).data().toString();
    QVERIFY(message.startsWith(QStringLiteral("<img src=x>")));
    QVERIFY(message.size() <= 1001);
    QVERIFY(!model.index(0, EntriesModel::Source).data().toString().contains(QChar(0x202E)));
    QVERIFY(model.index(0, EntriesModel::Message)
                .data(Qt::ToolTipRole)
                .toString()
                .startsWith(QStringLiteral("&lt;img")));
}

void tst_LogPage::opensAtTheEnd()
{
    Page p;
    p.add(500);
    p.page.show();
    QTRY_VERIFY(p.isAtEnd());
    p.page.hide();
    p.add(500);
    p.page.show();
    QTRY_VERIFY(p.isAtEnd() && p.bar.maximum() > 500);
    p.follow().trigger();
    p.bar.setValue(10);
    p.follow().trigger();
    QVERIFY(p.isAtEnd());
}

void tst_LogPage::whatIsReadStaysWhenOldRowsGo()
{
    Page p;
    p.add(EntriesModel::mostRows);
    p.page.show();
    QTRY_VERIFY(p.isAtEnd());
    p.bar.setValue(3000);
    const QString read = p.top();
    QCOMPARE(read, QStringLiteral("message 3000"));
    p.entries.setCurrentIndex(p.entries.indexAt({2, 2}));
    for (int i = 0; i < 5; ++i) {
        p.add(200);
        QCoreApplication::processEvents();
        QCOMPARE(p.top(), read);
    }
    QVERIFY(!p.follow().isChecked());
    p.add(4000); // what was read is gone: the oldest is shown
    QCoreApplication::processEvents();
    QCOMPARE(p.bar.value(), 0);
    QVERIFY(!p.follow().isChecked());
}

void tst_LogPage::followsAlsoWhenTheCurrentRowGoes()
{
    Page p;
    p.add(EntriesModel::mostRows);
    p.page.show();
    QTRY_VERIFY(p.isAtEnd());
    p.entries.selectionModel()->setCurrentIndex(
        p.entries.model()->index(0, 0), QItemSelectionModel::Current);
    p.follow().setChecked(false);
    p.follow().trigger();
    QVERIFY(p.follow().isChecked() && p.isAtEnd());
    p.add(10);
    QCoreApplication::processEvents();
    QVERIFY(p.follow().isChecked());
    QVERIFY(p.isAtEnd());
}

void tst_LogPage::scrollingDecidesWhetherItFollows()
{
    Page p;
    p.add(500);
    p.page.show();
    QTRY_VERIFY(p.isAtEnd());
    QVERIFY(p.follow().isChecked());
    p.bar.triggerAction(QAbstractSlider::SliderPageStepSub);
    QVERIFY(!p.follow().isChecked());
    const int value = p.bar.value();
    p.add(5);
    QCoreApplication::processEvents();
    QCOMPARE(p.bar.value(), value);
    p.bar.triggerAction(QAbstractSlider::SliderToMaximum);
    QVERIFY(p.follow().isChecked());
    p.add(5);
    QTRY_VERIFY(p.isAtEnd());
    // A filter that leaves less is no scrolling.
    auto *filter = p.named<QLineEdit>(QStringLiteral("Filter of: Entries of the run"));
    filter->setText(QStringLiteral("message 1"));
    QCoreApplication::processEvents();
    QVERIFY(p.follow().isChecked());
}

void tst_LogPage::messagesFollowByThemselves()
{
    Page p;
    p.add(500);
    p.page.show();
    for (int i = 0; i < 100; ++i)
        p.page.say(Severity::Note, QString::number(i));
    QScrollBar &bar = *p.messages.verticalScrollBar();
    QTRY_VERIFY(bar.maximum() > 0 && bar.value() == bar.maximum());
    bar.triggerAction(QAbstractSlider::SliderPageStepSub);
    const int value = bar.value();
    p.page.say(Severity::Note, QStringLiteral("more"));
    QCoreApplication::processEvents();
    QCOMPARE(bar.value(), value);
    QVERIFY(p.follow().isChecked()); // the entries still do
    QTRY_VERIFY(p.isAtEnd());
}

QTEST_MAIN(tst_LogPage)
#include "tst_logpage.moc"
