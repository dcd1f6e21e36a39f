// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/answerparser.h"
#include "support/mutated.h"

#include <doctest/doctest.h>

using namespace emitter;
using Error = HttpResponse::Error;
using Method = HttpRequest::Method;
using State = AnswerParser::State;

namespace {

struct Read
{
    State state = State::More;
    HttpResponse response;
    std::string rest; ///< what is not part of the answer
    bool keepsConnection = false;
};

/// Feeds `bytes` in pieces of `piece`; at their end, unless the answer is complete, the connection.
Read read(std::string_view bytes, std::size_t piece, Method method = Method::Post,
    AnswerParser::Keep keep = AnswerParser::Keep::All, HttpClientOptions options = {})
{
    AnswerParser parser(options);
    parser.begin(method, keep);
    Read result;
    while (!bytes.empty() && result.state == State::More) {
        std::string_view some = bytes.substr(0, piece);
        const std::size_t offered = some.size();
        result.state = parser.take(some);
        bytes.remove_prefix(offered - some.size());
    }
    if (result.state == State::More)
        result.state = parser.end();
    result.rest = bytes;
    result.response = parser.response();
    result.keepsConnection = parser.keepsConnection();
    return result;
}

constexpr std::size_t pieces[] = {1, 2, 3, 7, 64, 1u << 20};

}

TEST_CASE("cuts an answer out of what comes, whatever the pieces")
{
    struct Row
    {
        const char *bytes;
        int status;
        const char *body;
        bool keeps;
        const char *rest;
    };
    constexpr Row rows[] = {
        {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes", 200, "yes", true, ""},
        {"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\nHTTP", 200, "", true, "HTTP"},
        {"HTTP/1.1 200 OK\nContent-Length:3\n\nyes", 200, "yes", true, ""},
        {"HTTP/1.1 200 OK\r\ncontent-LENGTH: \t 3 \r\ncontent-length: 3\r\n\r\nyes!", 200, "yes",
            true, "!"},
        {"HTTP/1.1 204 No\r\n\r\nx", 204, "", true, "x"},
        {"HTTP/1.1 304 Not\r\nContent-Length: 9\r\n\r\n", 304, "", true, ""},
        {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na", 200, "a", false, ""},
        {"HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 1\r\n\r\na", 200, "a", false,
            ""},
        {"HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", 200, "a", false, ""},
        {"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\na", 200, "a", true,
            ""},
        {"HTTP/1.1 500 No\r\n\r\nto the end", 500, "to the end", false, ""},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\none\r\nA ; x=y\r\n two "
         "three\r\n00\r\nTrailer: a\r\n\r\nHTTP",
            200, "one two three", true, "HTTP"},
        {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nLink: a\r\n\r\nHTTP/1.1 201 "
         "Made\r\nContent-Length: 2\r\n\r\nok",
            201, "ok", true, ""},
    };
    for (const Row &row : rows) {
        for (const std::size_t piece : pieces) {
            CAPTURE(row.bytes);
            CAPTURE(piece);
            const Read answer = read(row.bytes, piece);
            CHECK(answer.state == State::Complete);
            CHECK(answer.response.error == Error::None);
            CHECK(answer.response.status == row.status);
            CHECK(answer.response.body == row.body);
            CHECK(answer.keepsConnection == row.keeps);
            CHECK(answer.rest == row.rest);
        }
    }
}

TEST_CASE("what could be read in two ways, or is no HTTP, is no answer")
{
    for (const char *bytes : {"<html>hello", "HTTP/0.9 200 OK\r\n\r\n", "HTTP/2 200\r\n\r\n",
             "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 -20 OK\r\n\r\n",
             "HTTP/1.1  200 OK\r\n\r\n", "HTTP/1.1 099 OK\r\n\r\n", "\r\nHTTP/1.1 200 OK\r\n\r\n",
             "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 101 Switching\r\n\r\n",
             "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
             "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\na",
             "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\na",
             "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\na",
             "HTTP/1.1 200 OK\r\nContent-Length: 0x1\r\n\r\na",
             "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\na",
             "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\na",
             "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
             "chunked\r\n\r\n0\r\n\r\n",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
             "HTTP/1.1 200 OK\r\nContent-Length : 1\r\n\r\na", "HTTP/1.1 200 OK\r\n: 1\r\n\r\na",
             "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n",
             "HTTP/1.1 200 OK\r\nA: b\rContent-Length: 1\r\n\r\na",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcdefg\r\n0\r\n\r\n",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000000\r\n",
             "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"}) {
        for (const std::size_t piece : pieces) {
            CAPTURE(bytes);
            CAPTURE(piece);
            const Read answer = read(bytes, piece);
            CHECK(answer.state == State::Bad);
            CHECK(answer.response.error == Error::Protocol);
            CHECK(answer.response.status == 0);
        }
    }
}

TEST_CASE("an answer that is cut short is none")
{
    for (const std::string_view whole : {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nyes\r\n0\r\n\r\n"}) {
        for (std::size_t length = 0; length < whole.size(); ++length) {
            CAPTURE(whole.substr(0, length));
            const Read answer = read(whole.substr(0, length), 1u << 20);
            CHECK(answer.state == State::Bad);
            CHECK(answer.response.error == Error::ConnectionLost);
            CHECK(answer.response.status == 0);
        }
    }
}

TEST_CASE("keeps within its limits whatever comes")
{
    const auto endless = [](const std::string &start, const std::string &piece) {
        AnswerParser parser({.maxBody = 1u << 20, .keptBody = 100});
        parser.begin(Method::Post, AnswerParser::Keep::All);
        std::string_view bytes = start;
        State state = parser.take(bytes);
        std::size_t taken = start.size();
        while (state == State::More && taken < 64u << 20) {
            bytes = piece;
            state = parser.take(bytes);
            taken += piece.size();
        }
        CHECK(state == State::Bad);
        CHECK(parser.response().error == Error::TooLarge);
        CHECK(parser.response().body.size() <= 100);
        return taken;
    };
    const std::string junk(1000, 'x');
    const std::string head = "HTTP/1.1 200 OK\r\n";
    CHECK(endless("HTTP/1.1 200 ", junk) < 70'000);
    CHECK(endless(head + "X-A: ", junk) < 70'000);
    CHECK(endless(head, "X-A: b\r\n") < 70'000);
    CHECK(endless("", "HTTP/1.1 100 Continue\r\n\r\n") < 70'000);
    CHECK(endless(head + "\r\n", junk) < 1'100'000);
    CHECK(endless(head + "Content-Length: 1048577\r\n\r\n", junk) < 2000);
    CHECK(endless(head + "Transfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n") < 7'000'000);
    CHECK(endless(head + "Transfer-Encoding: chunked\r\n\r\n", "3e8\r\n" + junk + "\r\n")
        < 1'200'000);
    CHECK(endless(head + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "X-A: b\r\n") < 70'000);
}

TEST_CASE("an answer with bytes changed is read alike in any pieces, and within its limits")
{
    const std::string_view words[]{"\r\n", "\n", "\r", " ", ":", "0\r\n\r\n",
        "ffffffffffffffff\r\n", "Content-Length: 9\r\n", "Transfer-Encoding: chunked\r\n",
        "HTTP/1.1 200 OK\r\n", "Content-Encoding: gzip\r\n", "\r\n\r\n", "-1"};
    const std::vector<std::string> answers{
        "HTTP/1.1 500 No\r\nContent-Length: 3\r\nRetry-After: 7\r\n\r\nyes",
        "HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\nA ; x=y\r\n two three\r\n"
        "0\r\nTrailer: a\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 429 No\r\nConnection: close\r\n\r\nto the end"};
    RandomStream random(1, 2);
    int complete = 0;
    for (std::size_t i = 0; i < 6000; ++i) {
        const std::string bytes = test::mutated(answers[i % answers.size()], words, random);
        CAPTURE(bytes);
        const HttpClientOptions options{.maxBody = 64};
        const Read whole =
            read(bytes, bytes.size(), Method::Post, AnswerParser::Keep::All, options);
        CHECK(whole.response.body.size() <= options.maxBody);
        for (const std::size_t piece : {1u, 5u}) {
            const Read cut = read(bytes, piece, Method::Post, AnswerParser::Keep::All, options);
            CHECK(cut.state == whole.state);
            CHECK(cut.response.error == whole.response.error);
            CHECK(cut.response.status == whole.response.status);
            if (whole.state != State::Complete)
                continue;
            CHECK(cut.response.body == whole.response.body);
            CHECK(cut.keepsConnection == whole.keepsConnection);
        }
        if (whole.state != State::Complete)
            continue;
        ++complete;
        CHECK(bytes.find(" " + std::to_string(whole.response.status)) != std::string::npos);
    }
    CHECK(complete > 100);
}

TEST_CASE("an answer to HEAD has no body")
{
    const Read answer =
        read("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nHTTP", 1u << 20, Method::Head);
    CHECK(answer.state == State::Complete);
    CHECK(answer.rest == "HTTP");
}

TEST_CASE("keeps of a success only the status when that is all that is wanted")
{
    const auto readFor = [](const char *bytes) {
        return read(bytes, 1u << 20, Method::Post, AnswerParser::Keep::Failures).response;
    };
    const HttpResponse good = readFor("HTTP/1.1 202 OK\r\nX-A: b\r\nContent-Length: 3\r\n\r\nyes");
    CHECK(good.status == 202);
    CHECK(good.headers.empty());
    CHECK(good.body.empty());
    const HttpResponse poor = readFor("HTTP/1.1 429 No\r\nRetry-After: 3\r\nContent-Length: "
                                      "2\r\n\r\nno");
    CHECK(poor.status == 429);
    CHECK(poor.header("retry-after") == "3");
    CHECK(poor.body == "no");
}

TEST_CASE("reads one answer after the other")
{
    AnswerParser parser({});
    std::string_view bytes = "HTTP/1.0 503 A\r\nContent-Length: 1\r\nRetry-After: 9\r\n\r\nx"
                             "HTTP/1.1 200 B\r\nContent-Length: 1\r\n\r\ny";
    parser.begin(Method::Post, AnswerParser::Keep::All);
    CHECK_FALSE(parser.hasBegun());
    REQUIRE(parser.take(bytes) == State::Complete);
    CHECK(parser.hasBegun());
    CHECK(parser.response().status == 503);
    CHECK_FALSE(parser.keepsConnection());
    parser.begin(Method::Post, AnswerParser::Keep::All);
    CHECK_FALSE(parser.hasBegun());
    REQUIRE(parser.take(bytes) == State::Complete);
    CHECK(parser.response().status == 200);
    CHECK(parser.response().body == "y");
    CHECK(parser.response().header("retry-after").empty());
    CHECK(parser.keepsConnection());
    CHECK(bytes.empty());
}
