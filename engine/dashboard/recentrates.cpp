// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/recentrates.h"

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

constexpr std::int64_t second = 1'000'000'000;

std::vector<double> perSecond(const std::vector<std::uint64_t> &before,
    const std::vector<std::uint64_t> &after, double seconds)
{
    std::vector<double> rates;
    for (std::size_t i = 0; i < after.size(); ++i) {
        const std::uint64_t from = i < before.size() ? before[i] : 0;
        rates.push_back(static_cast<double>(after[i] - std::min(from, after[i])) / seconds);
    }
    return rates;
}

}

RecentRates::Counts RecentRates::countsOf(const Snapshot &snapshot)
{
    Counts counts;
    for (const ServiceSnapshot &service : snapshot.services)
        counts.services.push_back(service.emitted);
    for (const PoolSnapshot &pool : snapshot.pools)
        counts.pools.push_back(pool.emitted);
    for (const SinkSnapshot &sink : snapshot.sinks)
        counts.sinks.push_back(sink.counts.delivered);
    return counts;
}

MeasuredRates RecentRates::between(const Counts &before, const Counts &after, double seconds)
{
    return {perSecond(before.services, after.services, seconds),
        perSecond(before.pools, after.pools, seconds),
        perSecond(before.sinks, after.sinks, seconds)};
}

void RecentRates::add(const Snapshot &snapshot, std::int64_t now)
{
    if (m_begin >= 0 && now - m_begin < second)
        return;
    Counts counts = countsOf(snapshot);
    if (m_begin >= 0)
        m_rates = between(m_before, counts, static_cast<double>(now - m_begin) / second);
    m_before = std::move(counts);
    m_begin = now;
}

MeasuredRates RecentRates::overall(const Snapshot &last, double seconds)
{
    return seconds > 0 ? between({}, countsOf(last), seconds) : MeasuredRates{};
}

}
