// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "content/entryid.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace emitter {

/// An entry as a store gives it back.
struct StoredEntry
{
    EntryId id{};
    std::int64_t unixMicros = 0;
    std::string service;
    std::string level; ///< as it was written, see the sink's `level_case`
    std::string message;
    std::vector<float> vector; ///< empty when the store keeps none, or does not give it back
};

/// Reads back what a sink wrote, to compare it with what was emitted. Everything blocks; one thread
/// but for cancel(). A Problem says which store, what failed, and what to do.
class StoreReader
{
public:
    virtual ~StoreReader() = default;

    /// Connects and makes everything written so far visible. Changes nothing else in the store.
    virtual Result<void> open() = 0;
    /// How many entries the store holds, whoever wrote them.
    virtual Result<std::uint64_t> count() = 0;
    /// How often the store holds each of `ids` (0: missing, 2: a duplicate), in their order.
    /// REQUIRES: at most maxIds.
    virtual Result<std::vector<std::uint32_t>> copies(std::span<const EntryId> ids) = 0;
    /// Those of `ids` that are there, in any order. REQUIRES: at most maxIds.
    virtual Result<std::vector<StoredEntry>> fetch(std::span<const EntryId> ids) = 0;
    /// Makes the call that is under way end soon, with a Problem. Any thread.
    virtual void cancel() = 0;

    static constexpr std::size_t maxIds = 1000;
};

}
