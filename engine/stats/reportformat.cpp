// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/reportformat.h"

#include "base/text.h"
#include "base/values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <numeric>

namespace emitter {
namespace {

constexpr std::string_view absent = "-";
constexpr double smallest = 0.01;

std::string_view unitOf(Target::Metric metric)
{
    switch (metric) {
    case Target::Metric::Achieved:
    case Target::Metric::Errors:
        return "%";
    case Target::Metric::Rate:
        return "/s";
    case Target::Metric::LatencyP50:
    case Target::Metric::LatencyP95:
    case Target::Metric::LatencyP99:
    case Target::Metric::LatenessP99:
        return " ms";
    default:
        return "";
    }
}

double rounded(double value, int decimals)
{
    const double scale = std::pow(10.0, decimals);
    return std::round(value * scale) / scale;
}

std::string twoDigits(std::int64_t number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

}

std::string fixedText(double value, int decimals)
{
    if (!std::isfinite(value))
        return std::string(absent);
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(
        buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals)
                         .ptr;
    std::string text(buffer.data(), end);
    const std::size_t first = text[0] == '-' ? 1 : 0;
    for (std::size_t i = std::min(text.find('.'), text.size()); i > first + 3; i -= 3)
        text.insert(i - 3, ",");
    return text;
}

std::string rateText(std::optional<double> perSecond)
{
    if (!perSecond)
        return std::string(absent);
    if (*perSecond > 0 && *perSecond < smallest)
        return "<0.01";
    return fixedText(*perSecond, 2);
}

std::string shortRateText(std::optional<double> perSecond)
{
    if (!perSecond || *perSecond < 10)
        return rateText(perSecond);
    return fixedText(*perSecond, *perSecond < 99.95 ? 1 : 0);
}

std::string percentText(std::optional<double> percent)
{
    if (!percent)
        return std::string(absent);
    if (*percent == 0 || *percent == 100)
        return fixedText(*percent, 0) + '%';
    if (*percent > 0 && *percent < smallest)
        return "<0.01%";
    if (*percent > 100 - smallest && *percent < 100)
        return ">99.99%";
    return fixedText(*percent, 2) + '%';
}

std::string millisecondsText(std::optional<double> milliseconds)
{
    if (!milliseconds)
        return std::string(absent);
    if (*milliseconds > 0 && *milliseconds < smallest)
        return "<0.01";
    return fixedText(*milliseconds, *milliseconds < 9.995 ? 2 : *milliseconds < 99.95 ? 1 : 0);
}

std::string elapsedText(double seconds)
{
    if (!(seconds < 9e12)) // also not a number
        return std::string(absent);
    if (seconds < 60)
        return (seconds > 0 && seconds < 0.05 ? "<0.1" : fixedText(seconds, 1)) + " s";
    const auto whole = static_cast<std::int64_t>(seconds);
    const std::string rest = twoDigits(whole % 60) + " s";
    if (whole < 3600)
        return std::to_string(whole / 60) + " min " + rest;
    return fixedText(static_cast<double>(whole / 3600), 0) + " h " + twoDigits(whole / 60 % 60)
        + " min " + rest;
}

std::string dayAndTimeText(std::int64_t unixNanos)
{
    if (unixNanos == 0)
        return std::string(absent);
    std::string text = formatUtc(unixNanos);
    text.resize(19);
    text[10] = ' ';
    return text + " UTC";
}

std::string countOf(std::uint64_t count, std::string_view noun)
{
    return formatCount(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

std::string entriesText(std::uint64_t count)
{
    return formatCount(count) + (count == 1 ? " entry" : " entries");
}

std::string valueText(const TargetResult &result)
{
    if (!result.value || !std::isfinite(*result.value))
        return std::string(absent);
    const double value = *result.value;
    const auto target = parseTarget(result.expression);
    const std::string unit(target ? unitOf(target->metric) : "");
    if (unit.empty() && value == std::floor(value))
        return fixedText(value, 0);
    // 94.999 % must not read 95.00 % beside a missed `>= 95%`, nor a little as 0 or almost all as
    // all.
    const auto lies = [&](double shown) {
        return shown != value
            && (shown == 0 || (unit == "%" && shown == 100) || (target && shown == target->bound));
    };
    int decimals = 2;
    while (decimals < 9 && lies(rounded(value, decimals)))
        ++decimals;
    return fixedText(value, decimals) + unit;
}

std::optional<double> shareOf(std::uint64_t part, std::uint64_t whole)
{
    if (whole == 0)
        return {};
    return 100 * static_cast<double>(part) / static_cast<double>(whole);
}

std::optional<double> perSecond(std::uint64_t count, const Summary &summary)
{
    if (!(summary.durationSeconds > 0))
        return {};
    return static_cast<double>(count) / summary.durationSeconds;
}

std::optional<double> quantileOf(const Percentiles &percentiles, double Percentiles::*quantile)
{
    return percentiles.count > 0 ? std::optional(percentiles.*quantile) : std::nullopt;
}

std::uint64_t targetsMissed(const Summary &summary)
{
    return static_cast<std::uint64_t>(std::count_if(summary.targets.begin(), summary.targets.end(),
        [](const TargetResult &target) { return !target.passed; }));
}

std::string dropReasonsText(const SinkCounts &counts)
{
    std::string text;
    for (std::size_t i = 0; i < counts.droppedBy.size(); ++i) {
        if (counts.droppedBy[i] == 0)
            continue;
        std::string reason(dropReasonNames[i]);
        std::replace(reason.begin(), reason.end(), '_', ' ');
        text += (text.empty() ? "" : ", ") + reason + ' ' + formatCount(counts.droppedBy[i]);
    }
    return text;
}

std::size_t lengthOf(std::string_view utf8)
{
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(),
        [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::size_t offsetOf(std::string_view utf8, std::size_t characters)
{
    std::size_t offset = 0;
    for (; offset < utf8.size(); ++offset) {
        const bool starts = (static_cast<unsigned char>(utf8[offset]) & 0xc0) != 0x80;
        if (starts && characters-- == 0)
            break;
    }
    return offset;
}

std::string shortened(std::string_view text, std::size_t maxCharacters)
{
    std::string line = printable(text.substr(0, maxCharacters * 4 + 4), maxCharacters * 12 + 12);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    if (lengthOf(line) <= maxCharacters)
        return line;
    return line.substr(0, offsetOf(line, maxCharacters - 1)) + "…";
}

std::string markupEscaped(std::string_view text)
{
    std::string out;
    for (const char c : printable(text, text.size() * 3)) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        case '\'':
            out += "&#39;";
            break;
        default:
            out += c;
        }
    }
    // U+FFFE and U+FFFF are well-formed UTF-8, but no characters of XML.
    for (const std::string_view nonCharacter : {"\xef\xbf\xbe", "\xef\xbf\xbf"}) {
        for (std::size_t at = 0; (at = out.find(nonCharacter, at)) != std::string::npos;)
            out.replace(at, 3, "\xef\xbf\xbd");
    }
    return out;
}

template <typename Source>
std::vector<std::size_t> busiest(const std::vector<Source> &sources, std::size_t limit)
{
    std::vector<std::size_t> indices(sources.size());
    std::iota(indices.begin(), indices.end(), std::size_t{0});
    if (indices.size() <= limit)
        return indices;
    std::stable_sort(indices.begin(), indices.end(),
        [&](std::size_t a, std::size_t b) { return sources[a].emitted > sources[b].emitted; });
    indices.resize(limit);
    return indices;
}

template std::vector<std::size_t> busiest(
    const std::vector<ServiceSnapshot> &sources, std::size_t limit);
template std::vector<std::size_t> busiest(
    const std::vector<PoolSnapshot> &sources, std::size_t limit);

}
