// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/level.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace emitter {

/// One log entry before it has a text: everything else (id, timestamp, message, vector, metadata)
/// is a pure function of this, the profile and the seed, and is made where the bytes are written.
struct Entry
{
    std::int64_t due = 0; ///< nanoseconds since the run's start, pauses counted
    std::uint64_t number = 0; ///< 0, 1, 2 ... in order of due time over the whole run
    std::uint32_t slot = 0; ///< which message (see Content)
    std::uint32_t source = 0; ///< which service or pool emitter (see SourceTable)
    std::uint32_t sequence = 0; ///< how many entries this source made before, plus 1
    Level level = Level::Info;
    std::uint8_t reserved[3] = {};
};
static_assert(sizeof(Entry) == 32);

/// The entries that fell due in one tick, immutable, shared by all sinks.
using Chunk = std::vector<Entry>;
using ChunkPtr = std::shared_ptr<const Chunk>;

}
