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
    explicit LevelFilter(QObject *parent = nullptr);

    void setLeast(int level);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    int m_least = 0;
};

}
