// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mock/mockdistributor.h"

#include "base/random.h"
#include "http/httpclient.h"

#include <QtCore/QCoreApplication>

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <map>
#include <mutex>
#include <thread>

using namespace emitter;
using Json = nlohmann::json;

namespace {

const std::string oneLog = R"({"level":"INFO","message":"m","source":"s"})";

void needApplication()
{
    static int argc = 1;
    static char name[] = "tst_mockdistributor";
    static char *argv[] = {name, nullptr};
    // Never destroyed: Qt 6.8 does not bear it after the end of main().
    static const QCoreApplication *application = new QCoreApplication(argc, argv);
    static_cast<void>(application);
}

struct Fixture
{
    explicit Fixture(MockDistributorOptions options = {})
    {
        needApplication();
        options.port = 0;
        mock = std::make_unique<MockDistributor>(options);
        auto started = mock->start();
        REQUIRE(started);
        port = *started;
    }
    std::string url(const char *path = "/submit") const
    {
        return "http://127.0.0.1:" + std::to_string(port) + path;
    }

    std::unique_ptr<MockDistributor> mock;
    std::uint16_t port = 0;
};

/// Sends `count` bodies, many at a time; how often each status came back.
std::map<int, int> postMany(const std::string &url, const std::string &body, int count)
{
    const auto client = makeQnamClient({});
    std::mutex mutex;
    std::map<int, int> statuses;
    int left = count;
    std::promise<void> all;
    for (int i = 0; i < count; ++i) {
        client->send({HttpRequest::Method::Post, url, {}, body}, [&](HttpResponse answer) {
            const std::lock_guard lock(mutex);
            ++statuses[answer.status];
            if (--left == 0)
                all.set_value();
        });
    }
    all.get_future().wait();
    return statuses;
}

/// Sends bytes and returns what comes until the server closes the connection.
std::string talk(std::uint16_t port, const std::string &bytes, bool halfClose = true)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0);
    ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (halfClose)
        ::shutdown(fd, SHUT_WR);
    std::string answer;
    char piece[4096];
    for (ssize_t amount = 0; (amount = ::recv(fd, piece, sizeof piece, 0)) > 0;)
        answer.append(piece, static_cast<std::size_t>(amount));
    ::close(fd);
    return answer;
}

}

TEST_CASE("counts add up under parallel posts")
{
    Fixture server;
    constexpr int each = 1000;
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    for (int t = 0; t < 3; ++t)
        threads.emplace_back([&] { good += postMany(server.url(), oneLog, each)[200]; });
    for (std::thread &thread : threads)
        thread.join();
    CHECK(good == 3 * each);
    CHECK(server.mock->counts().accepted == 3 * each);
    CHECK(server.mock->counts().requests == 3 * each);
    CHECK(server.mock->counts().refused == 0);
    const auto client = makeQnamClient({});
    const auto stats =
        sendAndWait(*client, {HttpRequest::Method::Get, server.url("/stats"), {}, {}});
    CHECK(Json::parse(stats.body)["total_received"] == 3 * each);
}

TEST_CASE("refuses what its queue cannot hold")
{
    Fixture server({.maxQueue = 10, .processPerSecond = 1e-6});
    const auto statuses = postMany(server.url(), oneLog, 50);
    CHECK(statuses == std::map<int, int>{{200, 10}, {503, 40}});
    CHECK(server.mock->counts().accepted == 10);
    CHECK(server.mock->counts().refused == 40);
}

TEST_CASE("answers in order, each after the latency")
{
    Fixture server({.latency = std::chrono::milliseconds(5)});
    const std::string get = "GET /health HTTP/1.1\r\n\r\n";
    const std::string answers =
        talk(server.port, get + get + "GET /nowhere HTTP/1.1\r\nConnection: close\r\n\r\n", false);
    const std::size_t first = answers.find("HTTP/1.1 200");
    const std::size_t second = answers.find("HTTP/1.1 200", first + 1);
    CHECK(first == 0);
    CHECK(second != std::string::npos);
    CHECK(answers.find("HTTP/1.1 404") > second);
}

TEST_CASE("malformed requests are answered and never take it down")
{
    Fixture server;
    CHECK(talk(server.port, "nonsense\r\n\r\n").starts_with("HTTP/1.1 400 "));
    CHECK(talk(server.port, "GET / HTTP/1.1\r\nX: " + std::string(70'000, 'x'))
              .starts_with("HTTP/1.1 431 "));
    RandomStream chance(7, 0);
    const std::string good = "POST /submit HTTP/1.1\r\nContent-Length: "
        + std::to_string(oneLog.size()) + "\r\nConnection: close\r\n\r\n" + oneLog;
    for (int i = 0; i < 300; ++i) {
        std::string bytes = good;
        for (int k = 0; k < 3; ++k)
            bytes[below(chance.next(), static_cast<std::uint32_t>(bytes.size()))] =
                static_cast<char>(chance.next());
        talk(server.port, bytes);
    }
    CHECK(talk(server.port, good).starts_with("HTTP/1.1 200 "));
}

TEST_CASE("says so when the port is taken")
{
    Fixture server;
    MockDistributor second({.port = server.port});
    const auto started = second.start();
    REQUIRE_FALSE(started);
    CHECK(started.problem().cause == Cause::Unreachable);
    CHECK(started.problem().text.find("127.0.0.1:" + std::to_string(server.port))
        != std::string::npos);
    CHECK_FALSE(started.problem().remedy.empty());
}

TEST_CASE("listens on loopback for localhost and nowhere for a name")
{
    needApplication();
    MockDistributor local({.host = "localhost", .port = 0});
    const auto port = local.start();
    REQUIRE(port);
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in other{};
    other.sin_family = AF_INET;
    other.sin_port = htons(*port);
    other.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1); // 127.0.0.2: reached only through 0.0.0.0
    CHECK(::connect(fd, reinterpret_cast<sockaddr *>(&other), sizeof other) != 0);
    ::close(fd);
    MockDistributor named({.host = "some.name", .port = 0});
    CHECK_FALSE(named.start());
}

TEST_CASE("stops while clients are connected")
{
    for (int round = 0; round < 20; ++round) {
        Fixture server({.latency = std::chrono::milliseconds(round % 2 ? 1000 : 0)});
        const auto client = makeQnamClient({});
        std::atomic<int> answers = 0;
        for (int i = 0; i < 20; ++i)
            client->send({HttpRequest::Method::Post, server.url(), {}, oneLog},
                [&](HttpResponse) { ++answers; });
        while (round % 4 == 0 && answers == 0)
            std::this_thread::yield();
        server.mock.reset();
    }
}
