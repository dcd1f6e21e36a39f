// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/snapshot.h"
#include "ui/models/mutetable.h"

#include <deque>

namespace emitter {

/// The services and pools of the run, as a table with a box each to mute them. Rows come and go
/// only with a new run; an update changes values.
class SourcesModel : public MuteTable
{
    Q_OBJECT
public:
    enum Column { Name, Planned, Achieved, Emitted, Errors, ColumnCount };

    using MuteTable::MuteTable;

    /// At most a few times a second.
    void show(const Snapshot &snapshot);
    void clear();
    bool isMuted(int row) const override { return m_rows[static_cast<std::size_t>(row)].muted; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    std::string mute(int row, bool muted) override;

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
};

}
