// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace emitter {

enum class Level : std::uint8_t { Debug, Info, Warn, Error, Critical };

inline constexpr std::size_t levelCount = 5;
inline constexpr std::array<std::string_view, levelCount> levelNames{
    "DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"};
/// As in `level_weights`.
inline constexpr std::array<std::string_view, levelCount> lowerLevelNames{
    "debug", "info", "warn", "error", "critical"};
inline constexpr std::array<std::string_view, levelCount> titleLevelNames{
    "Debug", "Info", "Warn", "Error", "Critical"};

/// How a sink writes levels; its setting `level_case`.
enum class LevelCase : std::uint8_t { Upper, Lower, Title };

constexpr std::string_view name(Level level, LevelCase levelCase = LevelCase::Upper)
{
    const auto index = static_cast<std::size_t>(level);
    switch (levelCase) {
    case LevelCase::Upper:
        break;
    case LevelCase::Lower:
        return lowerLevelNames[index];
    case LevelCase::Title:
        return titleLevelNames[index];
    }
    return levelNames[index];
}

/// What `level_case: upper | lower | title` says.
inline constexpr std::string_view levelCaseWords =
    QT_TRANSLATE_NOOP("profile", "upper|lower|title");
constexpr LevelCase levelCaseOf(std::string_view word)
{
    if (word == "lower")
        return LevelCase::Lower;
    return word == "title" ? LevelCase::Title : LevelCase::Upper;
}

/// One weight per level in the enum's order; not negative, not all 0, need not sum to 1.
using LevelWeights = std::array<double, levelCount>;

/// The pool guide's distribution: 70 % INFO, 15 % DEBUG, 10 % WARN, 4 % ERROR, 1 % CRITICAL.
inline constexpr LevelWeights poolLevelWeights{15, 70, 10, 4, 1};

}
