// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sourcesmodel.h"

#include "ui/models/sortedrows.h"
#include "ui/numbers.h"

#include <algorithm>
#include <array>

namespace emitter {

std::vector<SourcesModel::Row> SourcesModel::rowsOf(const Snapshot &snapshot)
{
    std::vector<Row> rows;
    rows.reserve(snapshot.services.size() + snapshot.pools.size());
    for (const ServiceSnapshot &service : snapshot.services) {
        Row row;
        row.name = service.name;
        row.planned = service.plannedNow;
        row.emitted = service.emitted;
        rows.push_back(std::move(row));
    }
    for (const PoolSnapshot &pool : snapshot.pools) {
        Row row;
        row.name = pool.prefix;
        row.planned = pool.plannedNow;
        row.emitted = pool.emitted;
        row.errors = pool.errors;
        row.countsErrors = true;
        rows.push_back(std::move(row));
    }
    return rows;
}

void SourcesModel::remember(std::int64_t runTime)
{
    constexpr std::int64_t second = 1'000'000'000;
    if (!m_moments.empty() && runTime < m_moments.back().runTime + second)
        return;
    Moment moment{runTime, {}};
    moment.emitted.reserve(m_rows.size());
    for (const Row &row : m_rows)
        moment.emitted.push_back(row.emitted);
    m_moments.push_back(std::move(moment));
    while (m_moments.size() > 2 && m_moments[1].runTime <= runTime - 10 * second)
        m_moments.pop_front();
}

void SourcesModel::show(const Snapshot &snapshot)
{
    std::vector<Row> rows = rowsOf(snapshot);
    const bool same = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
        [](const Row &a, const Row &b) { return a.name == b.name; });
    if (!same) {
        beginResetModel();
        m_moments.clear();
        m_rows = std::move(rows);
        remember(snapshot.runTime);
        endResetModel();
        return;
    }
    if (m_rows.empty())
        return;
    const Moment &first = m_moments.front();
    const double seconds = static_cast<double>(snapshot.runTime - first.runTime) / 1e9;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].muted = m_rows[i].muted;
        rows[i].achieved = seconds > 0
            ? static_cast<double>(rows[i].emitted - first.emitted[i]) / seconds
            : m_rows[i].achieved;
        m_rows[i] = std::move(rows[i]);
    }
    remember(snapshot.runTime);
    Q_EMIT dataChanged(index(0, Planned), index(rowCount() - 1, ColumnCount - 1));
}

void SourcesModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_moments.clear();
    endResetModel();
}

int SourcesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SourcesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SourcesModel::sortValue(const Row &row, int column)
{
    switch (column) {
    case Name:
        return Numbers::safe(row.name);
    case Planned:
        return row.muted ? QVariant() : row.planned;
    case Achieved:
        return row.achieved;
    case Emitted:
        return QVariant(static_cast<qulonglong>(row.emitted));
    default:
        return row.countsErrors ? QVariant(static_cast<qulonglong>(row.errors)) : QVariant();
    }
}

QVariant SourcesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            Qt::AlignVCenter | (index.column() == Name ? Qt::AlignLeading : Qt::AlignTrailing));
    }
    if (role == Qt::CheckStateRole && index.column() == Name)
        return box(index.row());
    if (role == Qt::ToolTipRole && index.column() == Name)
        return tr("Unticked: muted for the rest of this run");
    if (role == SortedRows::sortRole)
        return sortValue(row, index.column());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Name:
        return Numbers::safe(row.name);
    case Planned:
        return row.muted ? tr("muted") : Numbers::rate(row.planned);
    case Achieved:
        return Numbers::rate(row.achieved);
    case Emitted:
        return Numbers::count(row.emitted);
    default:
        return row.countsErrors ? Numbers::count(row.errors) : Numbers::absent();
    }
}

std::string SourcesModel::mute(int row, bool muted)
{
    Row &source = m_rows[static_cast<std::size_t>(row)];
    source.muted = muted;
    return source.name;
}

QVariant SourcesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Name ? QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeading)
                               : QVariant::fromValue(Qt::AlignVCenter | Qt::AlignTrailing);
    if (role != Qt::DisplayRole)
        return {};
    const std::array<QString, ColumnCount> names{
        tr("Service or pool"), tr("Planned /s"), tr("Achieved /s"), tr("Emitted"), tr("Errors")};
    return names[static_cast<std::size_t>(section)];
}

}
