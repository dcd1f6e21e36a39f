// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace emitter {

/// The rows of a table in the order of a column, by what the model says in sortRole: numbers as
/// numbers (double, qlonglong or qulonglong; others Qt compares as texts). What is absent (invalid)
/// comes last in either direction; equals keep the model's order.
class SortedRows : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    static constexpr int sortRole = Qt::UserRole;

    explicit SortedRows(QObject *parent = nullptr);

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
};

}
