// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/arrivals.h"

#include "base/random.h"
#include "schedule/streamdraw.h"

#include <algorithm>

namespace emitter {
namespace {

/// The mean of max(g, cut) for g uniform in [low, high].
double meanOfCut(double low, double high, double cut)
{
    if (cut <= low)
        return (low + high) / 2;
    if (cut >= high)
        return cut;
    return (cut * (cut - low) + (high - cut) * (high + cut) / 2) / (high - low);
}

}

double expectedRate(const StreamSpec &spec)
{
    double gap = spec.meanGap;
    if (spec.kind == ArrivalKind::Uniform) {
        gap = meanOfCut(
            spec.meanGap - spec.jitter, spec.meanGap + spec.jitter, std::max(spec.minGap, 0.0));
    }
    return spec.sourceCount / gap;
}

std::int64_t arrivalGap(
    const StreamSpec &spec, std::uint64_t seed, std::uint32_t source, std::uint64_t k)
{
    return StreamDraw(spec).gap(randomBits(seed, source, k), k);
}

}
