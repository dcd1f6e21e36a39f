// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rundetail.h"

#include "ui/charts/runcharts.h"
#include "ui/charts/samplelines.h"
#include "ui/numbers.h"
#include "ui/tables.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLayout>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTableWidget>
#include <QTextBrowser>

#include <algorithm>
#include <array>

namespace emitter {
namespace {

/// Words that the record has; what was said during the run stays as it was said.
QString wordOf(const std::string &recorded)
{
    static constexpr std::array words{QT_TRANSLATE_NOOP("emitter::StoredEvent", "state"),
        QT_TRANSLATE_NOOP("emitter::StoredEvent", "note"),
        QT_TRANSLATE_NOOP("emitter::StoredEvent", "warning"),
        QT_TRANSLATE_NOOP("emitter::StoredEvent", "error"),
        QT_TRANSLATE_NOOP("emitter::StoredEvent", "mark"),
        QT_TRANSLATE_NOOP("emitter::StoredEvent", "idle"),
        QT_TRANSLATE_NOOP("emitter::StoredEvent", "preparing"),
        QT_TRANSLATE_NOOP("emitter::StoredEvent", "running"),
        QT_TRANSLATE_NOOP("emitter::StoredEvent", "paused"),
        QT_TRANSLATE_NOOP("emitter::StoredEvent", "stopping"),
        QT_TRANSLATE_NOOP("emitter::StoredEvent", "finished")};
    const auto *known = std::find(words.begin(), words.end(), recorded);
    return known == words.end() ? Numbers::safe(recorded, 1000)
                                : QCoreApplication::translate("emitter::StoredEvent", *known);
}

}

RunDetail::RunDetail(Dialogs &dialogs, QWidget *parent)
    : QTabWidget(parent)
    , m_charts(new RunCharts(dialogs, noTime))
    , m_summary(new QTextBrowser)
    , m_events(new QTableWidget(0, 3))
    , m_profile(new QPlainTextEdit)
{
    setDocumentMode(true);
    tabBar()->setDrawBase(false);
    setAccessibleName(tr("Details of the run"));
    m_charts->layout()->setContentsMargins(0, 6, 0, 0);
    addTab(m_charts, tr("Chart&s"));

    m_summary->setAccessibleName(tr("Summary of the run"));
    addTab(m_summary, tr("S&ummary"));

    m_events->setHorizontalHeaderLabels({tr("Run time"), tr("Kind"), tr("What happened")});
    m_events->setObjectName(QStringLiteral("events"));
    prepareTable(*m_events, tr("What happened during the run"));
    setColumnWidths(*m_events, {10, 12});
    m_events->setEditTriggers(QAbstractItemView::NoEditTriggers);
    addTab(m_events, tr("Even&ts"));

    m_profile->setAccessibleName(tr("The profile as it was run"));
    m_profile->setReadOnly(true);
    m_profile->setLayoutDirection(Qt::LeftToRight);
    m_profile->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    addTab(m_profile, tr("Prof&ile as run"));
}

void RunDetail::show(const StoredRunDetail &detail, const QString &markdown)
{
    const double end = detail.series.empty() ? 1 : detail.series.back().seconds;
    const ChartRange range{0, std::max(end, 1.0), false};
    QList<ChartMark> marks;
    for (const StoredEvent &event : detail.events) {
        if (event.kind == "mark")
            marks.append({event.seconds, Numbers::safe(event.text)});
    }
    QStringList sinks;
    for (const std::string &name : detail.seriesSinks)
        sinks.append(Numbers::safe(name, 60));
    m_charts->showLines({rateLines(detail.series), deliveryLines(sinks, detail.series),
                            latencyLines(detail.series), backlogLines(detail.series)},
        range);
    m_charts->setMarks(marks);
    if (markdown.isEmpty())
        m_summary->setPlainText(tr("This run did not come to its end, so it has no summary."));
    else
        m_summary->setMarkdown(markdown);
    showEvents(detail.events);
    m_profile->setPlainText(QString::fromStdString(detail.profileText));
}

void RunDetail::setTable(bool table)
{
    m_charts->setTable(table);
}

void RunDetail::showEvents(const std::vector<StoredEvent> &events)
{
    m_events->setRowCount(static_cast<int>(events.size()));
    for (int row = 0; row < m_events->rowCount(); ++row) {
        const StoredEvent &event = events[static_cast<std::size_t>(row)];
        const std::array<QString, 3> cells{Numbers::clock(event.seconds), wordOf(event.kind),
            event.kind == "state" ? wordOf(event.text) : Numbers::safe(event.text, 1000)};
        for (int column = 0; column < 3; ++column)
            m_events->setItem(
                row, column, new QTableWidgetItem(cells[static_cast<std::size_t>(column)]));
    }
    setTabText(
        2, events.empty() ? tr("Even&ts") : tr("Even&ts (%1)").arg(Numbers::count(events.size())));
}

}
