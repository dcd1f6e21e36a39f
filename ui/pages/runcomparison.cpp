// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/runcomparison.h"

#include "history/comparison.h"
#include "ui/charts/livechart.h"
#include "ui/charts/samplelines.h"
#include "ui/models/comparisonmodel.h"
#include "ui/tables.h"

#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTableView>

#include <algorithm>

namespace emitter {
namespace {

QString settingsText(const std::vector<StoredRunDetail> &runs)
{
    QString text;
    for (std::size_t i = 1; i < runs.size(); ++i) {
        const auto changes = changedSettings(runs[0].profileText, runs[i].profileText);
        text += changes.empty()
            ? RunComparison::tr("Contender %1: the same profile").arg(i)
            : RunComparison::tr("Contender %1, lines that differ from the baseline's:").arg(i);
        text += QLatin1Char('\n');
        for (const ChangedLine &line : changes) {
            text += line.kind == ChangedLine::Kind::Removed ? QStringLiteral("  - ")
                                                            : QStringLiteral("  + ");
            text += QString::fromStdString(line.text) + QLatin1Char('\n');
        }
        text += QLatin1Char('\n');
    }
    return text;
}

}

RunComparison::RunComparison(Dialogs &dialogs, QWidget *parent)
    : QTabWidget(parent)
    , m_model(new ComparisonModel(this))
    , m_rate(new LiveChart({tr("Achieved rate, from each run's start"), tr("entries per second"),
                               QStringLiteral("compared-rate")},
          dialogs, noTime))
    , m_latency(new LiveChart(
          {tr("Latency p95"), tr("milliseconds, worst sink"), QStringLiteral("compared-latency")},
          dialogs, noTime))
    , m_settings(new QPlainTextEdit)
{
    setDocumentMode(true);
    setAccessibleName(tr("Comparison of the ticked runs"));
    tabBar()->setDrawBase(false);
    auto *table = new QTableView;
    table->setModel(m_model);
    prepareTable(*table, tr("Differences from the baseline"));
    table->horizontalHeader()->setStretchLastSection(false);
    connect(m_model, &QAbstractItemModel::modelReset, table, [this, table] {
        QList<int> widths(m_model->columnCount(), 11);
        widths[0] = 34;
        setColumnWidths(*table, widths); // a header forgets them when its model is reset
    });
    addTab(table, tr("&Table"));
    auto *charts = new QWidget;
    auto *layout = new QHBoxLayout(charts);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(m_rate, 1);
    layout->addWidget(m_latency, 1);
    addTab(charts, tr("Chart&s"));
    m_settings->setReadOnly(true);
    m_settings->setLayoutDirection(Qt::LeftToRight);
    m_settings->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_settings->setAccessibleName(tr("Settings that changed"));
    addTab(m_settings, tr("Chan&ged settings"));
}

void RunComparison::show(const std::vector<StoredRunDetail> &runs)
{
    std::vector<StoredRun> heads;
    double end = 1;
    for (const StoredRunDetail &detail : runs) {
        heads.push_back(detail.run);
        if (!detail.series.empty())
            end = std::max(end, detail.series.back().seconds);
    }
    m_model->show(heads);
    const ChartRange range{0, end, false};
    m_rate->showLines(overlaid(runs, achievedRate), range);
    m_latency->showLines(overlaid(runs, worstP95), range);
    m_settings->setPlainText(settingsText(runs));
}

void RunComparison::setTable(bool table)
{
    m_rate->setTable(table);
    m_latency->setTable(table);
}

}
