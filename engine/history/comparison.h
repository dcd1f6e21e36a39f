// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "history/storedrun.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// One row of a comparison: a metric of the baseline beside those of the contenders.
struct ComparedMetric
{
    std::string sink; ///< empty: of the whole run
    std::string metric; ///< "Achieved", "latency p99"; translated in the context "metrics"
    std::string unit; ///< "/s", "ms", "%" or empty
    enum class Better { Higher, Lower, Neither };
    Better better = Better::Neither;
    std::vector<std::optional<double>> values; ///< baseline first; absent: not measured

    /// Of the `i`-th run from the baseline; absent when one of the two is.
    std::optional<double> difference(std::size_t i) const;
    /// In per cent of the baseline; absent also when the baseline is 0.
    std::optional<double> differencePercent(std::size_t i) const;
};

/// The rows for 2 or more runs, the first being the baseline: rates, counts, lateness, and for each
/// sink of any of them its counts and latencies.
std::vector<ComparedMetric> compareRuns(std::span<const StoredRun> runs);

/// Lines that differ between two profiles' texts, as a person would mark them.
struct ChangedLine
{
    enum class Kind { Removed, Added };
    Kind kind = Kind::Added;
    std::string text;
};
std::vector<ChangedLine> changedSettings(std::string_view baseline, std::string_view contender);

}
