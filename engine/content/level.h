// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace emitter {

enum class Level : std::uint8_t { Debug, Info, Warn, Error, Critical };

inline constexpr std::size_t levelCount = 5;
inline constexpr std::array<std::string_view, levelCount> levelNames{
    "DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"};
/// As in `level_weights`, and for sinks with `level_case: lower`.
inline constexpr std::array<std::string_view, levelCount> lowerLevelNames{
    "debug", "info", "warn", "error", "critical"};

constexpr std::string_view name(Level level)
{
    return levelNames[static_cast<std::size_t>(level)];
}

/// One weight per level in the enum's order; not negative, not all 0, need not sum to 1.
using LevelWeights = std::array<double, levelCount>;

/// The pool guide's distribution: 70 % INFO, 15 % DEBUG, 10 % WARN, 4 % ERROR, 1 % CRITICAL.
inline constexpr LevelWeights poolLevelWeights{15, 70, 10, 4, 1};

}
