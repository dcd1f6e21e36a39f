// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/content.h"
#include "sinkapi/storereader.h"
#include "stats/verification.h"
#include "verify/entriesfile.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <stop_token>
#include <string>

namespace emitter {

/// A store to compare with what was emitted.
struct StoreToCheck
{
    StoreVerification known; ///< sink, type and books; without a reader also why there is none
    std::unique_ptr<StoreReader> reader;
    LevelCase levelCase = LevelCase::Upper; ///< how its sink writes levels
};

struct CheckOptions
{
    static constexpr std::uint64_t all = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t sample = 1000; ///< entries that are fetched and compared, spread evenly
    /// "Checking pgvector", 20,000 of 200,000.
    std::function<void(const std::string &step, std::uint64_t done, std::uint64_t total)> progress;
    std::stop_token stop; ///< ends the check soon; the store is then Cancelled
};

/// Looks up the ids of all `entries` in the store, and compares a sample field by field. Blocks;
/// any thread. REQUIRES: `content` is that of the run, with its start. A store that cannot be read
/// ends as Failed, with a Problem.
StoreVerification checkStore(const Content &content, const EntriesFile &entries, StoreToCheck store,
    const CheckOptions &options);

}
