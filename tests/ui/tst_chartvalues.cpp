// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpace.h"
#include "ui/charts/charttable.h"
#include "ui/charts/decimation.h"
#include "ui/charts/nicescale.h"
#include "ui/numbers.h"
#include "ui/warnings.h"

#include <QAbstractItemModelTester>
#include <QtTest>

#include <cmath>
#include <limits>
#include <string>

using namespace emitter;
using namespace std::chrono_literals;

class tst_ChartValues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void keepsShortLinesAsTheyAre();
    void keepsPeaksOfLongLines();
    void staysWithinItsPoints();
    void doesNotTremble();
    void reachesTheEdges();
    void choosesNiceScales_data();
    void choosesNiceScales();
    void slowsDownWhenDrawingIsSlow();
    void listsValuesNewestFirst();
    void writesCsv();
    void leavesOutWhatALineDoesNotHave();
    void writesNumbersHonestly();
    void makesForeignTextSafe();
};

static QList<QPointF> wave(int count)
{
    QList<QPointF> points;
    for (int i = 0; i < count; ++i)
        points.append({double(i), 100 + 10 * std::sin(i * 0.7)});
    return points;
}

void tst_ChartValues::keepsShortLinesAsTheyAre()
{
    const QList<QPointF> line = wave(100);
    QCOMPARE(Decimation()(line, 0, 99), line);
    QCOMPARE(Decimation()({}, 0, 99), QList<QPointF>());
    // A neighbour on either side, so that the line reaches the edges.
    QCOMPARE(Decimation()(line, 10, 20), QList<QPointF>(line.mid(9, 13)));
}

void tst_ChartValues::keepsPeaksOfLongLines()
{
    QList<QPointF> line = wave(3600);
    line[1234].setY(900);
    line[2345].setY(1);
    const QList<QPointF> thin = Decimation()(line, 0, 3599);
    QVERIFY(thin.contains(QPointF(1234, 900)));
    QVERIFY(thin.contains(QPointF(2345, 1)));
    QVERIFY(std::is_sorted(thin.begin(), thin.end(),
        [](const QPointF &a, const QPointF &b) { return a.x() < b.x(); }));
}

void tst_ChartValues::staysWithinItsPoints()
{
    for (const int count : {120, 121, 122, 300, 3600, 14'400}) {
        const QList<QPointF> line = wave(count);
        for (const double from : {0.0, 0.5, 7.3, 61.9})
            QVERIFY(Decimation()(line, from, count - 1.0).size() <= 120);
    }
}

void tst_ChartValues::doesNotTremble()
{
    // What both stretches show looks the same in both.
    const QList<QPointF> line = wave(3600);
    const QList<QPointF> before = Decimation()(line, 1000, 1900);
    const QList<QPointF> after = Decimation()(line, 1001, 1901);
    const auto inner = [](const QList<QPointF> &points) {
        QList<QPointF> kept;
        for (const QPointF &point : points) {
            if (point.x() > 1050 && point.x() < 1850)
                kept.append(point);
        }
        return kept;
    };
    QCOMPARE(inner(before), inner(after));
    QVERIFY(inner(before).size() > 80);
}

void tst_ChartValues::reachesTheEdges()
{
    const QList<QPointF> thin = Decimation()(wave(3600), 500, 3000);
    QVERIFY(thin.front().x() < 500);
    QVERIFY(thin.back().x() > 3000);
}

void tst_ChartValues::choosesNiceScales_data()
{
    QTest::addColumn<double>("largest");
    QTest::addColumn<double>("top");
    QTest::newRow("nothing") << 0.0 << 1.0;
    QTest::newRow("not a number") << std::nan("") << 1.0;
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << 1.0;
    QTest::newRow("just 100") << 100.0 << 100.0;
    QTest::newRow("over 100") << 101.0 << 125.0;
    QTest::newRow("small") << 0.031 << 0.04;
    QTest::newRow("the drawing") << 1219.0 << 1250.0;
    QTest::newRow("millions") << 3.3e6 << 4e6;
}

void tst_ChartValues::choosesNiceScales()
{
    QFETCH(double, largest);
    QFETCH(double, top);
    const NiceScale scale = NiceScale::reaching(largest);
    QVERIFY2(std::abs(scale.top - top) < 1e-9, qPrintable(QString::number(scale.top)));
    QVERIFY(scale.intervals() >= 3 && scale.intervals() <= 5);
}

void tst_ChartValues::slowsDownWhenDrawingIsSlow()
{
    ChartPace pace(500ms);
    pace.addPainting(50ms);
    QVERIFY(!pace.endTick()); // just within
    pace.addPainting(30ms);
    pace.addPainting(21ms); // the charts of one tick add up
    QVERIFY(pace.endTick());
    QCOMPARE(pace.interval(), ChartPace::Nanos(1s));
    for (int i = 0; i < 5; ++i) {
        pace.addPainting(200ms);
        pace.endTick();
    }
    QCOMPARE(pace.slowdown(), ChartPace::slowest);
    for (int i = 0; i < 9; ++i)
        QVERIFY(!pace.endTick());
    QVERIFY(pace.endTick()); // ten quick ones
    QCOMPARE(pace.slowdown(), 4);
}

static QList<ChartLine> twoLines()
{
    return {{QStringLiteral("planned"), ChartLine::Form::Dashed, 6, {{1, 10}, {2, 10}, {3, 10}}},
        {QStringLiteral("say \"hi\", you"), ChartLine::Form::Line, 0, {{1, 9}, {2, 10.5}, {3, 8}}}};
}

void tst_ChartValues::listsValuesNewestFirst()
{
    ChartTable table;
    const QAbstractItemModelTester tester(
        &table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.show(twoLines(), {2, 3, false});
    QCOMPARE(table.rowCount(), 2);
    QCOMPARE(table.columnCount(), 3);
    QCOMPARE(table.index(0, 0).data().toString(), QStringLiteral("00:00:03"));
    QCOMPARE(table.index(1, 2).data().toString(), QStringLiteral("10.5"));
    QCOMPARE(
        table.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("planned"));
    table.show({}, {});
    QCOMPARE(table.rowCount(), 0);
}

void tst_ChartValues::writesCsv()
{
    QCOMPARE(toCsv(twoLines(), {0, 2, false}),
        QByteArray("seconds,\"planned\",\"say \"\"hi\"\", you\"\n1,10,9\n2,10,10.5\n"));
}

void tst_ChartValues::leavesOutWhatALineDoesNotHave()
{
    const QList<ChartLine> lines{
        {QStringLiteral("longer"), ChartLine::Form::Line, 0, {{1, 10}, {2, 20}, {3, 30}}},
        {QStringLiteral("shorter"), ChartLine::Form::Line, 1, {{1, 5}}},
        {QStringLiteral("later"), ChartLine::Form::Line, 2, {{2, 7}, {4, 8}}},
        {QStringLiteral("none"), ChartLine::Form::Line, 3, {}}};
    QCOMPARE(toCsv(lines, {0, 10, false}),
        QByteArray("seconds,\"longer\",\"shorter\",\"later\",\"none\"\n"
                   "1,10,5,,\n2,20,,7,\n3,30,,,\n4,,,8,\n"));
    ChartTable table;
    table.show(lines, {2, 3, false});
    QCOMPARE(table.rowCount(), 2);
    QCOMPARE(table.index(0, 1).data().toString(), Numbers::rate(30));
    QCOMPARE(table.index(0, 2).data().toString(), QString());
    QCOMPARE(table.index(1, 3).data().toString(), Numbers::rate(7));
    bool reset = false;
    connect(&table, &QAbstractItemModel::modelReset, this, [&] { reset = true; });
    table.show(lines, {2, 3, false});
    QVERIFY(!reset); // the same rows
}

void tst_ChartValues::writesNumbersHonestly()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(Numbers::count(1'234'567), QStringLiteral("1,234,567"));
    QCOMPARE(Numbers::rate(0), QStringLiteral("0"));
    QCOMPARE(Numbers::rate(0.001), QStringLiteral("<0.01"));
    QCOMPARE(Numbers::rate(0.25), QStringLiteral("0.25"));
    QCOMPARE(Numbers::rate(30.5), QStringLiteral("30.5"));
    QCOMPARE(Numbers::rate(1219.6), QStringLiteral("1,220"));
    QCOMPARE(Numbers::percent(std::nullopt), Numbers::absent());
    QCOMPARE(Numbers::percent(100), QStringLiteral("100 %"));
    QCOMPARE(Numbers::percent(99.99), QStringLiteral(">99.9 %"));
    QCOMPARE(Numbers::percent(0.0001), QStringLiteral("<0.1 %"));
    QCOMPARE(Numbers::percent(98.66), QStringLiteral("98.7 %"));
    QCOMPARE(Numbers::milliseconds(0.414), QStringLiteral("0.41 ms"));
    QCOMPARE(Numbers::milliseconds(0.004), QStringLiteral("<0.01 ms"));
    QCOMPARE(Numbers::milliseconds(0), QStringLiteral("0.00 ms"));
    QCOMPARE(Numbers::milliseconds(12.54), QStringLiteral("12.5 ms"));
    QCOMPARE(Numbers::milliseconds(1234), QStringLiteral("1,234 ms"));
    QCOMPARE(Numbers::clock(3 * 60 + 12.9), QStringLiteral("00:03:12"));
    QCOMPARE(Numbers::clock(100 * 3600), QStringLiteral("100:00:00"));
    QCOMPARE(Numbers::si(1250), QStringLiteral("1.25k"));
    QCOMPARE(Numbers::si(3e6), QStringLiteral("3M"));
    QCOMPARE(Numbers::si(800), QStringLiteral("800"));
    QLocale::setDefault(QLocale(QLocale::German));
    QCOMPARE(Numbers::rate(1219.6), QStringLiteral("1.220"));
    QLocale::setDefault(QLocale::c());
}

void tst_ChartValues::makesForeignTextSafe()
{
    QCOMPARE(Numbers::safe("plain"), QStringLiteral("plain"));
    QCOMPARE(Numbers::safe("a\nb\x1b"), QStringLiteral("a b\uFFFD"));
    QCOMPARE(Numbers::safe("\u202Egpj.exe\u2066"), QStringLiteral("\uFFFDgpj.exe\uFFFD"));
    QCOMPARE(Numbers::safe(std::string(10'000, 'x')).size(), 200);
}

QTEST_GUILESS_MAIN(tst_ChartValues)
#include "tst_chartvalues.moc"
