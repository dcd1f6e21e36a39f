// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/storedrun.h"

#include <QAbstractTableModel>

#include <set>
#include <vector>

namespace emitter {

/// The stored runs, the newest first. A tick takes a run into the comparison, at most four.
class RunsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Started, Profile, Achieved, Sent, Failed, Duration, Result, Note, ColumnCount };
    static constexpr std::size_t mostTicked = 4;

    using QAbstractTableModel::QAbstractTableModel;

    /// Ticks stay on runs that are still there.
    void show(std::vector<StoredRun> runs);
    const StoredRun &run(int row) const { return m_runs[static_cast<std::size_t>(row)]; }
    int rowOf(const std::string &id) const; ///< -1: not there
    /// The ticked runs, the baseline first and then by age; the baseline is the oldest, or the one
    /// that was chosen.
    std::vector<StoredRun> ticked() const;
    /// tickRefused(), and nothing else, while the comparison is full of others.
    void setBaseline(const std::string &id);
    std::string baseline() const; ///< of the comparison; empty while there is none

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void tickedChanged();
    void tickRefused(); ///< four are ticked already
    void noteEdited(const QString &id, const QString &note);

private:
    QString text(const StoredRun &run, int column) const;
    QVariant sortValue(const StoredRun &run, int column) const;
    bool setTicked(int row, bool ticked);
    void tellTicked();

    std::vector<StoredRun> m_runs;
    std::set<std::string> m_ticked;
    std::string m_baseline;
};

}
