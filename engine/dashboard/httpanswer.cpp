// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/httpanswer.h"

namespace emitter {
namespace {

std::string_view phraseOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 426:
        return "Upgrade Required";
    case 431:
        return "Request Header Fields Too Large";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    }
    return "Error";
}

std::string_view extraHeaders(int status)
{
    switch (status) {
    case 401:
        return "WWW-Authenticate: Bearer realm=\"emitter\"\r\n";
    case 405:
        return "Allow: GET, HEAD\r\n";
    case 426:
        return "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n";
    case 503:
        return "Retry-After: 10\r\n";
    }
    return "";
}

constexpr std::string_view securityHeaders = "X-Content-Type-Options: nosniff\r\n"
                                             "X-Frame-Options: DENY\r\n"
                                             "Referrer-Policy: no-referrer\r\n"
                                             "Cross-Origin-Resource-Policy: same-origin\r\n"
                                             "Cross-Origin-Opener-Policy: same-origin\r\n"
                                             "Cache-Control: no-store\r\n"
                                             "Connection: close\r\n";

constexpr std::string_view pagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";
constexpr std::string_view reportPolicy = "default-src 'none'; style-src 'unsafe-inline'; "
                                          "base-uri 'none'; form-action 'none'; "
                                          "frame-ancestors 'none'";

}

HttpAnswer refusalAnswer(int status)
{
    return {.status = status, .body = std::string(phraseOf(status)) + '\n'};
}

std::string toBytes(const HttpAnswer &answer, bool headOnly)
{
    std::string bytes = "HTTP/1.1 " + std::to_string(answer.status) + ' ';
    bytes.append(phraseOf(answer.status)).append("\r\nContent-Type: ").append(answer.contentType);
    bytes += "\r\nContent-Length: " + std::to_string(answer.body.size());
    bytes += "\r\nContent-Security-Policy: ";
    bytes += answer.inlineStyle ? reportPolicy : pagePolicy;
    bytes += "\r\n";
    bytes.append(securityHeaders).append(extraHeaders(answer.status)).append("\r\n");
    if (!headOnly)
        bytes += answer.body;
    return bytes;
}

}
