// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/retrypolicy.h"

#include "base/random.h"

#include <algorithm>

namespace emitter {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

// No wait is longer, whatever a profile says; keeps the arithmetic below far from overflow.
constexpr milliseconds longest = std::chrono::hours(24);

}

std::optional<nanoseconds> RetryPolicy::delay(
    int attempt, std::optional<milliseconds> retryAfter, std::uint64_t randomBits) const
{
    if (attempt > attempts)
        return {};
    return pause(attempt, retryAfter, randomBits);
}

nanoseconds RetryPolicy::pause(
    int attempt, std::optional<milliseconds> retryAfter, std::uint64_t randomBits) const
{
    const milliseconds limit = std::clamp(max, milliseconds(0), longest);
    milliseconds window = std::clamp(base, milliseconds(0), limit);
    for (int i = 1; i < attempt && window < limit && window.count() > 0; ++i)
        window = std::min(limit, window * 2);

    const std::int64_t width = nanoseconds(window).count();
    const auto below =
        static_cast<std::int64_t>(unitInterval(randomBits) * static_cast<double>(width));
    const nanoseconds jittered(width - below);
    const milliseconds asked =
        std::clamp(retryAfter.value_or(milliseconds(0)), milliseconds(0), retryAfterLimit);
    return std::max(jittered, nanoseconds(asked));
}

}
