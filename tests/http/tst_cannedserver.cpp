// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cannedserver.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace emitter::test;

namespace {

/// Sends bytes on a new connection and returns what comes until the server closes it.
std::string talk(std::uint16_t port, const std::string &bytes)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0);
    REQUIRE(::send(fd, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
    std::string answer;
    char piece[4096];
    for (ssize_t amount = 0; (amount = ::recv(fd, piece, sizeof piece, 0)) > 0;)
        answer.append(piece, static_cast<std::size_t>(amount));
    ::close(fd);
    return answer;
}

}

TEST_CASE("answers from its script and keeps what it was sent")
{
    CannedReply last = CannedReply::http(404, "no");
    last.after = CannedReply::After::Close;
    CannedServer server({CannedReply::http(200, "yes", "X-A: b\r\n"), last});
    const std::string answer = talk(server.port(),
        "POST /a?b=c HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhelloGET /second "
        "HTTP/1.1\r\n\r\n");
    CHECK(answer
        == "HTTP/1.1 200 Canned\r\nContent-Length: 3\r\nX-A: b\r\n\r\nyes"
           "HTTP/1.1 404 Canned\r\nContent-Length: 2\r\n\r\nno");
    const auto requests = server.requests();
    REQUIRE(requests.size() == 2);
    CHECK(requests[0].method == "POST");
    CHECK(requests[0].target == "/a?b=c");
    CHECK(requests[0].header("host") == "h");
    CHECK(requests[0].body == "hello");
    CHECK(requests[1].target == "/second");
    CHECK(server.connectionCount() == 1);
}

TEST_CASE("closes without an answer when the script says so")
{
    CannedServer server({CannedReply::closeBeforeAnswer()});
    CHECK(talk(server.port(), "GET / HTTP/1.1\r\n\r\n").empty());
    CHECK(server.requestCount() == 1);
}
