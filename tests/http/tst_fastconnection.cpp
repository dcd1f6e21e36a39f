// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/fastloop.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <doctest/doctest.h>

#include <array>

using namespace emitter;

namespace {

/// A server that reads when it is told to, through a small buffer.
class SlowReader
{
public:
    SlowReader()
    {
        const int small = 32 << 10;
        ::setsockopt(m_listener, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
        auto *here = reinterpret_cast<sockaddr_in *>(&address.storage);
        here->sin_family = AF_INET;
        here->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.length = sizeof *here;
        auto *raw = reinterpret_cast<sockaddr *>(&address.storage);
        REQUIRE(::bind(m_listener, raw, address.length) == 0);
        REQUIRE(::listen(m_listener, 1) == 0);
        REQUIRE(::getsockname(m_listener, raw, &address.length) == 0);
    }
    ~SlowReader()
    {
        ::close(m_socket);
        ::close(m_listener);
    }
    void accept() { m_socket = ::accept(m_listener, nullptr, nullptr); }
    /// Reads until `sender` has room for more; what came.
    std::string readUntilRoom(int sender)
    {
        std::string read;
        std::array<pollfd, 2> both{pollfd{m_socket, POLLIN, 0}, pollfd{sender, POLLOUT, 0}};
        do {
            REQUIRE(::poll(both.data(), both.size(), 30'000) > 0);
            if (both[0].revents & POLLIN)
                read += some();
        } while (!(both[1].revents & POLLOUT));
        return read;
    }

    SocketAddress address;

private:
    std::string some()
    {
        std::string piece(16 << 10, 0);
        const ssize_t amount = ::recv(m_socket, piece.data(), piece.size(), 0);
        REQUIRE(amount > 0);
        piece.resize(static_cast<std::size_t>(amount));
        return piece;
    }

    const int m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int m_socket = -1;
};

}

TEST_CASE("keeps no more than what is under way, however slowly it is read")
{
    constexpr std::size_t requestBytes = 100'000;
    constexpr std::size_t depth = 8;
    SlowReader reader;
    FastHost host;
    FastConnection connection(host, 1, {});
    REQUIRE(connection.connect(reader.address) == 0);
    reader.accept();
    const int small = 32 << 10;
    ::setsockopt(connection.socket(), SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
    std::string written;
    std::string read;
    std::size_t most = 0;
    while (written.size() < 300 * requestBytes) {
        std::erase_if(connection.flights,
            [&](const FastFlight &flight) { return connection.isWhollySent(flight); });
        while (connection.flights.size() < depth) {
            std::string request(requestBytes, static_cast<char>(written.size() / requestBytes));
            connection.buffer() += request;
            written += request;
            connection.add({});
        }
        REQUIRE(connection.flush() == 0);
        REQUIRE(connection.wantsToSend());
        most = std::max(most, connection.buffer().size());
        read += reader.readUntilRoom(connection.socket());
    }
    CHECK(most <= 2 * (depth + 1) * requestBytes);
    // what is not begun goes out again on the next connection
    std::vector<FastFlight> kept;
    for (FastFlight &flight : connection.flights) {
        if (!connection.isSent(flight))
            kept.push_back(std::move(flight));
    }
    REQUIRE(!kept.empty());
    const std::size_t size = kept.size() * requestBytes;
    connection.close();
    connection.rewind(std::move(kept));
    CHECK(connection.buffer() == written.substr(written.size() - size));
    CHECK(written.starts_with(read));
}
