// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/livehistory.h"

#include "ui/charts/samplelines.h"
#include "ui/numbers.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace emitter {
namespace {

constexpr std::size_t mostSources = 5;
constexpr std::size_t mostWithPlans = (mostChartLines - 2) / 2; // besides the two totals
constexpr double thousandths = 1000; // so that little of a slow source's plan is lost in rounding

class HistoryLines
{
    Q_DECLARE_TR_FUNCTIONS(emitter::HistoryLines)
};

/// A service or a pool.
struct Source
{
    std::string_view name;
    double plannedPerSecond = 0;
    double plannedNow = 0;
    std::uint64_t emitted = 0;
};

/// The pools follow the services.
Source sourceAt(const Snapshot &snapshot, std::size_t index)
{
    if (index < snapshot.services.size()) {
        const ServiceSnapshot &service = snapshot.services[index];
        return {service.name, service.plannedPerSecond, service.plannedNow, service.emitted};
    }
    const PoolSnapshot &pool = snapshot.pools[index - snapshot.services.size()];
    return {pool.prefix, pool.plannedPerSecond, pool.plannedNow, pool.emitted};
}

ChartLine lineOf(const std::vector<Sample> &samples, std::size_t index, double unit)
{
    ChartLine line;
    line.points.reserve(static_cast<qsizetype>(samples.size()));
    for (const Sample &sample : samples) {
        const auto &values = sample.deliveredPerSecond;
        line.points.append({sample.seconds, index < values.size() ? values[index] / unit : 0});
    }
    return line;
}

}

LiveHistory::LiveHistory(std::size_t capacity)
    : m_capacity(capacity)
    , m_run(capacity)
    , m_sources(capacity)
{
}

void LiveHistory::clear()
{
    m_run = Sampler(m_capacity);
    m_sources = Sampler(m_capacity);
    m_charted.clear();
    m_planned.clear();
    m_plannedUntil = 0;
    m_sourceNames.clear();
    m_sinkNames.clear();
    m_seconds = 0;
    m_begun = false;
}

void LiveHistory::begin(const Snapshot &snapshot)
{
    m_begun = true;
    for (const SinkSnapshot &sink : snapshot.sinks)
        m_sinkNames.append(Numbers::safe(sink.name, 60));
    const std::size_t sources = snapshot.services.size() + snapshot.pools.size();
    if (sources < 2)
        return; // its line would be the total's
    m_charted.resize(sources);
    std::iota(m_charted.begin(), m_charted.end(), std::size_t(0));
    const auto busier = [&](std::size_t a, std::size_t b) {
        return sourceAt(snapshot, a).plannedPerSecond > sourceAt(snapshot, b).plannedPerSecond;
    };
    std::stable_sort(m_charted.begin(), m_charted.end(), busier);
    m_charted.resize(std::min(m_charted.size(), mostSources));
    for (const std::size_t index : m_charted)
        m_sourceNames.append(Numbers::safe(sourceAt(snapshot, index).name, 60));
    if (sources <= mostWithPlans && !snapshot.closedLoop)
        m_planned.resize(sources);
}

Snapshot LiveHistory::sourcesOf(const Snapshot &snapshot)
{
    const double passed = static_cast<double>(snapshot.runTime - m_plannedUntil) / 1e9;
    m_plannedUntil = snapshot.runTime;

    Snapshot sources;
    sources.runTime = snapshot.runTime;
    for (const std::size_t index : m_charted) {
        SinkSnapshot source;
        source.counts.delivered = sourceAt(snapshot, index).emitted;
        sources.sinks.push_back(std::move(source));
    }
    for (std::size_t i = 0; i < m_planned.size(); ++i) {
        m_planned[i] += sourceAt(snapshot, m_charted[i]).plannedNow * passed;
        SinkSnapshot plan;
        plan.counts.delivered =
            static_cast<std::uint64_t>(std::llround(m_planned[i] * thousandths));
        sources.sinks.push_back(std::move(plan));
    }
    return sources;
}

void LiveHistory::add(const Snapshot &snapshot)
{
    if (!m_begun)
        begin(snapshot);
    m_seconds = static_cast<double>(snapshot.runTime) / 1e9;
    m_run.add(snapshot);
    if (!m_charted.empty())
        m_sources.add(sourcesOf(snapshot));
}

void LiveHistory::finish(const Snapshot &snapshot)
{
    if (!m_begun)
        begin(snapshot);
    m_seconds = static_cast<double>(snapshot.runTime) / 1e9;
    m_run.finish(snapshot);
    if (!m_charted.empty())
        m_sources.finish(sourcesOf(snapshot));
}

QList<ChartLine> LiveHistory::rate() const
{
    QList<ChartLine> lines = rateLines(m_run.samples());
    for (std::size_t i = 0; i < m_charted.size(); ++i) {
        ChartLine achieved = lineOf(m_sources.samples(), i, 1);
        achieved.name = m_sourceNames[static_cast<qsizetype>(i)];
        achieved.colour = static_cast<int>(i) + 1;
        lines.append(achieved);
        if (m_planned.empty())
            continue;
        ChartLine planned = lineOf(m_sources.samples(), m_charted.size() + i, thousandths);
        planned.name = HistoryLines::tr("%1, planned").arg(achieved.name);
        planned.form = ChartLine::Form::Dashed;
        planned.colour = achieved.colour;
        planned.isPlan = true;
        lines.append(planned);
    }
    return lines;
}

QList<ChartLine> LiveHistory::delivery() const
{
    return deliveryLines(m_sinkNames, m_run.samples());
}

QList<ChartLine> LiveHistory::latency() const
{
    return latencyLines(m_run.samples());
}

QList<ChartLine> LiveHistory::backlog() const
{
    return backlogLines(m_run.samples());
}

}
