// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/level.h"

#include <cstdint>

namespace emitter {

enum class ArrivalKind : std::uint8_t { Poisson, Uniform, Fixed };

/// One service, or one pool of like emitters: when its entries fall due and what they are.
struct StreamSpec
{
    std::uint32_t firstSource = 0;
    std::uint32_t sourceCount = 1; ///< each source draws from its own random stream
    ArrivalKind kind = ArrivalKind::Poisson;
    double meanGap = 1; ///< seconds between two entries of one source: 1 / rate, or the pool's x
    double jitter = 0; ///< seconds; the pool's y, for Uniform
    double minGap = 0; ///< seconds; every gap is cut at it, for Uniform
    LevelWeights levelWeights{};
    std::uint32_t firstSlot = 0; ///< messages are drawn from [firstSlot, firstSlot + slotCount)
    std::uint32_t slotCount = 1;
};

/// True expected entries per second of the whole stream at shape 100 %. For Uniform the mean of
/// max(gap, minGap) with gap in [x-y, x+y], cut at 0: only without a cut is it 1 / x.
double expectedRate(const StreamSpec &spec);

/// The gap before the k-th entry (k = 0: before the first) of one source, in nanoseconds, not
/// negative. Pure: depends only on (spec, seed, source, k). The first entry of Fixed and Uniform
/// streams starts at a random phase of the first gap, so that like emitters do not march in step.
std::int64_t arrivalGap(
    const StreamSpec &spec, std::uint64_t seed, std::uint32_t source, std::uint64_t k);

}
