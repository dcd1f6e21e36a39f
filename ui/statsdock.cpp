// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statsdock.h"

#include "content/level.h"
#include "host/enginehost.h"
#include "ui/numbers.h"

#include <QFormLayout>
#include <QLabel>
#include <QScrollArea>

namespace emitter {

StatsDock::StatsDock(EngineHost &host, QWidget *parent)
    : QDockWidget(tr("Stats"), parent)
    , m_host(host)
    , m_form(new QFormLayout)
{
    setObjectName(QStringLiteral("stats")); // for saving its place
    setAccessibleName(windowTitle());
    auto *list = new QWidget;
    list->setLayout(m_form);
    m_form->setHorizontalSpacing(16);
    for (const QString &name : {tr("Run time"), tr("Scheduled"), tr("Emitted"), tr("Skipped late"),
             tr("Backlog"), tr("Delivered, all sinks"), tr("Failed, all sinks"), tr("Lateness p50"),
             tr("Lateness p99"), tr("Lateness max")})
        addRow(name);
    for (std::size_t level = 0; level < levelCount; ++level)
        addRow(QString::fromLatin1(
            levelNames[level].data(), static_cast<qsizetype>(levelNames[level].size())));
    auto *area = new QScrollArea;
    area->setWidget(list);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const int numbers = fontMetrics().averageCharWidth() * 14;
    area->setMinimumWidth(list->sizeHint().width() + numbers);
    area->setAccessibleName(tr("Stats"));
    setWidget(area);
    m_timer.setInterval(500);
    connect(&m_timer, &QTimer::timeout, this, &StatsDock::refresh);
    connect(&m_host, &EngineHost::finished, this, &StatsDock::refresh);
}

void StatsDock::addRow(const QString &name)
{
    auto *value = new QLabel(Numbers::absent());
    value->setTextFormat(Qt::PlainText);
    value->setAlignment(Qt::AlignTrailing);
    value->setAccessibleName(name);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_values.push_back(value);
    m_form->addRow(new QLabel(name), value); // by itself it would be a buddy without a letter
}

QStringList StatsDock::values(const Snapshot &now)
{
    const RunLedger::Counts &counts = now.counts;
    QStringList texts{Numbers::clock(static_cast<double>(now.runTime) / 1e9),
        Numbers::count(counts.scheduled), Numbers::count(counts.emitted),
        Numbers::count(counts.skippedLate), Numbers::count(now.backlog()),
        Numbers::count(now.delivered()), Numbers::count(now.failed())};
    for (const double lateness : {now.lateness.p50, now.lateness.p99, now.lateness.max}) {
        texts.append(
            Numbers::milliseconds(now.lateness.count > 0 ? std::optional(lateness) : std::nullopt));
    }
    for (const std::uint64_t level : counts.levels)
        texts.append(Numbers::count(level));
    return texts;
}

void StatsDock::refresh()
{
    showFigures(m_host.snapshot());
}

void StatsDock::showFigures(const Snapshot &now)
{
    const QStringList texts = values(now);
    for (std::size_t i = 0; i < m_values.size(); ++i)
        m_values[i]->setText(texts[static_cast<qsizetype>(i)]);
}

void StatsDock::showEvent(QShowEvent *event)
{
    QDockWidget::showEvent(event);
    m_timer.start();
    refresh();
}

void StatsDock::hideEvent(QHideEvent *event)
{
    QDockWidget::hideEvent(event);
    m_timer.stop();
}

}
