// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console.h"
#include "app/messageboard.h"
#include "app/processevents.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace emitter {

/// Tells a step of some work: "Reading qdrant", 320 of 1000; total 0: no count. Any thread.
using TellStep =
    std::function<void(const std::string &step, std::uint64_t done, std::uint64_t total)>;

/// How watched work came to its end.
struct WatchedEnd
{
    bool stopped = false; ///< by SIGINT, SIGTERM or q
    int exitCode = 0; ///< when stopped: Interrupted or Terminated
};

/// Runs `work` in a thread of its own, shows its steps, and asks it to stop at SIGINT, SIGTERM or
/// q, saying `stopping` once. What comes to `messages` meanwhile is said at once; null: there are
/// none. Main thread; returns when the work is over.
WatchedEnd watchWork(Console &console, ProcessEvents &events, const std::string &stopping,
    const std::function<void(const std::stop_token &, const TellStep &)> &work,
    MessageBoard *messages = nullptr);

}
