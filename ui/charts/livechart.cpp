// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/livechart.h"

#include "ui/charts/chartlegend.h"
#include "ui/charts/charttable.h"
#include "ui/charts/chartview.h"
#include "ui/charts/decimation.h"
#include "ui/dialogs.h"
#include "ui/elidedlabel.h"
#include "ui/icons.h"
#include "ui/numbers.h"
#include "ui/tables.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QSaveFile>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace emitter {
namespace {

/// The value of the last point at or before `seconds`.
std::optional<double> valueAt(const QList<QPointF> &points, double seconds)
{
    const auto after = std::upper_bound(points.begin(), points.end(), seconds,
        [](double x, const QPointF &point) { return x < point.x(); });
    return after == points.begin() ? std::nullopt : std::optional((after - 1)->y());
}

}

LiveChart::LiveChart(const Texts &texts, Dialogs &dialogs, ChartPace::Now now, QWidget *parent)
    : QFrame(parent)
    , m_texts(texts)
    , m_dialogs(dialogs)
    , m_legend(new ChartLegend)
    , m_view(new ChartView(texts.unit, std::move(now)))
    , m_values(new ChartTable(this))
    , m_table(new QTableView)
    , m_stack(new QStackedLayout)
{
    setObjectName(QStringLiteral("card"));
    setAccessibleName(texts.title);
    m_view->setAccessibleName(texts.title);
    m_legend->setAccessibleName(tr("Legend of %1").arg(texts.title));
    m_table->setModel(m_values);
    m_table->setHorizontalHeader(new ElidingHeader(m_table));
    prepareTable(*m_table, tr("Values of %1").arg(texts.title));
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // the columns need not move for it

    auto *title = new ElidedLabel(texts.title);
    title->setObjectName(QStringLiteral("heading"));
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addWidget(m_legend, 1);
    head->addWidget(makeMenu());
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_table);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 5, 6, 4);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addLayout(m_stack, 1);
    setMinimumHeight(110);

    connect(m_view, &ChartView::hovered, this, &LiveChart::hovered);
    connect(m_view, &ChartView::painted, this, &LiveChart::painted);
}

QToolButton *LiveChart::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->addAction(tr("Save &picture…"), this, [this] {
        askAndSave(tr("Pictures (*.png)"), QStringLiteral(".png"),
            [this](const QString &name) { return savePicture(name); });
    });
    menu->addAction(tr("Save &values…"), this, [this] {
        askAndSave(tr("Comma-separated values (*.csv)"), QStringLiteral(".csv"),
            [this](const QString &name) { return saveValues(name); });
    });
    auto *button = new QToolButton;
    button->setIcon(makeIcon(Icon::More));
    button->setAutoRaise(true);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu);
    button->setAccessibleName(tr("Save %1").arg(m_texts.title));
    button->setToolTip(tr("Save as a picture or as values"));
    button->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    return button;
}

void LiveChart::askAndSave(
    const QString &filter, const QString &suffix, const std::function<bool(const QString &)> &save)
{
    const QString name = m_dialogs.chooseFileToSave(this, m_texts.fileName + suffix, filter);
    if (!name.isEmpty() && !save(name)) {
        m_dialogs.showFailure(this, tr("%1 could not be written.").arg(name),
            tr("Choose a folder that you may write to."));
    }
}

void LiveChart::showLines(const QList<ChartLine> &lines, const ChartRange &range)
{
    m_lines = lines;
    m_range = range;
    if (isTable()) {
        m_values->show(m_lines, m_range);
    } else {
        const Decimation thinOut;
        m_drawn = lines;
        for (ChartLine &line : m_drawn)
            line.points = thinOut(line.points, range.from, range.to);
        m_view->showLines(m_drawn, range);
    }
    updateLegend();
}

void LiveChart::setMarks(const QList<ChartMark> &marks)
{
    m_view->setMarks(marks);
}

void LiveChart::setCrosshair(std::optional<double> seconds)
{
    m_crosshair = seconds;
    m_view->setCrosshair(seconds);
    updateLegend();
}

void LiveChart::setTable(bool table)
{
    if (table == isTable())
        return;
    m_stack->setCurrentWidget(table ? static_cast<QWidget *>(m_table) : m_view);
    showLines(QList(m_lines), m_range);
}

bool LiveChart::isTable() const
{
    return m_stack->currentWidget() == m_table;
}

bool LiveChart::savePicture(const QString &fileName)
{
    return grab().save(fileName, "PNG");
}

bool LiveChart::saveValues(const QString &fileName) const
{
    QSaveFile file(fileName);
    const QByteArray text = toCsv(m_lines, m_range);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit();
}

void LiveChart::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateLegend();
}

void LiveChart::updateLegend()
{
    QList<ChartLegend::Entry> entries;
    for (const ChartLine &line : std::as_const(m_lines)) {
        QString value;
        if (m_crosshair) {
            const auto there = valueAt(line.points, *m_crosshair);
            value = there ? Numbers::rate(*there) : Numbers::absent();
        }
        if (line.isPlan && !entries.isEmpty()) {
            if (m_crosshair)
                entries.back().value = tr("%1 of %2").arg(entries.back().value, value);
            continue;
        }
        entries.append(
            {line.name, value, m_view->colourOf(line), line.form == ChartLine::Form::Dashed});
    }
    m_legend->setEntries(entries);
}

}
