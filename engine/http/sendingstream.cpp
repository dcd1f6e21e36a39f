// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/sendingstream.h"

#include <utility>

namespace emitter {

SendingStream::SendingStream(HttpClient &client, HttpRequest pattern, HttpBodySource &source)
    : m_client(client)
    , m_pattern(std::move(pattern))
    , m_source(source)
    , m_window(client.parallelism())
{
}

SendingStream::~SendingStream()
{
    std::unique_lock lock(m_mutex);
    m_window = 0;
    // who is just fetching a request sends it first, so that it is cancelled with the others
    m_idle.wait(lock, [this] { return !m_pumping; });
    lock.unlock();
    m_client.cancelAll();
    lock.lock();
    m_idle.wait(lock, [this] { return m_active == 0 && !m_pumping; });
}

void SendingStream::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_more = true;
        if (std::exchange(m_pumping, true))
            return; // who pumps will see it
    }
    pump();
}

bool SendingStream::begin()
{
    const std::lock_guard lock(m_mutex);
    if (m_more && m_active < m_window) {
        m_more = false;
        ++m_active;
        return true;
    }
    m_pumping = false;
    m_idle.notify_all();
    return false;
}

void SendingStream::pump()
{
    while (begin()) {
        HttpRequest request = m_pattern;
        const auto number = m_source.writeNext(request.body);
        {
            const std::lock_guard lock(m_mutex);
            if (number)
                m_more = true;
            else
                --m_active;
        }
        if (!number)
            continue;
        m_client.send(std::move(request), [this, number = *number](const HttpResponse &answer) {
            m_source.take(number, answer);
            {
                const std::lock_guard lock(m_mutex);
                --m_active;
                m_idle.notify_all();
                if (m_window == 0 || std::exchange(m_pumping, true))
                    return;
            }
            pump();
        });
    }
}

}
