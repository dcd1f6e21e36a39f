// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/runcharts.h"

#include "ui/charts/livechart.h"

#include <QGridLayout>

namespace emitter {

RunCharts::RunCharts(Dialogs &dialogs, const ChartPace::Now &now, QWidget *parent)
    : QWidget(parent)
{
    const std::array<LiveChart::Texts, count> texts{{
        {tr("Rate"), tr("entries per second"), QStringLiteral("rate")},
        {tr("Delivered per sink"), tr("entries per second"), QStringLiteral("delivered")},
        {tr("Latency from due time"), tr("milliseconds, worst sink"), QStringLiteral("latency")},
        {tr("Backlog and failures"), tr("entries"), QStringLiteral("backlog")},
    }};
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setSpacing(10);
    for (int i = 0; i < 2; ++i) {
        grid->setRowStretch(i, 1);
        grid->setColumnStretch(i, 1);
    }
    for (int i = 0; i < static_cast<int>(count); ++i) {
        const auto at = static_cast<std::size_t>(i);
        m_charts[at] = new LiveChart(texts[at], dialogs, now);
        grid->addWidget(m_charts[at], i / 2, i % 2);
        connect(m_charts[at], &LiveChart::painted, this, &RunCharts::painted);
        connect(m_charts[at], &LiveChart::hovered, this, [this](std::optional<double> seconds) {
            for (LiveChart *chart : m_charts)
                chart->setCrosshair(seconds);
        });
    }
}

void RunCharts::showLines(const Lines &lines, const ChartRange &range)
{
    for (std::size_t i = 0; i < count; ++i)
        m_charts[i]->showLines(lines[i], range);
}

void RunCharts::setMarks(const QList<ChartMark> &marks)
{
    for (LiveChart *chart : m_charts)
        chart->setMarks(marks);
}

void RunCharts::setTable(bool table)
{
    for (LiveChart *chart : m_charts)
        chart->setTable(table);
}

}
