// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <vector>

namespace emitter::bench {

/// What the rounds of one contender gave: a median without its spread says too little.
struct Spread
{
    double median = 0;
    double least = 0;
    double most = 0;
};

/// REQUIRES: there is a round.
inline Spread spreadOf(std::vector<double> rounds)
{
    std::sort(rounds.begin(), rounds.end());
    return {rounds[rounds.size() / 2], rounds.front(), rounds.back()};
}

}
