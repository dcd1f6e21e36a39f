// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/sinkworker.h"

#include "delivery/deliverystate.h"
#include "delivery/mailbox.h"
#include "delivery/sinkqueue.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace emitter {
namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t noSize = std::numeric_limits<std::uint64_t>::max();

Problem lostProblem(const std::string &reason)
{
    Problem problem;
    problem.text = reason.empty() ? "the sink cannot go on and gave no reason" : reason;
    problem.remedy = "Its entries are dropped from here on (sink_lost).";
    problem.cause = Cause::Unreachable;
    return problem;
}

}

// Shared by the owner and the thread. Whoever touches `delivery`, the ledgers, the clock or
// `changed` for the thread holds `books`; calls into the sink are made without it, so that the
// owner can close the books of a sink that never returns.
struct SinkWorker::Impl
{
    Impl(std::unique_ptr<Sink> sinkToOwn, const DeliverySettings &deliverySettings,
        SinkLedger &sinkLedger, RunLedger &runLedger, Clock &clockToUse, std::uint64_t seed,
        std::function<void()> onChanged)
        : settings(deliverySettings)
        , ledger(sinkLedger)
        , run(runLedger)
        , clock(clockToUse)
        , changed(std::move(onChanged))
        , queue(settings.queueSize)
        , delivery(settings, queue, ledger, run, seed)
        , mailbox(std::make_shared<Mailbox>(clock))
        , sink(std::move(sinkToOwn))
    {
    }

    // Any thread.
    void offer(const ChunkPtr &chunk);
    void wakeForQueue();
    void cancelSink();
    void setProblem(Problem newProblem);
    bool endWithoutThread(DropReason reason);

    // The worker's thread.
    void work(const Content &content);
    bool openSink(const Content &content);
    bool step();
    bool isOver(std::int64_t now);
    void collect();
    bool settle(DropReason reason);
    void finishSink();
    void closeSink();

    // Whoever holds `books`.
    void publish(State newState);
    void giveUp(DropReason reason);

    const DeliverySettings settings;
    SinkLedger &ledger;
    RunLedger &run;
    Clock &clock;
    const std::function<void()> changed;

    SinkQueue queue;
    std::atomic<std::uint64_t> wakeAtSize{noSize}; ///< entries in the queue that end the sleep
    std::atomic<bool> offering{false};
    std::atomic<DropReason> closedAs{DropReason::Shutdown};

    std::mutex books;
    DeliveryState delivery;
    bool started = false;
    bool detached = false;
    bool busy = false;

    const std::shared_ptr<Mailbox> mailbox;
    std::vector<Mailbox::Answer> answers;

    mutable std::mutex sinkMutex; ///< against the end of the sink; the thread itself reads freely
    std::unique_ptr<Sink> sink;
    std::uint64_t bytesAtEnd = 0;

    std::atomic<State> state{State::Opening};
    mutable std::mutex problemMutex;
    std::optional<Problem> problem;
    std::atomic<std::int64_t> start{0};
    std::atomic<std::int64_t> deadline{never};
    std::atomic<bool> draining{false};
    std::atomic<bool> abandoned{false};
    std::atomic<bool> incomplete{false};

    std::thread thread;
    std::mutex endMutex;
    std::condition_variable ended;
    bool hasEnded = false;
};

void SinkWorker::Impl::offer(const ChunkPtr &chunk)
{
    if (chunk->empty())
        return;
    offering = true;
    // Counted before the worker can see the entries, or it could deliver what was never offered.
    ledger.offer(chunk->size());
    const std::int64_t now = clock.monotonicNanos();
    std::uint64_t taken = 0;
    if (settings.block) {
        while (taken < chunk->size()) {
            const std::uint64_t part = queue.pushWaiting(chunk, taken, now);
            if (part == 0)
                break;
            taken += part;
            wakeForQueue();
        }
    } else {
        taken = queue.push(chunk, 0, now);
        wakeForQueue();
    }
    if (taken < chunk->size()) {
        const DropReason reason = queue.isClosed() ? closedAs.load() : DropReason::QueueFull;
        ledger.drop(chunk->size() - taken, reason);
        for (std::size_t i = taken; i < chunk->size(); ++i)
            run.countError((*chunk)[i].source);
    }
    offering = false;
    if (draining)
        mailbox->ring();
}

void SinkWorker::Impl::wakeForQueue()
{
    if (queue.size() >= wakeAtSize.load() && wakeAtSize.exchange(noSize) != noSize)
        mailbox->ring();
}

void SinkWorker::Impl::cancelSink()
{
    const std::lock_guard lock(sinkMutex);
    if (sink)
        sink->cancel();
}

void SinkWorker::Impl::setProblem(Problem newProblem)
{
    const std::lock_guard lock(problemMutex);
    problem = std::move(newProblem);
}

// True when the sink was never opened, or its thread could not be had.
bool SinkWorker::Impl::endWithoutThread(DropReason reason)
{
    const std::lock_guard lock(books);
    if (started)
        return false;
    giveUp(reason);
    if (state != State::Lost)
        state = State::Finished;
    return true;
}

void SinkWorker::Impl::publish(State newState)
{
    state = newState;
    if (changed)
        changed();
}

void SinkWorker::Impl::giveUp(DropReason reason)
{
    closedAs = reason;
    delivery.giveUp(reason);
}

void SinkWorker::Impl::work(const Content &content)
{
    if (openSink(content)) {
        while (step()) { }
        finishSink();
    }
    closeSink();
    const std::lock_guard lock(books);
    mailbox->close();
    if (!detached && state != State::Lost)
        publish(State::Finished);
}

bool SinkWorker::Impl::openSink(const Content &content)
{
    const Result<void> opened = sink->open(content);
    const int maxInFlight = opened ? sink->maxInFlight() : 1;
    const std::size_t entryBytes = opened ? sink->entryBytes() : 0;

    const std::lock_guard lock(books);
    if (detached)
        return false;
    if (opened) {
        delivery.setOpened(maxInFlight, entryBytes);
        publish(State::Running);
        return true;
    }
    // An abandoned sink fails to open because it was told to.
    giveUp(abandoned ? DropReason::Shutdown : DropReason::SinkLost);
    incomplete = delivery.givenUp() > 0;
    if (!abandoned) {
        setProblem(opened.problem());
        publish(State::Lost);
    }
    return false;
}

void SinkWorker::Impl::collect()
{
    mailbox->collect(answers);
    for (const Mailbox::Answer &answer : answers)
        delivery.answer(
            answer.token, answer.result, answer.at, start.load(std::memory_order_relaxed));
}

// Nothing more is to be sent: lost, abandoned, drained, or what is left has no chance.
bool SinkWorker::Impl::isOver(std::int64_t now)
{
    if (delivery.isLost() || abandoned)
        return true;
    if (!draining)
        return false;
    delivery.setDraining();
    if (now >= deadline)
        return true;
    return !offering && delivery.outstanding() == 0 && delivery.nextTime(now) >= deadline;
}

bool SinkWorker::Impl::step()
{
    std::optional<DeliveryState::Send> send;
    std::int64_t until = never;
    {
        const std::lock_guard lock(books);
        if (detached)
            return false;
        collect();
        const std::int64_t now = clock.monotonicNanos();
        if (isOver(now))
            return false;
        send = delivery.next(now);
        if (send) {
            busy = true;
        } else {
            // In this order: an entry that comes in between must not go unseen by both.
            wakeAtSize = delivery.wakeAtSize();
            until = std::min(delivery.nextTime(now), deadline.load());
            if (delivery.isIdle() && std::exchange(busy, false) && changed)
                changed();
        }
    }
    if (send) {
        sink->send(std::move(send->batch), [box = mailbox, token = send->token](SendResult result) {
            box->put(token, std::move(result));
        });
        return true;
    }
    if (mailbox->prepareToSleep() && queue.size() < wakeAtSize)
        mailbox->sleep(until);
    wakeAtSize = noSize;
    return true;
}

// Gives up what was not sent, and what was sent once the sink had its chance to answer. False when
// the owner has closed the books meanwhile.
bool SinkWorker::Impl::settle(DropReason reason)
{
    bool waits = false;
    std::int64_t end = 0;
    {
        const std::lock_guard lock(books);
        if (detached)
            return false;
        giveUp(reason);
        waits = delivery.outstanding() > 0;
        end = clock.monotonicNanos() + settings.answerGrace.count();
    }
    if (waits)
        sink->cancel();
    while (waits) {
        if (mailbox->prepareToSleep())
            mailbox->sleep(end);
        const std::lock_guard lock(books);
        if (detached)
            return false;
        collect();
        waits = delivery.outstanding() > 0 && clock.monotonicNanos() < end;
    }
    const std::lock_guard lock(books);
    if (detached)
        return false;
    delivery.leaveOutstanding();
    mailbox->close();
    if (reason == DropReason::SinkLost) {
        setProblem(lostProblem(delivery.lostReason()));
        publish(State::Lost);
    } else {
        incomplete = delivery.givenUp() > 0;
    }
    return true;
}

void SinkWorker::Impl::finishSink()
{
    bool lost = false;
    std::int64_t limit = 0;
    {
        const std::lock_guard lock(books);
        if (detached)
            return;
        lost = delivery.isLost();
        limit = clock.monotonicNanos();
        if (abandoned)
            limit = std::min(limit, deadline.load());
        else
            limit = draining ? deadline.load() : limit + settings.answerGrace.count();
    }
    const DropReason reason = abandoned ? DropReason::Shutdown : DropReason::Deadline;
    if (!settle(lost ? DropReason::SinkLost : reason))
        return;
    Result<void> finished = sink->finish(limit);
    const std::lock_guard lock(books);
    if (finished || lost || detached)
        return;
    incomplete = true;
    setProblem(std::move(finished.problem()));
}

void SinkWorker::Impl::closeSink()
{
    std::unique_ptr<Sink> closing;
    {
        const std::lock_guard lock(sinkMutex);
        bytesAtEnd = sink->bytesWritten();
        closing = std::move(sink);
    }
    closing.reset();
}

SinkWorker::SinkWorker(std::unique_ptr<Sink> sink, DeliverySettings settings, SinkLedger &ledger,
    RunLedger &run, Clock &clock, std::uint64_t seed, std::function<void()> changed)
    : m_impl(std::make_shared<Impl>(
        std::move(sink), settings, ledger, run, clock, seed, std::move(changed)))
{
}

SinkWorker::~SinkWorker()
{
    abandon();
    if (!m_impl->thread.joinable())
        return;
    {
        std::unique_lock lock(m_impl->endMutex);
        if (m_impl->ended.wait_for(
                lock, m_impl->settings.hangLimit, [this] { return m_impl->hasEnded; })) {
            lock.unlock();
            m_impl->thread.join();
            return;
        }
    }
    const std::lock_guard lock(m_impl->books);
    m_impl->detached = true;
    m_impl->giveUp(DropReason::Shutdown);
    m_impl->delivery.leaveOutstanding();
    m_impl->mailbox->close();
    m_impl->thread.detach();
}

void SinkWorker::open(std::shared_ptr<const Content> content)
{
    const std::lock_guard lock(m_impl->books);
    if (m_impl->abandoned || std::exchange(m_impl->started, true))
        return;
    try {
        m_impl->thread = std::thread([impl = m_impl, content = std::move(content)] {
            impl->work(*content);
            // The last touch: after this the owner may be gone.
            const std::lock_guard endLock(impl->endMutex);
            impl->hasEnded = true;
            impl->ended.notify_all();
        });
    } catch (const std::system_error &error) {
        m_impl->started = false;
        Problem problem = lostProblem(std::string("no thread for the sink: ") + error.what());
        problem.remedy = "Raise the limit of processes (ulimit -u) or run fewer sinks.";
        m_impl->setProblem(std::move(problem));
        m_impl->giveUp(DropReason::SinkLost);
        m_impl->state = State::Lost;
    }
}

void SinkWorker::open(const Content &content)
{
    open(std::shared_ptr<const Content>(std::shared_ptr<const Content>(), &content));
}

SinkWorker::State SinkWorker::state() const
{
    return m_impl->state;
}

std::optional<Problem> SinkWorker::problem() const
{
    const std::lock_guard lock(m_impl->problemMutex);
    return m_impl->problem;
}

void SinkWorker::setStart(std::int64_t monotonicNanos)
{
    m_impl->start.store(monotonicNanos, std::memory_order_relaxed);
}

void SinkWorker::offer(const ChunkPtr &chunk)
{
    m_impl->offer(chunk);
}

void SinkWorker::drain(std::int64_t deadline)
{
    m_impl->deadline = deadline;
    m_impl->draining = true;
    m_impl->mailbox->ring();
    m_impl->endWithoutThread(DropReason::Deadline);
}

void SinkWorker::abandon()
{
    m_impl->abandoned = true;
    m_impl->mailbox->ring();
    if (!m_impl->endWithoutThread(DropReason::Shutdown))
        m_impl->cancelSink();
}

std::uint64_t SinkWorker::queued() const
{
    return m_impl->queue.size();
}

std::uint64_t SinkWorker::bytesWritten() const
{
    const std::lock_guard lock(m_impl->sinkMutex);
    return m_impl->sink ? m_impl->sink->bytesWritten() : m_impl->bytesAtEnd;
}

bool SinkWorker::drainIncomplete() const
{
    return m_impl->incomplete;
}

}
