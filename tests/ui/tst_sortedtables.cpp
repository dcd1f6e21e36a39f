// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sortedrows.h"
#include "ui/models/sourcesmodel.h"
#include "ui/tables.h"
#include "ui/warnings.h"

#include <QAbstractItemModelTester>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>
#include <QtTest>

#include <cstdlib>

using namespace emitter;

namespace {

/// Services that have emitted so much, and a pool, which alone has errors.
Snapshot snapshot(const std::vector<std::uint64_t> &emitted, int seconds = 1)
{
    Snapshot now;
    now.runTime = seconds * std::int64_t(1'000'000'000);
    for (std::size_t i = 0; i < emitted.size(); ++i)
        now.services.push_back({"service-" + std::to_string(i), 10, emitted[i], 10});
    now.pools.push_back({"worker", 10, 5, 50, 3, 0, 20});
    return now;
}

/// The sources of a run in a table between two buttons.
struct Fixture
{
    SourcesModel model;
    QWidget page;
    QPushButton *before = new QPushButton;
    QTableView *table = new QTableView;
    QPushButton *after = new QPushButton;

    explicit Fixture(const std::vector<std::uint64_t> &emitted)
    {
        model.show(snapshot(emitted));
        showSorted(*table, model);
        prepareTable(*table, QStringLiteral("Sources"));
        setColumnWidths(*table, {30, 12, 12, 14});
        auto *layout = new QVBoxLayout(&page);
        for (QWidget *widget : {static_cast<QWidget *>(before), static_cast<QWidget *>(table),
                 static_cast<QWidget *>(after)})
            layout->addWidget(widget);
        page.resize(700, 400);
        page.show();
        page.activateWindow();
        if (!QTest::qWaitForWindowActive(&page))
            std::abort();
    }
    QHeaderView &header() const { return *table->horizontalHeader(); }
    QStringList column(int column) const
    {
        QStringList texts;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            texts.append(table->model()->index(row, column).data().toString());
        return texts;
    }
    void click(int column) const
    {
        QTest::mouseClick(header().viewport(), Qt::LeftButton, {},
            QPoint(header().sectionViewportPosition(column) + 10, header().height() / 2));
    }
};

QStringList words(const char *joined)
{
    return QString::fromLatin1(joined).split(QLatin1Char(' '));
}

}

class tst_SortedTables : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void sortsNumbersAsNumbers();
    void putsWhatIsAbsentLast();
    void keepsTheOrderOfEquals();
    void keepsWhatIsSelectedWhileRowsMove();
    void sortsByKeyboard();
    void tellsHowItIsSorted();
    void letsTheKeyboardThrough();
};

void tst_SortedTables::sortsNumbersAsNumbers()
{
    Fixture it({900, 10'000, 1000});
    const QAbstractItemModelTester tester(
        it.table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(it.column(SourcesModel::Emitted), words("900 10,000 1,000 50"));
    it.click(SourcesModel::Emitted);
    QCOMPARE(it.column(SourcesModel::Emitted), words("50 900 1,000 10,000"));
    it.click(SourcesModel::Emitted);
    QCOMPARE(it.column(SourcesModel::Emitted), words("10,000 1,000 900 50"));
    it.click(SourcesModel::Emitted); // as the run has them
    QCOMPARE(it.column(SourcesModel::Emitted), words("900 10,000 1,000 50"));
}

void tst_SortedTables::putsWhatIsAbsentLast()
{
    Fixture it({1, 2});
    it.model.setMutable(true);
    QVERIFY(it.model.setData(it.model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        it.table->sortByColumn(SourcesModel::Errors, order);
        QCOMPARE(it.column(SourcesModel::Name), words("worker service-0 service-1"));
        it.table->sortByColumn(SourcesModel::Planned, order);
        QCOMPARE(it.column(SourcesModel::Name).last(), QStringLiteral("service-0")); // muted
    }
}

void tst_SortedTables::keepsTheOrderOfEquals()
{
    Fixture it({7, 7, 7});
    for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        it.table->sortByColumn(SourcesModel::Emitted, order);
        it.model.show(snapshot({7, 9, 7}, 2)); // one goes away, and comes back among its equals
        it.model.show(snapshot({9, 9, 9}, 3));
        QStringList services = it.column(SourcesModel::Name);
        services.removeAll(QStringLiteral("worker"));
        QCOMPARE(services, words("service-0 service-1 service-2"));
    }
}

void tst_SortedTables::keepsWhatIsSelectedWhileRowsMove()
{
    Fixture it({10, 20, 30});
    it.table->sortByColumn(SourcesModel::Emitted, Qt::DescendingOrder);
    QCOMPARE(it.column(SourcesModel::Name), words("worker service-2 service-1 service-0"));
    it.table->setCurrentIndex(it.table->model()->index(3, SourcesModel::Emitted));
    it.model.show(snapshot({1000, 21, 31}, 2));
    QCOMPARE(it.column(SourcesModel::Name), words("service-0 worker service-2 service-1"));
    QCOMPARE(it.table->currentIndex().row(), 0);
    QVERIFY(it.table->selectionModel()->isRowSelected(0));
}

void tst_SortedTables::sortsByKeyboard()
{
    Fixture it({900, 10'000, 1000});
    it.table->setFocus();
    QTest::keyClick(it.page.focusWidget(), Qt::Key_Tab);
    QCOMPARE(it.page.focusWidget(), &it.header());
    for (int i = 0; i < SourcesModel::ColumnCount + 3; ++i) // stops at the last one
        QTest::keyClick(&it.header(), Qt::Key_Right);
    QTest::keyClick(&it.header(), Qt::Key_Left);
    QTest::keyClick(&it.header(), Qt::Key_Space);
    QCOMPARE(it.column(SourcesModel::Emitted), words("50 900 1,000 10,000"));
    QTest::keyClick(&it.header(), Qt::Key_Return);
    QCOMPARE(it.column(SourcesModel::Emitted), words("10,000 1,000 900 50"));
    QTest::keyClick(&it.header(), Qt::Key_Enter);
    QCOMPARE(it.column(SourcesModel::Emitted), words("900 10,000 1,000 50"));
    QTest::keyClick(&it.header(), Qt::Key_Home);
    QTest::keyClick(&it.header(), Qt::Key_Space);
    QCOMPARE(it.header().sortIndicatorSection(), 0);
    QTest::keyClick(&it.header(), Qt::Key_End);
    QTest::keyClick(&it.header(), Qt::Key_Space);
    QCOMPARE(it.header().sortIndicatorSection(), SourcesModel::ColumnCount - 1);
}

void tst_SortedTables::tellsHowItIsSorted()
{
    Fixture it({1, 2});
    const QImage plain = it.header().grab().toImage();
    it.header().setFocus();
    QVERIFY(it.header().grab().toImage() != plain); // where the keys go is seen
    QCOMPARE(it.header().accessibleName(), QStringLiteral("Columns of: Sources"));
    QCOMPARE(it.header().accessibleDescription(), QStringLiteral("Service or pool, not sorted"));
    QTest::keyClick(&it.header(), Qt::Key_Space);
    QVERIFY(it.header().accessibleDescription().endsWith(QStringLiteral(", sorted upwards")));
    QTest::keyClick(&it.header(), Qt::Key_Space);
    QVERIFY(it.header().accessibleDescription().endsWith(QStringLiteral(", sorted downwards")));
    QTest::keyClick(&it.header(), Qt::Key_Right);
    QCOMPARE(it.header().accessibleDescription(), QStringLiteral("Planned /s, not sorted"));
}

void tst_SortedTables::letsTheKeyboardThrough()
{
    Fixture it({1, 2});
    it.before->setFocus();
    QList<QWidget *> seen;
    for (int i = 0; i < 3; ++i) {
        QTest::keyClick(it.page.focusWidget(), Qt::Key_Tab);
        seen.append(it.page.focusWidget());
    }
    QCOMPARE(seen, (QList<QWidget *>{it.table, &it.header(), it.after}));
    QTest::keyClick(it.page.focusWidget(), Qt::Key_Backtab);
    QCOMPARE(it.page.focusWidget(), &it.header());
}

QTEST_MAIN(tst_SortedTables)
#include "tst_sortedtables.moc"
