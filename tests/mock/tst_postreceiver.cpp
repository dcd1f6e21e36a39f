// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mock/postreceiver.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <thread>

using namespace emitter;

namespace {

const std::string answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                           "Content-Length: 15\r\n\r\n{\"status\":\"ok\"}";

std::string post(const std::string &body)
{
    return "POST /any/path HTTP/1.1\r\nHost: here\r\nContent-Length: " + std::to_string(body.size())
        + "\r\n\r\n" + body;
}

class Client
{
public:
    explicit Client(const PostReceiver &receiver)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in there{};
        there.sin_family = AF_INET;
        there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        there.sin_port = htons(receiver.port());
        REQUIRE(::connect(m_socket, reinterpret_cast<sockaddr *>(&there), sizeof there) == 0);
        const timeval patience{.tv_sec = 30, .tv_usec = 0};
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    }
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;
    ~Client() { ::close(m_socket); }

    void send(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    /// Until `size` bytes have come, or the end.
    std::string receive(std::size_t size) const
    {
        std::string all;
        std::array<char, 65536> part;
        while (all.size() < size) {
            const ssize_t count = ::recv(m_socket, part.data(), part.size(), 0);
            if (count <= 0)
                break;
            all.append(part.data(), static_cast<std::size_t>(count));
        }
        return all;
    }

private:
    int m_socket;
};

std::string times(const std::string &text, int count)
{
    std::string all;
    for (int i = 0; i < count; ++i)
        all += text;
    return all;
}

std::unique_ptr<PostReceiver> started(std::span<const PostAnswer> answers = {})
{
    auto receiver = PostReceiver::create(answers);
    REQUIRE(receiver);
    return std::move(*receiver);
}

}

TEST_CASE("requests are counted and answered 200, whatever their bodies are")
{
    const auto receiver = started();
    const Client client(*receiver);
    for (const std::string &body :
        {std::string(R"({"level":"INFO"})"), std::string("[{\"not: json"),
            std::string("\x1f\x8b\0\r\n\r\n", 7), std::string(100'000, 'x')}) {
        client.send(post(body));
        CHECK(client.receive(answer.size()) == answer);
    }
    CHECK(receiver->requests() == 4);
}

TEST_CASE("a request without a body is answered too")
{
    const auto receiver = started();
    const Client client(*receiver);
    client.send("GET /health HTTP/1.1\r\nHost: here\r\n\r\n");
    CHECK(client.receive(answer.size()) == answer);
    CHECK(receiver->requests() == 1);
}

TEST_CASE("requests may come in one piece or byte by byte")
{
    const auto receiver = started();
    const Client client(*receiver);
    const std::string three = post("one") + post("") + post("three\r\n\r\n");
    client.send(three);
    CHECK(client.receive(3 * answer.size()) == times(answer, 3));
    for (const char byte : three)
        client.send({&byte, 1});
    CHECK(client.receive(3 * answer.size()) == times(answer, 3));
    CHECK(receiver->requests() == 6);
}

TEST_CASE("the first row that fits the request line is answered, else the usual")
{
    static constexpr std::array rows{
        PostAnswer{"GET /store/ ", {}, "root"},
        PostAnswer{"GET /store/", {}, "other"},
        PostAnswer{"POST /store/", "/_bulk?", "bulk"},
        PostAnswer{{}, " /store/", "any"},
    };
    const auto receiver = started(rows);
    const Client client(*receiver);
    const auto answered = [&](const std::string &line, const std::string &body) {
        const std::string expected = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                     "Content-Length: "
            + std::to_string(body.size()) + "\r\n\r\n" + body;
        client.send(line + " HTTP/1.1\r\nReferer: /store/_bulk?\r\n\r\n");
        return client.receive(expected.size()) == expected;
    };
    CHECK(answered("GET /store/", "root"));
    CHECK(answered("GET /store/logs", "other"));
    CHECK(answered("POST /store/logs/_bulk?filter", "bulk"));
    CHECK(answered("POST /store/logs/_refresh", "any"));
    CHECK(answered("DELETE /store/logs", "any"));
    CHECK(answered("POST /else/_bulk?", R"({"status":"ok"})"));
}

TEST_CASE("an answer may tell how many requests came, and how many lines this one has")
{
    static constexpr std::array rows{PostAnswer{
        "POST /any/", {}, "<", [](std::string &body, const PostCounts &counts) {
            body += std::to_string(counts.requests) + ':' + std::to_string(counts.newlines) + '>';
        }}};
    const auto receiver = started(rows);
    const Client client(*receiver);
    const auto answered = [&] {
        std::string all;
        while (!all.ends_with('>')) {
            const std::string byte = client.receive(1);
            if (byte.empty())
                break;
            all += byte;
        }
        return all.substr(all.find('<') + 1);
    };
    client.send(post("one\ntwo\n\n"));
    CHECK(answered() == "1:3>");
    for (const char byte : post("one\ntwo\n"))
        client.send({&byte, 1});
    CHECK(answered() == "2:2>");
    client.send(post("no line"));
    CHECK(answered() == "3:0>");
    client.send(post(std::string(3'000'000, '\n'))); // more than is read at once
    CHECK(answered() == "4:3000000>");
}

TEST_CASE("a client that is slow to read gets every answer")
{
    const auto receiver = started();
    const Client client(*receiver);
    constexpr int count = 200'000; // more answers than the sockets' buffers hold
    std::thread sender([&] { client.send(times(post("x"), count)); });
    CHECK(client.receive(count * answer.size()) == times(answer, count));
    sender.join();
    CHECK(receiver->requests() == count);
}

TEST_CASE("a head without an end is not kept for ever")
{
    const auto receiver = started();
    const Client client(*receiver);
    client.send(std::string(4 << 20, 'x'));
    CHECK(client.receive(1).empty());
    CHECK(receiver->requests() == 0);
}

TEST_CASE("its end closes the connections")
{
    auto receiver = started();
    const Client client(*receiver);
    client.send(post("x"));
    CHECK(client.receive(answer.size()) == answer);
    receiver.reset();
    CHECK(client.receive(1).empty());
}
