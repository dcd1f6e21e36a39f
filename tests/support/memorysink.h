// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threadcpu.h"
#include "sinkapi/sink.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace emitter {

/// What a MemorySink does and has seen; shared by the test and the sink. Fill in the script before
/// the sink is opened; read the records by the functions, from any thread.
class MemoryStore
{
public:
    enum class Mode {
        Inside, ///< answers before send() returns
        Thread, ///< answers from a thread of its own
        Held, ///< answers when the test says so, or at cancel()
    };

    // The script.
    Mode mode = Mode::Inside;
    int maxInFlight = 1;
    std::size_t entryBytes = 0;
    std::function<SendResult(const Batch &)> answer; ///< empty: all delivered
    std::optional<Problem> openProblem;
    std::optional<Problem> finishProblem;
    std::function<void()> onOpen, onSend, onFinish, onCancel; ///< run inside the call
    bool answersAtCancel = true; ///< what is held then ends as Retry: it was not stored

    struct Sent
    {
        std::uint64_t number;
        int attempt;
        std::size_t size;
    };
    std::vector<Sent> sent() const
    {
        const std::lock_guard lock(m_mutex);
        return m_sent;
    }
    /// Numbers of the entries that the store took, in order.
    std::vector<std::uint64_t> taken() const
    {
        const std::lock_guard lock(m_mutex);
        return m_taken;
    }
    /// Entries answered with `outcome`, over all sends.
    std::uint64_t answered(Outcome outcome) const
    {
        const std::lock_guard lock(m_mutex);
        return m_answered[static_cast<std::size_t>(outcome)];
    }
    int mostOutstanding() const
    {
        const std::lock_guard lock(m_mutex);
        return m_mostOutstanding;
    }
    std::size_t held() const
    {
        const std::lock_guard lock(m_mutex);
        return m_held.size();
    }
    /// Waits until `count` batches are held or have been sent.
    void waitForSends(std::size_t count) const
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_sent.size() >= count; });
    }
    /// Answers what is held, oldest first.
    void answerHeld(const SendResult &result, std::size_t count = 1'000'000)
    {
        for (; count > 0; --count) {
            std::unique_lock lock(m_mutex);
            if (m_held.empty())
                return;
            Held held = std::move(m_held.front());
            m_held.pop_front();
            record(held.batch, result);
            lock.unlock();
            held.done(result);
        }
    }

    std::atomic<int> opened{0}, finished{0}, cancelled{0}, destroyed{0};

private:
    friend class MemorySink;
    struct Held
    {
        Batch batch;
        std::function<void(SendResult)> done;
    };

    void record(const Batch &batch, const SendResult &result)
    {
        --m_outstanding;
        for (std::size_t i = 0; i < batch.entries->size(); ++i) {
            const Outcome outcome =
                result.items.size() == batch.entries->size() ? result.items[i] : result.outcome;
            ++m_answered[static_cast<std::size_t>(outcome)];
            if (outcome == Outcome::Delivered)
                m_taken.push_back((*batch.entries)[i].number);
        }
    }

    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::vector<Sent> m_sent;
    std::vector<std::uint64_t> m_taken;
    std::uint64_t m_answered[7] = {};
    std::deque<Held> m_held;
    int m_outstanding = 0;
    int m_mostOutstanding = 0;
    bool m_stops = false;
};

/// A sink that keeps what it is given in a MemoryStore and answers as the store's script says.
class MemorySink : public Sink
{
public:
    explicit MemorySink(std::shared_ptr<MemoryStore> store)
        : m_store(std::move(store))
    {
    }

    ~MemorySink() override
    {
        {
            const std::lock_guard lock(m_store->m_mutex);
            m_store->m_stops = true;
            m_store->m_held.clear();
        }
        m_store->m_changed.notify_all();
        if (m_thread.joinable())
            m_thread.join();
        ++m_store->destroyed;
        m_store->destroyed.notify_all();
    }

    Result<void> open(const Content &) override
    {
        ++m_store->opened;
        if (m_store->onOpen)
            m_store->onOpen();
        if (m_store->openProblem)
            return *m_store->openProblem;
        if (m_store->mode == MemoryStore::Mode::Thread)
            m_thread = std::thread([this] {
                m_cpu.begin();
                answerFromThread();
                m_cpu.end();
            });
        return {};
    }

    int maxInFlight() const override { return m_store->maxInFlight; }
    std::size_t entryBytes() const override { return m_store->entryBytes; }
    std::uint64_t bytesWritten() const override { return m_bytes.load(); }
    std::int64_t busiestThreadNanos() const override { return m_cpu.nanos(); }

    void send(Batch batch, std::function<void(SendResult)> done) override
    {
        if (m_store->onSend)
            m_store->onSend();
        m_bytes += batch.entries->size() * sizeof(Entry);
        std::unique_lock lock(m_store->m_mutex);
        m_store->m_sent.push_back({batch.number, batch.attempt, batch.entries->size()});
        m_store->m_mostOutstanding = std::max(m_store->m_mostOutstanding, ++m_store->m_outstanding);
        m_store->m_changed.notify_all();
        if (m_store->mode != MemoryStore::Mode::Inside) {
            m_store->m_held.push_back({std::move(batch), std::move(done)});
            return;
        }
        SendResult result = m_store->answer ? m_store->answer(batch) : SendResult{};
        m_store->record(batch, result);
        lock.unlock();
        done(std::move(result));
    }

    Result<void> finish(std::int64_t) override
    {
        ++m_store->finished;
        if (m_store->onFinish)
            m_store->onFinish();
        if (m_store->finishProblem)
            return *m_store->finishProblem;
        return {};
    }

    void cancel() override
    {
        ++m_store->cancelled;
        if (m_store->onCancel)
            m_store->onCancel();
        SendResult notStored;
        notStored.outcome = Outcome::Retry;
        if (m_store->answersAtCancel)
            m_store->answerHeld(notStored);
    }

private:
    void answerFromThread()
    {
        std::unique_lock lock(m_store->m_mutex);
        while (true) {
            m_store->m_changed.wait(
                lock, [this] { return m_store->m_stops || !m_store->m_held.empty(); });
            if (m_store->m_stops)
                return;
            MemoryStore::Held held = std::move(m_store->m_held.front());
            m_store->m_held.pop_front();
            SendResult result = m_store->answer ? m_store->answer(held.batch) : SendResult{};
            m_store->record(held.batch, result);
            lock.unlock();
            held.done(std::move(result));
            lock.lock();
        }
    }

    std::shared_ptr<MemoryStore> m_store;
    std::atomic<std::uint64_t> m_bytes{0};
    ThreadCpu m_cpu;
    std::thread m_thread;
};

}
