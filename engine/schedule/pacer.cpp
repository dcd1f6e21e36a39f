// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/pacer.h"

#include "schedule/paceaudit.h"
#include "schedule/pacercontrols.h"
#include "schedule/saturated.h"

#include <algorithm>
#include <optional>
#include <thread>
#include <utility>

namespace emitter {
namespace {

/// Entries passed over (late or muted) before the pacer looks at the clock and its commands again.
constexpr std::size_t longestRound = 1U << 20;

}

struct Pacer::Impl
{
    Impl(Schedule made, Timeline line, PacerOptions chosen, PacerOutput &out, Clock &time)
        : schedule(std::move(made))
        , timeline(std::move(line))
        , options(chosen)
        , output(out)
        , clock(time)
        , controls(time)
        , audit(time)
        , end(chosen.duration.count())
    {
    }

    void run(std::atomic<bool> &finished);

    Schedule schedule;
    Timeline timeline;
    const PacerOptions options;
    PacerOutput &output;
    Clock &clock;
    PacerControls controls;
    PaceAudit audit;
    std::thread thread;

    // The pacer thread's own.
    std::int64_t start = 0; ///< monotonic time of the start
    std::int64_t origin = 0; ///< the same, moved on by every pause: run time 0
    std::optional<std::int64_t> pausedAt;
    std::int64_t end; ///< run time; entries due before it are made
    std::uint64_t scheduled = 0;
    std::int64_t lastDue = 0;
    std::size_t lastChunk = 0; ///< entries; the next chunk will be alike
    std::int64_t wakeUp = -never; ///< run time at which the last sleep was to end

private:
    /// Entries are dated since the start, pauses counted; everything else here is run time.
    std::int64_t pauses() const { return origin - start; }
    std::int64_t now() const { return pausedAt ? *pausedAt : clock.monotonicNanos() - origin; }
    bool isComplete() const { return scheduled >= options.count || schedule.isEmpty(); }
    void obey(const PacerCommand &command);
    void emitAllBefore(std::int64_t limit);
    bool emitDue(std::int64_t limit);
    bool emitClosed(std::int64_t roundStart);
    void handOver(std::shared_ptr<Chunk> chunk);
    void sleep(std::int64_t roundStart);
};

void Pacer::Impl::run(std::atomic<bool> &finished)
{
    audit.begin(start);
    while (true) {
        for (const PacerCommand &command : controls.take())
            obey(command);
        const std::int64_t roundStart = now();
        const bool more =
            options.closedLoop ? emitClosed(roundStart) : emitDue(std::min(roundStart, end - 1));
        const std::int64_t roundEnd = now();
        audit.endRound(std::min(roundEnd, end), std::max<std::int64_t>(roundEnd - end, 0));
        if (more)
            continue;
        if (isComplete() || roundStart >= end)
            break;
        sleep(roundStart);
    }
    controls.finish(std::min(now(), end));
    finished.store(true);
}

void Pacer::Impl::obey(const PacerCommand &command)
{
    // What was due before the command still follows the old rules.
    emitAllBefore(std::min(command.runTime, end - 1));
    switch (command.kind) {
    case PacerCommand::Stop:
        end = std::min(end, command.runTime);
        break;
    case PacerCommand::Pause:
        if (!pausedAt)
            pausedAt = command.runTime;
        break;
    case PacerCommand::Resume:
        pausedAt.reset();
        origin = command.origin;
        break;
    case PacerCommand::Factor:
        timeline.setFactor(std::max(command.runTime, lastDue), command.factor);
        break;
    case PacerCommand::Mute:
        schedule.setMuted(command.stream, command.muted);
        break;
    }
}

void Pacer::Impl::emitAllBefore(std::int64_t limit)
{
    if (options.closedLoop)
        return;
    while (emitDue(limit)) { }
}

/// Hands over at most one chunk of the entries due up to `limit`; true when there are more.
bool Pacer::Impl::emitDue(std::int64_t limit)
{
    const std::int64_t tooLate = now() - options.maxLag.count();
    std::shared_ptr<Chunk> chunk;
    std::uint64_t skipped = 0;
    bool more = false;
    for (std::size_t passed = 0; !isComplete(); ++passed) {
        const std::int64_t due = std::max(timeline.dueOf(schedule.nextDue()), lastDue);
        if (due > limit)
            break;
        if (passed == longestRound || (chunk && chunk->size() == options.chunkEntries)) {
            more = true;
            break;
        }
        lastDue = due;
        if (schedule.isNextMuted()) {
            schedule.drop();
            continue;
        }
        Entry entry = schedule.pop();
        entry.due = due + pauses();
        ++scheduled;
        if (due < tooLate) {
            ++skipped;
            audit.skip(due);
            continue;
        }
        if (!chunk) {
            chunk = std::make_shared<Chunk>();
            chunk->reserve(std::min(options.chunkEntries, lastChunk + lastChunk / 4 + 1));
        }
        chunk->push_back(entry);
    }
    if (skipped > 0)
        output.skipLate(skipped);
    if (chunk)
        handOver(std::move(chunk));
    return more;
}

/// Closed loop: the schedule says only who speaks next and what; the time is now. False when
/// nobody may speak.
bool Pacer::Impl::emitClosed(std::int64_t roundStart)
{
    if (pausedAt || roundStart >= end || schedule.isSilent())
        return false;
    auto chunk = std::make_shared<Chunk>();
    chunk->reserve(options.chunkEntries);
    for (std::size_t passed = 0;
         passed < longestRound && chunk->size() < options.chunkEntries && !isComplete(); ++passed) {
        if (schedule.isNextMuted()) {
            schedule.drop();
            continue;
        }
        chunk->push_back(schedule.pop());
        ++scheduled;
    }
    for (Entry &entry : *chunk)
        entry.due = roundStart + pauses();
    if (chunk->empty())
        return false;
    handOver(std::move(chunk));
    return true;
}

void Pacer::Impl::handOver(std::shared_ptr<Chunk> chunk)
{
    lastChunk = chunk->size();
    const std::int64_t before = now();
    audit.emit(*chunk, pauses(), before);
    output.emitChunk(std::move(chunk), before + pauses());
    audit.handedOver(now() - before);
}

/// Until the next entry is due, but not twice in one tick; while paused until a command comes.
void Pacer::Impl::sleep(std::int64_t roundStart)
{
    std::int64_t until = never;
    if (!pausedAt) {
        const std::int64_t due = options.closedLoop ? 0 : timeline.dueOf(schedule.nextDue());
        // A tick after the wake-up that was wanted, not after the one that came: being woken late
        // once must not move all that follow.
        const std::int64_t tick = options.tick.count();
        const std::int64_t woken = std::clamp(wakeUp, roundStart - tick, roundStart);
        wakeUp = until = std::min(std::max(due, woken + tick), end);
    }
    const std::int64_t deadline = saturatedSum(origin, until);
    const bool rests = deadline > clock.monotonicNanos();
    clock.waitUntil(deadline, controls.wake());
    if (rests)
        audit.woke(deadline);
}

Pacer::Pacer(
    Schedule schedule, Timeline timeline, PacerOptions options, PacerOutput &output, Clock &clock)
    : m_impl(
        std::make_unique<Impl>(std::move(schedule), std::move(timeline), options, output, clock))
{
}

Pacer::~Pacer()
{
    stop();
    join();
}

void Pacer::start(std::int64_t runTimeZero)
{
    m_impl->start = m_impl->origin = runTimeZero;
    m_impl->controls.start(runTimeZero);
    m_impl->thread = std::thread([this] { m_impl->run(m_finished); });
}

void Pacer::stop()
{
    m_impl->controls.post({.kind = PacerCommand::Stop});
}

void Pacer::join()
{
    if (m_impl->thread.joinable())
        m_impl->thread.join();
}

void Pacer::pause()
{
    m_impl->controls.post({.kind = PacerCommand::Pause});
}

void Pacer::resume()
{
    m_impl->controls.post({.kind = PacerCommand::Resume});
}

bool Pacer::isPaused() const
{
    return m_impl->controls.isPaused();
}

void Pacer::setFactor(double factor)
{
    m_impl->controls.post({.kind = PacerCommand::Factor, .factor = factor});
}

void Pacer::setMuted(std::size_t stream, bool muted)
{
    m_impl->controls.post({.kind = PacerCommand::Mute, .stream = stream, .muted = muted});
}

std::int64_t Pacer::runTime() const
{
    return m_impl->controls.runTime();
}

PaceFacts Pacer::facts() const
{
    return m_impl->audit.facts();
}

}
