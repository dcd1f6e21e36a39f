// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/comparisonmodel.h"

#include "ui/forms/plaintext.h"
#include "ui/numbers.h"
#include "ui/runname.h"
#include "ui/style.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace emitter {
namespace {

constexpr double noteworthyPercent = 5; ///< below it, a difference is not coloured

QString number(double value)
{
    const double size = std::abs(value);
    if (size > 0 && size < 0.01) // a little is not nothing
        return (value < 0 ? QLocale().negativeSign() : QString()) + QLatin1Char('<')
            + QLocale().toString(0.01, 'f', 2);
    const int decimals = size >= 1000 || value == std::round(value) ? 0 : size >= 10 ? 1 : 2;
    return QLocale().toString(value, 'f', decimals);
}

QString signedNumber(double value)
{
    return (value > 0 ? QStringLiteral("+") : QString()) + number(value);
}

/// As it was measured; shares of the plan are never rounded to all of it.
QString measured(const ComparedMetric &metric, std::size_t run)
{
    const auto value = metric.values[run];
    return metric.unit == "%" ? Numbers::percent(value)
        : value               ? number(*value)
                              : Numbers::absent();
}

/// What a column beyond the metric and the baseline shows.
struct Cell
{
    enum Kind { Value, Difference, Percent };
    std::size_t run;
    Kind kind;
};
Cell cellOf(int column)
{
    return {
        static_cast<std::size_t>((column - 2) / 3 + 1), static_cast<Cell::Kind>((column - 2) % 3)};
}

}

void ComparisonModel::show(std::span<const StoredRun> runs)
{
    beginResetModel();
    m_metrics = compareRuns(runs);
    m_runs = static_cast<int>(runs.size());
    m_names.clear();
    for (const StoredRun &run : runs)
        m_names += runName(run);
    endResetModel();
}

int ComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_metrics.size());
}

int ComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_runs == 0 ? 0 : 2 + 3 * (m_runs - 1);
}

QString ComparisonModel::text(const ComparedMetric &metric, int column) const
{
    if (column == 0) {
        QString words = QCoreApplication::translate("metrics", metric.metric.c_str());
        if (!metric.sink.empty())
            words = tr("%1: %2").arg(Numbers::safe(metric.sink), words);
        return metric.unit.empty() || metric.unit == "%" // stands at the values
            ? words
            : tr("%1 (%2)").arg(words, QString::fromStdString(metric.unit));
    }
    if (column == 1)
        return measured(metric, 0);
    const Cell cell = cellOf(column);
    if (cell.kind == Cell::Value)
        return measured(metric, cell.run);
    const auto difference = cell.kind == Cell::Difference ? metric.difference(cell.run)
                                                          : metric.differencePercent(cell.run);
    if (!difference)
        return Numbers::absent();
    return cell.kind == Cell::Difference ? signedNumber(*difference)
                                         : tr("%1 %").arg(signedNumber(*difference));
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ComparedMetric &metric = m_metrics[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(metric, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::AlignVCenter | (index.column() == 0 ? Qt::AlignLeading : Qt::AlignTrailing));
    case Qt::ForegroundRole: {
        if (index.column() < 2 || cellOf(index.column()).kind == Cell::Value
            || metric.better == ComparedMetric::Better::Neither)
            return {};
        const auto percent = metric.differencePercent(cellOf(index.column()).run);
        if (!percent || std::abs(*percent) < noteworthyPercent)
            return {};
        const bool better = (*percent > 0) == (metric.better == ComparedMetric::Better::Higher);
        const Theme &theme = Theme::current();
        return better ? theme.good : theme.bad;
    }
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::AlignVCenter | (section == 0 ? Qt::AlignLeading : Qt::AlignTrailing));
    if (role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole) {
        const QString name = section == 0 ? QString()
            : section == 1                ? m_names.front()
                                          : m_names[static_cast<int>(cellOf(section).run)];
        return role == Qt::ToolTipRole ? toolTipText(name) : name;
    }
    if (role != Qt::DisplayRole)
        return {};
    if (section < 2)
        return section == 0 ? tr("Metric") : tr("Baseline");
    const Cell cell = cellOf(section);
    if (cell.kind == Cell::Value)
        return m_runs == 2 ? tr("Contender") : tr("Contender %1").arg(cell.run);
    return cell.kind == Cell::Difference ? tr("Diff") : tr("Diff %");
}

}
