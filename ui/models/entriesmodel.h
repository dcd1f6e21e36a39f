// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/entrytail.h"

#include <QAbstractTableModel>

#include <deque>

namespace emitter {

/// A sample of the entries of the run: the newest 5,000 that were sampled, the oldest first.
class EntriesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Time, LevelName, Source, Message, ColumnCount };
    static constexpr int mostRows = 5000;

    using QAbstractTableModel::QAbstractTableModel;

    void add(const EntrySample &sample);
    void clear();
    /// One of how many entries is here, of those since clear(); 0 before the first.
    double oneOf() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    /// Qt::UserRole: the level as a number, for LevelFilter.
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const SampledEntry &entry, int column) const;

    std::deque<SampledEntry> m_rows;
    std::uint64_t m_sampled = 0;
    std::uint64_t m_emitted = 0;
};

}
