// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/expectation.h"

#include <cmath>
#include <numbers>

namespace emitter {

Expectation expectation(const StreamSpec &stream, double seconds)
{
    const double entries = expectedRate(stream) * seconds;
    double variation = 0;
    if (stream.kind == ArrivalKind::Poisson)
        variation = 1;
    else if (stream.kind == ArrivalKind::Uniform && stream.meanGap > 0)
        variation = stream.jitter / stream.meanGap / std::numbers::sqrt3;
    return {entries, std::sqrt(entries) * variation};
}

}
