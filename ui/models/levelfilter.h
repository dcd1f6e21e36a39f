// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace emitter {

/// Rows of at least a level, read from Qt::UserRole as a number, that hold a text in any column.
class LevelFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit LevelFilter(QObject *parent = nullptr)
        : QSortFilterProxyModel(parent)
    {
        setFilterCaseSensitivity(Qt::CaseInsensitive);
        setFilterKeyColumn(-1);
    }

    void setLeast(int level)
    {
        m_least = level;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        return sourceModel()->index(row, 0, parent).data(Qt::UserRole).toInt() >= m_least
            && QSortFilterProxyModel::filterAcceptsRow(row, parent);
    }

private:
    int m_least = 0;
};

}
