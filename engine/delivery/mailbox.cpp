// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/mailbox.h"

#include <utility>

namespace emitter {

// The clock is read under the lock: after close() it may be gone.
void Mailbox::put(std::uint64_t token, SendResult result)
{
    bool sleeping = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return;
        m_answers.push_back({token, std::move(result), m_clock.monotonicNanos()});
        sleeping = std::exchange(m_sleeping, false);
    }
    if (sleeping)
        m_wake.wake();
}

void Mailbox::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    m_answers.clear();
}

void Mailbox::collect(std::vector<Answer> &answers)
{
    answers.clear();
    const std::lock_guard lock(m_mutex);
    std::swap(answers, m_answers);
}

bool Mailbox::prepareToSleep()
{
    const std::lock_guard lock(m_mutex);
    m_sleeping = m_answers.empty();
    return m_sleeping;
}

void Mailbox::sleep(std::int64_t until)
{
    m_clock.waitUntil(until, m_wake);
    const std::lock_guard lock(m_mutex);
    m_sleeping = false;
}

}
