// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/deliveryloop.h"

#include "base/text.h"

#include <algorithm>
#include <span>
#include <string>
#include <system_error>
#include <utility>

namespace emitter {
namespace {

Problem lostProblem(const std::string &reason)
{
    Problem problem;
    problem.text =
        reason.empty() ? "the sink cannot go on and gave no reason" : printable(reason, 300);
    problem.remedy = "Its entries are dropped from here on (sink_lost).";
    problem.cause = Cause::Unreachable;
    return problem;
}

}

DeliveryLoop::DeliveryLoop(std::unique_ptr<Sink> sink, const DeliverySettings &settings,
    SinkLedger &ledger, RunLedger &run, Clock &clock, std::uint64_t seed,
    std::function<void()> changed)
    : m_settings(settings)
    , m_ledger(ledger)
    , m_run(run)
    , m_clock(clock)
    , m_changed(std::move(changed))
    , m_queue(settings.queueSize, settings.bufferSize)
    , m_delivery(settings, m_queue, ledger, run, seed)
    , m_mailbox(std::make_shared<Mailbox>(clock))
    , m_load(clock)
    , m_sink(std::move(sink))
{
}

void DeliveryLoop::open(std::shared_ptr<const Content> content)
{
    const std::lock_guard lock(m_books);
    if (m_started || m_state != SinkState::Opening)
        return;
    m_started = true;
    try {
        m_thread = std::thread([self = shared_from_this(), content = std::move(content)] {
            self->work(*content);
            // The last touch: after this the owner may be gone.
            const std::lock_guard endLock(self->m_endMutex);
            self->m_hasEnded = true;
            self->m_ended.notify_all();
        });
    } catch (const std::system_error &error) {
        m_started = false;
        Problem problem = lostProblem(std::string("no thread for the sink: ") + error.what());
        problem.remedy = "Raise the limit of processes (ulimit -u) or run fewer sinks.";
        setProblem(std::move(problem));
        giveUp(DropReason::SinkLost);
        m_state = SinkState::Lost;
    }
}

void DeliveryLoop::drain(std::int64_t deadline)
{
    m_deadline = deadline;
    m_draining = true;
    m_mailbox->ring();
    endWithoutThread(DropReason::Deadline);
}

void DeliveryLoop::prolong(std::int64_t deadline)
{
    std::int64_t before = m_deadline;
    while (before < deadline && !m_deadline.compare_exchange_weak(before, deadline)) { }
}

void DeliveryLoop::abandon()
{
    if (!m_abandoned.exchange(true))
        m_abandonedAt = m_clock.monotonicNanos();
    m_mailbox->ring();
    if (endWithoutThread(DropReason::Shutdown))
        return;
    const std::lock_guard lock(m_sinkMutex);
    if (m_sink)
        m_sink->cancel();
}

void DeliveryLoop::watch()
{
    const std::int64_t limit = m_clock.monotonicNanos() - m_settings.hangLimit.count();
    if (!m_abandoned && m_draining && limit >= m_deadline)
        abandon();
    else if (m_abandoned && limit >= m_abandonedAt)
        leaveThread();
}

// The sink hangs: its thread keeps the sink and this object, and touches nothing else any more.
void DeliveryLoop::leaveThread()
{
    const std::lock_guard lock(m_books);
    if (m_detached || m_state == SinkState::Finished)
        return;
    m_detached = true;
    if (m_state == SinkState::Lost)
        return;
    giveUp(DropReason::Shutdown);
    m_delivery.leaveOutstanding();
    m_mailbox->close();
    m_incomplete = true;
    m_state = SinkState::Finished;
}

void DeliveryLoop::close()
{
    abandon();
    if (!m_thread.joinable())
        return;
    std::unique_lock end(m_endMutex);
    if (m_ended.wait_for(end, m_settings.hangLimit, [this] { return m_hasEnded; })) {
        end.unlock();
        m_thread.join();
        return;
    }
    end.unlock();
    leaveThread();
    m_thread.detach();
}

std::optional<Problem> DeliveryLoop::problem() const
{
    const std::lock_guard lock(m_problemMutex);
    return m_problem;
}

std::uint64_t DeliveryLoop::bytesWritten() const
{
    const std::lock_guard lock(m_sinkMutex);
    return m_sink ? m_sink->bytesWritten() : m_bytesAtEnd;
}

SinkActivity DeliveryLoop::activity() const
{
    const std::lock_guard lock(m_sinkMutex);
    return m_sink ? m_sink->activity() : SinkActivity{};
}

std::vector<std::string> DeliveryLoop::notes() const
{
    const std::lock_guard lock(m_sinkMutex);
    return m_notes;
}

std::string DeliveryLoop::hint() const
{
    const std::lock_guard lock(m_sinkMutex);
    return m_hint;
}

void DeliveryLoop::offer(const ChunkPtr &chunk)
{
    if (chunk->empty())
        return;
    if (isMuted()) {
        m_ledger.mute(chunk->size()); // in the books, but no error of its sources
        return;
    }
    m_offering = true;
    // Counted before the worker can see the entries, or it could deliver what was never offered.
    m_ledger.offer(chunk->size());
    const std::int64_t now = m_clock.monotonicNanos();
    std::uint64_t taken = 0;
    if (m_settings.block) {
        while (taken < chunk->size()) {
            const std::uint64_t part =
                m_queue.pushWaiting(std::span<const Entry>(*chunk).subspan(taken), now);
            if (part == 0)
                break;
            taken += part;
            wakeForQueue();
        }
    } else {
        taken = m_queue.push(*chunk, now);
        wakeForQueue();
    }
    if (taken < chunk->size()) {
        const DropReason reason = m_queue.isClosed() ? m_closedAs.load() : DropReason::QueueFull;
        m_ledger.drop(chunk->size() - taken, reason);
        for (std::size_t i = taken; i < chunk->size(); ++i)
            m_run.countError((*chunk)[i].source);
    }
    m_offering = false;
    if (m_draining)
        m_mailbox->ring();
}

void DeliveryLoop::wakeForQueue()
{
    if (m_queue.size() >= m_wakeAtSize.load() && m_wakeAtSize.exchange(noSize) != noSize)
        m_mailbox->ring();
}

void DeliveryLoop::setProblem(Problem newProblem)
{
    const std::lock_guard lock(m_problemMutex);
    m_problem = std::move(newProblem);
}

// True when the sink was never opened, or its thread could not be had.
bool DeliveryLoop::endWithoutThread(DropReason reason)
{
    const std::lock_guard lock(m_books);
    if (m_started)
        return false;
    giveUp(reason);
    if (m_state != SinkState::Lost)
        m_state = SinkState::Finished;
    return true;
}

void DeliveryLoop::publish(SinkState newState)
{
    m_state = newState;
    if (m_changed)
        m_changed();
}

void DeliveryLoop::giveUp(DropReason reason)
{
    m_closedAs = reason;
    m_delivery.giveUp(reason);
}

void DeliveryLoop::work(const Content &content)
{
    if (openSink(content)) {
        while (step()) { }
        finishSink();
    }
    closeSink();
    const std::lock_guard lock(m_books);
    m_mailbox->close();
    if (!m_detached && m_state != SinkState::Lost)
        publish(SinkState::Finished);
}

bool DeliveryLoop::openSink(const Content &content)
{
    Result<void> opened;
    if (m_abandoned)
        opened = lostProblem({});
    else
        opened = m_sink->open(content);
    const int maxInFlight = opened ? m_sink->maxInFlight() : 1;
    const std::size_t entryBytes = opened ? m_sink->entryBytes() : 0;

    const std::lock_guard lock(m_books);
    if (m_detached)
        return false;
    if (opened) {
        m_delivery.setOpened(maxInFlight, entryBytes);
        m_load.begin();
        publish(SinkState::Running);
        return true;
    }
    // An abandoned sink fails to open because it was told to.
    if (m_abandoned) {
        giveUp(DropReason::Shutdown);
        m_incomplete = m_delivery.givenUp() > 0;
    } else {
        giveUp(DropReason::SinkLost);
        setProblem(opened.problem());
        publish(SinkState::Lost);
    }
    return false;
}

void DeliveryLoop::collect()
{
    m_mailbox->collect(m_answers);
    for (const Mailbox::Answer &answer : m_answers)
        m_delivery.answer(
            answer.token, answer.result, answer.at, m_start.load(std::memory_order_relaxed));
}

// Nothing more is to be sent: lost, abandoned, drained, or what is left has no chance.
bool DeliveryLoop::isOver(std::int64_t now)
{
    if (m_delivery.isLost() || m_abandoned)
        return true;
    if (!m_draining)
        return false;
    m_delivery.setDraining();
    if (now >= m_deadline)
        return true;
    return !m_offering && m_delivery.outstanding() == 0 && m_delivery.nextTime(now) >= m_deadline;
}

// False when the owner has closed the books meanwhile.
bool DeliveryLoop::watchLoad(std::int64_t now, std::unique_lock<std::mutex> &books)
{
    if (!m_load.isDue(now))
        return true;
    books.unlock();
    const std::int64_t sinkCpu = m_sink->busiestThreadNanos();
    books.lock();
    if (m_detached)
        return false;
    const auto batch = std::min<std::uint64_t>(m_settings.bufferSize, m_settings.queueSize);
    m_load.look(now, m_queue.size() >= batch, sinkCpu);
    return true;
}

bool DeliveryLoop::step()
{
    std::optional<DeliveryState::Send> send;
    std::int64_t until = never;
    {
        std::unique_lock lock(m_books);
        if (m_detached)
            return false;
        collect();
        const std::int64_t now = m_clock.monotonicNanos();
        if (isOver(now) || !watchLoad(now, lock))
            return false;
        send = m_delivery.next(now);
        if (!send) {
            // In this order: an entry that comes in between must not go unseen by both.
            m_wakeAtSize = m_delivery.wakeAtSize();
            until = std::min(m_delivery.nextTime(now), m_deadline.load());
        }
    }
    if (send) {
        m_sink->send(
            std::move(send->batch), [box = m_mailbox, token = send->token](SendResult result) {
                box->put(token, std::move(result));
            });
        return true;
    }
    if (m_mailbox->prepareToSleep() && m_queue.size() < m_wakeAtSize)
        m_mailbox->sleep(until);
    m_wakeAtSize = noSize;
    return true;
}

// Gives up what was not sent, and what was sent once the sink had its chance to answer. False
// when the owner has closed the books meanwhile.
bool DeliveryLoop::settle(DropReason reason)
{
    bool waits = false;
    std::int64_t end = 0;
    {
        const std::lock_guard lock(m_books);
        if (m_detached)
            return false;
        giveUp(reason);
        waits = m_delivery.outstanding() > 0;
        end = m_clock.monotonicNanos() + m_settings.answerGrace.count();
    }
    if (waits)
        m_sink->cancel();
    while (waits) {
        if (m_mailbox->prepareToSleep())
            m_mailbox->sleep(end);
        const std::lock_guard lock(m_books);
        if (m_detached)
            return false;
        collect();
        waits = m_delivery.outstanding() > 0 && m_clock.monotonicNanos() < end;
    }
    const std::lock_guard lock(m_books);
    if (m_detached)
        return false;
    m_delivery.leaveOutstanding();
    m_mailbox->close();
    if (reason == DropReason::SinkLost) {
        setProblem(lostProblem(m_delivery.lostReason()));
        publish(SinkState::Lost);
    } else {
        m_incomplete = m_delivery.givenUp() > 0;
    }
    return true;
}

void DeliveryLoop::finishSink()
{
    bool lost = false;
    std::int64_t limit = 0;
    {
        const std::lock_guard lock(m_books);
        if (m_detached)
            return;
        lost = m_delivery.isLost();
        limit = m_clock.monotonicNanos();
        if (m_abandoned)
            limit = std::min(limit, m_deadline.load());
        else
            limit = m_draining ? m_deadline.load() : limit + m_settings.answerGrace.count();
    }
    const DropReason reason = m_abandoned ? DropReason::Shutdown : DropReason::Deadline;
    if (!settle(lost ? DropReason::SinkLost : reason))
        return;
    if (!m_abandoned && !lost) {
        limit += m_settings.finishTimeout.count();
        m_deadline = limit; // until then, watch() lets it work
    }
    Result<void> finished = m_sink->finish(limit);
    const std::lock_guard lock(m_books);
    if (finished || lost || m_detached)
        return;
    m_incomplete = true;
    setProblem(std::move(finished.problem()));
}

void DeliveryLoop::closeSink()
{
    std::unique_ptr<Sink> closing;
    {
        const std::lock_guard lock(m_sinkMutex);
        m_bytesAtEnd = m_sink->bytesWritten();
        m_notes = m_sink->notes();
        m_hint = m_sink->hint();
        closing = std::move(m_sink);
    }
    closing.reset();
}

}
