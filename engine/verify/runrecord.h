// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "content/sourcetable.h"
#include "profile/profile.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// The file `run.json` of a run's record as a value: what it takes, beside the entries, to know
/// what every store should hold.
struct RunRecord
{
    std::string folder;
    std::uint64_t run = 0; ///< part of every id
    bool finished = false; ///< false: the run still goes on, or came to a bad end
    std::uint64_t seed = 0;
    std::int64_t startedUnixNanos = 0;
    std::uint32_t messagePoolSize = 0;
    std::string profile; ///< absolute path; empty: built-in
    SourceTable sources;
    EmbeddingSpec embedding; ///< provider, model, dimensions, noise; the rest is not recorded
    std::uint64_t emitted = 0;
    std::uint64_t recorded = 0; ///< the first so many of them are in entries.bin
    std::string whyIncomplete; ///< why these are not all

    struct Books
    {
        std::string sink;
        std::string type;
        std::uint64_t emitted = 0;
        std::uint64_t delivered = 0;
        std::uint64_t unconfirmed = 0;
    };
    std::vector<Books> sinks; ///< read from the summary

    std::string entriesFile() const { return folder + "/entries.bin"; }
};

/// The absolute path by which a profile's record is found again; empty for the built-in profile.
std::string profileKey(const std::string &fileName);

/// What run.json says. `summary`: the run's summary as JSON; empty while it goes on.
std::string toJson(const RunRecord &record, std::string_view summary);
/// Reads `folder`/run.json; cause NoInput.
Result<RunRecord> readRunRecord(const std::string &folder);

}
