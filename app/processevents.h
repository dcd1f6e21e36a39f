// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

namespace emitter {

/// What happens to the process from outside: signals, keys, and wake-ups by other threads, in one
/// place to wait for. One object per process; the main thread waits.
class ProcessEvents
{
public:
    /// Takes over SIGINT, SIGTERM, SIGHUP (as SIGTERM; left ignored where nohup or another parent
    /// ignores it) and SIGUSR1, ignores SIGPIPE. With `keys`, reads single keys from a terminal on
    /// stdin; the destructor gives the terminal back.
    explicit ProcessEvents(bool keys);
    ~ProcessEvents();
    ProcessEvents(const ProcessEvents &) = delete;
    ProcessEvents &operator=(const ProcessEvents &) = delete;

    struct Event
    {
        int signal = 0; ///< SIGINT, SIGTERM or SIGUSR1
        char key = 0;
    };
    /// The next event; empty after `milliseconds` or a wake().
    std::optional<Event> wait(int milliseconds);
    /// Ends the current or next wait(). Any thread.
    void wake();

private:
    struct Terminal;
    std::unique_ptr<Terminal> m_terminal;
};

}
