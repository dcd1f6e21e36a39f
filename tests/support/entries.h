// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/content.h"
#include "content/entry.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace emitter {

/// `count` entries numbered from `firstNumber`, one per microsecond, all levels, slots and sources.
inline std::vector<Entry> makeEntries(std::size_t count, std::uint64_t firstNumber = 0,
    std::uint32_t slots = 1, std::uint32_t sources = 1)
{
    std::vector<Entry> entries(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t number = firstNumber + i;
        entries[i].number = number;
        entries[i].due = static_cast<std::int64_t>(number) * 1000;
        entries[i].slot = static_cast<std::uint32_t>(number % slots);
        entries[i].source = static_cast<std::uint32_t>(number % sources);
        entries[i].sequence = static_cast<std::uint32_t>(number / sources + 1);
        entries[i].level = static_cast<Level>(number % levelCount);
    }
    return entries;
}

inline ChunkPtr makeChunk(
    std::size_t count, std::uint64_t firstNumber = 0, std::uint32_t sources = 1)
{
    return std::make_shared<const Chunk>(makeEntries(count, firstNumber, 1, sources));
}

/// Ten messages, two services and a pool of three emitters.
inline Content makeContent()
{
    SourceTable sources;
    sources.addService("api-gateway");
    sources.addService("auth");
    sources.addEmitters("emitter", 3);
    Content content({*MessagePool::create(10, 1), std::move(sources), {}, 1, 2});
    content.setStart(1'700'000'000'000'000'000);
    return content;
}

}
