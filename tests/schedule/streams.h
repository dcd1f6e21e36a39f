// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schedule/arrivals.h"

#include <cstdint>

namespace emitter {

/// One stream for the tests of this folder.
inline StreamSpec streamOf(ArrivalKind kind, double meanGap, std::uint32_t sources = 1)
{
    StreamSpec spec;
    spec.kind = kind;
    spec.meanGap = meanGap;
    spec.sourceCount = sources;
    spec.levelWeights = poolLevelWeights;
    spec.slotCount = 10;
    return spec;
}

constexpr std::int64_t oneSecond = 1'000'000'000;

}
