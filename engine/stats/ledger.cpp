// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/ledger.h"

#include "base/ensure.h"
#include "base/text.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace emitter {
namespace {

constexpr std::size_t maxReasons = 20;
constexpr std::size_t maxReasonBytes = 300;

std::uint64_t positive(std::int64_t nanos)
{
    return static_cast<std::uint64_t>(std::max<std::int64_t>(nanos, 0));
}

// Neighbours in a chunk or batch are due at nearly the same time, so most of them fall into the
// same bucket: the histogram is asked once per run of such values. Two values share a bucket when
// their leading bits are the same.
template <typename ValueAt>
void recordRuns(Histogram &histogram, std::size_t count, ValueAt valueAt)
{
    std::size_t i = 0;
    while (i < count) {
        std::uint64_t largest = positive(valueAt(i));
        const int width = static_cast<int>(std::bit_width(largest));
        const int shift = std::max(0, width - 1 - Histogram::stepBits);
        const std::uint64_t bucket = largest >> shift;
        const std::size_t begin = i++;
        for (; i < count; ++i) {
            const std::uint64_t value = positive(valueAt(i));
            if (value >> shift != bucket)
                break;
            largest = std::max(largest, value);
        }
        histogram.record(static_cast<std::int64_t>(largest), i - begin);
    }
}

}

std::uint64_t SinkCounts::dropped() const
{
    return std::accumulate(droppedBy.begin(), droppedBy.end(), std::uint64_t{0});
}

bool SinkCounts::addsUp() const
{
    return emitted == delivered + rejected + dropped() + unconfirmed + inFlight;
}

void SinkLedger::leave(std::uint64_t SinkCounts::*counter, std::uint64_t count)
{
    const std::lock_guard lock(m_mutex);
    EMITTER_ENSURE(count <= m_counts.inFlight, "an entry leaves a sink's books once");
    m_counts.inFlight -= count;
    m_counts.*counter += count;
}

void SinkLedger::offer(std::uint64_t count)
{
    const std::lock_guard lock(m_mutex);
    m_counts.emitted += count;
    m_counts.inFlight += count;
}

void SinkLedger::mute(std::uint64_t count)
{
    const std::lock_guard lock(m_mutex);
    m_counts.emitted += count;
    m_counts.droppedBy[static_cast<std::size_t>(DropReason::Muted)] += count;
}

void SinkLedger::deliver(std::uint64_t count)
{
    leave(&SinkCounts::delivered, count);
}

void SinkLedger::recordLatency(const std::vector<std::int64_t> &nanos)
{
    const std::lock_guard lock(m_mutex);
    recordRuns(m_recent, nanos.size(), [&](std::size_t i) { return nanos[i]; });
}

void SinkLedger::reject(std::uint64_t count)
{
    leave(&SinkCounts::rejected, count);
}

void SinkLedger::drop(std::uint64_t count, DropReason reason)
{
    const std::lock_guard lock(m_mutex);
    EMITTER_ENSURE(count <= m_counts.inFlight, "an entry leaves a sink's books once");
    m_counts.inFlight -= count;
    m_counts.droppedBy[static_cast<std::size_t>(reason)] += count;
}

void SinkLedger::leaveUnconfirmed(std::uint64_t count)
{
    leave(&SinkCounts::unconfirmed, count);
}

void SinkLedger::resend(std::uint64_t count)
{
    const std::lock_guard lock(m_mutex);
    m_counts.resent += count;
}

void SinkLedger::answered(bool overloaded)
{
    const std::lock_guard lock(m_mutex);
    ++m_counts.batches;
    m_counts.overloaded += overloaded ? 1 : 0;
}

void SinkLedger::explain(const std::string &reason, std::uint64_t count)
{
    const std::string text = printable(reason, maxReasonBytes);
    const std::lock_guard lock(m_mutex);
    const auto known = m_reasons.find(text);
    if (known != m_reasons.end())
        known->second += count;
    else if (m_reasons.size() < maxReasons)
        m_reasons.emplace(text, count);
    else
        m_otherReasons += count;
}

SinkCounts SinkLedger::counts() const
{
    const std::lock_guard lock(m_mutex);
    EMITTER_ENSURE(m_counts.addsUp(),
        "emitted = delivered + rejected + dropped + unconfirmed + in flight, for every sink");
    return m_counts;
}

Histogram SinkLedger::latency() const
{
    const std::lock_guard lock(m_mutex);
    Histogram all = m_older;
    all.merge(m_recent);
    return all;
}

Histogram SinkLedger::takeRecentLatency()
{
    const std::lock_guard lock(m_mutex);
    Histogram recent = m_recent;
    m_older.merge(m_recent);
    m_recent.clear();
    return recent;
}

std::vector<std::pair<std::string, std::uint64_t>> SinkLedger::reasons() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::pair<std::string, std::uint64_t>> all(m_reasons.begin(), m_reasons.end());
    std::stable_sort(
        all.begin(), all.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    if (m_otherReasons > 0)
        all.emplace_back("other reasons", m_otherReasons);
    return all;
}

RunLedger::RunLedger(std::uint32_t sources)
    : m_emitted(new std::atomic<std::uint64_t>[sources] {})
    , m_errors(new std::atomic<std::uint64_t>[sources] {})
{
}

void RunLedger::emit(const Chunk &chunk, std::int64_t emittedAt)
{
    std::array<std::uint64_t, levelCount> levels{};
    for (const Entry &entry : chunk) {
        // Only this thread writes, so the sum needs no locked instruction.
        std::atomic<std::uint64_t> &emitted = m_emitted[entry.source];
        emitted.store(emitted.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
        ++levels[static_cast<std::size_t>(entry.level)];
    }
    const std::lock_guard lock(m_mutex);
    m_counts.scheduled += chunk.size();
    m_counts.emitted += chunk.size();
    for (std::size_t i = 0; i < levels.size(); ++i)
        m_counts.levels[i] += levels[i];
    recordRuns(m_lateness, chunk.size(), [&](std::size_t i) { return emittedAt - chunk[i].due; });
}

void RunLedger::skip(std::uint64_t count)
{
    const std::lock_guard lock(m_mutex);
    m_counts.scheduled += count;
    m_counts.skippedLate += count;
}

void RunLedger::countError(std::uint32_t source)
{
    m_errors[source].fetch_add(1, std::memory_order_relaxed);
}

RunLedger::Counts RunLedger::counts() const
{
    const std::lock_guard lock(m_mutex);
    EMITTER_ENSURE(m_counts.scheduled == m_counts.emitted + m_counts.skippedLate,
        "scheduled = emitted + skipped late, for the run");
    return m_counts;
}

std::uint64_t RunLedger::emittedBy(std::uint32_t source) const
{
    return m_emitted[source].load(std::memory_order_relaxed);
}

std::uint64_t RunLedger::errorsOf(std::uint32_t source) const
{
    return m_errors[source].load(std::memory_order_relaxed);
}

Histogram RunLedger::lateness() const
{
    const std::lock_guard lock(m_mutex);
    return m_lateness;
}

}
