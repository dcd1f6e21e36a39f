// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/wakeup.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

namespace emitter {

/// Something another thread wants of the pacer.
struct PacerCommand
{
    enum Kind { Stop, Pause, Resume, Factor, Mute };
    Kind kind = Stop;
    std::int64_t runTime = 0; ///< of the call; set by post()
    std::int64_t origin = 0; ///< monotonic time of run time 0 from now on; set by post()
    double factor = 1;
    std::size_t stream = 0;
    bool muted = false;
};

/// The run's clock and the letter box of the pacer. Any thread may call any function.
class PacerControls
{
public:
    explicit PacerControls(Clock &clock);

    /// `runTimeZero`: monotonic nanoseconds.
    void start(std::int64_t runTimeZero);
    /// Nanoseconds since the start, pauses not counted; stands still while paused and at the end.
    std::int64_t runTime() const;
    /// The pacer has made its last entry; the run took `runTime`.
    void finish(std::int64_t runTime);
    bool isPaused() const;

    /// Notes the moment, delivers the command and wakes the pacer.
    void post(PacerCommand command);
    /// The commands since the last call; costs one atomic read when there are none.
    std::vector<PacerCommand> take();

    WakeUp &wake() { return m_wake; }

private:
    std::int64_t runTimeLocked() const;

    Clock &m_clock;
    WakeUp m_wake;
    mutable std::mutex m_mutex;
    std::vector<PacerCommand> m_commands;
    std::atomic<bool> m_hasCommands = false;
    bool m_isStarted = false;
    std::int64_t m_origin = 0;
    std::optional<std::int64_t> m_pausedAt;
    std::optional<std::int64_t> m_finishedAt;
};

}
