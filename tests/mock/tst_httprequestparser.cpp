// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mock/httprequestparser.h"

#include "base/random.h"

#include <doctest/doctest.h>

#include <vector>

using namespace emitter;
using State = HttpRequestParser::State;

namespace {

State feed(HttpRequestParser &parser, std::string_view bytes, MockRequest &request)
{
    parser.buffer() += bytes;
    return parser.next(request);
}

int refusalOf(std::string_view bytes)
{
    HttpRequestParser parser;
    MockRequest request;
    return feed(parser, bytes, request) == State::Bad ? parser.refusal() : 0;
}

}

TEST_CASE("cuts several requests out of one stream, however it is sliced")
{
    const std::string stream =
        "POST /submit?a=b HTTP/1.1\r\nHost: h\r\nContent-Type: Application/JSON\r\n"
        "content-length: 5\r\n\r\nhello"
        "GET /health HTTP/1.0\r\n\r\n"
        "POST /submit HTTP/1.1\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n";
    for (std::size_t slice = 1; slice <= stream.size(); ++slice) {
        HttpRequestParser parser;
        std::vector<MockRequest> requests;
        for (std::size_t at = 0; at < stream.size(); at += slice) {
            parser.buffer() += stream.substr(at, slice);
            MockRequest request;
            State state = State::NeedMore;
            while ((state = parser.next(request)) == State::Complete)
                requests.push_back(request);
            REQUIRE(state == State::NeedMore);
        }
        REQUIRE(requests.size() == 3);
        CHECK(requests[0].method == "POST");
        CHECK(requests[0].path == "/submit");
        CHECK(requests[0].contentType == "application/json");
        CHECK(requests[0].body == "hello");
        CHECK(requests[0].keepAlive);
        CHECK(requests[1].path == "/health");
        CHECK_FALSE(requests[1].keepAlive);
        CHECK(requests[2].body == "abc0123456789");
        CHECK_FALSE(requests[2].keepAlive);
    }
}

TEST_CASE("refuses what is not a request")
{
    CHECK(refusalOf("\r\n\r\n") == 400);
    CHECK(refusalOf("GET /\r\n\r\n") == 400);
    CHECK(refusalOf("GET / x y\r\n\r\n") == 400);
    CHECK(refusalOf("GET / FTP/1.1\r\n\r\n") == 400);
    CHECK(refusalOf("GET / HTTP/2.0\r\n\r\n") == 505);
    CHECK(refusalOf("GET / HTTP/1.1\r\nno colon\r\n\r\n") == 400);
    CHECK(refusalOf("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n") == 400);
    CHECK(refusalOf("POST / HTTP/1.1\r\nContent-Length: 1x\r\n\r\n") == 400);
    CHECK(refusalOf("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n") == 400);
    CHECK(refusalOf("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n") == 400);
    CHECK(refusalOf("POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n")
        == 400);
    CHECK(refusalOf("POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n") == 501);
    const std::string chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    CHECK(refusalOf(chunked + "x\r\n") == 400);
    CHECK(refusalOf(chunked + "1\r\nab\r\n") == 400);
    CHECK(refusalOf(chunked + "FFFFFFFFFF\r\n") == 413);
    CHECK(refusalOf(chunked + std::string(2000, '0')) == 400);
}

TEST_CASE("bounds head and body")
{
    const std::string line = "GET / HTTP/1.1\r\nX: ";
    CHECK(refusalOf(line + std::string(HttpRequestParser::maxHead, 'a')) == 431);
    CHECK(refusalOf(line + std::string(HttpRequestParser::maxHead - 1000, 'a') + "\r\n\r\n") == 0);
    const std::string length = "POST / HTTP/1.1\r\nContent-Length: ";
    CHECK(refusalOf(length + std::to_string(HttpRequestParser::maxBody) + "\r\n\r\n") == 0);
    CHECK(refusalOf(length + std::to_string(HttpRequestParser::maxBody + 1) + "\r\n\r\n") == 413);
}

TEST_CASE("asks for the body of a client that waits for 100 Continue, once")
{
    HttpRequestParser parser;
    MockRequest request;
    CHECK(feed(parser, "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
              request)
        == State::NeedMore);
    CHECK(parser.takeContinue());
    CHECK_FALSE(parser.takeContinue());
    CHECK(feed(parser, "ab", request) == State::Complete);
    CHECK_FALSE(parser.takeContinue());
}

TEST_CASE("survives mutated requests")
{
    const std::string good =
        "POST /submit HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nabcd"
        "POST /submit HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n";
    RandomStream chance(20260101, 0);
    for (int round = 0; round < 20'000; ++round) {
        std::string bytes = good;
        for (std::uint32_t i = 0, n = 1 + below(chance.next(), 4); i < n; ++i)
            bytes[below(chance.next(), static_cast<std::uint32_t>(bytes.size()))] =
                static_cast<char>(chance.next());
        HttpRequestParser parser;
        parser.buffer() = bytes;
        MockRequest request;
        std::size_t total = 0;
        while (parser.next(request) == State::Complete)
            total += request.body.size();
        REQUIRE(total <= bytes.size());
    }
}
