// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/jsonwriter.h"
#include "base/problem.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// How an entry in a store can differ from what was emitted.
enum class Difference : std::uint8_t {
    Missing, ///< not there
    Duplicate, ///< there more than once
    Unread, ///< there, but not given back when asked for
    Timestamp,
    Service,
    Level,
    Message,
    Vector,
};
inline constexpr std::array<std::string_view, 8> differenceNames{
    "missing", "duplicate", "unread", "timestamp", "service", "level", "message", "vector"};
constexpr std::string_view name(Difference difference)
{
    return differenceNames[static_cast<std::size_t>(difference)];
}

/// What one store holds of a run, beside what the run's books say. A plain value.
struct StoreVerification
{
    enum class State : std::uint8_t {
        Checked,
        NotReadable, ///< its sink cannot be read back
        NotInRun, ///< the profile names it now, the run did not
        Failed, ///< see `problem`
        Cancelled,
    };
    std::string sink;
    std::string type;
    State state = State::Checked;
    std::optional<Problem> problem;

    // The run's books.
    std::uint64_t emitted = 0;
    std::uint64_t delivered = 0;
    std::uint64_t unconfirmed = 0;

    // What was seen. Of the recorded entries, but for the last.
    std::uint64_t recorded = 0; ///< entries that were looked for
    std::uint64_t found = 0; ///< are there at least once
    std::uint64_t missing = 0;
    std::uint64_t duplicate = 0; ///< are there more than once
    std::uint64_t compared = 0; ///< were fetched and compared field by field
    std::uint64_t different = 0; ///< of these, differ in a field
    std::uint64_t others = 0; ///< rows of the store that are not this run's, or not recorded

    std::array<std::uint64_t, differenceNames.size()> by{}; ///< entries per kind of difference
    struct Example
    {
        Difference kind = Difference::Missing;
        std::string id; ///< as the store shows it
        std::string detail; ///< what differs
    };
    static constexpr std::size_t mostExamples = 5; ///< per kind
    std::vector<Example> examples;

    /// How many of the recorded entries may be there by the books. With all entries recorded, from
    /// delivered to delivered + unconfirmed; what was not recorded widens it downwards.
    std::uint64_t leastFound() const;
    std::uint64_t mostFound() const;
    /// One sentence about each thing that is wrong; empty when nothing is. REQUIRES: Checked.
    std::vector<std::string> complaints() const;
    bool isGood() const;

    /// `good`, `BAD`, `FAILED`, `stopped`, or `-` when there was nothing to check.
    std::string_view verdict() const;
    /// For people: the complaints, or why the store was not checked.
    std::vector<std::string> remarks() const;
};
std::string_view name(StoreVerification::State state);

/// Whether the stores hold what a run emitted. A plain value.
struct Verification
{
    std::string runId; ///< 16 hexadecimal digits
    std::uint64_t emitted = 0;
    std::uint64_t recorded = 0; ///< the first so many of the emitted ones were looked for
    std::string whyIncomplete; ///< why not all were recorded
    std::vector<StoreVerification> stores;

    /// Nothing differs and everything that can be read back was.
    bool isGood() const;
    bool hasDifferences() const;
    bool wasCancelled() const;
    /// That only the first entries were looked for, and why; empty when all were.
    std::string coverage() const;
};

/// For people: two tables, and what is wrong below them. Starts with an empty line.
std::string toText(const Verification &verification, bool colour);
/// The array `verify` of the summary: one object per store.
void writeStores(JsonWriter &json, const Verification &verification);
/// One object of its own, schema "1.0".
std::string toJson(const Verification &verification, int exitCode);

}
