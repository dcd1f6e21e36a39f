// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/paceaudit.h"

#include <algorithm>

namespace emitter {

void PaceAudit::Span::add(std::int64_t from, std::int64_t to, std::uint64_t entries)
{
    if (count == 0)
        first = from;
    last = to;
    count += entries;
}

std::optional<double> PaceAudit::Span::perNano() const
{
    if (count < 2 || last <= first)
        return {};
    return static_cast<double>(count - 1) / static_cast<double>(last - first);
}

void PaceAudit::begin(std::int64_t start)
{
    m_mark = start;
    m_cpuMark = m_clock.threadCpuNanos();
}

void PaceAudit::plan(std::int64_t first, std::int64_t last, std::uint64_t count)
{
    m_state.planned10.add(first, count);
    m_state.planned100.add(first, count);
    m_state.planned.add(first, last, count);
}

void PaceAudit::skip(std::int64_t due)
{
    plan(due, due, 1);
}

void PaceAudit::emit(const Chunk &chunk, std::int64_t pauses, std::int64_t now)
{
    const auto runTime = [&](Chunk::const_iterator entry) { return entry->due - pauses; };
    // A bin at a time: most chunks are of one bin alone.
    for (auto begin = chunk.begin(); begin != chunk.end();) {
        m_state.planned10.add(runTime(begin), 0);
        const std::int64_t binEnd = m_state.planned10.end();
        const auto end = runTime(chunk.end() - 1) < binEnd
            ? chunk.end()
            : std::partition_point(begin, chunk.end(),
                [&](const Entry &entry) { return entry.due - pauses < binEnd; });
        plan(runTime(begin), runTime(end - 1), static_cast<std::uint64_t>(end - begin));
        begin = end;
    }
    m_state.emitted10.add(now, chunk.size());
    m_state.emitted100.add(now, chunk.size());
    m_state.emitted.add(now, now, chunk.size());
}

void PaceAudit::lose(const PaceFacts::Lost &part)
{
    const bool alreadyLost = m_stretch.total() > PaceFacts::patience;
    m_stretch += part;
    if (alreadyLost)
        m_state.facts.lost += part;
    else if (m_stretch.total() > PaceFacts::patience)
        m_state.facts.lost += m_stretch;
    m_state.facts.longestStall = std::max(m_state.facts.longestStall, part.machine);
}

void PaceAudit::endRound(std::int64_t now, std::int64_t beyond)
{
    const std::int64_t monotonic = m_clock.monotonicNanos();
    const std::int64_t cpu = m_clock.threadCpuNanos();
    const std::int64_t wall = std::max<std::int64_t>(monotonic - m_mark - beyond, 0);
    const std::int64_t computing = std::min(cpu - m_cpuMark, wall);
    const std::int64_t output = std::min(wall - computing, m_inOutput);
    lose({computing, output, wall - computing - output});
    m_state.facts.cpu += cpu - m_cpuMark;
    m_state.facts.wall = now;
    m_mark = monotonic;
    m_cpuMark = cpu;
    m_inOutput = 0;
    const std::lock_guard lock(m_mutex);
    m_published = m_state;
}

void PaceAudit::woke(std::int64_t deadline)
{
    m_mark = m_clock.monotonicNanos();
    m_stretch = {};
    if (m_mark > deadline)
        lose({0, 0, m_mark - deadline});
}

PaceFacts PaceAudit::facts() const
{
    State state;
    {
        const std::lock_guard lock(m_mutex);
        state = m_published;
    }
    PaceFacts facts = state.facts;
    const std::int64_t until = facts.wall;
    facts.in10ms = {state.planned10.variation(until), state.emitted10.variation(until)};
    facts.in100ms = {state.planned100.variation(until), state.emitted100.variation(until)};
    const auto planned = state.planned.perNano();
    const auto emitted = state.emitted.perNano();
    if (planned && emitted)
        facts.rateErrorPercent = 100 * (*emitted / *planned - 1);
    return facts;
}

}
