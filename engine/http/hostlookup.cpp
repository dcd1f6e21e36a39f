// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/hostlookup.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

#include <cstring>
#include <system_error>
#include <thread>
#include <utility>

namespace emitter {
namespace {

std::vector<SocketAddress> addressesOf(const std::string &host, std::uint16_t port)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    std::vector<SocketAddress> addresses;
    if (::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
        return addresses;
    for (const addrinfo *each = found; each; each = each->ai_next) {
        SocketAddress address;
        address.length = each->ai_addrlen;
        std::memcpy(&address.storage, each->ai_addr, each->ai_addrlen);
        addresses.push_back(address);
    }
    ::freeaddrinfo(found);
    return addresses;
}

}

std::optional<SocketAddress> numericAddress(const std::string &host, std::uint16_t port)
{
    SocketAddress address;
    auto *four = reinterpret_cast<sockaddr_in *>(&address.storage);
    if (::inet_pton(AF_INET, host.c_str(), &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons(port);
        address.length = sizeof(sockaddr_in);
        return address;
    }
    auto *six = reinterpret_cast<sockaddr_in6 *>(&address.storage);
    if (::inet_pton(AF_INET6, host.c_str(), &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons(port);
        address.length = sizeof(sockaddr_in6);
        return address;
    }
    return {};
}

void lookUpHost(
    std::string host, std::uint16_t port, std::function<void(std::vector<SocketAddress>)> done)
{
    try {
        std::thread([host = std::move(host), port, done] {
            done(addressesOf(host, port));
        }).detach();
    } catch (const std::system_error &) {
        done({});
    }
}

}
