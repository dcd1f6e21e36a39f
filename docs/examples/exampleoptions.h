// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdlib>
#include <string>

/// Where the examples send to, and how long: EXAMPLE_URL and EXAMPLE_SCALE (a factor on every wait)
/// let the tests run each of them in a moment.
inline std::string distributorUrl()
{
    const char *url = std::getenv("EXAMPLE_URL");
    return url ? url : "http://localhost:8000";
}

inline std::chrono::duration<double> scaled(double seconds)
{
    const char *scale = std::getenv("EXAMPLE_SCALE");
    return std::chrono::duration<double>(seconds * (scale ? std::strtod(scale, nullptr) : 1.0));
}
