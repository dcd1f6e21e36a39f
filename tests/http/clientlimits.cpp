// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientundertest.h"

#include <atomic>
#include <future>

using namespace emitter;
using namespace emitter::test;

TEST_CASE("no control character reaches the wire")
{
    CannedServer server({CannedReply::http(200)});
    Client client;
    for (int c = 0; c <= 32; ++c) {
        const std::string bad = "a" + std::string(1, static_cast<char>(c == 32 ? 127 : c)) + "b";
        CAPTURE(c);
        for (const HttpResponse &answer : {client.post(server.url(), "", {{"api-key", bad}}),
                 client.post(server.url(), "", {{bad, "x"}}), client.post(server.url("/" + bad)),
                 client.get("http://" + bad + "/")}) {
            CHECK(answer.error == Error::BadRequest);
            CHECK_FALSE(answer.mayHaveArrived());
            CHECK_FALSE(answer.detail.empty());
        }
    }
    CHECK(server.connectionCount() == 0);
}

TEST_CASE("refuses what is not a plain http request")
{
    Client client;
    for (const char *url : {"", "submit", "ftp://h/", "file:///etc/passwd", "http://",
             "http://:80/", "http://user:password@127.0.0.1/", "gopher://h/"}) {
        CAPTURE(url);
        const HttpResponse answer = client.post(url);
        CHECK(answer.error == Error::BadRequest);
        CHECK(answer.detail.find("password@") == std::string::npos);
    }
    for (const char *name : {"", "a b", "a:b", "Content-Length", "transfer-encoding"}) {
        CAPTURE(name);
        CHECK(client.post("http://127.0.0.1:1/", "{}", {{name, "1"}}).error == Error::BadRequest);
    }
}

TEST_CASE("gives up an answer that is too large")
{
    const std::string junk(65536, 'x');
    Client client({.timeout = seconds(20), .maxBody = 1u << 20});
    SUBCASE("a body that never ends")
    {
        CannedServer server({{"HTTP/1.1 200 OK\r\n\r\n", CannedReply::After::Close, junk}});
        CHECK(client.get(server.url()).error == Error::TooLarge);
    }
    SUBCASE("chunks that never end")
    {
        CannedServer server({{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            CannedReply::After::Close, "10000\r\n" + junk + "\r\n"}});
        CHECK(client.get(server.url()).error == Error::TooLarge);
    }
    SUBCASE("a gzip bomb")
    {
        const std::string bomb = gzip(std::string(1 << 20, '\0'), 256);
        REQUIRE(bomb.size() < 1u << 20);
        CannedServer server({CannedReply::http(200, bomb, "Content-Encoding: gzip\r\n")});
        const HttpResponse answer = client.get(server.url());
        CHECK(answer.error == Error::TooLarge);
        CHECK(answer.body.size() <= 1u << 20);
    }
    SUBCASE("many headers")
    {
        std::string headers;
        for (int i = 0; i < 70; ++i)
            headers += "X-" + std::to_string(i) + ": " + std::string(1000, 'h') + "\r\n";
        CannedServer server({CannedReply::http(200, "", headers)});
        CHECK(client.get(server.url()).error != Error::None);
    }
    SUBCASE("exactly the limit is fine, one byte more is not")
    {
        CannedServer server({CannedReply::http(200, std::string(1 << 20, 'x')),
            CannedReply::http(200, std::string((1 << 20) + 1, 'x'))});
        CHECK(client.get(server.url()).body.size() == 1u << 20);
        CHECK(client.get(server.url()).error == Error::TooLarge);
    }
}

TEST_CASE("keeps no more of a body than asked, and reads all of it")
{
    Client client({.maxBody = 1u << 20, .keptBody = 10});
    CannedServer server({CannedReply::http(200, "0123456789" + std::string((1 << 20) - 10, 'x')),
        CannedReply::http(200, "01234"), CannedReply::http(200, std::string((1 << 20) + 1, 'x'))});
    CHECK(client.get(server.url()).body == "0123456789");
    CHECK(client.get(server.url()).body == "01234");
    CHECK(client.get(server.url()).error == Error::TooLarge);
    CHECK(server.connectionCount() == 1);
}

TEST_CASE("an answer that never gets further ends at the deadline")
{
    Client client({.timeout = milliseconds(500)});
    SUBCASE("headers for ever")
    {
        CannedServer server({{"HTTP/1.1 200 OK\r\n", CannedReply::After::Close,
            "X-A: " + std::string(60, 'b') + "\r\n", endlessPause}});
        CHECK(client.get(server.url()).error != Error::None);
    }
    SUBCASE("interim answers for ever")
    {
        CannedServer server(
            {{"", CannedReply::After::Close, "HTTP/1.1 100 Continue\r\n\r\n", endlessPause}});
        CHECK(client.get(server.url()).error != Error::None);
    }
    SUBCASE("a stall inside the body")
    {
        CannedServer server(
            {{"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123", CannedReply::After::Hang}});
        CHECK(client.get(server.url()).error == Error::Timeout);
    }
}

TEST_CASE("cancelAll ends everything outstanding, once, and later requests work")
{
    CannedServer silent({CannedReply::neverAnswer()});
    CannedServer server({CannedReply::http(200)});
    Client client;
    std::atomic<int> cancelled = 0;
    std::atomic<int> others = 0;
    std::promise<void> all;
    for (int i = 0; i < 100; ++i) {
        client.http->send(
            {HttpRequest::Method::Post, silent.url(), {}, "{}"}, [&](HttpResponse answer) {
                ++(answer.error == Error::Cancelled ? cancelled : others);
                if (cancelled + others == 100)
                    all.set_value();
            });
    }
    silent.waitForRequests(6);
    client.http->cancelAll();
    CHECK(client.post(server.url()).status == 200);
    all.get_future().wait();
    CHECK(cancelled == 100);
    client.http->cancelAll();
    CHECK(client.post(server.url()).status == 200);
}

TEST_CASE("destruction while busy answers everything first and nothing later")
{
    for (int round = 0; round < 20; ++round) {
        CannedServer silent({CannedReply::http(200), CannedReply::neverAnswer()});
        std::atomic<int> answers = 0;
        {
            Client client;
            for (int i = 0; i < 50; ++i) {
                client.http->send({HttpRequest::Method::Post, silent.url(), {}, "{}"},
                    [&](HttpResponse) { ++answers; });
            }
            if (round % 2)
                silent.waitForRequests(3);
        }
        CHECK(answers == 50);
    }
}

TEST_CASE("a request sent from inside an answer is answered too")
{
    CannedServer server({CannedReply::http(200)});
    Client client;
    std::promise<int> second;
    client.http->send({HttpRequest::Method::Get, server.url(), {}, {}}, [&](HttpResponse) {
        client.http->send({HttpRequest::Method::Get, server.url("/two"), {}, {}},
            [&](HttpResponse answer) { second.set_value(answer.status); });
    });
    CHECK(second.get_future().get() == 200);
}
