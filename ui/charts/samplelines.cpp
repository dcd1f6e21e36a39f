// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/storedlines.h"

#include "ui/numbers.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <optional>

namespace emitter {
namespace {

class StoredLines
{
    Q_DECLARE_TR_FUNCTIONS(emitter::StoredLines)
};

double worst(const std::vector<double> &values)
{
    return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

template <typename Value>
ChartLine line(const StoredRunDetail &detail, const QString &name, int colour, Value value)
{
    ChartLine made;
    made.name = name;
    made.colour = colour;
    for (const Sample &sample : detail.series)
        made.points.append({sample.seconds, value(sample)});
    return made;
}

/// The value at `seconds`: that of the sample whose interval holds it; absent beyond the end.
std::optional<double> valueAt(
    const StoredRunDetail &detail, double seconds, double (*what)(const Sample &))
{
    const auto at = std::lower_bound(detail.series.begin(), detail.series.end(), seconds,
        [](const Sample &sample, double moment) { return sample.seconds < moment; });
    return at == detail.series.end() ? std::nullopt : std::optional(what(*at));
}

}

QList<ChartLine> rateLines(const StoredRunDetail &detail)
{
    ChartLine planned = line(
        detail, StoredLines::tr("planned"), 6, [](const Sample &s) { return s.plannedPerSecond; });
    planned.form = ChartLine::Form::Dashed;
    return {planned, line(detail, StoredLines::tr("achieved"), 0, achievedRate)};
}

QList<ChartLine> deliveryLines(const StoredRunDetail &detail)
{
    constexpr std::size_t mostLines = 7;
    QList<ChartLine> lines;
    for (std::size_t i = 0; i < std::min(detail.seriesSinks.size(), mostLines); ++i) {
        lines.append(line(detail, Numbers::safe(detail.seriesSinks[i]), static_cast<int>(i),
            [i](const Sample &sample) {
                return i < sample.deliveredPerSecond.size() ? sample.deliveredPerSecond[i] : 0;
            }));
    }
    return lines;
}

QList<ChartLine> latencyLines(const StoredRunDetail &detail)
{
    return {line(detail, StoredLines::tr("p50"), 5, [](const Sample &s) { return worst(s.p50); }),
        line(detail, StoredLines::tr("p95"), 0, worstP95),
        line(detail, StoredLines::tr("p99"), 6, [](const Sample &s) { return worst(s.p99); })};
}

QList<ChartLine> backlogLines(const StoredRunDetail &detail)
{
    return {line(detail, StoredLines::tr("waiting"), 4,
                [](const Sample &s) { return static_cast<double>(s.backlog); }),
        line(detail, StoredLines::tr("failed/s"), 1,
            [](const Sample &s) { return s.failedPerSecond; })};
}

double achievedRate(const Sample &sample)
{
    return sample.achievedPerSecond;
}

double worstP95(const Sample &sample)
{
    return worst(sample.p95);
}

QList<ChartLine> overlaid(
    const std::vector<StoredRunDetail> &runs, double (*what)(const Sample &sample))
{
    double step = std::numeric_limits<double>::max();
    double end = 0;
    for (const StoredRunDetail &detail : runs) {
        if (detail.series.empty())
            continue;
        const double length = detail.series.back().seconds;
        end = std::max(end, length);
        step = std::min(step, length / static_cast<double>(detail.series.size()));
    }
    QList<ChartLine> lines;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        ChartLine made;
        made.name = i == 0 ? StoredLines::tr("baseline") : StoredLines::tr("contender %1").arg(i);
        made.colour = static_cast<int>(i);
        for (double seconds = step; seconds < end + step / 2; seconds += step) {
            if (const auto value = valueAt(runs[i], std::min(seconds, end), what))
                made.points.append({seconds, *value});
        }
        lines.append(made);
    }
    return lines;
}

ChartPace::Nanos noTime()
{
    return {};
}

}
