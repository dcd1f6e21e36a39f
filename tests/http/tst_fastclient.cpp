// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientundertest.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <map>
#include <thread>

using namespace emitter;
using namespace emitter::test;

const milliseconds emitter::test::endlessPause{0};

std::unique_ptr<HttpClient> emitter::test::makeClient(HttpClientOptions options)
{
    return makeFastClient(options);
}

TEST_CASE("TLS is not its business")
{
    Client client;
    const HttpResponse answer = client.post("https://127.0.0.1:1/");
    CHECK(answer.error == Error::BadRequest);
    CHECK_FALSE(answer.mayHaveArrived());
    CHECK(answer.detail.find("TLS") != std::string::npos);
}

TEST_CASE("an answer that nobody asked for is nobody's")
{
    const std::string good = CannedReply::http(200, "mine").bytes;
    const std::string smuggled = CannedReply::http(201, "smuggled").bytes;
    CannedServer server([&](const CannedRequest &, std::size_t index) {
        return CannedReply{index % 2 ? good : good + smuggled, CannedReply::After::Keep};
    });
    Client client({.connections = 1});
    for (int i = 0; i < 20; ++i) {
        const HttpResponse answer = client.get(server.url());
        CHECK(answer.status == 200);
        CHECK(answer.body == "mine");
    }
}

TEST_CASE("a body without a length ends in order or not at all")
{
    Client client;
    CannedServer closes({{"HTTP/1.1 200 OK\r\n\r\nabc", CannedReply::After::Close}});
    CHECK(client.post(closes.url()).body == "abc");
    CannedServer resets({{"HTTP/1.1 200 OK\r\n\r\nabc", CannedReply::After::Reset}});
    const HttpResponse answer = client.post(resets.url());
    CHECK(answer.error == Error::ConnectionLost);
    CHECK(answer.mayHaveArrived());
}

TEST_CASE("a header line of a megabyte is over the limit")
{
    CannedServer server({CannedReply::http(200, "", "X-A: " + std::string(1 << 20, 'a') + "\r\n")});
    Client client;
    const HttpResponse answer = client.post(server.url());
    CHECK(answer.error == Error::TooLarge);
    CHECK(answer.headers.empty());
}

TEST_CASE("a name with several addresses is tried at each")
{
    CannedServer server({CannedReply::http(200)}); // on 127.0.0.1 alone
    Client client({.connections = 2});
    const std::string url = "http://localhost:" + std::to_string(server.port()) + "/";
    for (int i = 0; i < 3; ++i)
        REQUIRE(client.get(url).status == 200);
    CHECK(server.requests().front().header("host") == "localhost:" + std::to_string(server.port()));
    const std::string nowhere = "http://localhost:" + std::to_string(closedPort()) + "/";
    CHECK(client.get(nowhere).error == Error::Refused);
}

TEST_CASE("a question is asked again when a kept connection turns out to be closed, an order never")
{
    // the first answer on a connection is good, the second request finds it closed
    std::map<std::size_t, int> onConnection;
    CannedServer server([&](const CannedRequest &request, std::size_t) {
        return ++onConnection[request.connection] == 1 ? CannedReply::http(200)
                                                       : CannedReply::closeBeforeAnswer();
    });
    Client client({.connections = 1});
    CHECK(client.get(server.url()).status == 200);
    CHECK(client.get(server.url()).status == 200);
    CHECK(server.requestCount() == 3);
    const HttpResponse answer = client.post(server.url());
    CHECK(answer.error == Error::ConnectionLost);
    CHECK(answer.mayHaveArrived());
    CHECK(server.requestCount() == 4);
    CHECK(server.connectionCount() == 2);
}

TEST_CASE("an answer that comes before the whole request is taken")
{
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof here;
    REQUIRE(::bind(listener, reinterpret_cast<sockaddr *>(&here), length) == 0);
    REQUIRE(::listen(listener, 8) == 0);
    ::getsockname(listener, reinterpret_cast<sockaddr *>(&here), &length);
    std::thread server([listener] {
        for (int i = 0; i < 5; ++i) {
            const int socket = ::accept(listener, nullptr, nullptr);
            char some[1000];
            static_cast<void>(::recv(socket, some, sizeof some, 0));
            const std::string answer = CannedReply::http(413, "too much").bytes;
            ::send(socket, answer.data(), answer.size(), MSG_NOSIGNAL);
            ::close(socket); // with most of the request unread: a reset
        }
    });
    Client client;
    for (int i = 0; i < 5; ++i) {
        const HttpResponse answer = client.post(
            "http://" + address(ntohs(here.sin_port)) + "/", std::string(20'000'000, 'x'));
        CHECK(answer.error == Error::None);
        CHECK(answer.status == 413);
        CHECK(answer.body == "too much");
    }
    server.join();
    ::close(listener);
}

TEST_CASE("as many requests are under way as there are connections, in any number of threads")
{
    CannedServer silent({CannedReply::neverAnswer()});
    for (const int threads : {1, 3, 40}) {
        CAPTURE(threads);
        const std::size_t before = silent.requestCount();
        Client client({.connections = 20, .threads = threads});
        CHECK(client.http->parallelism() == 20);
        std::atomic<int> sent = 0;
        std::atomic<int> unsent = 0;
        std::promise<void> all;
        for (int i = 0; i < 50; ++i) {
            client.http->send({HttpRequest::Method::Post, silent.url(), {}, "{}"},
                [&](const HttpResponse &answer) {
                    ++(answer.mayHaveArrived() ? sent : unsent);
                    if (sent + unsent == 50)
                        all.set_value();
                });
        }
        silent.waitForRequests(before + 20);
        client.http->cancelAll();
        all.get_future().wait();
        CHECK(sent == 20);
        CHECK(unsent == 30);
    }
}

TEST_CASE("one host that does not answer holds no other up")
{
    DeafPort deaf;
    CannedServer server({CannedReply::http(200)});
    Client client({.connectTimeout = seconds(5), .connections = 4});
    std::promise<HttpResponse> late;
    client.http->send({HttpRequest::Method::Post, "http://" + address(deaf.port()), {}, {}},
        [&](HttpResponse answer) { late.set_value(std::move(answer)); });
    for (int i = 0; i < 100; ++i)
        REQUIRE(client.post(server.url()).status == 200);
    client.http->cancelAll();
    const HttpResponse answer = late.get_future().get();
    CHECK(answer.error == Error::Cancelled);
    CHECK_FALSE(answer.mayHaveArrived());
}
