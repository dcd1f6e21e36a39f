// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables.h"

#include <QFontMetrics>
#include <QHeaderView>
#include <QTableView>

#include <algorithm>

namespace emitter {

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
    constexpr int padding = 20; // left and right of a text, with what the style adds
    QFont font = table.horizontalHeader()->font();
    font.setWeight(QFont::DemiBold); // as the style sheet has it
    const QFontMetrics headerMetrics(font);
    const int character = table.fontMetrics().averageCharWidth();
    for (int i = 0; i < characters.size(); ++i) {
        const QString title = table.model()->headerData(i, Qt::Horizontal).toString();
        table.setColumnWidth(i,
            std::max(characters[i] * character, headerMetrics.horizontalAdvance(title)) + padding);
    }
}

}
