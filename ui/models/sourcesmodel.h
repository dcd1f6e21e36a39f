// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/snapshot.h"

#include <QAbstractTableModel>

#include <deque>

namespace emitter {

/// The services and pools of the run, as a table with a box each to mute them. Rows come and go
/// only with a new run; an update changes values.
class SourcesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Planned, Achieved, Emitted, Errors, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// At most a few times a second.
    void show(const Snapshot &snapshot);
    void clear();
    /// Mute boxes do something only while a run goes on.
    void setMutable(bool canMute);
    bool isMuted(int row) const { return m_rows[static_cast<std::size_t>(row)].muted; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void muteChanged(const QString &serviceOrPrefix, bool muted);

private:
    struct Row
    {
        std::string name;
        double planned = 0;
        std::uint64_t emitted = 0;
        std::uint64_t errors = 0;
        bool countsErrors = false; ///< pools do
        double achieved = 0;
        bool muted = false;
    };

    struct Moment
    {
        std::int64_t runTime;
        std::vector<std::uint64_t> emitted; ///< per row
    };

    static QVariant sortValue(const Row &row, int column);
    static std::vector<Row> rowsOf(const Snapshot &snapshot);
    void remember(std::int64_t runTime);

    std::vector<Row> m_rows;
    std::deque<Moment> m_moments; ///< one a second, of the last ten, for steady rates
    bool m_mutable = false;
};

}
