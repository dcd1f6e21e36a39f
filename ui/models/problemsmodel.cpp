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

ProblemsModel::Row *ProblemsModel::Problems::find(const Problem &problem)
{
    const auto same = std::find_if(
        rows.begin(), rows.end(), [&](const Row &row) { return isSame(row.problem, problem); });
    return same == rows.end() ? nullptr : &*same;
}

std::size_t ProblemsModel::Problems::count(Severity severity) const
{
    const auto shown = std::count_if(rows.begin(), rows.end(),
        [severity](const Row &row) { return row.problem.severity == severity; });
    return static_cast<std::size_t>(shown) + more[static_cast<std::size_t>(severity)];
}

void ProblemsModel::setProblems(Group group, const std::vector<Problem> &problems)
{
    beginResetModel();
    Problems &list = m_groups[group];
    list = {};
    for (const Problem &problem : problems) {
        if (Row *same = list.find(problem)) {
            ++same->count;
            same->problem = problem;
        } else if (list.rows.size() < mostRows) {
            list.rows.push_back({problem});
        } else {
            ++list.more[static_cast<std::size_t>(problem.severity)];
        }
    }
    endResetModel();
}

void ProblemsModel::add(Group group, const Problem &problem)
{
    Problems &list = m_groups[group];
    const int last = static_cast<int>(list.rows.size());
    int changed = last;
    if (Row *same = list.find(problem)) {
        same->problem = problem; // the newest numbers
        ++same->count;
        changed = static_cast<int>(same - list.rows.data());
    } else if (list.rows.size() < mostRows) {
        beginInsertRows(heading(group), last, last);
        list.rows.push_back({problem});
        endInsertRows();
    } else {
        const bool isFirst = list.moreInAll() == 0;
        if (isFirst)
            beginInsertRows(heading(group), last, last);
        ++list.more[static_cast<std::size_t>(problem.severity)];
        if (isFirst)
            endInsertRows();
    }
    Q_EMIT dataChanged(index(changed, Text, heading(group)), index(changed, Count, heading(group)));
    Q_EMIT dataChanged(heading(group), heading(group));
}

const Problem *ProblemsModel::problem(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == headingId)
        return nullptr;
    const std::vector<Row> &rows = m_groups[index.internalId()].rows;
    const auto row = static_cast<std::size_t>(index.row());
    return row < rows.size() ? &rows[row].problem : nullptr;
}

std::size_t ProblemsModel::errors(Group group) const
{
    return m_groups[group].count(Severity::Error);
}

std::size_t ProblemsModel::serious() const
{
    std::size_t sum = 0;
    for (const Problems &list : m_groups)
        sum += list.count(Severity::Error) + list.count(Severity::Warning);
    return sum;
}

std::size_t ProblemsModel::size() const
{
    std::size_t sum = 0;
    for (const Problems &list : m_groups)
        sum += list.rows.size() + list.moreInAll();
    return sum;
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
    while (row >= static_cast<int>(at(group).rows.size())) {
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
    const Problems &list = at(parent.row());
    return static_cast<int>(list.rows.size()) + (list.moreInAll() > 0 ? 1 : 0);
}

int ProblemsModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QString ProblemsModel::headingText(Group group) const
{
    const QString count = Numbers::count(m_groups[group].rows.size() + m_groups[group].moreInAll());
    return group == OfProfile ? tr("Profile (%1)").arg(count) : tr("This run (%1)").arg(count);
}

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() != headingId) {
        const Problems &list = m_groups[index.internalId()];
        const auto row = static_cast<std::size_t>(index.row());
        if (row < list.rows.size())
            return rowData(list.rows[row], index.column(), role);
        return role == Qt::DisplayRole && index.column() == Text
            ? tr("… and %n more", nullptr, static_cast<int>(list.moreInAll()))
            : QVariant();
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
