// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpurl.h"

#include "base/text.h"
#include "base/values.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace emitter {
namespace {

using Error = HttpResponse::Error;

bool isAlphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool consistsOf(std::string_view text, std::string_view besidesAlphanumeric)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return isAlphanumeric(c) || besidesAlphanumeric.find(c) != std::string_view::npos;
    });
}

std::optional<std::uint16_t> portOf(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc() || end != text.data() + text.size() || port == 0)
        return {};
    return port;
}

/// Takes `scheme://` off the front.
std::optional<bool> takeScheme(std::string_view &text)
{
    for (const auto &[scheme, tls] : {std::pair("http://", false), std::pair("https://", true)}) {
        const std::size_t length = std::string_view(scheme).size();
        if (lowerCase(text.substr(0, length)) == scheme) {
            text.remove_prefix(length);
            return tls;
        }
    }
    return {};
}

bool takeAuthority(std::string_view authority, HttpUrl &url)
{
    const bool numeric6 = authority.starts_with('[');
    const std::size_t end = numeric6 ? authority.find(']') : authority.find(':');
    if (numeric6 && end == std::string_view::npos)
        return false;
    url.host = numeric6 ? authority.substr(1, end - 1) : authority.substr(0, end);
    if (!consistsOf(url.host, numeric6 ? ":." : "-._~"))
        return false;
    std::string_view rest =
        end == std::string_view::npos ? std::string_view() : authority.substr(end + numeric6);
    url.port = url.tls ? 443 : 80;
    if (rest.starts_with(':') && rest.size() > 1) {
        const auto port = portOf(rest.substr(1));
        if (!port)
            return false;
        url.port = *port;
    } else if (!rest.empty() && rest != ":") {
        return false;
    }
    const std::string name = numeric6 ? "[" + url.host + "]" : url.host;
    url.where = name + ":" + std::to_string(url.port);
    url.authority = url.port == (url.tls ? 443 : 80) ? name : url.where;
    return true;
}

bool takeTarget(std::string_view rest, HttpUrl &url)
{
    rest = rest.substr(0, rest.find('#'));
    if (!rest.starts_with('/'))
        url.target = "/";
    for (const char c : rest) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= ' ' || byte == 127)
            return false;
        if (byte < 127) {
            url.target += c;
            continue;
        }
        static constexpr char digits[] = "0123456789ABCDEF";
        url.target.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
    return true;
}

}

std::optional<HttpUrl> HttpUrl::parse(std::string_view text)
{
    HttpUrl url;
    const auto tls = takeScheme(text);
    if (!tls)
        return {};
    url.tls = *tls;
    const std::size_t end = std::min(text.find_first_of("/?#"), text.size());
    if (!takeAuthority(text.substr(0, end), url) || !takeTarget(text.substr(end), url))
        return {};
    return url;
}

bool isHeaderName(std::string_view name)
{
    return consistsOf(name, "!#$%&'*+-.^_`|~");
}

bool hasHeader(const HttpHeaders &headers, std::string_view lowerCaseName)
{
    return std::any_of(headers.begin(), headers.end(),
        [&](const auto &header) { return lowerCase(header.first) == lowerCaseName; });
}

std::string refusalOf(const HttpRequest &request)
{
    if (hasControlCharacters(request.url))
        return "the URL has a control character";
    std::string_view rest = request.url;
    const std::size_t scheme = rest.find("://");
    const std::string shown = printable(request.url, 200);
    if (scheme == std::string_view::npos)
        return "the URL " + shown + " is not valid";
    rest.remove_prefix(scheme + 3);
    if (rest.substr(0, rest.find_first_of("/?#")).find('@') != std::string_view::npos)
        return "the URL carries a user or password";
    std::string_view whole = request.url;
    if (!takeScheme(whole))
        return "the URL " + shown + " is neither http nor https";
    if (whole.empty() || whole.find_first_of("/?#:") == 0)
        return "the URL " + shown + " is not valid";
    for (const auto &[name, value] : request.headers) {
        const std::string header = printable(name, 100);
        if (!isHeaderName(name))
            return "\"" + header + "\" is not a header name";
        if (hasControlCharacters(value))
            return "the header " + header + " has a control character";
        const std::string key = lowerCase(name);
        if (key == "content-length" || key == "transfer-encoding" || key == "connection")
            return "the header " + header + " belongs to the connection and cannot be set";
    }
    return {};
}

std::string describe(Error error, const std::string &where, const HttpClientOptions &options,
    std::string_view technical)
{
    const std::string reason =
        technical.empty() ? std::string() : " (" + printable(technical, 200) + ")";
    switch (error) {
    case Error::None:
    case Error::BadRequest:
        return {};
    case Error::HostNotFound:
        return "the host of " + where + " is not known";
    case Error::Refused:
        return where + " refused the connection";
    case Error::ConnectTimeout:
        return "no connection to " + where + " within " + formatDuration(options.connectTimeout);
    case Error::Timeout:
        return "no complete answer from " + where + " within " + formatDuration(options.timeout);
    case Error::ConnectionLost:
        return where + " closed the connection before its answer was complete";
    case Error::Tls:
        return "the TLS handshake with " + where + " failed" + reason;
    case Error::TooLarge:
        return "the answer of " + where + " is over the limits";
    case Error::Protocol:
        return "what " + where + " answered is not HTTP" + reason;
    case Error::Cancelled:
        return "the request to " + where + " was cancelled";
    }
    return {};
}

bool isForFastClient(std::string_view text)
{
    const auto url = HttpUrl::parse(text);
    return url && !url->tls;
}

}
