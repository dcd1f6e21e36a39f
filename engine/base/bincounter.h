// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace emitter {

/// Counts events in bins of equal width, and how uneven the bins are, without keeping them: a few
/// numbers however long the run. Times never decrease. Not thread-safe.
class BinCounter
{
public:
    explicit BinCounter(std::int64_t width)
        : m_width(width)
        , m_end(width)
    {
    }

    /// `count` events at `time` (>= 0).
    void add(std::int64_t time, std::uint64_t count)
    {
        if (time >= m_end)
            close(time);
        m_count += count;
    }
    /// Where the bin in use ends: the first time that belongs to a later one.
    std::int64_t end() const { return m_end; }

    /// Coefficient of variation (standard deviation over mean) of the bins that were over at
    /// `until`; absent with less than two of them or without events.
    std::optional<double> variation(std::int64_t until) const;

private:
    void close(std::int64_t time);

    std::int64_t m_width;
    std::int64_t m_end;
    std::uint64_t m_count = 0; ///< in the bin in use
    double m_bins = 0; ///< closed ones
    double m_sum = 0;
    double m_squares = 0;
};

}
