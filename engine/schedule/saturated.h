// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>

namespace emitter {

/// A time in nanoseconds that does not come.
inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// `never` where the sum would be later. REQUIRES: b >= 0
constexpr std::int64_t saturatedSum(std::int64_t a, std::int64_t b)
{
    return a > never - b ? never : a + b;
}

}
