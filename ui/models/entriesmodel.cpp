// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/entriesmodel.h"

#include "ui/numbers.h"
#include "ui/style.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace emitter {
namespace {

constexpr qsizetype longestMessage = 1000;

RunPhase::Tone tone(Level level)
{
    switch (level) {
    case Level::Warn:
        return RunPhase::Tone::Warning;
    case Level::Error:
    case Level::Critical:
        return RunPhase::Tone::Bad;
    case Level::Info:
        return RunPhase::Tone::Active;
    case Level::Debug:
        break;
    }
    return RunPhase::Tone::Neutral;
}

}

void EntriesModel::add(const EntrySample &sample)
{
    m_emitted += sample.emitted;
    m_sampled += sample.entries.size();
    const auto fresh = static_cast<int>(std::min<std::size_t>(sample.entries.size(), mostRows));
    if (fresh == 0)
        return;
    if (const int surplus = rowCount() + fresh - mostRows; surplus > 0) {
        beginRemoveRows({}, 0, surplus - 1);
        m_rows.erase(m_rows.begin(), m_rows.begin() + surplus);
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount() + fresh - 1);
    m_rows.insert(m_rows.end(), sample.entries.end() - fresh, sample.entries.end());
    endInsertRows();
}

void EntriesModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_sampled = m_emitted = 0;
    endResetModel();
}

double EntriesModel::oneOf() const
{
    return m_sampled == 0 ? 0 : static_cast<double>(m_emitted) / static_cast<double>(m_sampled);
}

int EntriesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EntriesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EntriesModel::text(const SampledEntry &entry, int column) const
{
    switch (column) {
    case Time:
        return QDateTime::fromMSecsSinceEpoch(entry.unixNanos / 1'000'000)
            .toString(QStringLiteral("HH:mm:ss.zzz"));
    case LevelName:
        return QString::fromLatin1(levelNames[static_cast<std::size_t>(entry.level)].data());
    case Source:
        return Numbers::safe(entry.source);
    default:
        return Numbers::safe(entry.message, longestMessage);
    }
}

QVariant EntriesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const SampledEntry &entry = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, index.column());
    case Qt::ForegroundRole:
        if (index.column() == LevelName)
            return Theme::current().colour(tone(entry.level));
        return {};
    case Qt::ToolTipRole:
        return index.column() == Message ? text(entry, Message).toHtmlEscaped() : QString();
    case Qt::UserRole:
        return static_cast<int>(entry.level);
    default:
        return {};
    }
}

QVariant EntriesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0
        || section >= ColumnCount)
        return {};
    const std::array<QString, ColumnCount> names{
        tr("Time"), tr("Level"), tr("Service"), tr("Message")};
    return names[static_cast<std::size_t>(section)];
}

}
