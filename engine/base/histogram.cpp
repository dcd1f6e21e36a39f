// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/histogram.h"

#include <algorithm>
#include <cmath>

namespace emitter {
namespace {
constexpr std::uint64_t steps = std::uint64_t{1} << Histogram::stepBits;
}

Histogram::Histogram()
    : m_counts(buckets)
{
}

// Values below 2^7 have a bucket each; above, the top 8 significant bits choose the bucket.
std::size_t Histogram::indexOf(std::uint64_t value)
{
    if (value < steps)
        return value;
    const int shift = static_cast<int>(std::bit_width(value)) - 1 - stepBits;
    return (static_cast<std::size_t>(shift + 1) << stepBits) + ((value >> shift) - steps);
}

std::int64_t Histogram::midOf(std::size_t index)
{
    if (index < steps)
        return static_cast<std::int64_t>(index);
    const auto shift = (index >> stepBits) - 1;
    const auto low = ((index & (steps - 1)) + steps) << shift;
    return static_cast<std::int64_t>(low + ((std::uint64_t{1} << shift) >> 1));
}

void Histogram::record(std::int64_t nanos, std::uint64_t times)
{
    if (times == 0)
        return;
    const std::int64_t value = std::max<std::int64_t>(nanos, 0);
    m_counts[indexOf(static_cast<std::uint64_t>(value))] += times;
    m_min = m_count ? std::min(m_min, value) : value;
    m_max = std::max(m_max, value);
    m_sum += static_cast<double>(value) * static_cast<double>(times);
    m_count += times;
}

void Histogram::merge(const Histogram &other)
{
    if (other.m_count == 0)
        return;
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        m_counts[i] += other.m_counts[i];
    m_min = m_count ? std::min(m_min, other.m_min) : other.m_min;
    m_max = std::max(m_max, other.m_max);
    m_sum += other.m_sum;
    m_count += other.m_count;
}

void Histogram::clear()
{
    std::fill(m_counts.begin(), m_counts.end(), 0);
    m_count = 0;
    m_min = m_max = 0;
    m_sum = 0;
}

std::int64_t Histogram::quantile(double q) const
{
    if (m_count == 0)
        return 0;
    const double wanted = std::clamp(q, 0.0, 1.0) * static_cast<double>(m_count);
    const auto rank = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(std::ceil(wanted)));
    if (rank >= m_count)
        return m_max;
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        seen += m_counts[i];
        if (seen >= rank)
            return std::clamp(midOf(i), m_min, m_max);
    }
    return m_max;
}

void Histogram::countUpTo(
    std::span<const std::int64_t> bounds, std::span<std::uint64_t> counts) const
{
    std::uint64_t seen = 0;
    std::size_t bucket = 0;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        for (; bucket < m_counts.size() && midOf(bucket) <= bounds[i]; ++bucket)
            seen += m_counts[bucket];
        counts[i] = bounds[i] >= m_max ? m_count : seen;
    }
}

}
