// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/processevents.h"
#include "run/engineobserver.h"

#include <mutex>
#include <vector>

namespace emitter {

/// Takes what runs say to a person from their engines' threads to the main thread, and wakes it.
class MessageBoard : public EngineObserver
{
public:
    /// `events` outlives the board.
    explicit MessageBoard(ProcessEvents &events)
        : m_events(events)
    {
    }
    void message(const Problem &problem) override;
    /// What came since the last call, in order. Any thread.
    std::vector<Problem> take();

private:
    ProcessEvents &m_events;
    std::mutex m_mutex;
    std::vector<Problem> m_problems;
};

}
