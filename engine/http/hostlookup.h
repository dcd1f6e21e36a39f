// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace emitter {

struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t length = 0;
};

/// `127.0.0.1`, `::1`; empty for a name.
std::optional<SocketAddress> numericAddress(const std::string &host, std::uint16_t port);

/// Asks the system's resolver, in a thread of its own that nobody waits for: a name server that
/// does not answer takes its time. `done` is called once, from that thread or from here, perhaps
/// long after the asker is gone, so it must own what it touches. No addresses: there is no such
/// host, or nobody said so.
void lookUpHost(
    std::string host, std::uint16_t port, std::function<void(std::vector<SocketAddress>)> done);

/// Who is asked instead, in tests.
using HostLookup = std::function<void(
    std::string host, std::uint16_t port, std::function<void(std::vector<SocketAddress>)> done)>;

}
