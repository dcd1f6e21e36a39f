// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/schedule.h"

#include "base/random.h"
#include "schedule/saturated.h"
#include "schedule/streamdraw.h"

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

constexpr std::uint64_t contentDomain = 0x636f6e74656e7400ULL;
constexpr std::size_t heapWidth = 4;

}

struct Schedule::Stream
{
    StreamDraw draw;
    bool muted = false;
};

Schedule::Schedule(std::vector<StreamSpec> streams, std::uint64_t seed)
    : m_specs(std::move(streams))
    , m_seed(seed)
{
    std::size_t sources = 0;
    for (const StreamSpec &spec : m_specs)
        sources += spec.sourceCount;
    m_heap.reserve(sources);
    m_streams.reserve(m_specs.size());
    for (const StreamSpec &spec : m_specs) {
        const auto stream = static_cast<std::uint32_t>(m_streams.size());
        m_streams.push_back({StreamDraw(spec)});
        for (std::uint32_t i = 0; i < spec.sourceCount; ++i) {
            const std::uint32_t source = spec.firstSource + i;
            const std::int64_t due = m_streams[stream].draw.gap(randomBits(m_seed, source, 0), 0);
            m_heap.push_back({.due = due, .made = 0, .source = source, .stream = stream});
        }
    }
    for (std::size_t i = m_heap.size() / heapWidth + 1; i-- > 0;)
        siftDown(i);
}

Schedule::~Schedule() = default;
Schedule::Schedule(Schedule &&) noexcept = default;
Schedule &Schedule::operator=(Schedule &&) noexcept = default;

void Schedule::setMuted(std::size_t stream, bool muted)
{
    m_streams[stream].muted = muted;
}

bool Schedule::isSilent() const
{
    return std::all_of(
        m_streams.begin(), m_streams.end(), [](const Stream &stream) { return stream.muted; });
}

bool Schedule::isNextMuted() const
{
    return m_streams[m_heap.front().stream].muted;
}

Entry Schedule::pop()
{
    const Next &next = m_heap.front();
    // One draw serves twice: the gap that follows this entry, and, mixed again, what the entry
    // says.
    const std::uint64_t bits = randomBits(m_seed, next.source, next.made + 1);
    const std::uint64_t content = mix64(bits ^ contentDomain);
    const StreamDraw &draw = m_streams[next.stream].draw;
    Entry entry;
    entry.due = next.due;
    entry.number = m_number++;
    entry.slot = draw.slot(content);
    entry.source = next.source;
    entry.sequence = static_cast<std::uint32_t>(next.made + 1);
    entry.level = draw.level(content);
    advance(bits);
    return entry;
}

void Schedule::drop()
{
    const Next &next = m_heap.front();
    advance(randomBits(m_seed, next.source, next.made + 1));
}

void Schedule::advance(std::uint64_t bits)
{
    Next &next = m_heap.front();
    ++next.made;
    next.due = saturatedSum(next.due, m_streams[next.stream].draw.gap(bits, next.made));
    siftDown(0);
}

bool Schedule::earlier(const Next &a, const Next &b)
{
    return a.due != b.due ? a.due < b.due : a.source < b.source;
}

void Schedule::siftDown(std::size_t i)
{
    const std::size_t size = m_heap.size();
    if (i >= size)
        return;
    const Next sinking = m_heap[i];
    while (true) {
        const std::size_t first = heapWidth * i + 1;
        if (first >= size)
            break;
        const std::size_t end = std::min(first + heapWidth, size);
        std::size_t best = first;
        for (std::size_t child = first + 1; child < end; ++child) {
            if (earlier(m_heap[child], m_heap[best]))
                best = child;
        }
        if (!earlier(m_heap[best], sinking))
            break;
        m_heap[i] = m_heap[best];
        i = best;
    }
    m_heap[i] = sinking;
}

}
