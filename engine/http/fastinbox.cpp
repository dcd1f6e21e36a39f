// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/fastinbox.h"

#include "base/ensure.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cstdint>
#include <utility>

namespace emitter {

FastInbox::FastInbox()
    : m_descriptor(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{
    EMITTER_ENSURE(m_descriptor >= 0, "a descriptor for the network thread");
}

FastInbox::~FastInbox()
{
    ::close(m_descriptor);
}

void FastInbox::ring()
{
    if (m_isRinging.exchange(true))
        return;
    const std::uint64_t one = 1;
    static_cast<void>(::write(m_descriptor, &one, sizeof one) == sizeof one);
}

void FastInbox::silence()
{
    std::uint64_t count = 0;
    static_cast<void>(::read(m_descriptor, &count, sizeof count) == sizeof count);
    m_isRinging = false;
}

void FastInbox::post(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return;
        m_tasks.push_back(std::move(task));
    }
    ring();
}

std::vector<FastInbox::Task> FastInbox::takeTasks()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_tasks, {});
}

void FastInbox::close()
{
    std::vector<Task> unwanted;
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    unwanted.swap(m_tasks);
}

}
