// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/snapshot.h"
#include "ui/models/mutetable.h"
#include "ui/runphase.h"

#include <deque>

namespace emitter {

/// How a sink is doing, in one word.
enum class SinkCondition { Opening, Ok, Slow, Failing, Lost, Finished, Muted };
QString word(SinkCondition condition);
Icon icon(SinkCondition condition);
RunPhase::Tone tone(SinkCondition condition);

/// The sinks of the run, as a table with a box each to mute them. An update changes values; rows
/// come only with a new run.
class SinksModel : public MuteTable
{
    Q_OBJECT
public:
    enum Column {
        Name,
        State,
        Delivered,
        PerSecond,
        Rejected,
        Dropped,
        Unconfirmed,
        InFlight,
        P50,
        P95,
        P99,
        Message,
        ColumnCount
    };

    using MuteTable::MuteTable;

    /// At most a few times a second.
    void show(const Snapshot &snapshot);
    void clear();
    bool isMuted(int row) const override { return m_rows[static_cast<std::size_t>(row)].now.muted; }
    /// Slow: asked to wait, sent again, or fell behind; failing: gave entries up; in the last ten
    /// seconds.
    SinkCondition condition(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    std::string mute(int row, bool muted) override;

private:
    struct Moment
    {
        std::int64_t runTime;
        std::uint64_t delivered, failed, strained, emitted, inFlight;
    };
    struct Row
    {
        SinkSnapshot now; ///< `muted` as the box says, which the engine's word comes after
        double perSecond = 0;
        std::deque<Moment> moments; ///< of the last ten seconds, oldest first
    };

    static bool fellBehind(const Row &row);
    QString text(const Row &row, int column) const;
    QString toolTip(const Row &row, int column) const;

    std::vector<Row> m_rows;
};

}
