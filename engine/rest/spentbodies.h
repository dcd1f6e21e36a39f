// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace emitter {

/// Bodies that have been sent, for the next ones: fresh memory costs a page fault for every 4 KiB.
/// Holds no more than were under way at a time. Any thread.
class SpentBodies
{
public:
    /// An empty text, with room when there is one.
    std::string take()
    {
        const std::lock_guard lock(m_mutex);
        if (m_bodies.empty())
            return {};
        std::string body = std::move(m_bodies.back());
        m_bodies.pop_back();
        body.clear();
        return body;
    }
    void give(std::string body)
    {
        const std::lock_guard lock(m_mutex);
        if (body.capacity() > leastWorthKeeping)
            m_bodies.push_back(std::move(body));
    }

private:
    static constexpr std::size_t leastWorthKeeping = 4096;
    std::mutex m_mutex;
    std::vector<std::string> m_bodies;
};

}
