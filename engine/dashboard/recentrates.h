// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dashboard/dashboardview.h"

#include <cstdint>

namespace emitter {

/// Rates per service, pool and sink from the counts of two snapshots a second apart. Not
/// thread-safe.
class RecentRates
{
public:
    /// `now`: monotonic nanoseconds.
    void add(const Snapshot &snapshot, std::int64_t now);
    const MeasuredRates &rates() const { return m_rates; }
    /// Those of a whole run that took `seconds`.
    static MeasuredRates overall(const Snapshot &last, double seconds);

private:
    struct Counts
    {
        std::vector<std::uint64_t> services, pools, sinks;
    };
    static Counts countsOf(const Snapshot &snapshot);
    static MeasuredRates between(const Counts &before, const Counts &after, double seconds);

    Counts m_before;
    std::int64_t m_begin = -1;
    MeasuredRates m_rates;
};

}
