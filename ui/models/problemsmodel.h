// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/problem.h"

#include <QAbstractItemModel>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace emitter {

/// Everything that is wrong, in two groups: what the profile says wrong, and what the run has to
/// say. Equal messages, or those with one subject, are one row with the newest of them and a count.
/// Bounded: what comes after `mostRows` is counted, and told in a last row that is no problem.
class ProblemsModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Group { OfProfile, OfRun, GroupCount };
    enum Column { Text, Where, Count, ColumnCount };
    static constexpr std::size_t mostRows = 500; ///< per group, beside the last row of the rest

    using QAbstractItemModel::QAbstractItemModel;

    void setProblems(Group group, const std::vector<Problem> &problems);
    void add(Group group, const Problem &problem);

    /// Of a row; null for a group's heading and for the row of the rest.
    const Problem *problem(const QModelIndex &index) const;
    std::size_t errors(Group group) const;
    /// Errors and warnings, in both groups.
    std::size_t serious() const;
    /// How many different problems there are, in both groups. Of those without a row of their own
    /// each message counts.
    std::size_t size() const;
    /// The row after `index`, the first again after the last; invalid when there is none.
    QModelIndex next(const QModelIndex &index) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        Problem problem;
        std::uint64_t count = 1;
    };

    struct Problems
    {
        std::vector<Row> rows;
        std::array<std::size_t, 3> more{}; ///< that have no row, per Severity

        Row *find(const Problem &problem);
        std::size_t moreInAll() const { return more[0] + more[1] + more[2]; }
        std::size_t count(Severity severity) const;
    };

    const Problems &at(int group) const { return m_groups[static_cast<std::size_t>(group)]; }
    QModelIndex heading(Group group) const { return index(group, 0); }
    QString headingText(Group group) const;
    QVariant rowData(const Row &row, int column, int role) const;

    std::array<Problems, GroupCount> m_groups;
};

}
