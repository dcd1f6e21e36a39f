// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinkapi/sendthreads.h"

#include <string>
#include <system_error>
#include <utility>

namespace emitter {

Result<std::unique_ptr<SendThreads>> SendThreads::create(
    std::vector<std::unique_ptr<BlockingLane>> lanes)
{
    std::unique_ptr<SendThreads> self(new SendThreads);
    self->m_lanes = std::move(lanes);
    try {
        for (const auto &lane : self->m_lanes)
            self->m_threads.emplace_back([owner = self.get(), &lane] { owner->work(*lane); });
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
