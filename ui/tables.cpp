// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables.h"

#include <QFontMetrics>
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
