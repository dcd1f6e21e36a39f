// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/fastrequest.h"

#include "base/ensure.h"

#include <charconv>

namespace emitter {
namespace {

constexpr std::string_view lengthBlanks = "          ";
constexpr std::string_view endOfHead = "\r\n\r\n";

/// Everything but the length and the empty line.
void appendLines(std::string &out, const HttpRequest &request, const HttpUrl &url)
{
    out.append(name(request.method)).append(" ").append(url.target).append(" HTTP/1.1\r\n");
    if (!hasHeader(request.headers, "host"))
        out.append("Host: ").append(url.authority).append("\r\n");
    if (!hasHeader(request.headers, "user-agent"))
        out += "User-Agent: emitter\r\n";
    for (const auto &[name, value] : request.headers)
        out.append(name).append(": ").append(value).append("\r\n");
}

}

void appendHead(std::string &out, const HttpRequest &request, const HttpUrl &url)
{
    appendLines(out, request, url);
    using Method = HttpRequest::Method;
    const bool usuallyNone = request.method == Method::Get || request.method == Method::Head;
    if (!usuallyNone || !request.body.empty()) {
        if (!hasHeader(request.headers, "content-type"))
            out += "Content-Type: application/octet-stream\r\n";
        out.append("Content-Length: ").append(std::to_string(request.body.size())).append("\r\n");
    }
    out += "\r\n";
}

RequestPattern::RequestPattern(const HttpRequest &request, const HttpUrl &url)
    : m_method(request.method)
{
    appendLines(m_head, request, url);
    if (!hasHeader(request.headers, "content-type"))
        m_head += "Content-Type: application/octet-stream\r\n";
    m_head.append("Content-Length:").append(lengthBlanks).append(endOfHead);
}

void RequestPattern::setLength(std::string &out, std::size_t begin) const
{
    char digits[20];
    const std::size_t length = out.size() - begin - m_head.size();
    const auto end = std::to_chars(digits, digits + sizeof digits, length).ptr;
    const auto count = static_cast<std::size_t>(end - digits);
    EMITTER_ENSURE(count < lengthBlanks.size(), "a body of less than a gigabyte");
    out.replace(begin + m_head.size() - endOfHead.size() - count, count, digits, count);
}

}
