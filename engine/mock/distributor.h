// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mock/httprequestparser.h"
#include "mock/mockdistributor.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace emitter {

/// What the mock distributor decides, without sockets and clocks: request in, answer out.
/// answer() from one thread; counts() from any.
class Distributor
{
public:
    /// `startNanos`: monotonic time zero of uptime and queue.
    Distributor(const MockDistributorOptions &options, std::int64_t startNanos);

    /// Appends the complete HTTP answer to `out`.
    void answer(const MockRequest &request, std::int64_t nowNanos, std::string &out);
    /// Appends the answer to what is not HTTP.
    void refuse(int status, std::string &out);
    MockDistributor::Counts counts() const;

private:
    void submit(const MockRequest &request, std::int64_t nowNanos, std::string &out);
    void reject(std::uint64_t logs, int status, std::string_view body, std::string &out,
        std::string_view headers = "");
    std::string health(std::int64_t nowNanos);
    std::string stats(std::int64_t nowNanos);
    /// Logs accepted and not yet processed.
    std::uint64_t queueSize(std::int64_t nowNanos);

    MockDistributorOptions m_options;
    std::int64_t m_start;
    double m_queue = 0;
    std::int64_t m_queueTime;
    std::atomic<std::uint64_t> m_requests = 0;
    std::atomic<std::uint64_t> m_accepted = 0;
    std::atomic<std::uint64_t> m_refused = 0;
};

}
