// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace emitter {

struct MockDistributorOptions
{
    std::string host = "127.0.0.1";
    std::uint16_t port = 8000; ///< 0: any free one
    std::chrono::milliseconds latency{0}; ///< before each answer
    double errorRate = 0; ///< share (0..1) of submits answered 500, drawn from `seed`
    std::optional<std::uint64_t> maxQueue =
        {}; ///< logs accepted and not yet processed; above: 503 with Retry-After
    double processPerSecond = 0; ///< how fast the queue empties; 0: at once
    std::uint64_t seed = 1;
};

/// A log distributor to point a run at: POST /submit (one object, an array, NDJSON or an envelope
/// `{"logs": [...]}`), GET /health, GET /stats. Answers 422 to what is not a log, with the words of
/// the original. Runs in a thread of its own.
class MockDistributor
{
public:
    struct Counts
    {
        std::uint64_t requests = 0; ///< POSTs of any kind
        std::uint64_t accepted = 0; ///< logs
        std::uint64_t refused = 0; ///< logs answered 4xx or 5xx
    };

    explicit MockDistributor(MockDistributorOptions options);
    ~MockDistributor(); ///< stops

    /// Listens; the port. Fails with cause Unreachable when the port is taken.
    Result<std::uint16_t> start();
    Counts counts() const; ///< any thread

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
