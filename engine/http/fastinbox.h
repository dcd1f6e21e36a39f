// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpmailbox.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <vector>

namespace emitter {

/// What other threads have for a FastLoop: requests and things to do, and a descriptor that tells
/// its epoll set about them. Any thread.
class FastInbox
{
public:
    using Task = std::function<void()>;

    FastInbox();
    ~FastInbox();
    FastInbox(const FastInbox &) = delete;
    FastInbox &operator=(const FastInbox &) = delete;

    HttpMailbox jobs;

    void ring();
    /// Ignored once the box is closed.
    void post(Task task);
    /// What is posted from now on is thrown away.
    void close();

    // The loop's thread.
    int descriptor() const { return m_descriptor; }
    /// Before takeTasks() and jobs.takeAll(): what comes later rings again.
    void silence();
    std::vector<Task> takeTasks();

private:
    const int m_descriptor;
    std::atomic<bool> m_isRinging = false;
    std::mutex m_mutex;
    std::vector<Task> m_tasks;
    bool m_closed = false;
};

}
