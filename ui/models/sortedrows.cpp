// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sortedrows.h"

namespace emitter {

SortedRows::SortedRows(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(sortRole);
    setSortLocaleAware(true);
}

bool SortedRows::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    // Downwards the two are asked about the other way round.
    const bool down = sortOrder() == Qt::DescendingOrder;
    const bool isThere = left.data(sortRole).isValid();
    if (isThere != right.data(sortRole).isValid())
        return isThere != down;
    if (QSortFilterProxyModel::lessThan(left, right))
        return true;
    if (QSortFilterProxyModel::lessThan(right, left))
        return false;
    // A row that is sorted in again, because its values changed, would come after its equals.
    return down ? left.row() > right.row() : left.row() < right.row();
}

}
