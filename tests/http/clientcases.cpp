// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clientundertest.h"

#include "base/clock.h"

#include <atomic>
#include <future>
#include <thread>

using namespace emitter;
using namespace emitter::test;

TEST_CASE("sends a request and brings the whole answer back")
{
    CannedServer server({CannedReply::http(201, "made", "X-Kind: Log\r\n")});
    Client client;
    const HttpResponse answer = client.post(server.url("/submit?a=b"), "{\"x\": 1}",
        {{"Content-Type", "application/json"}, {"api-key", "k"}});
    CHECK(answer.error == Error::None);
    CHECK(answer.status == 201);
    CHECK(answer.isSuccess());
    CHECK(answer.header("x-kind") == "Log");
    CHECK(answer.body == "made");
    CHECK(answer.detail.empty());
    const auto requests = server.requests();
    REQUIRE(requests.size() == 1);
    CHECK(requests[0].method == "POST");
    CHECK(requests[0].target == "/submit?a=b");
    CHECK(requests[0].body == "{\"x\": 1}");
    CHECK(requests[0].header("content-type") == "application/json");
    CHECK(requests[0].header("api-key") == "k");
    CHECK(requests[0].header("user-agent") == "emitter");
    CHECK(requests[0].header("cookie").empty());
}

TEST_CASE("speaks every method, and carries binary and large bodies unchanged")
{
    CannedServer server({CannedReply::http(200)});
    Client client;
    std::string body(3'000'001, '\0');
    for (std::size_t i = 0; i < body.size(); ++i)
        body[i] = static_cast<char>(i * 31);
    for (const auto method :
        {HttpRequest::Method::Post, HttpRequest::Method::Put, HttpRequest::Method::Delete})
        CHECK(sendAndWait(*client.http, {method, server.url(), {}, body}).status == 200);
    CHECK(client.post(server.url(), "").status == 200);
    CHECK(client.get(server.url()).status == 200);
    const auto requests = server.requests();
    REQUIRE(requests.size() == 5);
    const std::vector<std::string> methods{"POST", "PUT", "DELETE", "POST", "GET"};
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(requests[i].method == methods[i]);
        CHECK(requests[i].body == (i < 3 ? body : ""));
    }
}

TEST_CASE("every status is an answer, not an error")
{
    CannedServer server([](const CannedRequest &request, std::size_t) {
        return CannedReply::http(std::stoi(request.target.substr(1)), "why");
    });
    Client client;
    for (const int status :
        {200, 202, 400, 401, 403, 404, 405, 408, 409, 413, 422, 429, 500, 501, 502, 503, 504}) {
        CAPTURE(status);
        const HttpResponse answer = client.post(server.url("/" + std::to_string(status)));
        CHECK(answer.error == Error::None);
        CHECK(answer.status == status);
        CHECK(answer.body == "why");
    }
    CHECK(server.requestCount() == 17);
}

TEST_CASE("reads chunked and compressed answers")
{
    CannedServer server({CannedReply::chunked(200, {"one ", "two"}),
        CannedReply::http(200, gzip("hello ", 3), "Content-Encoding: gzip\r\n")});
    Client client;
    CHECK(client.get(server.url()).body == "one two");
    CHECK(client.get(server.url()).body == "hello hello hello ");
}

TEST_CASE("keeps connections: 1000 requests use a handful")
{
    CannedServer server({CannedReply::http(200, "ok")});
    Client client;
    for (int i = 0; i < 1000; ++i)
        REQUIRE(client.post(server.url()).status == 200);
    CHECK(server.requestCount() == 1000);
    CHECK(server.connectionCount() <= 6);
}

TEST_CASE("tells the CPU time of its thread, in which it answers")
{
    CannedServer server({CannedReply::http(200, "ok")});
    Client client;
    REQUIRE(client.post(server.url()).status == 200);
    const std::int64_t before = client.http->busiestThreadNanos();
    CHECK(before > 0);
    constexpr std::int64_t work = 30'000'000;
    std::promise<void> answered;
    client.http->send({HttpRequest::Method::Get, server.url(), {}, {}}, [&](const HttpResponse &) {
        const std::int64_t computed = Clock::system().threadCpuNanos() + work;
        while (Clock::system().threadCpuNanos() < computed) { }
        answered.set_value();
    });
    answered.get_future().wait();
    CHECK(client.http->busiestThreadNanos() >= before + work);
}

TEST_CASE("answers every one of thousands of requests from several threads exactly once")
{
    CannedServer server([](const CannedRequest &request, std::size_t) {
        return CannedReply::http(200, request.body);
    });
    Client client;
    constexpr int perThread = 500;
    std::vector<std::atomic<int>> answers(4 * perThread);
    std::atomic<int> wrong = 0;
    std::atomic<int> left = 4 * perThread;
    std::promise<void> all;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < perThread; ++i) {
                const int number = t * perThread + i;
                client.http->send(
                    {HttpRequest::Method::Post, server.url(), {}, std::to_string(number)},
                    [&, number](HttpResponse answer) {
                        wrong += answer.body != std::to_string(number);
                        ++answers[static_cast<std::size_t>(number)];
                        if (--left == 0)
                            all.set_value();
                    });
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    all.get_future().wait();
    CHECK(wrong == 0);
    for (const auto &count : answers)
        REQUIRE(count == 1);
    CHECK(server.requestCount() == 4 * perThread);
    CHECK(server.connectionCount() <= 6);
}

TEST_CASE("names a refused connection")
{
    const std::uint16_t port = closedPort();
    Client client;
    const HttpResponse answer = client.post("http://" + address(port) + "/submit");
    CHECK(answer.error == Error::Refused);
    CHECK(answer.detail == address(port) + " refused the connection");
    CHECK_FALSE(answer.mayHaveArrived());
    CHECK(client.get("http://" + address(port)).error == Error::Refused);
}

TEST_CASE("names a host that does not exist")
{
    Client client;
    // longer than a name may be, so no resolver asks anyone
    const std::string label(60, 'a');
    const HttpResponse answer = client.post(
        "http://" + label + '.' + label + '.' + label + '.' + label + '.' + label + ":8000/");
    CHECK(answer.error == Error::HostNotFound);
    CHECK_FALSE(answer.mayHaveArrived());
}

TEST_CASE("tells a connection that never comes from an answer that never comes")
{
    DeafPort deaf;
    CannedServer silent({CannedReply::neverAnswer()});
    Client client({.connectTimeout = milliseconds(200), .timeout = milliseconds(600)});

    HttpResponse answer = client.post("http://" + address(deaf.port()) + "/");
    CHECK(answer.error == Error::ConnectTimeout);
    CHECK(answer.detail == "no connection to " + address(deaf.port()) + " within 200ms");
    CHECK_FALSE(answer.mayHaveArrived());

    for (const std::string body : {"{}", ""}) {
        answer = client.post(silent.url(), body);
        CHECK(answer.error == Error::Timeout);
        CHECK(
            answer.detail == "no complete answer from " + address(silent.port()) + " within 600ms");
        CHECK(answer.mayHaveArrived());
    }
    CHECK(client.get(silent.url()).error == Error::Timeout);
    CHECK(silent.requestCount() == 3);
}

TEST_CASE("requests that wait for a free connection too long were not sent")
{
    CannedServer silent({CannedReply::neverAnswer()});
    Client client({.connectTimeout = milliseconds(200), .timeout = milliseconds(400)});
    // When the first six give up, some that were handed over later have an instant left; so many
    // that a slow machine does not hand over each six an instant after the six before.
    constexpr int count = 300;
    std::mutex mutex;
    int sent = 0;
    int unsent = 0;
    std::promise<void> all;
    for (int i = 0; i < count; ++i) {
        client.http->send(
            {HttpRequest::Method::Post, silent.url(), {}, "{}"}, [&](HttpResponse answer) {
                const std::lock_guard lock(mutex);
                ++(answer.mayHaveArrived() ? sent : unsent);
                if (sent + unsent == count)
                    all.set_value();
            });
    }
    all.get_future().wait();
    CHECK(sent >= 6);
    CHECK(unsent > 0);
    CHECK(silent.requestCount() <= static_cast<std::size_t>(sent));
}

TEST_CASE("a POST is never sent twice when the server closes on it")
{
    const std::vector<std::pair<const char *, CannedReply>> ways{
        {"before the answer", CannedReply::closeBeforeAnswer()},
        {"reset", {"", CannedReply::After::Reset}},
        {"inside the status line", {"HTTP/1.", CannedReply::After::Close}},
        {"inside the headers", {"HTTP/1.1 200 OK\r\nContent-", CannedReply::After::Close}},
        {"inside the body",
            {"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345", CannedReply::After::Close}},
        {"inside a chunk",
            {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                CannedReply::After::Close}},
    };
    for (const auto &[name, reply] : ways) {
        for (const std::string body : {"{}", ""}) {
            CAPTURE(name);
            CAPTURE(body);
            CannedServer server({reply});
            Client client;
            const HttpResponse answer = client.post(server.url(), body);
            CHECK(answer.error == Error::ConnectionLost);
            CHECK(answer.mayHaveArrived());
            CHECK(answer.detail
                == address(server.port())
                    + " closed the connection before its answer was complete");
            CHECK(server.requestCount() == 1);
        }
    }
}

TEST_CASE("a connection that the server closed while it was idle is replaced")
{
    CannedReply once = CannedReply::http(200);
    once.after = CannedReply::After::Close;
    CannedServer server({once});
    Client client;
    int answered = 0;
    for (int i = 0; i < 50; ++i) {
        const HttpResponse answer = client.post(server.url());
        answered += answer.status == 200;
        // the close can cross the next request on its way; then the answer says so
        CHECK((answer.status == 200 || answer.error == Error::ConnectionLost));
    }
    CHECK(answered >= 1);
    CHECK(server.connectionCount() > 1);
}

TEST_CASE("what is not HTTP is not an answer")
{
    CannedServer server({{"SSH-2.0-OpenSSH_9.2\r\n", CannedReply::After::Close}});
    Client client;
    const HttpResponse answer = client.post(server.url());
    CHECK((answer.error == Error::ConnectionLost || answer.error == Error::Protocol));
    CHECK(answer.status == 0);
    CHECK(server.requestCount() == 1);
}

TEST_CASE("a redirect is never followed")
{
    CannedServer target({CannedReply::http(200, "stolen")});
    Client client;
    for (const int status : {301, 302, 303, 307, 308}) {
        for (const std::string &to : {target.url("/x"), std::string("file:///etc/passwd"),
                 std::string("/elsewhere"), std::string("gopher://127.0.0.1/")}) {
            CAPTURE(status);
            CAPTURE(to);
            CannedServer server({CannedReply::http(status, "", "Location: " + to + "\r\n")});
            const HttpResponse answer =
                client.post(server.url(), "secret", {{"Authorization", "Bearer secret"}});
            CHECK(answer.error == Error::None);
            CHECK(answer.status == status);
            CHECK(answer.header("location") == to);
            CHECK(server.requestCount() == 1);
        }
    }
    CHECK(target.requestCount() == 0);
}

TEST_CASE("cookies are neither kept nor sent, passwords neither asked for nor remembered")
{
    CannedServer server({CannedReply::http(
        401, "who", "Set-Cookie: a=b\r\nWWW-Authenticate: Basic realm=\"x\"\r\n")});
    Client client;
    for (int i = 0; i < 3; ++i) {
        const HttpResponse answer =
            client.post(server.url(), "{}", {{"Authorization", "Basic dTpw"}});
        CHECK(answer.status == 401);
        CHECK(answer.error == Error::None);
    }
    for (const CannedRequest &request : server.requests()) {
        CHECK(request.header("cookie").empty());
        CHECK(request.header("authorization") == "Basic dTpw");
    }
    CHECK(server.requestCount() == 3);
}
