// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/socketwatch.h"

#include "base/clock.h"

#include <algorithm>
#include <sys/socket.h>

namespace emitter::pgvectorsink {

SocketWatch::SocketWatch()
    : m_thread([this] { watch(); })
{
}

SocketWatch::~SocketWatch()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
    }
    m_wake.wake();
    m_thread.join();
}

void SocketWatch::add(int socket)
{
    const std::lock_guard lock(m_mutex);
    m_deadlines[socket] = never;
    if (m_cut)
        ::shutdown(socket, SHUT_RDWR);
}

void SocketWatch::remove(int socket)
{
    const std::lock_guard lock(m_mutex);
    m_deadlines.erase(socket);
}

void SocketWatch::setDeadline(int socket, std::int64_t deadline)
{
    bool sooner = false;
    {
        const std::lock_guard lock(m_mutex);
        m_deadlines[socket] = deadline;
        sooner = deadline < m_wakesAt;
        m_wakesAt = std::min(m_wakesAt, deadline);
    }
    if (sooner)
        m_wake.wake();
}

void SocketWatch::cutAll()
{
    const std::lock_guard lock(m_mutex);
    m_cut = true;
    for (const auto &[socket, deadline] : m_deadlines)
        ::shutdown(socket, SHUT_RDWR);
}

void SocketWatch::watch()
{
    // A day: far enough, and no overflow in the clock's arithmetic.
    constexpr std::int64_t longest = 86'400'000'000'000;
    while (true) {
        std::int64_t next = Clock::system().monotonicNanos();
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed)
                return;
            const std::int64_t now = next;
            next += longest;
            for (auto &[socket, deadline] : m_deadlines) {
                if (deadline <= now) {
                    ::shutdown(socket, SHUT_RDWR);
                    deadline = never;
                }
                next = std::min(next, deadline);
            }
            m_wakesAt = next;
        }
        m_wake.waitUntil(next);
    }
}

}
