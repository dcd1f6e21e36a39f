// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/draftlistmodel.h"
#include "ui/numbers.h"

#include "profile/readcontext.h"
#include "ui/forms/fieldform.h"
#include "ui/forms/plaintext.h"
#include "ui/style.h"

#include <QApplication>
#include <QFont>
#include <QPalette>

#include <algorithm>
#include <charconv>
#include <utility>

namespace emitter {

namespace {

bool isOf(const Problem &problem, const std::string &item, const DraftListModel::Column &column)
{
    const std::string path = item + '.' + column.key;
    const std::string_view at = problem.path;
    return !column.key.empty() && at.starts_with(path)
        && (at.size() == path.size() || at[path.size()] == '.' || at[path.size()] == '[');
}

}

DraftListModel::DraftListModel(
    Draft &draft, std::string list, std::vector<Column> columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_draft(draft)
    , m_list(std::move(list))
    , m_columns(std::move(columns))
{
    refresh();
    connect(&draft, &Draft::changed, this, &DraftListModel::refresh);
}

int DraftListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int DraftListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

std::string DraftListModel::pathOf(int row) const
{
    return itemPath(m_list, static_cast<std::size_t>(row));
}

QString DraftListModel::writtenAt(int row, const std::string &key, const QString &fallback) const
{
    const Node *list = m_draft.node(m_list);
    if (!list || static_cast<std::size_t>(row) >= list->items.size())
        return fallback;
    const Node &item = list->items[static_cast<std::size_t>(row)];
    const Node *value = key.empty() ? &item : item.find(key);
    return value && value->isText() && !value->text.empty() ? Numbers::safe(value->text) : fallback;
}

void DraftListModel::refresh()
{
    m_problems.clear();
    for (const Problem &problem : m_draft.problems()) {
        const std::string_view path = problem.path;
        if (!path.starts_with(m_list) || path.substr(m_list.size(), 1) != "[")
            continue;
        int row = -1;
        std::from_chars(path.data() + m_list.size() + 1, path.data() + path.size(), row);
        m_problems[row].push_back(&problem);
    }
    const int rows = static_cast<int>(m_draft.itemCount(m_list));
    if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    } else if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        endRemoveRows();
    }
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
}

int DraftListModel::columnOf(const Problem &problem, const std::string &item) const
{
    const auto found = std::find_if(m_columns.begin(), m_columns.end(),
        [&](const Column &column) { return isOf(problem, item, column); });
    // What is wrong with something that has no column is shown in the first one.
    return found == m_columns.end() ? 0 : static_cast<int>(found - m_columns.begin());
}

const Problem *DraftListModel::problemOf(int row, int column) const
{
    const auto found = m_problems.find(row);
    if (found == m_problems.end())
        return nullptr;
    const std::string item = pathOf(row);
    const auto shown = std::find_if(found->second.begin(), found->second.end(),
        [&](const Problem *problem) { return columnOf(*problem, item) == column; });
    return shown == found->second.end() ? nullptr : *shown;
}

QString DraftListModel::nameOf(const Problem &problem, int row, int column) const
{
    const std::string item = pathOf(row);
    if (column > 0 || isOf(problem, item, m_columns.front()) || problem.path == item)
        return m_columns[static_cast<std::size_t>(column)].title;
    return QString::fromStdString(problem.path.substr(item.size() + 1)); // it has no column
}

QVariant DraftListModel::marks(int row, int column, int role) const
{
    const Problem *problem = problemOf(row, column);
    const QPalette palette = QApplication::palette();
    switch (role) {
    case Qt::ForegroundRole:
        if (problem)
            return Theme::of(palette).bad;
        return isOff(row) ? QVariant(palette.color(QPalette::Disabled, QPalette::Text))
                          : QVariant();
    case Qt::FontRole:
        if (problem) {
            QFont bold = QApplication::font();
            bold.setBold(true);
            return bold;
        }
        return {};
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        if (problem) {
            const QString text = problemText(*problem, nameOf(*problem, row, column));
            return role == Qt::ToolTipRole ? toolTipText(text) : text;
        }
        return {};
    default:
        return {};
    }
}

QVariant DraftListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const int column = index.column();
    if (role == Qt::DisplayRole) {
        const QString text = cell(row, column);
        return problemOf(row, column) ? QStringLiteral("▲ ") + text : text;
    }
    const QVariant mark = marks(row, column, role);
    return mark.isValid() ? mark : extra(row, column, role);
}

QVariant DraftListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(m_columns[static_cast<std::size_t>(section)].title)
                                   : QVariant();
}

}
