// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/snapshot.h"

namespace emitter {
namespace {

template <typename Amount>
std::uint64_t sumOver(const std::vector<SinkSnapshot> &sinks, Amount amount)
{
    std::uint64_t sum = 0;
    for (const SinkSnapshot &sink : sinks)
        sum += amount(sink.counts);
    return sum;
}

}

std::string_view name(RunState state)
{
    static constexpr std::string_view names[] = {
        "idle", "preparing", "running", "paused", "stopping", "finished"};
    return names[static_cast<std::size_t>(state)];
}

std::string_view name(SinkState state)
{
    static constexpr std::string_view names[] = {"opening", "running", "lost", "finished"};
    return names[static_cast<std::size_t>(state)];
}

Percentiles percentilesOf(const Histogram &histogram)
{
    const auto milliseconds = [](std::int64_t nanos) { return static_cast<double>(nanos) / 1e6; };
    Percentiles result;
    result.count = histogram.count();
    result.p50 = milliseconds(histogram.quantile(0.50));
    result.p95 = milliseconds(histogram.quantile(0.95));
    result.p99 = milliseconds(histogram.quantile(0.99));
    result.max = milliseconds(histogram.max());
    return result;
}

DurationBuckets bucketsOf(const Histogram &histogram)
{
    DurationBuckets buckets;
    histogram.countUpTo(DurationBuckets::bounds, buckets.upTo);
    buckets.count = histogram.count();
    buckets.sumSeconds = histogram.mean() * static_cast<double>(histogram.count()) / 1e9;
    return buckets;
}

std::optional<double> Snapshot::achievedPercent() const
{
    if (counts.scheduled == 0)
        return std::nullopt;
    return 100.0 * static_cast<double>(counts.emitted) / static_cast<double>(counts.scheduled);
}

std::uint64_t Snapshot::backlog() const
{
    return sumOver(sinks, [](const SinkCounts &sink) { return sink.inFlight; });
}

std::uint64_t Snapshot::delivered() const
{
    return sumOver(sinks, [](const SinkCounts &sink) { return sink.delivered; });
}

std::uint64_t Snapshot::failed() const
{
    return sumOver(sinks, [](const SinkCounts &sink) { return sink.failed(); });
}

}
