// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/livehistory.h"

#include "ui/numbers.h"

#include <algorithm>
#include <numeric>

namespace emitter {
namespace {

constexpr std::size_t mostServices = 5;
constexpr std::size_t mostSinks = 8;
constexpr int textColour = 6; // of Theme::series

double largest(const std::vector<double> &values)
{
    return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
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
    const auto &services = snapshot.services;
    if (services.size() < 2)
        return; // its line would be the total's
    m_charted.resize(services.size());
    std::iota(m_charted.begin(), m_charted.end(), std::size_t(0));
    const auto busier = [&](std::size_t a, std::size_t b) {
        return services[a].plannedPerSecond > services[b].plannedPerSecond;
    };
    std::stable_sort(m_charted.begin(), m_charted.end(), busier);
    m_charted.resize(std::min(m_charted.size(), mostServices));
    for (const std::size_t index : m_charted)
        m_sourceNames.append(Numbers::safe(services[index].name, 60));
}

Snapshot LiveHistory::sourcesOf(const Snapshot &snapshot) const
{
    Snapshot sources;
    sources.runTime = snapshot.runTime;
    for (const std::size_t index : m_charted) {
        SinkSnapshot source;
        source.counts.delivered = snapshot.services[index].emitted;
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

template <typename Value>
ChartLine LiveHistory::line(
    const QString &name, ChartLine::Form form, int colour, Value value) const
{
    ChartLine line{name, form, colour, {}};
    line.points.reserve(static_cast<qsizetype>(m_run.samples().size()));
    for (const Sample &sample : m_run.samples())
        line.points.append({sample.seconds, value(sample)});
    return line;
}

QList<ChartLine> LiveHistory::rate() const
{
    QList<ChartLine> lines{line(tr("planned"), ChartLine::Form::Dashed, textColour,
                               [](const Sample &sample) { return sample.plannedPerSecond; }),
        line(tr("achieved"), ChartLine::Form::Filled, 0,
            [](const Sample &sample) { return sample.achievedPerSecond; })};
    for (qsizetype i = 0; i < m_sourceNames.size(); ++i) {
        ChartLine service{m_sourceNames[i], ChartLine::Form::Line, static_cast<int>(i) + 1, {}};
        for (const Sample &sample : m_sources.samples()) {
            service.points.append(
                {sample.seconds, valueAt(sample.deliveredPerSecond, static_cast<std::size_t>(i))});
        }
        lines.append(service);
    }
    return lines;
}

QList<ChartLine> LiveHistory::delivery() const
{
    QList<ChartLine> lines;
    const auto sinks = static_cast<std::size_t>(m_sinkNames.size());
    const std::size_t alone = sinks <= mostSinks ? sinks : mostSinks - 1;
    for (std::size_t i = 0; i < alone; ++i) {
        lines.append(
            line(m_sinkNames[static_cast<qsizetype>(i)], ChartLine::Form::Line, static_cast<int>(i),
                [i](const Sample &sample) { return valueAt(sample.deliveredPerSecond, i); }));
    }
    if (alone < sinks) {
        lines.append(line(tr("%n more", nullptr, static_cast<int>(sinks - alone)),
            ChartLine::Form::Dashed, textColour, [alone](const Sample &sample) {
                double sum = 0;
                for (std::size_t i = alone; i < sample.deliveredPerSecond.size(); ++i)
                    sum += sample.deliveredPerSecond[i];
                return sum;
            }));
    }
    return lines;
}

QList<ChartLine> LiveHistory::latency() const
{
    QList<ChartLine> lines{{tr("p50"), ChartLine::Form::Line, 5, {}},
        {tr("p95"), ChartLine::Form::Line, 0, {}},
        {tr("p99"), ChartLine::Form::Line, textColour, {}}};
    for (const Sample &sample : m_run.samples()) {
        const double p99 = largest(sample.p99);
        if (p99 <= 0)
            continue; // no answer came
        lines[0].points.append({sample.seconds, largest(sample.p50)});
        lines[1].points.append({sample.seconds, largest(sample.p95)});
        lines[2].points.append({sample.seconds, p99});
    }
    return lines;
}

QList<ChartLine> LiveHistory::backlog() const
{
    return {line(tr("waiting"), ChartLine::Form::Filled, 4,
                [](const Sample &sample) { return static_cast<double>(sample.backlog); }),
        line(tr("failed per second"), ChartLine::Form::Line, 1,
            [](const Sample &sample) { return sample.failedPerSecond; })};
}

}
