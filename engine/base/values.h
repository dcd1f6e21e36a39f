// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Texts of a profile or a flag turned into values, and back. Strict: the whole text must match, no
/// blanks around it, C locale; the empty optional means "not such a value".
namespace emitter {

/// Plain decimal: `30`, `-0.5`. Not `0777`, `1_000`, `0x10`, `1e3`, `nan`, `inf`, `.5`, `5.`.
std::optional<double> parseNumber(std::string_view text);
std::optional<std::int64_t> parseInteger(std::string_view text);
/// `true` or `false`.
std::optional<bool> parseBoolean(std::string_view text);
/// `90` (seconds), `1.5`, `90s`, `5m`, `1h`, `500ms`; not negative.
std::optional<std::chrono::milliseconds> parseDuration(std::string_view text);
/// `100`, `64KiB`, `8MiB`, `1GiB`, `5kB`, `5MB`; bytes.
std::optional<std::uint64_t> parseSize(std::string_view text);
/// `95%`, `0.5 %`, or a bare number of per cent; the result is in per cent.
std::optional<double> parsePercent(std::string_view text);

/// Shortest text that reads back as the same number; `30`, `0.1`.
std::string formatNumber(double value);
/// `1.5s`, `90s`, `500ms`; reads back through parseDuration.
std::string formatDuration(std::chrono::milliseconds value);
/// `8 MiB`, `1.5 GiB`; for people.
std::string formatBytes(std::uint64_t bytes);
/// `12,345`; for people.
std::string formatCount(std::uint64_t count);
/// RFC 3339 UTC with microseconds: `2026-01-01T00:00:00.000000Z`; `unixNanos` since 1970.
std::string formatUtc(std::int64_t unixNanos);
/// `2026-01-01T00:00:00Z` with up to nine decimals, as microseconds since 1970.
std::optional<std::int64_t> parseUtc(std::string_view text);

}
