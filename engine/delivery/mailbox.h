// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/wakeup.h"
#include "sinkapi/outcome.h"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <vector>

namespace emitter {

/// Where a sink's answers wait for the worker. Shared by the worker and every `done` it has handed
/// out, so that an answer that comes after the worker has gone falls into a closed box.
class Mailbox
{
public:
    struct Answer
    {
        std::uint64_t token = 0;
        SendResult result;
        std::int64_t at = 0; ///< monotonic nanoseconds
    };

    explicit Mailbox(Clock &clock)
        : m_clock(clock)
    {
    }

    /// Any thread. Ignored once the box is closed.
    void put(std::uint64_t token, SendResult result);
    void close();
    /// Ends the worker's sleep, or the next one.
    void ring() { m_wake.wake(); }

    /// Worker's thread: swaps the answers that have come into `answers`.
    void collect(std::vector<Answer> &answers);
    /// Worker's thread: from here until sleep() returns, put() rings. False: there is mail.
    bool prepareToSleep();
    void sleep(std::int64_t until);

private:
    Clock &m_clock;
    WakeUp m_wake;
    std::mutex m_mutex;
    std::vector<Answer> m_answers;
    bool m_closed = false;
    bool m_sleeping = false;
};

}
