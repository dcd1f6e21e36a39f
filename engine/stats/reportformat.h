// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/summary.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How numbers and names look in every report for people: C locale, thousands separators, absent
/// values as `-`, and no rounding that turns a little into nothing or almost all into all.
namespace emitter {

/// `1,234.50`; not a number becomes `-`.
std::string fixedText(double value, int decimals);
/// Entries per second: `99.98`, `<0.01`.
std::string rateText(std::optional<double> perSecond);
/// The same in about four digits, for headlines: `1,220`, `30.5`, `0.25`.
std::string shortRateText(std::optional<double> perSecond);
/// `99.98%`, `<0.01%`, `>99.99%`, `100%`.
std::string percentText(std::optional<double> percent);
/// Three digits, as the histogram has no more: `0.41`, `12.5`, `1,230`. Without the unit.
std::string millisecondsText(std::optional<double> milliseconds);
/// `0.4 s`, `30.0 s`, `2 min 05 s`, `8 h 00 min 00 s`.
std::string elapsedText(double seconds);
/// `2026-01-01 00:00:00 UTC`; absent for 0, a run that never started.
std::string dayAndTimeText(std::int64_t unixNanos);
/// `1 sink`, `1,204 sinks`; `noun` in the singular, plural with s.
std::string countOf(std::uint64_t count, std::string_view noun);
/// `1 entry`, `1,204 entries`
std::string entriesText(std::uint64_t count);

/// A target's value with its unit and as many decimals as it takes to tell it from the bound.
std::string valueText(const TargetResult &result);

/// `part` of `whole` in per cent; absent when there is no whole.
std::optional<double> shareOf(std::uint64_t part, std::uint64_t whole);
/// Over the run's time; absent when it took none.
std::optional<double> perSecond(std::uint64_t count, const Summary &summary);
std::optional<double> quantileOf(const Percentiles &percentiles, double Percentiles::*quantile);
std::uint64_t targetsMissed(const Summary &summary);
/// `queue full 1,204, deadline 3`; empty when nothing was dropped.
std::string dropReasonsText(const SinkCounts &counts);

/// Safe on one line: no control characters, line breaks as blanks, at most `maxCharacters` with
/// an ellipsis for the rest.
std::string shortened(std::string_view text, std::size_t maxCharacters);
/// Characters, not bytes.
std::size_t lengthOf(std::string_view utf8);
/// Where the character after the first `characters` begins, in bytes; the size when there is none.
std::size_t offsetOf(std::string_view utf8, std::size_t characters);
/// For the text and the attributes of HTML and XML: markup is escaped, what neither may hold is
/// replaced.
std::string markupEscaped(std::string_view text);

inline constexpr std::size_t mostSourcesShown = 20;
/// The indices of the `limit` sources that emitted most, largest first; all of them, in their own
/// order, when there are no more.
template <typename Source>
std::vector<std::size_t> busiest(const std::vector<Source> &sources, std::size_t limit);

extern template std::vector<std::size_t> busiest(
    const std::vector<ServiceSnapshot> &sources, std::size_t limit);
extern template std::vector<std::size_t> busiest(
    const std::vector<PoolSnapshot> &sources, std::size_t limit);

}
