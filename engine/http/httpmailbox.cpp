// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpmailbox.h"

#include <utility>

namespace emitter {

bool HttpMailbox::put(HttpJob job)
{
    const std::lock_guard lock(m_mutex);
    job.epoch = m_epoch;
    m_jobs.push_back(std::move(job));
    return m_jobs.size() == 1;
}

std::vector<HttpJob> HttpMailbox::takeAll()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_jobs, {});
}

std::uint64_t HttpMailbox::nextEpoch()
{
    const std::lock_guard lock(m_mutex);
    return ++m_epoch;
}

}
