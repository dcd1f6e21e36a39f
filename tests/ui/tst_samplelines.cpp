// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/livechart.h"
#include "ui/charts/samplelines.h"
#include "ui/style.h"
#include "ui/windowfixture.h"

#include <QSet>
#include <QtTest>

#include <algorithm>

using namespace emitter;

class tst_SampleLines : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnWarnings(); }
    void overlaysRunsOfDifferentLength();
    void drawsNoLatencyWhereNoAnswerCame();
    void noTwoSinksLookTheSame();
    void savesTheValuesOfRunsOfDifferentLength();
};

void tst_SampleLines::overlaysRunsOfDifferentLength()
{
    StoredRunDetail shorter, longer;
    for (int i = 1; i <= 10; ++i) {
        Sample sample;
        sample.seconds = i;
        sample.achievedPerSecond = 100 + i;
        longer.series.push_back(sample);
        if (i <= 4 && i % 2 == 0)
            shorter.series.push_back(sample);
    }
    const QList<ChartLine> lines = overlaid({shorter, longer}, achievedRate);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0].points.size(), 4); // at 1, 2, 3, 4, though it was sampled at 2 and 4
    QCOMPARE(lines[0].points[0].y(), 102.0);
    QCOMPARE(lines[1].points.size(), 10);
    QCOMPARE(lines[1].points[9].y(), 110.0);
}

void tst_SampleLines::drawsNoLatencyWhereNoAnswerCame()
{
    StoredRunDetail run;
    for (int i = 1; i <= 3; ++i) {
        Sample sample;
        sample.seconds = i;
        sample.p50 = sample.p95 = sample.p99 = {0, i == 2 ? 0.0 : 7.0};
        run.series.push_back(sample);
    }
    const QList<QPointF> answered{{1, 7}, {3, 7}};
    for (const ChartLine &line : latencyLines(run.series))
        QCOMPARE(line.points, answered);
    QCOMPARE(overlaid({run}, worstP95)[0].points, answered);
}

void tst_SampleLines::noTwoSinksLookTheSame()
{
    QStringList sinks;
    for (int i = 1; i <= 10; ++i) {
        sinks.append(QString::number(i));
        const QList<ChartLine> lines = deliveryLines(sinks, {});
        QSet<QString> looks;
        for (const ChartLine &line : lines) {
            const auto &colours = Theme::light().series;
            const auto colour = static_cast<std::size_t>(line.colour) % colours.size();
            looks.insert(colours[colour].name() + QString::number(static_cast<int>(line.form)));
        }
        QCOMPARE(looks.size(), lines.size());
        QCOMPARE(lines.size(), std::min(i, 7));
    }
}

void tst_SampleLines::savesTheValuesOfRunsOfDifferentLength()
{
    StoredRunDetail shorter, longer;
    for (int i = 1; i <= 3; ++i) {
        Sample sample;
        sample.seconds = i;
        sample.achievedPerSecond = 100 + i;
        longer.series.push_back(sample);
        if (i == 1)
            shorter.series.push_back(sample);
    }
    ScriptedDialogs dialogs;
    LiveChart chart(
        {QStringLiteral("t"), QStringLiteral("u"), QStringLiteral("f")}, dialogs, noTime);
    chart.setTable(true);
    chart.showLines(overlaid({longer, shorter}, achievedRate), {0, 3, false});
    const QTemporaryDir folder;
    const QString name = folder.filePath(QStringLiteral("values.csv"));
    QVERIFY(chart.saveValues(name));
    QFile file(name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(),
        QByteArray("seconds,\"baseline\",\"contender 1\"\n1,101,101\n2,102,\n3,103,\n"));
}

QTEST_MAIN(tst_SampleLines)
#include "tst_samplelines.moc"
