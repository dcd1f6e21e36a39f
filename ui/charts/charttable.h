// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartline.h"

#include <QAbstractTableModel>

#include <optional>

namespace emitter {

/// The values of a chart as rows, the newest first: for those who read numbers, and for screen
/// readers. A line that has no value at a moment of another one leaves its cell empty.
class ChartTable : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Keeps rows of the same moments, so that a selection stays while time goes on.
    void show(const QList<ChartLine> &lines, const ChartRange &range);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    using Row = QList<std::optional<double>>; ///< absent where a line has no value
    bool moveTo(const QList<double> &seconds, const QList<Row> &values);

    QStringList m_names;
    QList<double> m_seconds;
    QList<Row> m_values;
};

/// `seconds,planned,achieved` and one row per moment of the range, oldest first, in the C locale;
/// nothing between the commas where a line has no value.
QByteArray toCsv(const QList<ChartLine> &lines, const ChartRange &range);

}
