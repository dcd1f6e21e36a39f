// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartlegend.h"
#include "ui/charts/chartview.h"
#include "ui/charts/livechart.h"
#include "ui/windowfixture.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QSignalSpy>
#include <QStyleOption>
#include <QTableView>
#include <QtCharts/QLineSeries>
#include <QtTest>

#include <cmath>

using namespace emitter;
using namespace std::chrono_literals;

namespace {

QList<ChartLine> lines(int points)
{
    QList<ChartLine> lines{{QStringLiteral("planned"), ChartLine::Form::Dashed, 6, {}},
        {QStringLiteral("achieved"), ChartLine::Form::Filled, 0, {}}};
    for (int i = 0; i < points; ++i) {
        lines[0].points.append({double(i), 1000});
        lines[1].points.append({double(i), 990 + 5 * std::sin(i)});
    }
    return lines;
}

/// A chart whose clock moves only by hand.
struct Chart
{
    ChartPace::Nanos now{0};
    ChartPace::Nanos perLook{0};
    ScriptedDialogs dialogs;
    LiveChart chart{
        {QStringLiteral("Rate"), QStringLiteral("entries per second"), QStringLiteral("rate")},
        dialogs, [this] { return now += perLook; }};
    ChartView *view = chart.findChild<ChartView *>();
};

}

class tst_LiveChart : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void drawsWithinItsBudget();
    void drawsDashedLinesAboveTheOthers();
    void leavesGapsInADashedSwatch();
    void showsAPlanBesideWhatItIsOf();
    void tellsHowLongItPainted();
    void countsOnePaintingForEachUpdate();
    void paintsNothingWhileHidden();
    void beginsAtZeroAndKeepsItsScale();
    void pointsAtAMoment();
    void turnsIntoATable();
    void keepsWhatIsSelectedInTheTable();
    void elidesLongNamesAboveTheTable();
    void savesPictureAndValues();
};

void tst_LiveChart::drawsWithinItsBudget()
{
    Chart it;
    it.chart.showLines(lines(3600), {0, 3599, false});
    QCOMPARE(it.chart.drawn().size(), 2);
    for (const ChartLine &line : it.chart.drawn())
        QVERIFY(line.points.size() <= 120 && line.points.size() > 60);
    QCOMPARE(it.view->chart()->animationOptions(), QChart::NoAnimation);
}

void tst_LiveChart::drawsDashedLinesAboveTheOthers()
{
    Chart it;
    it.chart.showLines(lines(10), {0, 9, false});
    const QList<QAbstractSeries *> series = it.view->chart()->series();
    QCOMPARE(series.size(), 3); // the achieved rate has an area
    const auto *planned = qobject_cast<QLineSeries *>(series.last());
    QVERIFY(planned);
    QCOMPARE(planned->points().last().y(), 1000.0);
    QCOMPARE(planned->pen().style(), Qt::CustomDashLine);
    QCOMPARE(planned->pen().capStyle(), Qt::FlatCap);
    QCOMPARE(it.chart.drawn()[0].name, QStringLiteral("planned")); // the legend's order stays
}

void tst_LiveChart::leavesGapsInADashedSwatch()
{
    ChartLegend legend;
    const auto gapsOf = [&](bool dashed) {
        legend.setEntries({{QStringLiteral("planned"), {}, Qt::red, dashed}});
        legend.resize(legend.sizeHint());
        const QImage picture = legend.grab().toImage();
        int gaps = 0;
        bool wasRed = false;
        bool seenRed = false;
        for (int x = 0; x < picture.width(); ++x) {
            const bool isRed = picture.pixelColor(x, picture.height() / 2) == QColor(Qt::red);
            gaps += isRed && !wasRed && seenRed ? 1 : 0;
            wasRed = isRed;
            seenRed = seenRed || isRed;
        }
        return seenRed ? gaps : -1;
    };
    QCOMPARE(gapsOf(false), 0);
    QVERIFY(gapsOf(true) > 0);
}

void tst_LiveChart::showsAPlanBesideWhatItIsOf()
{
    Chart it;
    QList<ChartLine> some = lines(10);
    ChartLine source = some[1];
    source.name = QStringLiteral("shop");
    ChartLine plan = some[0];
    plan.name = QStringLiteral("shop, planned");
    plan.isPlan = true;
    some << source << plan;
    it.chart.showLines(some, {0, 9, false});
    const auto *legend = it.chart.findChild<ChartLegend *>();
    QCOMPARE(legend->accessibleDescription(), QStringLiteral("planned, achieved, shop"));
    it.chart.setCrosshair(0);
    QVERIFY(legend->accessibleDescription().endsWith(QStringLiteral("shop 990 of 1,000")));
    QCOMPARE(it.chart.drawn().size(), 4);
}

void tst_LiveChart::tellsHowLongItPainted()
{
    Chart it;
    it.perLook = 70ms;
    ChartPace::Nanos told{0};
    QObject::connect(
        &it.chart, &LiveChart::painted, &it.chart, [&](ChartPace::Nanos time) { told = time; });
    it.chart.resize(500, 250);
    it.chart.show();
    QTRY_VERIFY(told > 0ns);
    QCOMPARE(told, ChartPace::Nanos(70ms));
}

void tst_LiveChart::countsOnePaintingForEachUpdate()
{
    Chart it;
    int paintings = 0;
    QObject::connect(&it.chart, &LiveChart::painted, &it.chart, [&] { ++paintings; });
    it.chart.resize(500, 250);
    it.chart.show();
    QVERIFY(QTest::qWaitForWindowExposed(&it.chart));
    it.view->viewport()->repaint();
    QVERIFY(paintings > 0);
    const int before = paintings;
    for (int i = 1; i < 10; ++i) { // the pointer moves over the chart
        it.chart.setCrosshair(i);
        it.view->viewport()->repaint();
    }
    QCOMPARE(paintings, before);
    it.chart.showLines(lines(20), {0, 20, false});
    it.view->viewport()->repaint();
    QCOMPARE(paintings, before + 1);
}

void tst_LiveChart::paintsNothingWhileHidden()
{
    Chart it;
    int paintings = 0;
    QObject::connect(&it.chart, &LiveChart::painted, &it.chart, [&] { ++paintings; });
    it.chart.resize(500, 250);
    for (int i = 2; i < 20; ++i) {
        it.chart.showLines(lines(i), {0, 20, false});
        QCoreApplication::sendPostedEvents();
    }
    QCOMPARE(paintings, 0);
}

void tst_LiveChart::beginsAtZeroAndKeepsItsScale()
{
    Chart it;
    QList<ChartLine> some = lines(10);
    it.chart.showLines(some, {0, 10, false});
    QCOMPARE(it.view->scale().top, 1000.0);
    for (ChartLine &line : some) {
        for (QPointF &point : line.points)
            point.setY(600);
    }
    it.chart.showLines(some, {0, 10, false});
    QCOMPARE(it.view->scale().top, 1000.0); // a dip does not move the axis
    for (QPointF &point : some[0].points)
        point.setY(5000);
    it.chart.showLines(some, {0, 10, false});
    QCOMPARE(it.view->scale().top, 5000.0);
}

void tst_LiveChart::pointsAtAMoment()
{
    Chart it;
    it.chart.resize(600, 300);
    it.chart.show();
    it.chart.showLines(lines(100), {0, 99, false});
    std::optional<double> told;
    QObject::connect(&it.chart, &LiveChart::hovered, &it.chart,
        [&](std::optional<double> seconds) { told = seconds; });
    const QRectF plot = it.view->chart()->plotArea();
    QVERIFY(plot.width() > 300);
    QTest::mouseMove(it.view->viewport(), plot.center().toPoint());
    QTRY_VERIFY(told.has_value());
    QVERIFY(std::abs(*told - 49.5) < 1);
    it.chart.setCrosshair(50);
    bool found = false;
    for (const QWidget *widget : it.chart.findChildren<QWidget *>())
        found = found || widget->accessibleDescription().contains(QStringLiteral("planned 1"));
    QVERIFY(found);
}

void tst_LiveChart::turnsIntoATable()
{
    Chart it;
    it.chart.resize(600, 300);
    it.chart.show();
    it.chart.showLines(lines(50), {0, 49, false});
    it.chart.setTable(true);
    auto *table = it.chart.findChild<QTableView *>();
    QVERIFY(table->isVisible());
    QVERIFY(!it.view->isVisible());
    QCOMPARE(table->model()->rowCount(), 50);
    it.chart.showLines(lines(60), {0, 59, false});
    QCOMPARE(table->model()->rowCount(), 60);
    it.chart.setTable(false);
    QVERIFY(it.view->isVisible());
}

void tst_LiveChart::keepsWhatIsSelectedInTheTable()
{
    Chart it;
    it.chart.setTable(true);
    auto *table = it.chart.findChild<QTableView *>();
    const QAbstractItemModelTester tester(
        table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy resets(table->model(), &QAbstractItemModel::modelReset);
    it.chart.showLines(lines(50), {10, 49, true});
    QCOMPARE(resets.count(), 1);
    table->setCurrentIndex(table->model()->index(4, 1)); // second 45
    const QString time = table->currentIndex().siblingAtColumn(0).data().toString();
    const auto isKept = [&](int row, int rows) {
        QCOMPARE(table->model()->rowCount(), rows);
        QCOMPARE(table->currentIndex(), table->model()->index(row, 1));
        QCOMPARE(table->currentIndex().siblingAtColumn(0).data().toString(), time);
        QVERIFY(table->selectionModel()->isRowSelected(row));
    };
    it.chart.showLines(lines(53), {13, 52, true}); // three come, three go
    isKept(7, 40);
    it.chart.showLines(lines(53), {0, 52, true}); // the user wants them all
    isKept(7, 53);
    QList<ChartLine> changed = lines(54);
    changed[0].points[45].setY(7);
    it.chart.showLines(changed, {0, 53, true});
    isKept(8, 54);
    QCOMPARE(table->currentIndex().data().toString(), QStringLiteral("7.0"));
    QCOMPARE(resets.count(), 1);
    it.chart.showLines(lines(53), {0, 20, false}); // somewhere else
    QCOMPARE(table->model()->rowCount(), 21);
    QCOMPARE(resets.count(), 2);
}

void tst_LiveChart::elidesLongNamesAboveTheTable()
{
    // As it is for the header of any table; access is all that this adds.
    struct Opened : QHeaderView
    {
        using QHeaderView::initStyleOptionForIndex;
    };
    Chart it;
    const QString name = QStringLiteral("a-service-with-a-very-long-name-indeed, in Frankfurt");
    QList<ChartLine> some = lines(10);
    some[1].name = name;
    it.chart.resize(300, 250);
    it.chart.show();
    it.chart.setTable(true);
    it.chart.showLines(some, {0, 9, false});
    auto *table = it.chart.findChild<QTableView *>();
    QHeaderView *header = table->horizontalHeader();
    const auto shown = [&](int section) {
        QStyleOptionHeaderV2 option;
        (header->*&Opened::initStyleOptionForIndex)(&option, section);
        return option.text;
    };
    QVERIFY(header->sectionSize(2) < header->fontMetrics().horizontalAdvance(name));
    QVERIFY2(shown(2).contains(QChar(0x2026)), qPrintable(shown(2)));
    QVERIFY(shown(2).startsWith(QLatin1Char('a')));
    QVERIFY(header->fontMetrics().horizontalAdvance(shown(2)) <= header->sectionSize(2));
    QCOMPARE(shown(1), QStringLiteral("planned"));
    const auto tip = [&](int section) {
        return table->model()->headerData(section, Qt::Horizontal, Qt::ToolTipRole).toString();
    };
    QCOMPARE(tip(2), name);
    QCOMPARE(tip(1), QStringLiteral("planned"));
}

void tst_LiveChart::savesPictureAndValues()
{
    const QTemporaryDir folder;
    Chart it;
    it.chart.resize(600, 300);
    it.chart.showLines(lines(10), {0, 9, false});
    const QString picture = folder.filePath(QStringLiteral("rate.png"));
    QVERIFY(it.chart.savePicture(picture));
    QVERIFY(QImage(picture).width() >= 600);
    const QString values = folder.filePath(QStringLiteral("rate.csv"));
    QVERIFY(it.chart.saveValues(values));
    QFile file(values);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 11);
    QVERIFY(!it.chart.saveValues(folder.filePath(QStringLiteral("missing/rate.csv"))));
}

QTEST_MAIN(tst_LiveChart)
#include "tst_livechart.moc"
