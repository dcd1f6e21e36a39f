// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/runarchive.h"
#include "host/enginehost.h"
#include "run/profiles.h"
#include "run/testsinks.h"
#include "stats/examplesummary.h"
#include "ui/charts/livechart.h"
#include "ui/charts/runcharts.h"
#include "ui/latestanswer.h"
#include "ui/models/comparisonmodel.h"
#include "ui/models/runsmodel.h"
#include "ui/models/sortedrows.h"
#include "ui/pages/runcomparison.h"
#include "ui/pages/rundetail.h"
#include "ui/pages/runspage.h"
#include "ui/runkeeper.h"
#include "ui/runname.h"
#include "ui/warnings.h"
#include "ui/windowfixture.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QSemaphore>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <atomic>

using namespace emitter;

namespace {

struct Answers : ScriptedDialogs
{
    bool deletes = false;
    QString deleted;
    bool askDelete(QWidget *, const QString &what) override
    {
        deleted = what;
        return deletes;
    }
};

const QString first = QStringLiteral("00000000000000a1");
const QString second = QStringLiteral("00000000000000a2");

/// A history of two runs, the second one faster; and its page.
struct Fixture
{
    QTemporaryDir folder;
    RunHistory history{folder.path().toStdString()};
    Answers dialogs;
    std::unique_ptr<RunsPage> page;

    void keep(const QString &id, std::int64_t started, double duration, const std::string &text)
    {
        auto archive = RunArchive::create(folder.path().toStdString(),
            {id.toStdString(), "web.yaml", text, 42, started * 1'000'000'000, {"file"}});
        QVERIFY(archive);
        Summary summary = example::small();
        summary.durationSeconds = duration;
        example::addHistory(summary, 30);
        QVERIFY((*archive)->finish(summary));
    }
    RunsPage &open()
    {
        keep(first, 1'700'000'000, 30, "a: 1\nb: 2\n");
        keep(second, 1'700'000'100, 20, "a: 1\nb: 3\n");
        page = std::make_unique<RunsPage>(history, dialogs);
        page->show();
        settle();
        return *page;
    }
    void settle() const { QTRY_VERIFY(!page->isReading()); }
    void tick(int row)
    {
        QAbstractItemModel *model = page->table().model();
        model->setData(model->index(row, RunsModel::Started), Qt::Checked, Qt::CheckStateRole);
        settle();
    }
    /// The line above the table.
    QString hint() const
    {
        for (const QLabel *label : page->findChildren<QLabel *>()) {
            if (label->text().contains(QStringLiteral("runs")) && label->isVisible())
                return label->text();
        }
        return {};
    }
    QAction *action(const QString &text) const
    {
        for (QAction *candidate : page->findChildren<QAction *>()) {
            if (candidate->text() == text)
                return candidate;
        }
        return nullptr;
    }
};

}

class tst_RunsPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void listsTheNewestFirst();
    void showsTheRunThatIsSelected();
    void sortsRunsAndKeepsTheOneThatIsSelected();
    void comparesWhatIsTicked();
    void comparesWithoutRoundingToNothing();
    void saysWhichRunIsWhich();
    void ticksNoMoreThanFour();
    void keepsNotes();
    void aNoteBeingTypedOutlivesTheEndOfARun();
    void aNoteBegunWhileTheListIsReadIsKept();
    void readsBesideTheWindow();
    void takesTheNewestAnswerAlone();
    void deletesAfterAsking();
    void exportsEveryKind_data();
    void exportsEveryKind();
    void exportsWhatTheFilterSays_data();
    void exportsWhatTheFilterSays();
    void saysThatAnExportFailed();
    void keepsARunWhileItGoesOn();
    void oldRunsGoWhenOneWasKept_data();
    void oldRunsGoWhenOneWasKept();
};

void tst_RunsPage::listsTheNewestFirst()
{
    Fixture fixture;
    RunsPage &page = fixture.open();
    const QAbstractItemModelTester tester(page.table().model());
    QCOMPARE(page.runs().rowCount(), 2);
    QCOMPARE(page.runs().run(0).id, second.toStdString());
    const auto text = [&](int column) { return page.runs().index(0, column).data().toString(); };
    QCOMPARE(text(RunsModel::Profile), QStringLiteral("web.yaml"));
    QCOMPARE(text(RunsModel::Result), QStringLiteral("passed"));
    QCOMPARE(text(RunsModel::Duration), QStringLiteral("00:00:20"));
    QVERIFY(text(RunsModel::Sent).contains(QLatin1Char('3')));
}

void tst_RunsPage::showsTheRunThatIsSelected()
{
    Fixture fixture;
    RunsPage &page = fixture.open();
    auto *detail = page.findChild<RunDetail *>();
    QVERIFY(detail && detail->isVisible());
    QCOMPARE(detail->charts().charts()[0]->drawn().size(), 2);
    QVERIFY(!detail->charts().charts()[0]->drawn()[0].points.isEmpty());
    page.table().setCurrentIndex(page.table().model()->index(1, 0));
    fixture.settle();
    QCOMPARE(detail->findChild<QPlainTextEdit *>()->toPlainText(), QStringLiteral("a: 1\nb: 2\n"));
}

void tst_RunsPage::sortsRunsAndKeepsTheOneThatIsSelected()
{
    Fixture fixture;
    RunsPage &page = fixture.open();
    const QString third = QStringLiteral("00000000000000a3");
    fixture.keep(third, 1'700'000'200, 100, "a: 1\n"); // its time is the longest, by its number
    page.showRun(third);
    fixture.settle();
    const auto ids = [&] {
        const auto *rows = qobject_cast<const SortedRows *>(page.table().model());
        QStringList shown;
        for (int row = 0; row < rows->rowCount(); ++row)
            shown.append(QString::fromStdString(
                page.runs().run(rows->mapToSource(rows->index(row, 0)).row()).id));
        return shown;
    };
    QCOMPARE(ids(), (QStringList{third, second, first}));
    page.table().sortByColumn(RunsModel::Duration, Qt::AscendingOrder);
    QCOMPARE(ids(), (QStringList{second, first, third}));
    QCOMPARE(page.table().currentIndex().row(), 2); // the third is still the one
    fixture.action(QStringLiteral("As &baseline"))->trigger();
    QCOMPARE(page.runs().ticked().size(), std::size_t(1));
    QCOMPARE(page.runs().ticked()[0].id, third.toStdString());
    page.showRun(first);
    fixture.settle();
    QCOMPARE(page.table().currentIndex().row(), 1);
    fixture.dialogs.deletes = true;
    fixture.action(QStringLiteral("De&lete…"))->trigger();
    fixture.settle();
    QCOMPARE(ids(), (QStringList{second, third}));
    page.table().sortByColumn(RunsModel::Started, Qt::AscendingOrder);
    QCOMPARE(ids(), (QStringList{second, third}));
}

void tst_RunsPage::comparesWhatIsTicked()
{
    Fixture fixture;
    RunsPage &page = fixture.open();
    auto *comparison = page.findChild<RunComparison *>();
    fixture.tick(0);
    QVERIFY(!comparison->isVisible());
    fixture.tick(1);
    QVERIFY(comparison->isVisible());
    const QAbstractItemModelTester tester(const_cast<ComparisonModel *>(&comparison->table()));
    const ComparisonModel &table = comparison->table();
    QCOMPARE(table.columnCount(), 5);
    QCOMPARE(table.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(),
        QStringLiteral("Contender"));
    // The oldest is the baseline: 3,000 entries in 30 s, against 20 s.
    const auto row = [&](const QString &metric) {
        for (int i = 0; i < table.rowCount(); ++i) {
            if (table.index(i, 0).data().toString().startsWith(metric))
                return i;
        }
        return -1;
    };
    const int rate = row(QStringLiteral("Achieved rate"));
    QCOMPARE(table.index(rate, 1).data().toString(), QStringLiteral("100"));
    QCOMPARE(table.index(rate, 2).data().toString(), QStringLiteral("150"));
    QCOMPARE(table.index(rate, 4).data().toString(), QStringLiteral("+50 %"));
    const QString settings = comparison->findChild<QPlainTextEdit *>()->toPlainText();
    QVERIFY(settings.contains(QStringLiteral("- b: 2")));
    QVERIFY(settings.contains(QStringLiteral("+ b: 3")));

    page.table().setCurrentIndex(page.table().model()->index(0, 0));
    fixture.action(QStringLiteral("As &baseline"))->trigger();
    fixture.settle();
    QCOMPARE(table.index(rate, 1).data().toString(), QStringLiteral("150"));
}

void tst_RunsPage::comparesWithoutRoundingToNothing()
{
    StoredRun baseline, contender;
    baseline.achievedPerSecond = 100'000;
    contender.achievedPerSecond = 100'001;
    baseline.achievedPercent = 100;
    contender.achievedPercent = 99.996;
    baseline.latenessP99 = 0.008;
    contender.latenessP99 = 0.004;
    ComparisonModel model;
    model.show(std::vector{baseline, contender});
    const auto cells = [&](const QString &metric) {
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.index(row, 0).data().toString() != metric)
                continue;
            for (int column = 1; column < model.columnCount(); ++column)
                texts += model.index(row, column).data().toString();
        }
        return texts.join(QLatin1Char('|'));
    };
    QCOMPARE(
        cells(QStringLiteral("Achieved rate (/s)")), QStringLiteral("100,000|100,001|+1|+<0.01 %"));
    QCOMPARE(cells(QStringLiteral("Achieved")), QStringLiteral("100 %|>99.9 %|-<0.01|-<0.01 %"));
    QCOMPARE(
        cells(QStringLiteral("Lateness p99 (ms)")), QStringLiteral("<0.01|<0.01|-<0.01|-50 %"));
}

void tst_RunsPage::saysWhichRunIsWhich()
{
    Fixture fixture;
    RunsPage &page = fixture.open();
    const auto started = [&](int row) {
        return page.runs().index(row, RunsModel::Started).data().toString();
    };
    const QString mark = QStringLiteral("baseline");
    fixture.tick(0);
    QVERIFY(!started(0).contains(mark)); // one alone is not compared
    fixture.tick(1);
    QVERIFY(started(1).contains(mark));
    page.table().setCurrentIndex(page.table().model()->index(0, 0));
    const QSignalSpy changed(page.table().model(), &QAbstractItemModel::dataChanged);
    fixture.action(QStringLiteral("As &baseline"))->trigger();
    QVERIFY(started(0).contains(mark));
    QVERIFY(!started(1).contains(mark));
    QCOMPARE(changed.size(), 1);
    fixture.settle();

    auto *comparison = page.findChild<RunComparison *>();
    const auto header = [&](int section, int role) {
        return comparison->table().headerData(section, Qt::Horizontal, role).toString();
    };
    for (const int role : {int(Qt::ToolTipRole), int(Qt::AccessibleDescriptionRole)}) {
        QVERIFY(header(1, role).contains(runName(page.runs().run(0))));
        QVERIFY(header(4, role).contains(runName(page.runs().run(1))));
    }
    const QList<ChartLine> &lines = comparison->rate().drawn();
    QCOMPARE(lines[0].name, QStringLiteral("baseline: ") + runName(page.runs().run(0)));
    QCOMPARE(lines[1].name, QStringLiteral("contender 1: ") + runName(page.runs().run(1)));
    QVERIFY(lines[1].name.contains(QStringLiteral("web.yaml")));
    QVERIFY(lines[1].name.contains(startText(page.runs().run(1))));
}

void tst_RunsPage::ticksNoMoreThanFour()
{
    Fixture fixture;
    for (int i = 3; i < 7; ++i)
        fixture.keep(QStringLiteral("00000000000000a%1").arg(i), i, 1, "");
    RunsPage &page = fixture.open();
    for (int row = 0; row < 6; ++row)
        fixture.tick(row);
    QCOMPARE(page.runs().ticked().size(), RunsModel::mostTicked);
    QVERIFY(fixture.hint().contains(QStringLiteral("Four runs")));
    // Nor does a fifth one become the baseline, without a word.
    page.table().model()->setData(
        page.table().model()->index(0, RunsModel::Started), Qt::Unchecked, Qt::CheckStateRole);
    QVERIFY(fixture.hint().startsWith(QStringLiteral("Tick two")));
    fixture.tick(0);
    const std::string before = page.runs().baseline();
    page.table().setCurrentIndex(page.table().model()->index(5, 0));
    fixture.action(QStringLiteral("As &baseline"))->trigger();
    QCOMPARE(page.runs().baseline(), before);
    QVERIFY(fixture.hint().contains(QStringLiteral("Four runs")));
    // One of the four does.
    page.table().setCurrentIndex(page.table().model()->index(1, 0));
    fixture.action(QStringLiteral("As &baseline"))->trigger();
    QCOMPARE(page.runs().baseline(), page.runs().run(1).id);
    QVERIFY(fixture.hint().startsWith(QStringLiteral("Tick two")));
}

void tst_RunsPage::keepsNotes()
{
    Fixture fixture;
    RunsPage &page = fixture.open();
    page.table().model()->setData(
        page.table().model()->index(0, RunsModel::Note), QStringLiteral("new disk"), Qt::EditRole);
    QCOMPARE(fixture.history.list().at(0).note, std::string("new disk"));
}

void tst_RunsPage::aNoteBeingTypedOutlivesTheEndOfARun()
{
    Fixture fixture;
    RunsPage &page = fixture.open();
    const QModelIndex note = page.table().model()->index(1, RunsModel::Note);
    page.table().setCurrentIndex(note);
    page.table().edit(note);
    const QPointer<QLineEdit> editor = page.table().findChild<QLineEdit *>();
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("new d"));
    const QString third = QStringLiteral("00000000000000a3");
    fixture.keep(third, 1'700'000'200, 10, "");
    page.showRun(third);
    QCoreApplication::processEvents();
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("isk"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(page.runs().rowCount(), 3);
    QCOMPARE(page.runs().run(2).id, first.toStdString());
    QCOMPARE(page.runs().run(2).note, std::string("new disk"));
    QCOMPARE(page.runs().run(page.table().currentIndex().row()).id, third.toStdString());
}

void tst_RunsPage::aNoteBegunWhileTheListIsReadIsKept()
{
    Fixture fixture;
    RunsPage &page = fixture.open();
    const QString third = QStringLiteral("00000000000000a3");
    fixture.keep(third, 1'700'000'200, 10, "");
    page.showRun(third);
    const QModelIndex note = page.table().model()->index(1, RunsModel::Note);
    page.table().setCurrentIndex(note);
    page.table().edit(note);
    const QPointer<QLineEdit> editor = page.table().findChild<QLineEdit *>();
    QVERIFY(editor);
    QTest::keyClicks(editor, QStringLiteral("new disk"));
    fixture.settle();
    QCOMPARE(page.runs().rowCount(), 2);
    QVERIFY(fixture.hint().startsWith(QStringLiteral("Tick two")));
    QVERIFY(editor);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(page.runs().rowCount(), 3);
    QCOMPARE(page.runs().run(2).note, std::string("new disk"));
    QCOMPARE(page.runs().run(page.table().currentIndex().row()).id, third.toStdString());
}

void tst_RunsPage::readsBesideTheWindow()
{
    Fixture fixture;
    fixture.keep(first, 1'700'000'000, 30, "a: 1\n");
    fixture.page = std::make_unique<RunsPage>(fixture.history, fixture.dialogs);
    fixture.page->show();
    QCOMPARE(fixture.page->runs().rowCount(), 0);
    QVERIFY(fixture.hint().startsWith(QStringLiteral("Reading")));
    const auto *detail = fixture.page->findChild<RunDetail *>();
    QVERIFY(!detail->isVisible());
    QTRY_COMPARE(fixture.page->runs().rowCount(), 1);
    QVERIFY(fixture.hint().startsWith(QStringLiteral("Tick two")));
    QTRY_VERIFY(detail->isVisible());
}

void tst_RunsPage::takesTheNewestAnswerAlone()
{
    QSemaphore asked;
    QSemaphore mayAnswer;
    std::atomic<int> passedOver = 0;
    QList<int> taken;
    const auto take = [&taken](int answer) { taken.append(answer); };
    LatestAnswer answers;
    answers.ask(
        [&] {
            asked.release();
            mayAnswer.acquire();
            return 1;
        },
        take);
    asked.acquire();
    answers.ask([&] { return ++passedOver; }, take);
    answers.ask([] { return 3; }, take);
    QVERIFY(answers.isWaiting());
    mayAnswer.release();
    QTRY_VERIFY(!answers.isWaiting());
    QCOMPARE(taken, QList<int>{3});
    QCOMPARE(passedOver.load(), 0);
}

void tst_RunsPage::deletesAfterAsking()
{
    Fixture fixture;
    RunsPage &page = fixture.open();
    QAction *remove = fixture.action(QStringLiteral("De&lete…"));
    remove->trigger();
    QVERIFY(fixture.dialogs.deleted.contains(QStringLiteral("web.yaml")));
    QCOMPARE(page.runs().rowCount(), 2);
    fixture.dialogs.deletes = true;
    remove->trigger();
    fixture.settle();
    QCOMPARE(page.runs().rowCount(), 1);
    QCOMPARE(page.runs().run(0).id, first.toStdString());
    remove->trigger();
    fixture.settle();
    QCOMPARE(page.runs().rowCount(), 0);
    QVERIFY(!remove->isEnabled());
}

void tst_RunsPage::exportsEveryKind_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::addColumn<QByteArray>("begin");
    QTest::newRow("html") << "html" << QByteArray("<!");
    QTest::newRow("json") << "json" << QByteArray("{");
    QTest::newRow("csv") << "csv" << QByteArray("seconds,");
    QTest::newRow("junit") << "xml" << QByteArray("<?xml");
    QTest::newRow("markdown") << "md" << QByteArray("#");
    QTest::newRow("pdf") << "pdf" << QByteArray("%PDF");
}

void tst_RunsPage::exportsEveryKind()
{
    QFETCH(QString, suffix);
    QFETCH(QByteArray, begin);
    Fixture fixture;
    fixture.open();
    fixture.dialogs.fileToSave = fixture.folder.filePath(QStringLiteral("out.") + suffix);
    fixture.action(QStringLiteral("E&xport…"))->trigger();
    QFile file(fixture.dialogs.fileToSave);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(file.read(200).startsWith(begin), "another kind of file");
}

void tst_RunsPage::exportsWhatTheFilterSays_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("written");
    QTest::addColumn<QByteArray>("begin");
    const QByteArray pdf("%PDF");
    QTest::newRow("another suffix") << "run.html"
                                    << "Document (*.pdf)"
                                    << "run.pdf" << pdf;
    QTest::newRow("none") << "run"
                          << "Document (*.pdf)"
                          << "run.pdf" << pdf;
    QTest::newRow("a foreign one") << "run.v2"
                                   << "Document (*.pdf)"
                                   << "run.v2.pdf" << pdf;
    QTest::newRow("large letters") << "RUN.PDF"
                                   << "Document (*.pdf)"
                                   << "RUN.PDF" << pdf;
    QTest::newRow("the first filter, a known suffix") << "run.json"
                                                      << "Report (*.html)"
                                                      << "run.json" << QByteArray("{");
    QTest::newRow("the first filter, no suffix") << "run"
                                                 << "Report (*.html)"
                                                 << "run.html" << QByteArray("<!");
    QTest::newRow("no filter") << "run.json"
                               << ""
                               << "run.json" << QByteArray("{");
}

void tst_RunsPage::exportsWhatTheFilterSays()
{
    QFETCH(QString, typed);
    QFETCH(QString, filter);
    QFETCH(QString, written);
    QFETCH(QByteArray, begin);
    Fixture fixture;
    fixture.open();
    const QTemporaryDir folder;
    fixture.dialogs.fileToSave = folder.filePath(typed);
    fixture.dialogs.filter = filter;
    fixture.action(QStringLiteral("E&xport…"))->trigger();
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList(written));
    QFile file(folder.filePath(written));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().startsWith(begin));
    file.close();
    if (typed == written)
        return;
    // The file dialog did not ask about this name.
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.close();
    fixture.action(QStringLiteral("E&xport…"))->trigger();
    QCOMPARE(fixture.dialogs.asked, 1);
    QCOMPARE(file.size(), 0);
    fixture.dialogs.overwrite = true;
    fixture.action(QStringLiteral("E&xport…"))->trigger();
    QVERIFY(file.size() > 0);
}

void tst_RunsPage::saysThatAnExportFailed()
{
    Fixture fixture;
    RunsPage &page = fixture.open();
    std::vector<Problem> told;
    connect(
        &page, &RunsPage::failed, this, [&](const Problem &problem) { told.push_back(problem); });
    const QTemporaryDir folder;
    // A folder of that name has a size too, yet it is no document.
    fixture.dialogs.fileToSave = folder.filePath(QStringLiteral("out.pdf"));
    QVERIFY(QDir(folder.path()).mkpath(QStringLiteral("out.pdf")));
    fixture.action(QStringLiteral("E&xport…"))->trigger();
    QCOMPARE(told.size(), std::size_t(1));
    QVERIFY(told[0].text.find("out.pdf") != std::string::npos);
}

void tst_RunsPage::keepsARunWhileItGoesOn()
{
    const QTemporaryDir folder;
    const SinkRegistry sinks = testSinks();
    EngineHost host({.sinks = sinks, .makeHttpClient = {}});
    RunKeeper keeper(host, folder.path());
    const RunHistory history(folder.path().toStdString());
    QStringList kept;
    connect(&keeper, &RunKeeper::kept, this, [&](const QString &id) { kept.append(id); });
    keeper.setProfile(QStringLiteral("web.yaml"), "services: []\n");
    host.start(smallProfile(1000, {"good"}), {});
    QTRY_COMPARE(history.list().size(), std::size_t(1));
    QCOMPARE(history.list()[0].state, StoredRun::State::Running);
    keeper.mark(QStringLiteral("here"));
    host.stop();
    QTRY_COMPARE(kept.size(), 1);
    const auto detail = history.load(kept[0].toStdString());
    QVERIFY(detail);
    QCOMPARE(detail->run.state, StoredRun::State::Finished);
    QCOMPARE(detail->run.profile, std::string("web.yaml"));
    QCOMPARE(detail->run.id, host.runId());
    QCOMPARE(detail->run.seed, std::uint64_t(7));
    QVERIFY(detail->run.emitted > 0);
    QVERIFY(std::any_of(detail->events.begin(), detail->events.end(),
        [](const StoredEvent &event) { return event.kind == "mark" && event.text == "here"; }));
}

void tst_RunsPage::oldRunsGoWhenOneWasKept_data()
{
    QTest::addColumn<int>("most");
    QTest::addColumn<int>("left");
    QTest::newRow("all") << 0 << 4;
    QTest::newRow("more than there are") << 9 << 4;
    QTest::newRow("one") << 1 << 2; // the new one, and the one with a note
}

void tst_RunsPage::oldRunsGoWhenOneWasKept()
{
    QFETCH(int, most);
    QFETCH(int, left);
    Fixture fixture;
    for (const int run : {1, 2, 3})
        fixture.keep(QStringLiteral("00000000000000a%1").arg(run), 1'700'000'000 + run, 1, "");
    QVERIFY(fixture.history.setNote(first.toStdString(), "before the change"));
    const SinkRegistry sinks = testSinks();
    EngineHost host({.sinks = sinks, .makeHttpClient = {}});
    RunKeeper keeper(host, fixture.folder.path());
    keeper.setMostKept(static_cast<std::size_t>(most));
    QStringList kept;
    connect(&keeper, &RunKeeper::kept, this, [&](const QString &id) { kept.append(id); });
    Profile profile = smallProfile(1000, {"good"});
    profile.count = 10;
    host.start(profile, {});
    QTRY_COMPARE(kept.size(), 1);
    const auto runs = fixture.history.list();
    QCOMPARE(static_cast<int>(runs.size()), left);
    QCOMPARE(runs.front().id, kept[0].toStdString());
    QCOMPARE(runs.back().id, first.toStdString());
}

QTEST_MAIN(tst_RunsPage)
#include "tst_runspage.moc"
