// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "sinkapi/sendthreads.h"
#include "sinkapi/sinkregistry.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace emitter {

/// Sinks for runs in one process: `good` takes everything, `closed` does not open, `dying` is lost
/// at its third batch, `hanging` never answers until it is cancelled, `stuck` does not even come
/// back from send(), `unopened` not from open(), `endless` not from finish(), `slow` takes 20 ms
/// for a batch, `busy` 2 ms of CPU time, `aside` the same in a thread of its own, `unfinished`
/// takes everything and fails at its end.
class TestSink : public Sink
{
public:
    enum Kind {
        Good,
        Closed,
        Dying,
        Hanging,
        Stuck,
        Unopened,
        Endless,
        Slow,
        Busy,
        Aside,
        Unfinished
    };
    explicit TestSink(Kind kind)
        : m_kind(kind)
    {
    }

    Result<void> open(const Content &) override
    {
        if (m_kind == Aside) {
            std::vector<std::unique_ptr<BlockingLane>> lanes;
            lanes.push_back(std::make_unique<ComputingLane>());
            m_aside = std::move(*SendThreads::create(std::move(lanes)));
        }
        if (m_kind == Unopened)
            waitForCancel();
        else if (m_kind != Closed)
            return {};
        Problem problem;
        problem.text = "the test sink is closed";
        problem.cause = Cause::Unreachable;
        return problem;
    }
    int maxInFlight() const override { return 2; }
    std::int64_t busiestThreadNanos() const override
    {
        return m_aside ? m_aside->busiestNanos() : 0;
    }
    void send(Batch batch, std::function<void(SendResult)> done) override
    {
        ++m_sent;
        if (m_aside) {
            m_aside->send(std::move(batch), std::move(done));
            return;
        }
        SendResult result;
        if (m_kind == Slow)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        if (m_kind == Busy)
            compute();
        if (m_kind == Stuck) {
            waitForCancel();
            result.outcome = Outcome::Unconfirmed;
        }
        if (m_kind == Dying && m_sent > 2) {
            result.outcome = Outcome::Fatal;
            result.reasons.emplace_back("the test sink died", 1);
        }
        if (m_kind != Hanging) {
            done(result);
            return;
        }
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(done));
    }
    Result<void> finish(std::int64_t) override
    {
        if (m_kind == Endless)
            waitForCancel();
        if (m_kind != Unfinished)
            return {};
        Problem problem;
        problem.text = "the index could not be built";
        return problem;
    }
    void cancel() override
    {
        std::vector<std::function<void(SendResult)>> waiting;
        {
            const std::lock_guard lock(m_mutex);
            waiting.swap(m_waiting);
            m_isCancelled = true;
        }
        m_cancelled.notify_all();
        SendResult unknown;
        unknown.outcome = Outcome::Unconfirmed;
        for (auto &done : waiting)
            done(unknown);
    }

private:
    void waitForCancel()
    {
        std::unique_lock lock(m_mutex);
        m_cancelled.wait(lock, [this] { return m_isCancelled; });
    }

    static void compute()
    {
        const Clock &clock = Clock::system();
        const std::int64_t end = clock.threadCpuNanos() + 2'000'000;
        while (clock.threadCpuNanos() < end) { }
    }

    class ComputingLane : public BlockingLane
    {
        SendResult send(const Batch &) override
        {
            compute();
            return {};
        }
    };

    Kind m_kind;
    int m_sent = 0;
    std::mutex m_mutex;
    std::condition_variable m_cancelled;
    bool m_isCancelled = false;
    std::vector<std::function<void(SendResult)>> m_waiting;
    std::unique_ptr<SendThreads> m_aside;
};

template <TestSink::Kind kind> SinkDescriptor testSink(std::string_view id)
{
    SinkDescriptor descriptor;
    descriptor.id = id;
    descriptor.description = "for tests";
    descriptor.traits = [](const FieldValues &) {
        SinkTraits traits;
        traits.target = "memory";
        return traits;
    };
    descriptor.create = [](SinkConfig) -> Result<std::unique_ptr<Sink>> {
        return std::unique_ptr<Sink>(std::make_unique<TestSink>(kind));
    };
    return descriptor;
}

inline SinkRegistry testSinks()
{
    return SinkRegistry({testSink<TestSink::Good>("good"), testSink<TestSink::Closed>("closed"),
        testSink<TestSink::Dying>("dying"), testSink<TestSink::Hanging>("hanging"),
        testSink<TestSink::Stuck>("stuck"), testSink<TestSink::Unopened>("unopened"),
        testSink<TestSink::Endless>("endless"), testSink<TestSink::Slow>("slow"),
        testSink<TestSink::Busy>("busy"), testSink<TestSink::Aside>("aside"),
        testSink<TestSink::Unfinished>("unfinished")});
}

}
