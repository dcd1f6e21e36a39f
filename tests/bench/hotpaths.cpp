// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One hot path over a given number of entries, for instructions.py to count: hotpaths PATH ENTRIES.
// One thread, no clock, no system call per entry, so that every run executes the same instructions.

#include "delivery/deliverystate.h"
#include "schedule/schedule.h"
#include "stats/ledger.h"
#include "wire/entryrenderer.h"
#include "wire/noisyvectors.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

using namespace emitter;

namespace {

constexpr std::size_t chunkSize = 1000;

std::vector<Entry> drawn(std::size_t count)
{
    StreamSpec spec;
    spec.kind = ArrivalKind::Poisson;
    spec.meanGap = 1e-6;
    spec.levelWeights = poolLevelWeights;
    spec.slotCount = 500;
    Schedule schedule({spec}, 42);
    std::vector<Entry> entries(count);
    for (Entry &entry : entries)
        entry = schedule.pop();
    return entries;
}

Content makeContent()
{
    SourceTable sources;
    sources.addService("api-gateway");
    Content content({*MessagePool::create(500, 1), std::move(sources), {}, 1, 2});
    content.setStart(1'767'225'600'000'000'000);
    return content;
}

/// A sum of what was made, so that nothing is optimised away.
std::size_t render(EntryFormat format, std::size_t count)
{
    const Content content = makeContent();
    EntryRenderer renderer(content, format);
    const std::vector<Entry> chunk = drawn(chunkSize);
    std::string out;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < count; i += chunkSize) {
        out.clear();
        renderer.appendAll(out, chunk, "\n");
        bytes += out.size();
    }
    return bytes;
}

std::size_t schedule(std::size_t count)
{
    std::size_t sum = 0;
    for (const Entry &entry : drawn(count))
        sum += entry.slot;
    return sum;
}

/// From the pacer's hand-over to the sink's answer, the books of run and sink included.
std::size_t delivery(std::size_t count)
{
    RunLedger run(1);
    SinkLedger sink;
    DeliverySettings settings;
    SinkQueue queue(settings.queueSize);
    DeliveryState state(settings, queue, sink, run, 1);
    state.setOpened(1, 0);
    const ChunkPtr chunk = std::make_shared<const Chunk>(drawn(chunkSize));
    for (std::size_t i = 0; i < count; i += chunkSize) {
        run.emit(*chunk, 1'000'000);
        sink.offer(queue.push(*chunk, 1'000'000));
        while (const auto sent = state.next(1'000'000))
            state.answer(sent->token, {}, 2'000'000, 0);
    }
    return sink.counts().delivered;
}

std::size_t vectors(bool text, std::size_t count)
{
    constexpr std::uint32_t dimensions = 1536;
    VectorTable table{dimensions, 0.01F, std::vector<float>(dimensions, 1 / std::sqrt(1536.0F))};
    NoisyVectors noisy(table, 1);
    std::string out;
    std::size_t bytes = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        out.clear();
        if (text)
            noisy.appendText(out, 0, i);
        else
            noisy.appendBinary(out, 0, i, NoisyVectors::ByteOrder::Little);
        bytes += out.size();
    }
    return bytes;
}

}

int main(int argc, char **argv)
{
    const std::string_view path = argc > 2 ? argv[1] : "";
    const std::size_t count = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 0;
    std::size_t sum = 0;
    if (path == "json")
        sum = render(EntryFormat::json(), count);
    else if (path == "text")
        sum = render(EntryFormat::text(), count);
    else if (path == "schedule")
        sum = schedule(count);
    else if (path == "delivery")
        sum = delivery(count);
    else if (path == "vectors-text" || path == "vectors-binary")
        sum = vectors(path == "vectors-text", count);
    else
        return EXIT_FAILURE;
    std::printf("%zu\n", sum);
}
