// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/runsmodel.h"

#include "ui/models/sortedrows.h"
#include "ui/numbers.h"
#include "ui/runname.h"
#include "ui/style.h"

#include <algorithm>
#include <array>

namespace emitter {
namespace {

RunPhase phaseOf(const StoredRun &run)
{
    return run.result == "passed" ? RunPhase::Passed
        : run.result == "missed"  ? RunPhase::Missed
        : run.result == "stopped" ? RunPhase::Stopped
                                  : RunPhase::Failed;
}

QString resultOf(const StoredRun &run)
{
    switch (run.state) {
    case StoredRun::State::Running:
        return RunsModel::tr("running");
    case StoredRun::State::Interrupted:
        return RunsModel::tr("interrupted");
    case StoredRun::State::Finished:
        break;
    }
    const std::array<std::pair<const char *, QString>, 4> words{
        {{"passed", RunsModel::tr("passed")}, {"missed", RunsModel::tr("missed targets")},
            {"stopped", RunsModel::tr("stopped by you")}, {"failed", RunsModel::tr("failed")}}};
    for (const auto &[result, word] : words) {
        if (run.result == result)
            return word;
    }
    return Numbers::safe(run.result);
}

RunPhase::Tone toneOf(const StoredRun &run)
{
    return run.state == StoredRun::State::Running    ? RunPhase::Tone::Active
        : run.state == StoredRun::State::Interrupted ? RunPhase::Tone::Warning
                                                     : phaseOf(run).tone();
}

}

void RunsModel::show(std::vector<StoredRun> runs)
{
    beginResetModel();
    m_runs = std::move(runs);
    std::erase_if(m_ticked, [this](const std::string &id) { return rowOf(id) < 0; });
    endResetModel();
    Q_EMIT tickedChanged();
}

int RunsModel::rowOf(const std::string &id) const
{
    const auto found = std::find_if(
        m_runs.begin(), m_runs.end(), [&](const StoredRun &run) { return run.id == id; });
    return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
}

std::vector<StoredRun> RunsModel::ticked() const
{
    std::vector<StoredRun> runs;
    for (auto run = m_runs.rbegin(); run != m_runs.rend(); ++run) {
        if (!m_ticked.contains(run->id))
            continue;
        runs.insert(run->id == m_baseline ? runs.begin() : runs.end(), *run);
    }
    return runs;
}

void RunsModel::setBaseline(const std::string &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    const bool isFull = !m_ticked.contains(id) && m_ticked.size() >= mostTicked;
    if (!isFull)
        m_baseline = id;
    if (!setTicked(row, true) && !isFull)
        tellTicked();
}

std::string RunsModel::baseline() const
{
    if (m_ticked.size() < 2)
        return {};
    if (m_ticked.contains(m_baseline))
        return m_baseline;
    return std::find_if(m_runs.rbegin(), m_runs.rend(), [this](const StoredRun &run) {
        return m_ticked.contains(run.id);
    })->id;
}

void RunsModel::tellTicked()
{
    // The baseline's mark may have gone from one row to another.
    Q_EMIT dataChanged(
        index(0, Started), index(rowCount() - 1, Started), {Qt::CheckStateRole, Qt::DisplayRole});
    Q_EMIT tickedChanged();
}

int RunsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RunsModel::text(const StoredRun &run, int column) const
{
    const bool over = run.state == StoredRun::State::Finished;
    switch (column) {
    case Started:
        return startText(run);
    case Profile:
        return Numbers::safe(run.profile);
    case Achieved:
        return Numbers::percent(run.achievedPercent);
    case Sent:
        return over ? Numbers::count(run.delivered()) : Numbers::absent();
    case Failed:
        return over ? Numbers::count(run.failed()) : Numbers::absent();
    case Duration:
        return Numbers::clock(run.durationSeconds);
    case Result:
        return resultOf(run);
    default:
        return Numbers::safe(run.note);
    }
}

QVariant RunsModel::sortValue(const StoredRun &run, int column) const
{
    const bool over = run.state == StoredRun::State::Finished;
    switch (column) {
    case Started:
        return QVariant(static_cast<qlonglong>(run.startedUnixNanos));
    case Achieved:
        return run.achievedPercent ? QVariant(*run.achievedPercent) : QVariant();
    case Sent:
        return over ? QVariant(static_cast<qulonglong>(run.delivered())) : QVariant();
    case Failed:
        return over ? QVariant(static_cast<qulonglong>(run.failed())) : QVariant();
    case Duration:
        return run.durationSeconds;
    case Note:
        return run.note.empty() ? QVariant() : text(run, column);
    default:
        return text(run, column);
    }
}

QVariant RunsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const StoredRun &stored = run(index.row());
    const Theme &theme = Theme::current();
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        if (column == Started && stored.id == baseline())
            return tr("%1 · baseline").arg(text(stored, column));
        return text(stored, column);
    case Qt::EditRole:
        return column == Note ? QString::fromStdString(stored.note) : text(stored, column);
    case SortedRows::sortRole:
        return sortValue(stored, column);
    case Qt::CheckStateRole:
        if (column == Started)
            return m_ticked.contains(stored.id) ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter
            | (column >= Achieved && column <= Duration ? Qt::AlignTrailing : Qt::AlignLeading));
    case Qt::ForegroundRole:
        if (column == Result)
            return theme.colour(toneOf(stored));
        if (column == Failed && stored.failed() > 0)
            return theme.warning;
        return {};
    case Qt::ToolTipRole:
        return column == Result ? reasonText(stored.reason).toHtmlEscaped() : QString();
    default:
        return {};
    }
}

bool RunsModel::setTicked(int row, bool ticked)
{
    const std::string &id = run(row).id;
    if (ticked == m_ticked.contains(id))
        return false;
    if (ticked && m_ticked.size() >= mostTicked) {
        Q_EMIT tickRefused();
        return false;
    }
    if (ticked)
        m_ticked.insert(id);
    else
        m_ticked.erase(id);
    tellTicked();
    return true;
}

bool RunsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid())
        return false;
    if (role == Qt::CheckStateRole && index.column() == Started)
        return setTicked(index.row(), value.toInt() == Qt::Checked);
    if (role != Qt::EditRole || index.column() != Note)
        return false;
    StoredRun &stored = m_runs[static_cast<std::size_t>(index.row())];
    stored.note = value.toString().toStdString();
    Q_EMIT dataChanged(index, index);
    Q_EMIT noteEdited(QString::fromStdString(stored.id), value.toString());
    return true;
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter
            | (section >= Achieved && section <= Duration ? Qt::AlignTrailing : Qt::AlignLeading));
    if (role != Qt::DisplayRole)
        return {};
    const std::array<QString, ColumnCount> names{tr("Started"), tr("Profile"), tr("Achieved"),
        tr("Delivered"), tr("Failed"), tr("Run time"), tr("Result"), tr("Note")};
    return names[static_cast<std::size_t>(section)];
}

Qt::ItemFlags RunsModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() == Started)
        flags |= Qt::ItemIsUserCheckable;
    if (index.column() == Note)
        flags |= Qt::ItemIsEditable;
    return flags;
}

}
