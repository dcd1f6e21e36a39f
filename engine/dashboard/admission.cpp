// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/admission.h"

#include "base/text.h"
#include "dashboard/accesstoken.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace emitter {
namespace {

/// `name`, `name:3000` and `[::1]:3000` without port and brackets, in lower case; empty when it is
/// none of these.
std::string nameOf(std::string_view host)
{
    std::string_view name = host;
    std::string_view rest;
    if (host.starts_with('[')) {
        const std::size_t end = host.find(']');
        if (end == std::string_view::npos)
            return {};
        name = host.substr(1, end - 1);
        rest = host.substr(end + 1);
    } else if (const std::size_t colon = host.find(':'); colon != std::string_view::npos) {
        name = host.substr(0, colon);
        rest = host.substr(colon);
    }
    const bool isPort = rest.empty()
        || (rest.size() > 1 && rest.size() <= 6 && rest.front() == ':'
            && std::all_of(
                rest.begin() + 1, rest.end(), [](char c) { return c >= '0' && c <= '9'; }));
    return isPort ? lowerCase(name) : std::string();
}

bool isAddress(const std::string &name)
{
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return inet_pton(AF_INET, name.c_str(), address.data()) == 1
        || inet_pton(AF_INET6, name.c_str(), address.data()) == 1;
}

}

bool Admission::isHostKnown(std::string_view host) const
{
    const std::string name = nameOf(host);
    return isAddress(name) || std::find(names.begin(), names.end(), name) != names.end();
}

bool Admission::hasToken(const RequestHead &head) const
{
    if (token.isEmpty())
        return true;
    constexpr std::string_view scheme = "Bearer ";
    constexpr std::string_view prefix = "token.";
    bool has = false;
    if (const std::string_view offered = head.header("authorization"); offered.starts_with(scheme))
        has = isSameToken(token, trimmed(offered.substr(scheme.size())));
    for (std::string_view offered : split(head.header("sec-websocket-protocol"), ',')) {
        offered = trimmed(offered);
        if (head.wantsUpgrade() && offered.starts_with(prefix))
            has = isSameToken(token, offered.substr(prefix.size())) || has;
    }
    return has;
}

int Admission::refusal(const RequestHead &head, bool open) const
{
    const std::string_view host = head.header("host");
    if (!isHostKnown(host))
        return 403;
    if (head.headers.contains("origin")
        && lowerCase(head.header("origin")) != "http://" + lowerCase(host))
        return 403;
    if (open || hasToken(head))
        return 0;
    return head.wantsUpgrade() ? 403 : 401;
}

}
