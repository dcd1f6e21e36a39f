// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpclient.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace emitter {

/// A duration as Go prints it, which is how the x-ratelimit-reset headers say it: `12ms`, `1s`,
/// `6m0s`, `1h2m3.5s`. Empty when it is not one.
std::optional<std::chrono::milliseconds> parseGoDuration(std::string_view text);

/// How long to wait after the failed attempt number `attempt` (1, 2 ...): the longest of
/// retry-after, retry-after-ms and the reset of whichever limit is used up; without any of them 250
/// ms, doubling. At most 60 s.
std::chrono::milliseconds waitBefore(
    const HttpResponse &response, int attempt, std::int64_t unixSeconds);

}
