// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/threadcpu.h"
#include "sinkapi/sink.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace emitter {

/// One connection of a client that blocks. Its send() is called from one thread at a time.
class BlockingLane
{
public:
    virtual ~BlockingLane() = default;
    /// Sends the batch and waits for the answer.
    virtual SendResult send(const Batch &batch) = 0;
};

/// Makes a sink of a client that blocks: one thread per lane takes the batches and answers them.
/// send() may be called from any thread.
class SendThreads
{
public:
    static Result<std::unique_ptr<SendThreads>> create(
        std::vector<std::unique_ptr<BlockingLane>> lanes);
    /// Waits for the sends that are under way; what no lane has begun gets no answer any more.
    ~SendThreads();
    SendThreads(const SendThreads &) = delete;
    SendThreads &operator=(const SendThreads &) = delete;

    /// `done` is called from a lane's thread.
    void send(Batch batch, std::function<void(SendResult)> done);
    /// For Sink::busiestThreadNanos(). Any thread.
    std::int64_t busiestNanos() const;

private:
    struct Job
    {
        Batch batch;
        std::function<void(SendResult)> done;
    };

    SendThreads() = default;
    void work(BlockingLane &lane);

    std::vector<std::unique_ptr<BlockingLane>> m_lanes;
    std::vector<ThreadCpu> m_cpus; ///< per lane
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    bool m_closed = false;
    std::vector<std::thread> m_threads;
};

}
