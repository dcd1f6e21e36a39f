// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpclient.h"

#include <cstdint>
#include <mutex>
#include <vector>

namespace emitter {

/// A request on its way to a network thread.
struct HttpJob
{
    HttpRequest request;
    HttpClient::Done done;
    std::int64_t deadline = 0; ///< monotonic nanoseconds
    std::uint64_t epoch = 0; ///< cancelAll() ends every job of an earlier epoch
    int failedUnsent = 0; ///< how often it fell with a connection that it was not sent on
};

/// The requests that wait to be picked up, so that thousands of send() cost one event.
/// Any thread.
class HttpMailbox
{
public:
    /// True when the mailbox was empty: the caller must wake the worker.
    bool put(HttpJob job);
    std::vector<HttpJob> takeAll();
    /// Jobs put from now on belong to the new epoch, which is returned.
    std::uint64_t nextEpoch();

private:
    std::mutex m_mutex;
    std::vector<HttpJob> m_jobs;
    std::uint64_t m_epoch = 0;
};

}
