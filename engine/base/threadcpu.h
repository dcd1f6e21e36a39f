// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <ctime>
#include <mutex>
#include <optional>

namespace emitter {

/// The CPU time of one thread, for others to read: while it runs, and what it was when it ended.
/// Reading is a call of the system: now and then, never per entry.
class ThreadCpu
{
public:
    /// The calling thread is the one; it calls end() before it ends.
    void begin();
    void end();
    /// Nanoseconds; 0 before begin(). Any thread.
    std::int64_t nanos() const;

private:
    mutable std::mutex m_mutex;
    std::optional<clockid_t> m_clock; ///< while the thread runs; afterwards it may be another's
    std::int64_t m_atEnd = 0;
};

}
