// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <QAbstractTableModel>
#include <QDateTime>

#include <deque>

namespace emitter {

/// What the program said since it was opened: the newest 5,000 messages, the oldest first.
class MessagesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, Level, Text, ColumnCount };
    static constexpr int mostRows = 5000;

    using QAbstractTableModel::QAbstractTableModel;

    void add(const QDateTime &time, Severity severity, const QString &text);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// Qt::UserRole: the severity as a number, for LevelFilter.
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QDateTime time;
        Severity severity;
        QString text;
    };
    std::deque<Row> m_rows;
};

}
