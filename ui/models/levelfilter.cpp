// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/levelfilter.h"

namespace emitter {

LevelFilter::LevelFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setFilterCaseSensitivity(Qt::CaseInsensitive);
    setFilterKeyColumn(-1);
}

void LevelFilter::setLeast(int level)
{
    m_least = level;
    invalidateFilter();
}

bool LevelFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    return sourceModel()->index(row, 0, parent).data(Qt::UserRole).toInt() >= m_least
        && QSortFilterProxyModel::filterAcceptsRow(row, parent);
}

}
