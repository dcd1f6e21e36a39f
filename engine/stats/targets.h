// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "stats/snapshot.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// A pass/fail rule: `achieved >= 95%`, `errors < 1%`, `latency_p99{qdrant} < 250ms`.
struct Target
{
    enum class Metric {
        Achieved, ///< per cent of plan
        Rate, ///< entries per second, emitted
        Sent, ///< entries delivered, over all sinks
        Errors, ///< failed per cent of handed over, over all sinks
        Failed, ///< entries
        Dropped, ///< entries
        BacklogMax, ///< entries
        LatencyP50,
        LatencyP95,
        LatencyP99, ///< milliseconds, of one sink or the worst of all
        LatenessP99, ///< milliseconds
    };
    enum class Comparison { Less, LessOrEqual, Equal, GreaterOrEqual, Greater };

    std::string expression; ///< as written
    Metric metric = Metric::Achieved;
    std::string sink; ///< for latencies; empty: all
    Comparison comparison = Comparison::GreaterOrEqual;
    double bound = 0; ///< in the metric's unit
};

/// Reads an expression; the Problem says what was expected and at which column. Percentages are
/// written `95%` or `95`, latencies `250ms`, `1s` or `250` (milliseconds), all else as plain
/// numbers.
Result<Target> parseTarget(std::string_view expression);

struct TargetResult
{
    std::string expression;
    std::optional<double> value; ///< absent when there was nothing to measure: then it fails
    bool passed = false;
    std::string note; ///< why there is no value; empty otherwise
};

/// Measures the run so far against `target`. A run that measured nothing meets no target.
TargetResult evaluate(const Target &target, const Snapshot &snapshot, std::uint64_t backlogMax);

}
