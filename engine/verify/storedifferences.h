// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/content.h"
#include "sinkapi/storereader.h"
#include "stats/verification.h"
#include "wire/noisyvectors.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace emitter {

/// Compares entries of a store with what was emitted. Not thread-safe; `content` outlives it.
class StoreDifferences
{
public:
    StoreDifferences(const Content &content, LevelCase levelCase);

    /// What differs, in words. Times are compared in microseconds; vectors by component, after both
    /// are brought to unit length, and only when the store gives one back.
    std::vector<std::pair<Difference, std::string>> between(
        const Entry &entry, const StoredEntry &stored);
    /// Which entry this is, for a person: its number, time and source.
    std::string describe(const Entry &entry) const;

    static std::string idText(const EntryId &id);

    /// Of a component, both vectors being of unit length.
    static constexpr double vectorTolerance = 1e-5;

private:
    std::string vectorDifference(const Entry &entry, const std::vector<float> &stored);

    const Content &m_content;
    const LevelCase m_levelCase;
    std::optional<NoisyVectors> m_vectors;
    std::vector<float> m_vector;
};

}
