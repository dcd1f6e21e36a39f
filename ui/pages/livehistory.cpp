// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/livehistory.h"

#include "ui/charts/samplelines.h"
#include "ui/numbers.h"

#include <algorithm>
#include <numeric>

namespace emitter {
namespace {

constexpr std::size_t mostSources = 5;

/// A service or a pool.
struct Source
{
    std::string_view name;
    double plannedPerSecond = 0;
    std::uint64_t emitted = 0;
};

/// The pools follow the services.
Source sourceAt(const Snapshot &snapshot, std::size_t index)
{
    if (index < snapshot.services.size()) {
        const ServiceSnapshot &service = snapshot.services[index];
        return {service.name, service.plannedPerSecond, service.emitted};
    }
    const PoolSnapshot &pool = snapshot.pools[index - snapshot.services.size()];
    return {pool.prefix, pool.plannedPerSecond, pool.emitted};
}

double valueAt(const std::vector<double> &values, std::size_t index)
{
    return index < values.size() ? values[index] : 0;
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
}

Snapshot LiveHistory::sourcesOf(const Snapshot &snapshot) const
{
    Snapshot sources;
    sources.runTime = snapshot.runTime;
    for (const std::size_t index : m_charted) {
        SinkSnapshot source;
        source.counts.delivered = sourceAt(snapshot, index).emitted;
        sources.sinks.push_back(std::move(source));
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
    for (qsizetype i = 0; i < m_sourceNames.size(); ++i) {
        ChartLine source{m_sourceNames[i], ChartLine::Form::Line, static_cast<int>(i) + 1, {}};
        for (const Sample &sample : m_sources.samples()) {
            source.points.append(
                {sample.seconds, valueAt(sample.deliveredPerSecond, static_cast<std::size_t>(i))});
        }
        lines.append(source);
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
