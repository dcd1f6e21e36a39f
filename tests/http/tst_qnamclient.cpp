// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpclient.h"
#include "support/cannedserver.h"

#include <QtCore/QCoreApplication>
#include <QtNetwork/QNetworkProxy>
#include <zlib.h>

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <set>
#include <thread>

using namespace emitter;
using namespace emitter::test;
using Error = HttpResponse::Error;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

/// The object that Qt wants to exist; its event loop never runs.
void needApplication()
{
    static int argc = 1;
    static char name[] = "tst_qnamclient";
    static char *argv[] = {name, nullptr};
    // Never destroyed: Qt 6.8 does not bear it after the end of main().
    static const QCoreApplication *application = new QCoreApplication(argc, argv);
    static_cast<void>(application);
}

struct Client
{
    explicit Client(HttpClientOptions options = {})
    {
        needApplication();
        http = makeQnamClient(options);
    }
    HttpResponse get(std::string url, HttpHeaders headers = {})
    {
        return sendAndWait(
            *http, {HttpRequest::Method::Get, std::move(url), std::move(headers), {}});
    }
    HttpResponse post(std::string url, std::string body = "{}", HttpHeaders headers = {})
    {
        return sendAndWait(*http,
            {HttpRequest::Method::Post, std::move(url), std::move(headers), std::move(body)});
    }
    std::unique_ptr<HttpClient> http;
};

std::string address(std::uint16_t port)
{
    return "127.0.0.1:" + std::to_string(port);
}

std::string gzip(std::string_view text, std::size_t repeats)
{
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out;
    std::string piece(1 << 16, '\0');
    for (std::size_t i = 0; i <= repeats; ++i) {
        stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
        stream.avail_in = i == repeats ? 0 : static_cast<uInt>(text.size());
        do {
            stream.next_out = reinterpret_cast<Bytef *>(piece.data());
            stream.avail_out = static_cast<uInt>(piece.size());
            deflate(&stream, i == repeats ? Z_FINISH : Z_NO_FLUSH);
            out.append(piece, 0, piece.size() - stream.avail_out);
        } while (stream.avail_out == 0);
    }
    deflateEnd(&stream);
    return out;
}

}

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

TEST_CASE("a TLS handshake that never ends is no connection")
{
    CannedServer plain({CannedReply::http(200)}); // waits for a request line
    Client client({.connectTimeout = milliseconds(200), .timeout = milliseconds(5000)});
    const HttpResponse answer = client.post("https://" + address(plain.port()) + "/");
    CHECK(answer.error == Error::ConnectTimeout);
    CHECK_FALSE(answer.mayHaveArrived());
}

TEST_CASE("requests that wait for a free connection too long were not sent")
{
    CannedServer silent({CannedReply::neverAnswer()});
    Client client({.connectTimeout = milliseconds(200), .timeout = milliseconds(400)});
    std::mutex mutex;
    int sent = 0;
    int unsent = 0;
    std::promise<void> all;
    for (int i = 0; i < 20; ++i) {
        client.http->send(
            {HttpRequest::Method::Post, silent.url(), {}, "{}"}, [&](HttpResponse answer) {
                const std::lock_guard lock(mutex);
                ++(answer.mayHaveArrived() ? sent : unsent);
                if (sent + unsent == 20)
                    all.set_value();
            });
    }
    all.get_future().wait();
    CHECK(sent == 6);
    CHECK(unsent == 14);
    CHECK(silent.requestCount() == 6);
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

TEST_CASE("no proxy is used")
{
    // Qt asks no proxy for loopback, so the target is a name that no resolver knows.
    const std::string label(60, 'a');
    const std::string target =
        "http://" + label + '.' + label + '.' + label + '.' + label + '.' + label + "/";
    CannedServer proxy({CannedReply::http(200)});
    Client client;
    QNetworkProxy::setApplicationProxy(
        {QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), proxy.port()});
    CHECK(client.post(target).error == Error::HostNotFound);
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
    CHECK(proxy.requestCount() == 0);
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
            "X-A: " + std::string(60, 'b') + "\r\n"}});
        CHECK(client.get(server.url()).error != Error::None);
    }
    SUBCASE("interim answers for ever")
    {
        CannedServer server({{"", CannedReply::After::Close, "HTTP/1.1 100 Continue\r\n\r\n"}});
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
