// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/messagesmodel.h"

#include "ui/style.h"

#include <array>

namespace emitter {
namespace {

RunPhase::Tone tone(Severity severity)
{
    return severity == Severity::Error  ? RunPhase::Tone::Bad
        : severity == Severity::Warning ? RunPhase::Tone::Warning
                                        : RunPhase::Tone::Neutral;
}

}

void MessagesModel::add(const QDateTime &time, Severity severity, const QString &text)
{
    if (rowCount() == mostRows) {
        beginRemoveRows({}, 0, 0);
        m_rows.pop_front();
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount());
    m_rows.push_back({time, severity, text});
    endInsertRows();
}

int MessagesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MessagesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MessagesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const std::array<QString, 3> levels{tr("note"), tr("warning"), tr("error")};
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case Time:
            return row.time.toString(QStringLiteral("HH:mm:ss"));
        case Level:
            return levels[static_cast<std::size_t>(row.severity)];
        default:
            return row.text;
        }
    case Qt::ForegroundRole:
        if (index.column() == Level)
            return Theme::current().colour(tone(row.severity));
        return {};
    case Qt::ToolTipRole:
        return index.column() == Text ? row.text.toHtmlEscaped() : QString();
    case Qt::UserRole:
        return static_cast<int>(row.severity);
    default:
        return {};
    }
}

QVariant MessagesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0
        || section >= ColumnCount)
        return {};
    const std::array<QString, ColumnCount> names{tr("Time"), tr("Level"), tr("Message")};
    return names[static_cast<std::size_t>(section)];
}

}
