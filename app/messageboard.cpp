// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/messageboard.h"

#include <utility>

namespace emitter {

void MessageBoard::message(const Problem &problem)
{
    {
        const std::lock_guard lock(m_mutex);
        m_problems.push_back(problem);
    }
    m_events.wake();
}

std::vector<Problem> MessageBoard::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_problems, {});
}

}
