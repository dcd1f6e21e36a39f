// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/comparison.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <vector>

namespace emitter {

/// Metric · Baseline · then for each contender its value, the difference and the difference in per
/// cent.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// The first run is the baseline.
    void show(std::span<const StoredRun> runs);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const ComparedMetric &metric, int column) const;

    std::vector<ComparedMetric> m_metrics;
    QStringList m_names; ///< of the runs, the baseline's first
    int m_runs = 0;
};

}
