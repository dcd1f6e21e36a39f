// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>
#include <QList>
#include <QVariant>

class QAbstractItemModel;
class QString;
class QTableView;

namespace emitter {

class SortedRows;

/// The header of columns whose names may be longer than there is room: their middle goes. By itself
/// a header under a style sheet shows a part without a word. Takes its place before prepareTable().
class ElidingHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit ElidingHeader(QWidget *parent = nullptr);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
};

/// A header whose columns sort the rows, upwards, downwards, and not at all: by a click, or by
/// keyboard, where Tab leads to it, the arrow keys to a column, and Space or Enter sorts.
class SortHeader : public ElidingHeader
{
    Q_OBJECT
public:
    explicit SortHeader(QTableView &table);

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void moveTo(int visualIndex);
    void sortByCurrent();
    /// For those who do not see the arrow.
    void describe();

    QTableView &m_table;
    int m_current = 0; ///< the column that keys are for
};

/// Gives the table the model's rows, to be sorted by their SortedRows::sortRole. Takes its place
/// before prepareTable(). Owned by the table.
SortedRows *showSorted(QTableView &table, QAbstractItemModel &model);

/// How every table of rows looks and behaves: whole rows are selected, Tab leaves it.
void prepareTable(QTableView &table, const QString &accessibleName);
/// Widths in characters, so that they follow the font and no row need be measured; a column is at
/// least as wide as its header. REQUIRES: the table has its model.
void setColumnWidths(QTableView &table, const QList<int> &characters);

/// The widths that the user gave to columns, in pixels; 0 for a column that is as setColumnWidths()
/// left it. Empty: none was changed.
QVariantList ownWidths(const QTableView &table);
/// What does not fit the table's columns, or on a screen, is left out.
void setOwnWidths(QTableView &table, const QVariantList &widths);

}
