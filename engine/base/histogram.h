// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace emitter {

/// Mergeable log-linear histogram of durations in nanoseconds (the layout of HdrHistogram: 128
/// linear steps per power of two, so the relative error is below 1 %). Negative values count as 0.
/// Not thread-safe; about 58 kB.
class Histogram
{
public:
    Histogram();

    void record(std::int64_t nanos, std::uint64_t times = 1);
    void merge(const Histogram &other);
    void clear();

    std::uint64_t count() const { return m_count; }
    std::int64_t max() const { return m_max; }
    std::int64_t min() const { return m_count ? m_min : 0; }
    double mean() const { return m_count ? m_sum / static_cast<double>(m_count) : 0.0; }
    /// The value below which the share `q` (0..1) of the records lies, in nanoseconds; 0 when
    /// empty.
    std::int64_t quantile(double q) const;
    /// How many records are at most `bounds[i]` nanoseconds, into `counts[i]`, within the error of
    /// a step. REQUIRES: `bounds` ascend; both are of one length.
    void countUpTo(std::span<const std::int64_t> bounds, std::span<std::uint64_t> counts) const;

    static constexpr int stepBits = 7;
    static constexpr int buckets = (64 - stepBits) << stepBits;

private:
    static std::size_t indexOf(std::uint64_t value);
    static std::int64_t midOf(std::size_t index);

    std::vector<std::uint64_t> m_counts;
    std::uint64_t m_count = 0;
    std::int64_t m_min = 0;
    std::int64_t m_max = 0;
    double m_sum = 0;
};

}
