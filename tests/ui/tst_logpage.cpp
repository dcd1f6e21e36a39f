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
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
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
    const QAbstractItemModelTester tester(&model);
    for (int i = 0; i <= MessagesModel::mostRows; ++i)
        model.add(QDateTime(), Severity::Note, QString::number(i));
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

QTEST_MAIN(tst_LogPage)
#include "tst_logpage.moc"
