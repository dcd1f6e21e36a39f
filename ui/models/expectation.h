// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/plan.h"

namespace emitter {

/// How many entries a stream makes on average, and one standard deviation of that number.
struct Expectation
{
    double entries = 0;
    double spread = 0; ///< 0: always the same, give or take one
};

/// `seconds` of unshaped time. The spread is that of independent gaps: sqrt(n) for Poisson, sqrt(n)
/// times the gaps' coefficient of variation for x +- y. Gaps that are cut are taken as uncut there.
Expectation expectation(const StreamSpec &stream, double seconds);

}
