// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedding/openai/waiting.h"

#include "base/text.h"
#include "base/values.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace emitter {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds longestWait{60'000};
constexpr milliseconds firstWait{250};

milliseconds roundedUp(double millis)
{
    return milliseconds(static_cast<std::int64_t>(std::ceil(std::min(millis, 1e12))));
}

std::optional<milliseconds> retryAfterMillis(const HttpResponse &response)
{
    const auto millis = parseNumber(trimmed(response.header("retry-after-ms")));
    if (!millis || *millis < 0)
        return std::nullopt;
    return roundedUp(*millis);
}

// The reset of the requests' or tokens' limit; with `onlyUsedUp`, when nothing of it remains.
std::optional<milliseconds> resetOf(
    const HttpResponse &response, const std::string &limit, bool onlyUsedUp)
{
    const std::string_view remaining = trimmed(response.header("x-ratelimit-remaining-" + limit));
    if (onlyUsedUp && remaining != "0")
        return std::nullopt;
    return parseGoDuration(trimmed(response.header("x-ratelimit-reset-" + limit)));
}

}

std::optional<milliseconds> parseGoDuration(std::string_view text)
{
    // Longer units first where one begins like another.
    static constexpr std::pair<std::string_view, double> units[] = {{"ms", 1}, {"us", 1e-3},
        {"\xc2\xb5s", 1e-3}, {"\xce\xbcs", 1e-3}, {"ns", 1e-6}, {"h", 3.6e6}, {"m", 6e4},
        {"s", 1e3}};
    if (text.empty())
        return std::nullopt;
    double millis = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
        const auto number = parseNumber(text.substr(0, end));
        text.remove_prefix(end);
        const auto *unit = std::find_if(std::begin(units), std::end(units),
            [text](const auto &candidate) { return text.starts_with(candidate.first); });
        if (!number || unit == std::end(units))
            return std::nullopt;
        millis += *number * unit->second;
        text.remove_prefix(unit->first.size());
    }
    return roundedUp(millis);
}

milliseconds waitBefore(const HttpResponse &response, int attempt, std::int64_t unixSeconds)
{
    std::optional<milliseconds> asked;
    const auto consider = [&asked](std::optional<milliseconds> wait) {
        if (wait)
            asked = std::max(*wait, asked.value_or(milliseconds(0)));
    };
    consider(parseRetryAfter(response.header("retry-after"), unixSeconds));
    consider(retryAfterMillis(response));
    consider(resetOf(response, "requests", true));
    consider(resetOf(response, "tokens", true));
    if (!asked && response.status == 429) {
        consider(resetOf(response, "requests", false));
        consider(resetOf(response, "tokens", false));
    }
    const milliseconds own = firstWait * (1 << std::clamp(attempt - 1, 0, 8));
    return std::min(std::max(asked.value_or(own), own), longestWait);
}

}
