// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

namespace emitter {

/// When to send again. Pure: chance is passed in.
struct RetryPolicy
{
    int attempts = 5; ///< extra sends after the first
    std::chrono::milliseconds base{100};
    std::chrono::milliseconds max{30'000};

    /// Longest wait a server can ask for.
    static constexpr std::chrono::milliseconds retryAfterLimit{60'000};

    /// Wait before extra send `attempt` (1, 2 ...): full jitter, uniform in (0, min(max, base *
    /// 2^(attempt-1))], but not less than what the server asked for (clamped to the limit,
    /// negatives ignored). Empty when the attempts are used up.
    std::optional<std::chrono::nanoseconds> delay(int attempt,
        std::optional<std::chrono::milliseconds> retryAfter, std::uint64_t randomBits) const;

    /// The same wait without an end to the attempts: how long a store that is overloaded or away
    /// for the `attempt`-th time in a row is left alone.
    std::chrono::nanoseconds pause(int attempt, std::optional<std::chrono::milliseconds> retryAfter,
        std::uint64_t randomBits) const;
};

}
