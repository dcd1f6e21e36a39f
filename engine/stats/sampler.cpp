// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/sampler.h"

#include <algorithm>
#include <cmath>

namespace emitter {
namespace {

double secondsOf(std::int64_t nanos)
{
    return static_cast<double>(nanos) / 1e9;
}

double perSecond(std::uint64_t now, std::uint64_t before, double seconds)
{
    return now > before ? static_cast<double>(now - before) / seconds : 0;
}

double weightedMean(double a, double weightA, double b, double weightB)
{
    const double weights = weightA + weightB;
    return weights > 0 ? (a * weightA + b * weightB) / weights : 0;
}

double at(const std::vector<double> &values, std::size_t index)
{
    return index < values.size() ? values[index] : 0;
}

// `earlier` lasted `first` seconds; the rates of `later`, right after it, are for `second` seconds.
// Together they lasted `whole`: `first` alone when no run time passed in the later one.
Sample merged(const Sample &earlier, const Sample &later, double first, double second, double whole)
{
    const auto rate = [&](double Sample::*of) {
        return (earlier.*of * first + later.*of * second) / whole;
    };
    Sample sum;
    sum.seconds = later.seconds;
    sum.plannedPerSecond = rate(&Sample::plannedPerSecond);
    sum.achievedPerSecond = rate(&Sample::achievedPerSecond);
    sum.failedPerSecond = rate(&Sample::failedPerSecond);
    sum.backlog = std::max(earlier.backlog, later.backlog);
    for (std::size_t i = 0; i < later.deliveredPerSecond.size(); ++i) {
        const double before = at(earlier.deliveredPerSecond, i) * first;
        const double after = later.deliveredPerSecond[i] * second;
        sum.deliveredPerSecond.push_back((before + after) / whole);
        sum.p50.push_back(weightedMean(at(earlier.p50, i), before, later.p50[i], after));
        sum.p95.push_back(std::max(at(earlier.p95, i), later.p95[i]));
        sum.p99.push_back(std::max(at(earlier.p99, i), later.p99[i]));
    }
    return sum;
}

}

Sampler::Sampler(std::size_t capacity)
    : m_capacity(std::max<std::size_t>(capacity, 2))
{
    m_samples.reserve(m_capacity);
}

void Sampler::observe(const Snapshot &snapshot)
{
    m_backlog = std::max(m_backlog, snapshot.backlog());
    m_largestBacklog = std::max(m_largestBacklog, m_backlog);
    m_sinks.resize(std::max(m_sinks.size(), snapshot.sinks.size()));
    for (std::size_t i = 0; i < snapshot.sinks.size(); ++i) {
        const Percentiles &recent = snapshot.sinks[i].recentLatency;
        const auto weight = static_cast<double>(recent.count);
        m_sinks[i].weightedP50 += recent.p50 * weight;
        m_sinks[i].weights += weight;
        m_sinks[i].p95 = std::max(m_sinks[i].p95, recent.p95);
        m_sinks[i].p99 = std::max(m_sinks[i].p99, recent.p99);
    }
}

void Sampler::add(const Snapshot &snapshot)
{
    observe(snapshot);
    const double now = secondsOf(snapshot.runTime);
    const double edge = (std::floor(m_begin / m_interval) + 1) * m_interval;
    if (now < edge)
        return;
    append(makeSample(snapshot, now, now - m_begin));
    beginInterval(snapshot);
}

void Sampler::finish(const Snapshot &snapshot)
{
    observe(snapshot);
    const double now = secondsOf(snapshot.runTime);
    const double passed = now - m_begin;
    if (passed <= 0 && m_samples.empty())
        return;
    // At an interval's very end the drain has taken no run time: rates are then of one second.
    const double elapsed = passed > 0 ? passed : 1;
    Sample rest = makeSample(snapshot, now, elapsed);
    if (m_samples.empty() || passed >= m_interval / 2) {
        append(std::move(rest));
    } else {
        const double before = m_samples.size() > 1 ? m_samples[m_samples.size() - 2].seconds : 0;
        m_samples.back() = merged(m_samples.back(), rest, m_begin - before, elapsed, now - before);
    }
    beginInterval(snapshot);
}

Sample Sampler::makeSample(const Snapshot &snapshot, double seconds, double elapsed) const
{
    const RunLedger::Counts &counts = snapshot.counts;
    Sample sample;
    sample.seconds = seconds;
    sample.plannedPerSecond = perSecond(counts.scheduled, m_countsAtBegin.scheduled, elapsed);
    sample.achievedPerSecond = perSecond(counts.emitted, m_countsAtBegin.emitted, elapsed);
    sample.failedPerSecond = perSecond(snapshot.failed(), m_failedAtBegin, elapsed);
    sample.backlog = m_backlog;
    for (std::size_t i = 0; i < snapshot.sinks.size(); ++i) {
        const SinkInterval &sink = m_sinks[i];
        const std::uint64_t delivered = snapshot.sinks[i].counts.delivered;
        sample.deliveredPerSecond.push_back(perSecond(delivered, sink.delivered, elapsed));
        sample.p50.push_back(sink.weights > 0 ? sink.weightedP50 / sink.weights : 0);
        sample.p95.push_back(sink.p95);
        sample.p99.push_back(sink.p99);
    }
    return sample;
}

void Sampler::append(Sample sample)
{
    if (m_samples.size() >= m_capacity)
        halve();
    m_samples.push_back(std::move(sample));
}

void Sampler::beginInterval(const Snapshot &snapshot)
{
    m_begin = secondsOf(snapshot.runTime);
    m_countsAtBegin = snapshot.counts;
    m_failedAtBegin = snapshot.failed();
    m_backlog = 0;
    m_sinks.assign(snapshot.sinks.size(), {});
    for (std::size_t i = 0; i < m_sinks.size(); ++i)
        m_sinks[i].delivered = snapshot.sinks[i].counts.delivered;
}

void Sampler::halve()
{
    std::vector<Sample> half;
    half.reserve(m_capacity);
    double begin = 0;
    for (std::size_t i = 0; i < m_samples.size(); i += 2) {
        if (i + 1 == m_samples.size()) {
            half.push_back(std::move(m_samples[i]));
            break;
        }
        const double middle = m_samples[i].seconds;
        const double end = m_samples[i + 1].seconds;
        half.push_back(
            merged(m_samples[i], m_samples[i + 1], middle - begin, end - middle, end - begin));
        begin = end;
    }
    m_samples = std::move(half);
    m_interval *= 2;
}

}
