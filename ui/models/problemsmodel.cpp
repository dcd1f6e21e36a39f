// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/problemsmodel.h"

#include "ui/numbers.h"
#include "ui/style.h"

#include <algorithm>

namespace emitter {
namespace {

// A heading has this number; a row has its group's.
constexpr quintptr headingId = ProblemsModel::GroupCount;

bool isSame(const Problem &a, const Problem &b)
{
    const bool isAlike =
        a.subject.empty() && b.subject.empty() ? a.text == b.text : a.subject == b.subject;
    return isAlike && a.path == b.path && a.line == b.line;
}

RunPhase::Tone toneOf(Severity severity)
{
    return severity == Severity::Error  ? RunPhase::Tone::Bad
        : severity == Severity::Warning ? RunPhase::Tone::Warning
                                        : RunPhase::Tone::Neutral;
}

QString severityWord(Severity severity)
{
    return severity == Severity::Error  ? ProblemsModel::tr("Error")
        : severity == Severity::Warning ? ProblemsModel::tr("Warning")
                                        : ProblemsModel::tr("Note");
}

}

void ProblemsModel::setProblems(Group group, const std::vector<Problem> &problems)
{
    beginResetModel();
    rows(group).clear();
    for (const Problem &problem : problems) {
        auto &list = rows(group);
        const auto same = std::find_if(
            list.begin(), list.end(), [&](const Row &row) { return isSame(row.problem, problem); });
        if (same != list.end()) {
            ++same->count;
            same->problem = problem;
        } else if (list.size() < mostRows)
            list.push_back({problem});
        else
            ++list.back().count;
    }
    endResetModel();
}

void ProblemsModel::add(Group group, const Problem &problem)
{
    auto &list = rows(group);
    const auto same = std::find_if(
        list.begin(), list.end(), [&](const Row &row) { return isSame(row.problem, problem); });
    if (same == list.end() && list.size() < mostRows) {
        const int row = static_cast<int>(list.size());
        beginInsertRows(heading(group), row, row);
        list.push_back({problem});
        endInsertRows();
    } else {
        if (same != list.end())
            same->problem = problem; // the newest numbers
        auto counted = same == list.end() ? list.end() - 1 : same;
        ++counted->count;
        const int row = static_cast<int>(counted - list.begin());
        Q_EMIT dataChanged(index(row, Text, heading(group)), index(row, Count, heading(group)));
    }
    Q_EMIT dataChanged(heading(group), heading(group));
}

const Problem *ProblemsModel::problem(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == headingId)
        return nullptr;
    return &m_groups[index.internalId()][static_cast<std::size_t>(index.row())].problem;
}

std::size_t ProblemsModel::errors(Group group) const
{
    const auto &list = m_groups[group];
    return static_cast<std::size_t>(std::count_if(list.begin(), list.end(),
        [](const Row &row) { return row.problem.severity == Severity::Error; }));
}

std::size_t ProblemsModel::serious() const
{
    std::size_t sum = 0;
    for (const std::vector<Row> &list : m_groups) {
        sum += static_cast<std::size_t>(std::count_if(list.begin(), list.end(),
            [](const Row &row) { return row.problem.severity != Severity::Note; }));
    }
    return sum;
}

std::size_t ProblemsModel::size() const
{
    return m_groups[OfProfile].size() + m_groups[OfRun].size();
}

QModelIndex ProblemsModel::next(const QModelIndex &current) const
{
    if (size() == 0)
        return {};
    int group = 0;
    int row = 0;
    if (current.isValid() && current.internalId() == headingId) {
        group = current.row();
    } else if (current.isValid()) {
        group = static_cast<int>(current.internalId());
        row = current.row() + 1;
    }
    while (row >= static_cast<int>(m_groups[static_cast<std::size_t>(group)].size())) {
        group = (group + 1) % GroupCount;
        row = 0;
    }
    return index(row, 0, heading(static_cast<Group>(group)));
}

QModelIndex ProblemsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(
        row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) : headingId);
}

QModelIndex ProblemsModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == headingId)
        return {};
    return createIndex(static_cast<int>(index.internalId()), 0, headingId);
}

int ProblemsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return GroupCount;
    if (parent.internalId() != headingId || parent.column() != 0)
        return 0;
    return static_cast<int>(m_groups[static_cast<std::size_t>(parent.row())].size());
}

int ProblemsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString ProblemsModel::headingText(Group group) const
{
    const QString count = Numbers::count(m_groups[group].size());
    return group == OfProfile ? tr("Profile (%1)").arg(count) : tr("This run (%1)").arg(count);
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() != headingId) {
        return rowData(m_groups[index.internalId()][static_cast<std::size_t>(index.row())],
            index.column(), role);
    }
    if (role == Qt::DisplayRole && index.column() == Text)
        return headingText(static_cast<Group>(index.row()));
    return {};
}

QVariant ProblemsModel::rowData(const Row &row, int column, int role) const
{
    const Problem &problem = row.problem;
    if (role == Qt::DecorationRole && column == Text) {
        const Theme &theme = Theme::current();
        return makeIcon(problem.severity == Severity::Error ? Icon::Cross : Icon::Triangle,
            theme.colour(toneOf(problem.severity)));
    }
    if (role == Qt::AccessibleTextRole && column == Text)
        return severityWord(problem.severity) + QStringLiteral(": ") + Numbers::safe(problem.text);
    if (role == Qt::ToolTipRole)
        return Numbers::safe(
            problem.text + (problem.remedy.empty() ? "" : " — " + problem.remedy), 1000)
            .toHtmlEscaped();
    if (role != Qt::DisplayRole)
        return {};
    if (column == Text) {
        return Numbers::safe(
            problem.remedy.empty() ? problem.text : problem.text + " — " + problem.remedy, 400);
    }
    if (column == Count)
        return row.count > 1 ? QStringLiteral("×%1").arg(Numbers::count(row.count)) : QString();
    const QString path = Numbers::safe(problem.path, 80);
    return problem.line > 0 ? tr("line %1").arg(problem.line)
            + (path.isEmpty() ? QString() : QStringLiteral(" · ") + path)
                            : path;
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Text ? tr("Problem") : section == Where ? tr("Where") : tr("Times");
}

}
