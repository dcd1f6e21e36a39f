// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/charttable.h"

#include "ui/numbers.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace emitter {
namespace {

/// The values of all lines at one moment; absent where a line has none.
struct Moment
{
    double seconds;
    QList<std::optional<double>> values;
};

/// Every moment of the range that any line has, oldest first.
QList<Moment> momentsOf(const QList<ChartLine> &lines, const ChartRange &range)
{
    using Points = QList<QPointF>::const_iterator;
    QList<std::pair<Points, Points>> left;
    for (const ChartLine &line : lines) {
        const auto before = [](const QPointF &point, double x) { return point.x() < x; };
        const auto after = [](double x, const QPointF &point) { return x < point.x(); };
        const auto &points = line.points;
        const auto begin = std::lower_bound(points.begin(), points.end(), range.from, before);
        left.emplaceBack(begin, std::upper_bound(begin, points.end(), range.to, after));
    }
    QList<Moment> moments;
    while (true) {
        Moment moment{std::numeric_limits<double>::infinity(), {}};
        for (const auto &[at, end] : std::as_const(left))
            moment.seconds = at == end ? moment.seconds : std::min(moment.seconds, at->x());
        if (std::isinf(moment.seconds))
            return moments;
        for (auto &[at, end] : left) {
            const bool there = at != end && at->x() <= moment.seconds;
            moment.values.append(there ? std::optional((at++)->y()) : std::nullopt);
        }
        moments.append(std::move(moment));
    }
}

QByteArray quoted(const QString &name)
{
    QByteArray text = name.toUtf8();
    text.replace("\"", "\"\"");
    return '"' + text + '"';
}

}

void ChartTable::show(const QList<ChartLine> &lines, const ChartRange &range)
{
    QStringList names;
    for (const ChartLine &line : lines)
        names.append(line.name);
    QList<double> seconds;
    QList<Row> values;
    const QList<Moment> moments = momentsOf(lines, range);
    for (qsizetype i = moments.size() - 1; i >= 0; --i) {
        seconds.append(moments[i].seconds);
        values.append(moments[i].values);
    }
    if (names == m_names && seconds == m_seconds && values == m_values)
        return;
    if (names != m_names || !moveTo(seconds, values)) {
        beginResetModel();
        m_names = names;
        m_seconds = seconds;
        m_values = values;
        endResetModel();
    } else if (values != m_values) {
        m_values = values;
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

/// Lets rows come on top and come or go at the end; false, with nothing done, where that does not
/// lead to `seconds`.
bool ChartTable::moveTo(const QList<double> &seconds, const QList<Row> &values)
{
    const qsizetype top = m_seconds.isEmpty() ? -1 : seconds.indexOf(m_seconds.front());
    if (top < 0)
        return false;
    const qsizetype kept = std::min(m_seconds.size(), seconds.size() - top);
    if (!std::equal(m_seconds.begin(), m_seconds.begin() + kept, seconds.begin() + top))
        return false;
    if (top > 0) {
        beginInsertRows({}, 0, static_cast<int>(top) - 1);
        m_seconds = seconds.first(top) + m_seconds;
        m_values = values.first(top) + m_values;
        endInsertRows();
    }
    if (top + kept < m_seconds.size()) {
        beginRemoveRows({}, static_cast<int>(top + kept), rowCount() - 1);
        m_seconds.resize(top + kept);
        m_values.resize(top + kept);
        endRemoveRows();
    } else if (top + kept < seconds.size()) {
        beginInsertRows({}, static_cast<int>(top + kept), static_cast<int>(seconds.size()) - 1);
        m_seconds += seconds.sliced(top + kept);
        m_values += values.sliced(top + kept);
        endInsertRows();
    }
    return true;
}

int ChartTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_seconds.size());
}

int ChartTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_names.size()) + 1;
}

QVariant ChartTable::data(const QModelIndex &index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignTrailing);
    if (role != Qt::DisplayRole || !index.isValid())
        return {};
    if (index.column() == 0)
        return Numbers::clock(m_seconds[index.row()]);
    const std::optional<double> value = m_values[index.row()][index.column() - 1];
    return value ? Numbers::rate(*value) : QString();
}

QVariant ChartTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignTrailing);
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const QString name = section == 0 ? tr("Run time") : m_names.value(section - 1);
    return role == Qt::ToolTipRole ? name.toHtmlEscaped() : name;
}

QByteArray toCsv(const QList<ChartLine> &lines, const ChartRange &range)
{
    QByteArray text = "seconds";
    for (const ChartLine &line : lines)
        text += ',' + quoted(line.name);
    text += '\n';
    for (const Moment &moment : momentsOf(lines, range)) {
        text += QByteArray::number(moment.seconds, 'g', 12);
        for (const std::optional<double> &value : moment.values)
            text += ',' + (value ? QByteArray::number(*value, 'g', 12) : QByteArray());
        text += '\n';
    }
    return text;
}

}
