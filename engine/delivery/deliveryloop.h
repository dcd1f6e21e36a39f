// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/deliverystate.h"
#include "delivery/loadwatch.h"
#include "delivery/mailbox.h"
#include "delivery/sinkqueue.h"
#include "delivery/sinkworker.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace emitter {

/// The inside of a SinkWorker; it outlives the worker when the sink hangs, and is kept alive by its
/// thread. Whoever touches the delivery's state, the ledgers, the clock or `changed` for the thread
/// holds m_books; calls into the sink are made without it, so that the owner can close the books of
/// a sink that never returns.
class DeliveryLoop : public std::enable_shared_from_this<DeliveryLoop>
{
public:
    DeliveryLoop(std::unique_ptr<Sink> sink, const DeliverySettings &settings, SinkLedger &ledger,
        RunLedger &run, Clock &clock, std::uint64_t seed, std::function<void()> changed);

    // The owner's side: any thread. What they mean is told in SinkWorker.
    void open(std::shared_ptr<const Content> content);
    void offer(const ChunkPtr &chunk);
    void setMuted(bool muted) { m_muted.store(muted, std::memory_order_relaxed); }
    bool isMuted() const { return m_muted.load(std::memory_order_relaxed); }
    void drain(std::int64_t deadline);
    void prolong(std::int64_t deadline);
    void abandon();
    void watch();
    /// Abandons, waits for the thread, and leaves it alone when it hangs. Last call of the owner.
    void close();
    void setStart(std::int64_t monotonicNanos)
    {
        m_start.store(monotonicNanos, std::memory_order_relaxed);
    }
    SinkState state() const { return m_state; }
    std::optional<Problem> problem() const;
    std::uint64_t queued() const { return m_queue.size(); }
    std::uint64_t bytesWritten() const;
    const LoadWatch &load() const { return m_load; }
    SinkActivity activity() const;
    std::vector<std::string> notes() const;
    std::string hint() const;
    bool isIncomplete() const { return m_incomplete; }

private:
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    static constexpr std::uint64_t noSize = std::numeric_limits<std::uint64_t>::max();

    void wakeForQueue();
    void setProblem(Problem problem);
    bool endWithoutThread(DropReason reason);
    void leaveThread();

    // The thread.
    void work(const Content &content);
    bool openSink(const Content &content);
    bool step();
    bool isOver(std::int64_t now);
    bool watchLoad(std::int64_t now, std::unique_lock<std::mutex> &books);
    void collect();
    bool settle(DropReason reason);
    void finishSink();
    void closeSink();

    // Whoever holds m_books.
    void publish(SinkState state);
    void giveUp(DropReason reason);

    const DeliverySettings m_settings;
    SinkLedger &m_ledger;
    RunLedger &m_run;
    Clock &m_clock;
    const std::function<void()> m_changed;

    SinkQueue m_queue;
    std::atomic<std::uint64_t> m_wakeAtSize{noSize}; ///< entries in the queue that end the sleep
    std::atomic<bool> m_offering{false};
    std::atomic<bool> m_muted{false};
    std::atomic<DropReason> m_closedAs{DropReason::Shutdown};

    std::mutex m_books;
    DeliveryState m_delivery;
    bool m_started = false;
    bool m_detached = false; ///< the owner has gone: touch nothing of it

    const std::shared_ptr<Mailbox> m_mailbox;
    std::vector<Mailbox::Answer> m_answers;
    LoadWatch m_load;

    mutable std::mutex m_sinkMutex; ///< against the end of the sink; the thread itself reads freely
    std::unique_ptr<Sink> m_sink;
    std::uint64_t m_bytesAtEnd = 0;
    std::vector<std::string> m_notes;
    std::string m_hint;

    std::atomic<SinkState> m_state{SinkState::Opening};
    mutable std::mutex m_problemMutex;
    std::optional<Problem> m_problem;
    std::atomic<std::int64_t> m_start{0};
    std::atomic<std::int64_t> m_deadline{never};
    std::atomic<bool> m_draining{false};
    std::atomic<bool> m_abandoned{false};
    std::atomic<std::int64_t> m_abandonedAt{never};
    std::atomic<bool> m_incomplete{false};

    std::thread m_thread;
    std::mutex m_endMutex;
    std::condition_variable m_ended;
    bool m_hasEnded = false;
};

}
