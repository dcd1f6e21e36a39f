// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/wakeup.h"

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <thread>

namespace emitter::pgvectorsink {

/// Ends calls of a client library that waits for its server without a limit: it shuts the call's
/// socket down, and the library sees a broken connection. Any thread may call; one thread of its
/// own watches the deadlines.
class SocketWatch
{
public:
    SocketWatch();
    ~SocketWatch();
    SocketWatch(const SocketWatch &) = delete;
    SocketWatch &operator=(const SocketWatch &) = delete;

    /// The socket stays its owner's, who calls remove() before closing it.
    void add(int socket);
    void remove(int socket);
    /// The socket is shut down at `deadline` (monotonic nanoseconds); `never` ends the wait.
    void setDeadline(int socket, std::int64_t deadline);
    /// Shuts down every socket, also those that are added later.
    void cutAll();
    bool isCut() const { return m_cut; }

    static constexpr std::int64_t never = INT64_MAX;

private:
    void watch();

    std::mutex m_mutex;
    std::map<int, std::int64_t> m_deadlines; ///< by socket
    std::int64_t m_wakesAt = never; ///< when the thread looks next by itself
    bool m_closed = false;
    std::atomic<bool> m_cut = false;
    WakeUp m_wake;
    std::thread m_thread;
};

}
