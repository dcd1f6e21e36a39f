// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/requesthead.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

constexpr int good = 200;
constexpr std::string_view lineEnd = "\r\n";

/// A token of RFC 9110, 5.6.2.
bool isToken(std::string_view text)
{
    constexpr std::string_view others = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || others.find(c) != std::string_view::npos;
    });
}

int readRequestLine(std::string_view line, RequestHead &head)
{
    const auto words = split(line, ' ');
    if (words.size() != 3 || !isToken(words[0]) || !words[1].starts_with('/'))
        return 400;
    if (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0")
        return words[2].starts_with("HTTP/") ? 505 : 400;
    if (words[0] != "GET" && words[0] != "HEAD")
        return 405;
    head.method = words[0];
    head.path = words[1].substr(0, words[1].find('?'));
    return good;
}

int readHeader(std::string_view line, RequestHead &head)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon)))
        return 400; // also a folded line and a blank before the colon
    std::string name = lowerCase(line.substr(0, colon));
    const std::string_view value = trimmed(line.substr(colon + 1));
    // A GET has no body here: whatever announces one is refused, and the connection ends.
    if (name == "transfer-encoding" || (name == "content-length" && value != "0"))
        return name == "content-length" ? 413 : 400;
    return head.headers.emplace(std::move(name), value).second ? good : 400;
}

int readLines(std::string_view lines, RequestHead &head)
{
    bool first = true;
    while (!lines.empty()) {
        const std::size_t end = lines.find(lineEnd);
        const std::string_view line = lines.substr(0, end);
        if (std::any_of(line.begin(), line.end(),
                [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; }))
            return 400; // also a bare CR or LF
        if (const int status = first ? readRequestLine(line, head) : readHeader(line, head);
            status != good)
            return status;
        first = false;
        lines.remove_prefix(end + lineEnd.size());
    }
    return head.headers.contains("host") ? good : 400;
}

}

bool listHas(std::string_view list, std::string_view word)
{
    const auto parts = split(list, ',');
    return std::any_of(parts.begin(), parts.end(),
        [&](std::string_view part) { return lowerCase(trimmed(part)) == word; });
}

std::string_view RequestHead::header(std::string_view name) const
{
    const auto found = headers.find(std::string(name));
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

bool RequestHead::isUpgradeComplete() const
{
    return method == "GET" && listHas(header("upgrade"), "websocket")
        && listHas(header("connection"), "upgrade") && header("sec-websocket-version") == "13"
        && header("sec-websocket-key").size() == 24;
}

ParsedHead parseRequestHead(std::string_view bytes)
{
    ParsedHead parsed;
    const std::size_t end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) {
        parsed.status = bytes.size() >= RequestHead::most ? 431 : 0;
        return parsed;
    }
    parsed.head.size = end + 4;
    parsed.status = parsed.head.size > RequestHead::most
        ? 431
        : readLines(bytes.substr(0, end + lineEnd.size()), parsed.head);
    return parsed;
}

}
