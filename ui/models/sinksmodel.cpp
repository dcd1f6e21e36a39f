// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sinksmodel.h"

#include "stats/reportformat.h"
#include "ui/numbers.h"
#include "ui/style.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace emitter {

QString word(SinkCondition condition)
{
    static constexpr std::array words{QT_TRANSLATE_NOOP("emitter::SinkCondition", "opening"),
        QT_TRANSLATE_NOOP("emitter::SinkCondition", "ok"),
        QT_TRANSLATE_NOOP("emitter::SinkCondition", "slow"),
        QT_TRANSLATE_NOOP("emitter::SinkCondition", "failing"),
        QT_TRANSLATE_NOOP("emitter::SinkCondition", "lost"),
        QT_TRANSLATE_NOOP("emitter::SinkCondition", "done"),
        QT_TRANSLATE_NOOP("emitter::SinkCondition", "muted")};
    return QCoreApplication::translate(
        "emitter::SinkCondition", words[static_cast<std::size_t>(condition)]);
}

namespace {

QString dropReasons(const SinkCounts &counts)
{
    static constexpr std::array words{QT_TRANSLATE_NOOP("emitter::DropReason", "queue full"),
        QT_TRANSLATE_NOOP("emitter::DropReason", "retries exhausted"),
        QT_TRANSLATE_NOOP("emitter::DropReason", "deadline"),
        QT_TRANSLATE_NOOP("emitter::DropReason", "end of the run"),
        QT_TRANSLATE_NOOP("emitter::DropReason", "sink lost"),
        QT_TRANSLATE_NOOP("emitter::DropReason", "muted")};
    static_assert(words.size() == dropReasonNames.size());
    QStringList parts;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (counts.droppedBy[i] > 0)
            parts += QCoreApplication::translate("emitter::DropReason", words[i]) + QLatin1Char(' ')
                + Numbers::count(counts.droppedBy[i]);
    }
    return parts.join(QStringLiteral(", "));
}

}

Icon icon(SinkCondition condition)
{
    static constexpr std::array icons{Icon::Hourglass, Icon::Dot, Icon::Triangle, Icon::Triangle,
        Icon::Cross, Icon::Check, Icon::Muted};
    return icons[static_cast<std::size_t>(condition)];
}

RunPhase::Tone tone(SinkCondition condition)
{
    using Tone = RunPhase::Tone;
    static constexpr std::array tones{Tone::Neutral, Tone::Good, Tone::Warning, Tone::Bad,
        Tone::Bad, Tone::Neutral, Tone::Neutral};
    return tones[static_cast<std::size_t>(condition)];
}

void SinksModel::show(const Snapshot &snapshot)
{
    constexpr std::int64_t tenSeconds = 10'000'000'000;
    const bool same =
        std::equal(snapshot.sinks.begin(), snapshot.sinks.end(), m_rows.begin(), m_rows.end(),
            [](const SinkSnapshot &sink, const Row &row) { return sink.name == row.now.name; });
    if (!same) {
        beginResetModel();
        m_rows.assign(snapshot.sinks.size(), {});
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row &row = m_rows[i];
        const bool muted = same ? row.now.muted : snapshot.sinks[i].muted;
        row.now = snapshot.sinks[i];
        row.now.muted = muted;
        const SinkCounts &counts = row.now.counts;
        row.moments.push_back({snapshot.runTime, counts.delivered, counts.failed(),
            counts.overloaded + counts.resent, counts.emitted, counts.inFlight});
        while (row.moments.size() > 2 && row.moments[1].runTime <= snapshot.runTime - tenSeconds)
            row.moments.pop_front();
        // Over the whole window, as a sink that flushes every few seconds would seem to stand.
        const Moment &first = row.moments.front();
        const double seconds = static_cast<double>(snapshot.runTime - first.runTime) / 1e9;
        if (seconds > 0)
            row.perSecond = static_cast<double>(counts.delivered - first.delivered) / seconds;
    }
    if (!same)
        endResetModel();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, State), index(rowCount() - 1, ColumnCount - 1));
}

void SinksModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

SinkCondition SinksModel::condition(int row) const
{
    const Row &sink = m_rows[static_cast<std::size_t>(row)];
    switch (sink.now.state) {
    case SinkState::Opening:
        return SinkCondition::Opening;
    case SinkState::Lost:
        return SinkCondition::Lost;
    case SinkState::Finished:
        return SinkCondition::Finished;
    case SinkState::Running:
        break;
    }
    if (sink.now.muted)
        return SinkCondition::Muted;
    const Moment &first = sink.moments.front();
    const Moment &last = sink.moments.back();
    if (last.failed > first.failed)
        return SinkCondition::Failing;
    return last.strained > first.strained || fellBehind(sink) ? SinkCondition::Slow
                                                              : SinkCondition::Ok;
}

bool SinksModel::fellBehind(const Row &row)
{
    const Moment &first = row.moments.front();
    const Moment &last = row.moments.back();
    if (last.runTime <= first.runTime || last.inFlight <= first.inFlight)
        return false;
    const double seconds = static_cast<double>(last.runTime - first.runTime) / 1e9;
    const double perSecond = static_cast<double>(last.emitted - first.emitted) / seconds;
    // What waits to fill a batch is not late; another second is a matter of the moment.
    return static_cast<double>(last.inFlight - first.inFlight)
        > perSecond * (row.now.flushSeconds + 1);
}

int SinksModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SinksModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SinksModel::text(const Row &row, int column) const
{
    const SinkCounts &counts = row.now.counts;
    switch (column) {
    case Name:
        return Numbers::safe(row.now.name);
    case Delivered:
        return Numbers::count(counts.delivered);
    case PerSecond:
        return Numbers::rate(row.perSecond);
    case Rejected:
        return Numbers::count(counts.rejected);
    case Dropped:
        return Numbers::count(counts.dropped());
    case Unconfirmed:
        return Numbers::count(counts.unconfirmed);
    case InFlight:
        return Numbers::count(counts.inFlight);
    case P50:
        return Numbers::milliseconds(quantileOf(row.now.latency, &Percentiles::p50));
    case P95:
        return Numbers::milliseconds(quantileOf(row.now.latency, &Percentiles::p95));
    case P99:
        return Numbers::milliseconds(quantileOf(row.now.latency, &Percentiles::p99));
    default:
        break;
    }
    if (row.now.errors.empty())
        return row.now.step.empty() ? Numbers::absent() : Numbers::safe(row.now.step);
    const auto &[sentence, entries] = row.now.errors.front();
    return tr("%1 ×%2").arg(Numbers::safe(sentence), Numbers::count(entries));
}

QString SinksModel::toolTip(const Row &row, int column) const
{
    switch (column) {
    case Name:
        return tr("%1\nUnticked: muted, what it would be given is dropped", "target")
            .arg(Numbers::safe(row.now.target).toHtmlEscaped())
            .trimmed();
    case Dropped:
        return dropReasons(row.now.counts);
    case Message:
        return row.now.errors.empty() ? QString()
                                      : Numbers::safe(row.now.errors.front().first).toHtmlEscaped();
    default:
        return {};
    }
}

QVariant SinksModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    const Theme &theme = Theme::current();
    switch (role) {
    case Qt::DisplayRole:
        return column == State ? word(condition(index.row())) : text(row, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter
            | (column <= State || column == Message ? Qt::AlignLeading : Qt::AlignTrailing));
    case Qt::CheckStateRole:
        if (column == Name)
            return box(index.row());
        return {};
    case Qt::DecorationRole:
        if (column == State) {
            const SinkCondition now = condition(index.row());
            return makeIcon(icon(now), theme.colour(tone(now)));
        }
        return {};
    case Qt::ForegroundRole:
        if (column == State)
            return theme.colour(tone(condition(index.row())));
        if ((column == Rejected && row.now.counts.rejected > 0)
            || (column == Dropped && row.now.counts.lost() > 0)
            || (column == Unconfirmed && row.now.counts.unconfirmed > 0))
            return theme.warning;
        return {};
    case Qt::ToolTipRole:
        return toolTip(row, column);
    default:
        return {};
    }
}

std::string SinksModel::mute(int row, bool muted)
{
    SinkSnapshot &sink = m_rows[static_cast<std::size_t>(row)].now;
    sink.muted = muted;
    return sink.name;
}

QVariant SinksModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(Qt::AlignVCenter
            | (section <= State || section == Message ? Qt::AlignLeading : Qt::AlignTrailing));
    }
    if (role != Qt::DisplayRole)
        return {};
    const std::array<QString, ColumnCount> names{tr("Sink"), tr("State"), tr("Delivered"),
        tr("Per second"), tr("Rejected"), tr("Dropped"), tr("Unconfirmed"), tr("In flight"),
        tr("p50"), tr("p95"), tr("p99"), tr("Most frequent message")};
    return names[static_cast<std::size_t>(section)];
}

}
