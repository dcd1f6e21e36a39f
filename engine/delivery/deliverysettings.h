// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/retrypolicy.h"

#include <chrono>
#include <cstdint>

namespace emitter {

/// How one sink is served. Memory: at most queueSize entries queued or waiting for a retry, plus
/// what is being sent.
struct DeliverySettings
{
    std::uint32_t bufferSize = 1000; ///< entries per batch
    std::chrono::nanoseconds flushInterval =
        std::chrono::seconds(3); ///< 0: a partial batch goes at once
    std::uint64_t maxBatchBytes = 8u << 20;
    std::uint64_t queueSize = 1'000'000; ///< entries
    bool block = false; ///< offer() waits when the queue is full (closed loop)
    RetryPolicy retry;

    /// What Sink::finish() may take beyond the drain.
    std::chrono::nanoseconds finishTimeout{0};
    /// How long answers are waited for after Sink::cancel().
    std::chrono::nanoseconds answerGrace = std::chrono::seconds(1);
    /// How long the end waits for a sink that does not return from a call.
    std::chrono::nanoseconds hangLimit = std::chrono::seconds(2);
};

}
