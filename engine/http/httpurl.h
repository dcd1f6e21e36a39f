// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpclient.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace emitter {

/// An address of http:// or https:// in its parts (RFC 3986). ASCII host names and numeric
/// addresses only.
struct HttpUrl
{
    bool tls = false;
    std::string host; ///< without brackets
    std::uint16_t port = 0;
    std::string authority; ///< as the Host header wants it
    std::string where; ///< `host:port`, for messages and as the key of connections
    std::string target; ///< path and query, for the request line

    /// Empty when `text` is none: another scheme, a user, a blank, no host ...
    static std::optional<HttpUrl> parse(std::string_view text);
};

/// Why `request` must not be sent, as a sentence; empty when it may be. Control characters, framing
/// headers of the caller's own, other schemes than http and https, a user or password in the URL.
std::string refusalOf(const HttpRequest &request);

/// token of RFC 9110, 5.6.2
bool isHeaderName(std::string_view name);
bool hasHeader(const HttpHeaders &headers, std::string_view lowerCaseName);

/// `127.0.0.1:8000 refused the connection`; `technical` says more where an error alone says little.
std::string describe(HttpResponse::Error error, const std::string &where,
    const HttpClientOptions &options, std::string_view technical = {});

}
