// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/values.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>

namespace emitter {
namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Digits, with an optional sign and fraction, as people write decimals; no leading zeros.
bool isPlainDecimal(std::string_view text, bool fractionAllowed)
{
    if (!text.empty() && (text[0] == '-' || text[0] == '+'))
        text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const auto digits = [](std::string_view part) {
        for (const char c : part) {
            if (!isDigit(c))
                return false;
        }
        return !part.empty();
    };
    if (!digits(whole) || (whole.size() > 1 && whole[0] == '0'))
        return false;
    return point == std::string_view::npos || (fractionAllowed && digits(text.substr(point + 1)));
}

struct Unit
{
    std::string_view suffix;
    double factor;
};

/// A number that is not negative, followed by one of `units`; `bare` is the factor without unit.
template <std::size_t N>
std::optional<double> parseWithUnit(
    std::string_view text, double bare, const std::array<Unit, N> &units)
{
    std::size_t end = 0;
    while (end < text.size() && (isDigit(text[end]) || text[end] == '.'))
        ++end;
    const auto number = parseNumber(text.substr(0, end));
    if (!number)
        return {};
    std::string_view suffix = text.substr(end);
    if (suffix.empty())
        return *number * bare;
    if (suffix[0] == ' ')
        suffix.remove_prefix(1);
    for (const Unit &unit : units) {
        if (suffix == unit.suffix)
            return *number * unit.factor;
    }
    return {};
}

constexpr double largest = 9.0e15; // whole numbers stay exact in a double below 2^53

}

std::optional<double> parseNumber(std::string_view text)
{
    if (!isPlainDecimal(text, true))
        return {};
    if (text[0] == '+')
        text.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
        return {};
    return value;
}

std::optional<std::int64_t> parseInteger(std::string_view text)
{
    if (!isPlainDecimal(text, false))
        return {};
    if (text[0] == '+')
        text.remove_prefix(1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return {};
    return value;
}

std::optional<bool> parseBoolean(std::string_view text)
{
    if (text == "true")
        return true;
    if (text == "false")
        return false;
    return {};
}

std::optional<std::chrono::milliseconds> parseDuration(std::string_view text)
{
    static constexpr std::array units{Unit{"ms", 1}, Unit{"s", 1000}, Unit{"m", 60'000},
        Unit{"min", 60'000}, Unit{"h", 3'600'000}};
    const auto millis = parseWithUnit(text, 1000, units);
    if (!millis || *millis > largest)
        return {};
    return std::chrono::milliseconds(std::llround(*millis));
}

std::optional<std::uint64_t> parseSize(std::string_view text)
{
    static constexpr std::array units{Unit{"B", 1}, Unit{"kB", 1e3}, Unit{"MB", 1e6},
        Unit{"GB", 1e9}, Unit{"KiB", 1024}, Unit{"MiB", 1048576}, Unit{"GiB", 1073741824}};
    const auto bytes = parseWithUnit(text, 1, units);
    if (!bytes || *bytes > largest || *bytes != std::floor(*bytes))
        return {};
    return static_cast<std::uint64_t>(*bytes);
}

std::optional<double> parsePercent(std::string_view text)
{
    if (!text.empty() && text.back() == '%') {
        text.remove_suffix(1);
        if (!text.empty() && text.back() == ' ')
            text.remove_suffix(1);
    }
    return parseNumber(text);
}

std::string formatNumber(double value)
{
    std::array<char, 400> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed)
            .ptr;
    return {buffer.data(), end};
}

std::string formatDuration(std::chrono::milliseconds value)
{
    const auto millis = value.count();
    if (millis % 1000 != 0 && millis < 1000)
        return std::to_string(millis) + "ms";
    return formatNumber(static_cast<double>(millis) / 1000) + "s";
}

std::string formatBytes(std::uint64_t bytes)
{
    static constexpr std::array names{"B", "KiB", "MiB", "GiB", "TiB"};
    double amount = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (amount >= 1024 && unit + 1 < names.size()) {
        amount /= 1024;
        ++unit;
    }
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), amount < 10 && unit > 0 ? "%.1f %s" : "%.0f %s",
        amount, names[unit]);
    return buffer.data();
}

std::string formatCount(std::uint64_t count)
{
    const std::string digits = std::to_string(count);
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            out += ',';
        out += digits[i];
    }
    return out;
}

std::string formatUtc(std::int64_t unixNanos)
{
    std::int64_t seconds = unixNanos / 1'000'000'000;
    std::int64_t nanos = unixNanos % 1'000'000'000;
    if (nanos < 0) {
        nanos += 1'000'000'000;
        --seconds;
    }
    const std::time_t time = seconds;
    std::tm parts{};
    gmtime_r(&time, &parts);
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ",
        parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min,
        parts.tm_sec, static_cast<int>(nanos / 1000));
    return buffer.data();
}

std::optional<std::int64_t> parseUtc(std::string_view text)
{
    static constexpr std::string_view shape = "0000-00-00T00:00:00";
    if (text.size() <= shape.size() || text.back() != 'Z')
        return {};
    std::int64_t fields[6] = {};
    std::size_t field = 0;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] != '0') {
            if (text[i] != shape[i])
                return {};
            ++field;
        } else if (text[i] >= '0' && text[i] <= '9') {
            fields[field] = fields[field] * 10 + (text[i] - '0');
        } else {
            return {};
        }
    }
    const std::string_view rest = text.substr(shape.size(), text.size() - shape.size() - 1);
    std::int64_t micros = 0;
    if (!rest.empty()) {
        if (rest[0] != '.' || rest.size() < 2 || rest.size() > 10)
            return {};
        for (std::size_t i = 1; i <= 9; ++i) {
            const char digit = i < rest.size() ? rest[i] : '0';
            if (digit < '0' || digit > '9')
                return {};
            if (i <= 6)
                micros = micros * 10 + (digit - '0');
        }
    }
    const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(fields[0])),
        std::chrono::month(static_cast<unsigned>(fields[1])),
        std::chrono::day(static_cast<unsigned>(fields[2])));
    if (!date.ok() || fields[3] > 23 || fields[4] > 59 || fields[5] > 60)
        return {};
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    return (((days * 24 + fields[3]) * 60 + fields[4]) * 60 + fields[5]) * 1'000'000 + micros;
}

}
