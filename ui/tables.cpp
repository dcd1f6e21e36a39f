// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables.h"

#include "ui/models/sortedrows.h"
#include "ui/style.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleOption>
#include <QTableView>

#include <algorithm>

namespace emitter {
namespace {

constexpr int padding = 20; // left and right of a text, with what the style adds
constexpr char usualWidths[] = "usualWidths"; // a table's property

QFontMetrics metricsOf(const QHeaderView &header)
{
    QFont font = header.font();
    font.setWeight(QFont::DemiBold); // as the style sheet has it
    return QFontMetrics(font);
}

}

ElidingHeader::ElidingHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true); // as a table's own header is
}

void ElidingHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    const int room = std::max(0, sectionSize(logicalIndex) - padding);
    option->text = metricsOf(*this).elidedText(option->text, Qt::ElideMiddle, room);
}

SortHeader::SortHeader(QTableView &table)
    : ElidingHeader(&table)
    , m_table(table)
{
    setFocusPolicy(Qt::TabFocus);
    setSortIndicatorClearable(true);
    setSortIndicator(-1, Qt::AscendingOrder);
    connect(this, &QHeaderView::sortIndicatorChanged, this, &SortHeader::describe);
}

void SortHeader::paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const
{
    painter->save();
    ElidingHeader::paintSection(painter, rect, logicalIndex);
    painter->restore();
    if (!hasFocus() || logicalIndex != m_current)
        return;
    painter->setPen(Theme::of(palette()).accent);
    painter->drawRect(rect.adjusted(0, 0, -1, -1));
}

void SortHeader::keyPressEvent(QKeyEvent *event)
{
    const int at = visualIndex(m_current);
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        moveTo(at - forward);
        break;
    case Qt::Key_Right:
        moveTo(at + forward);
        break;
    case Qt::Key_Home:
        moveTo(0);
        break;
    case Qt::Key_End:
        moveTo(count() - 1);
        break;
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        sortByCurrent();
        break;
    default:
        event->ignore();
    }
}

void SortHeader::focusInEvent(QFocusEvent *event)
{
    ElidingHeader::focusInEvent(event);
    describe();
    viewport()->update();
}

void SortHeader::focusOutEvent(QFocusEvent *event)
{
    ElidingHeader::focusOutEvent(event);
    viewport()->update();
}

void SortHeader::moveTo(int visualIndex)
{
    if (visualIndex < 0 || visualIndex >= count())
        return;
    m_current = logicalIndex(visualIndex);
    m_table.scrollTo(m_table.indexAt({0, 0}).siblingAtColumn(m_current));
    describe();
    viewport()->update();
}

void SortHeader::sortByCurrent()
{
    if (sortIndicatorSection() != m_current)
        setSortIndicator(m_current, Qt::AscendingOrder);
    else if (sortIndicatorOrder() == Qt::AscendingOrder)
        setSortIndicator(m_current, Qt::DescendingOrder);
    else
        setSortIndicator(-1, Qt::AscendingOrder);
}

void SortHeader::describe()
{
    const QString name = model()->headerData(m_current, Qt::Horizontal).toString();
    setAccessibleDescription(sortIndicatorSection() != m_current ? tr("%1, not sorted").arg(name)
            : sortIndicatorOrder() == Qt::AscendingOrder ? tr("%1, sorted upwards").arg(name)
                                                         : tr("%1, sorted downwards").arg(name));
}

SortedRows *showSorted(QTableView &table, QAbstractItemModel &model)
{
    auto *rows = new SortedRows(&table);
    rows->setSourceModel(&model);
    table.setModel(rows);
    table.setHorizontalHeader(new SortHeader(table));
    table.setSortingEnabled(true);
    return rows;
}

void prepareTable(QTableView &table, const QString &accessibleName)
{
    table.setAccessibleName(accessibleName);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setShowGrid(false);
    table.setTabKeyNavigation(false);
    table.setWordWrap(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 8);
    QHeaderView *header = table.horizontalHeader();
    header->setHighlightSections(false);
    if (qobject_cast<SortHeader *>(header))
        header->setAccessibleName(SortHeader::tr("Columns of: %1").arg(accessibleName));
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setStretchLastSection(true);
}

void setColumnWidths(QTableView &table, const QList<int> &characters)
{
    const QFontMetrics headerMetrics = metricsOf(*table.horizontalHeader());
    const int character = table.fontMetrics().averageCharWidth();
    QVariantList usual;
    for (int i = 0; i < characters.size(); ++i) {
        const QString title = table.model()->headerData(i, Qt::Horizontal).toString();
        table.setColumnWidth(i,
            std::max(characters[i] * character, headerMetrics.horizontalAdvance(title)) + padding);
        usual.append(table.columnWidth(i));
    }
    table.setProperty(usualWidths, usual);
}

QVariantList ownWidths(const QTableView &table)
{
    const QVariantList usual = table.property(usualWidths).toList();
    QVariantList widths;
    bool isChanged = false;
    for (int i = 0; i < usual.size(); ++i) {
        const bool isOwn = table.columnWidth(i) != usual[i].toInt();
        widths.append(isOwn ? table.columnWidth(i) : 0);
        isChanged = isChanged || isOwn;
    }
    return isChanged ? widths : QVariantList();
}

void setOwnWidths(QTableView &table, const QVariantList &widths)
{
    constexpr int widest = 4000;
    const QVariantList usual = table.property(usualWidths).toList();
    for (int i = 0; i < std::min(usual.size(), widths.size()); ++i) {
        const int width = widths[i].toInt();
        if (width >= table.horizontalHeader()->minimumSectionSize() && width <= widest)
            table.setColumnWidth(i, width);
    }
}

}
