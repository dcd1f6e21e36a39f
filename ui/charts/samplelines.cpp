// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/samplelines.h"

#include "ui/runname.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace emitter {
namespace {

constexpr int textColour = 6; // of Theme::series

class SampleLines
{
    Q_DECLARE_TR_FUNCTIONS(emitter::SampleLines)
};

double worst(const std::vector<double> &values)
{
    return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

template <typename Value>
ChartLine line(const std::vector<Sample> &samples, const QString &name, ChartLine::Form form,
    int colour, Value value)
{
    ChartLine made{name, form, colour, {}};
    made.points.reserve(static_cast<qsizetype>(samples.size()));
    for (const Sample &sample : samples)
        made.points.append({sample.seconds, value(sample)});
    return made;
}

/// What the sinks from `first` on, but not `end`, took together.
ChartLine deliveryLine(const std::vector<Sample> &samples, const QString &name,
    ChartLine::Form form, int colour, qsizetype first, qsizetype end)
{
    return line(samples, name, form, colour, [first, end](const Sample &sample) {
        double sum = 0;
        const auto known = static_cast<qsizetype>(sample.deliveredPerSecond.size());
        for (qsizetype i = first; i < std::min(end, known); ++i)
            sum += sample.deliveredPerSecond[static_cast<std::size_t>(i)];
        return sum;
    });
}

/// The sample whose interval holds `seconds`; nullptr beyond the end.
const Sample *sampleAt(const std::vector<Sample> &samples, double seconds)
{
    const auto at = std::lower_bound(samples.begin(), samples.end(), seconds,
        [](const Sample &sample, double moment) { return sample.seconds < moment; });
    return at == samples.end() ? nullptr : &*at;
}

}

QList<ChartLine> rateLines(const std::vector<Sample> &samples)
{
    return {line(samples, SampleLines::tr("planned"), ChartLine::Form::Dashed, textColour,
                [](const Sample &sample) { return sample.plannedPerSecond; }),
        line(samples, SampleLines::tr("achieved"), ChartLine::Form::Filled, 0,
            [](const Sample &sample) { return sample.achievedPerSecond; })};
}

QList<ChartLine> deliveryLines(const QStringList &sinks, const std::vector<Sample> &samples)
{
    const qsizetype alone = sinks.size() <= mostChartLines ? sinks.size() : mostChartLines - 1;
    QList<ChartLine> lines;
    for (qsizetype i = 0; i < alone; ++i)
        lines.append(
            deliveryLine(samples, sinks[i], ChartLine::Form::Line, static_cast<int>(i), i, i + 1));
    if (alone < sinks.size())
        lines.append(deliveryLine(samples,
            SampleLines::tr("%n more", nullptr, static_cast<int>(sinks.size() - alone)),
            ChartLine::Form::Dashed, textColour, alone, sinks.size()));
    return lines;
}

QList<ChartLine> latencyLines(const std::vector<Sample> &samples)
{
    QList<ChartLine> lines{{SampleLines::tr("p50"), ChartLine::Form::Line, 5, {}},
        {SampleLines::tr("p95"), ChartLine::Form::Line, 0, {}},
        {SampleLines::tr("p99"), ChartLine::Form::Line, textColour, {}}};
    for (const Sample &sample : samples) {
        const double p99 = worst(sample.p99);
        if (p99 <= 0)
            continue;
        lines[0].points.append({sample.seconds, worst(sample.p50)});
        lines[1].points.append({sample.seconds, worst(sample.p95)});
        lines[2].points.append({sample.seconds, p99});
    }
    return lines;
}

QList<ChartLine> backlogLines(const std::vector<Sample> &samples)
{
    return {line(samples, SampleLines::tr("waiting"), ChartLine::Form::Filled, 4,
                [](const Sample &sample) { return static_cast<double>(sample.backlog); }),
        line(samples, SampleLines::tr("failed per second"), ChartLine::Form::Line, 1,
            [](const Sample &sample) { return sample.failedPerSecond; })};
}

std::optional<double> achievedRate(const Sample &sample)
{
    return sample.achievedPerSecond;
}

std::optional<double> worstP95(const Sample &sample)
{
    const double p95 = worst(sample.p95);
    return p95 > 0 ? std::optional(p95) : std::nullopt;
}

QList<ChartLine> overlaid(const std::vector<StoredRunDetail> &runs, SampleValue value)
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
        made.name = i == 0 ? SampleLines::tr("baseline") : SampleLines::tr("contender %1").arg(i);
        if (const QString name = runName(runs[i].run); !name.isEmpty())
            made.name = SampleLines::tr("%1: %2").arg(made.name, name);
        made.colour = static_cast<int>(i);
        for (double seconds = step; seconds < end + step / 2; seconds += step) {
            const Sample *sample = sampleAt(runs[i].series, std::min(seconds, end));
            if (const auto found = sample ? value(*sample) : std::nullopt)
                made.points.append({seconds, *found});
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
