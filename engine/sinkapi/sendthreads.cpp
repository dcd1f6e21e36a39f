// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinkapi/sendthreads.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

namespace emitter {

Result<std::unique_ptr<SendThreads>> SendThreads::create(
    std::vector<std::unique_ptr<BlockingLane>> lanes)
{
    std::unique_ptr<SendThreads> self(new SendThreads);
    self->m_cpus = std::vector<ThreadCpu>(lanes.size());
    self->m_lanes = std::move(lanes);
    try {
        for (std::size_t i = 0; i < self->m_lanes.size(); ++i)
            self->m_threads.emplace_back([owner = self.get(), i] {
                owner->m_cpus[i].begin();
                owner->work(*owner->m_lanes[i]);
                owner->m_cpus[i].end();
            });
    } catch (const std::system_error &error) {
        Problem problem;
        problem.text = std::string("no thread for a connection: ") + error.what();
        problem.remedy = "Raise the limit of processes (ulimit -u) or lower `connections`.";
        problem.cause = Cause::Unreachable;
        return problem;
    }
    return self;
}

SendThreads::~SendThreads()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_jobs.clear();
    }
    m_changed.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

void SendThreads::send(Batch batch, std::function<void(SendResult)> done)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({std::move(batch), std::move(done)});
    }
    m_changed.notify_one();
}

std::int64_t SendThreads::busiestNanos() const
{
    std::int64_t most = 0;
    for (const ThreadCpu &cpu : m_cpus)
        most = std::max(most, cpu.nanos());
    return most;
}

void SendThreads::work(BlockingLane &lane)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_closed || !m_jobs.empty(); });
        if (m_closed)
            return;
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        job.done(lane.send(job.batch));
        job = {};
        lock.lock();
    }
}

}
