// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/requesthead.h"

#include <doctest/doctest.h>

using namespace emitter;

namespace {

int statusOf(std::string_view bytes)
{
    return parseRequestHead(bytes).status;
}

std::string withHeader(std::string_view line)
{
    return "GET / HTTP/1.1\r\nHost: a\r\n" + std::string(line) + "\r\n\r\n";
}

}

TEST_CASE("reads a head and nothing behind it")
{
    const std::string bytes =
        "GET /api/status?x=1 HTTP/1.1\r\nHost: 127.0.0.1:3000\r\nX-Empty:\r\n\r\nGET /more";
    const ParsedHead parsed = parseRequestHead(bytes);
    REQUIRE(parsed.status == 200);
    CHECK(parsed.head.method == "GET");
    CHECK(parsed.head.path == "/api/status");
    CHECK(parsed.head.header("host") == "127.0.0.1:3000");
    CHECK(parsed.head.header("x-empty").empty());
    CHECK(bytes.substr(parsed.head.size) == "GET /more");
}

TEST_CASE("waits for the whole head")
{
    const std::string bytes = "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n";
    for (std::size_t i = 0; i < bytes.size(); ++i)
        CHECK(statusOf(bytes.substr(0, i)) == 0);
    CHECK(statusOf(bytes) == 200);
}

TEST_CASE("has a limit, at its border")
{
    const std::string rest = "\r\n\r\n";
    std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
    bytes.resize(RequestHead::most - rest.size(), 'x');
    CHECK(statusOf(bytes + rest) == 200);
    CHECK(statusOf(bytes + 'x' + rest) == 431);
    bytes.resize(RequestHead::most - 1, 'x');
    CHECK(statusOf(bytes) == 0);
    CHECK(statusOf(bytes + 'x') == 431);
}

TEST_CASE("refuses what it does not serve")
{
    for (const char *method : {"POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "get"})
        CHECK(statusOf(method + std::string(" / HTTP/1.1\r\nHost: a\r\n\r\n")) == 405);
    CHECK(statusOf("GET / HTTP/2.0\r\nHost: a\r\n\r\n") == 505);
    CHECK(statusOf("GET / HTTP/0.9\r\nHost: a\r\n\r\n") == 505);
    CHECK(statusOf("GET /\r\n\r\n") == 400);
    CHECK(statusOf("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
    CHECK(statusOf("GET / HTTP/1.1 x\r\nHost: a\r\n\r\n") == 400);
    CHECK(statusOf("GET  / HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
    CHECK(statusOf("\r\n\r\n") == 400);
    CHECK(statusOf("GET / HTTP/1.1\r\nX: a\r\n\r\n") == 400); // no Host
}

TEST_CASE("nothing can be smuggled in")
{
    CHECK(statusOf(withHeader("Content-Length: 0")) == 200);
    CHECK(statusOf(withHeader("Content-Length: 5")) == 413);
    CHECK(statusOf(withHeader("Content-Length: +0")) == 413);
    CHECK(statusOf(withHeader("Content-Length: 0\r\nContent-Length: 0")) == 400);
    CHECK(statusOf(withHeader("Transfer-Encoding: chunked")) == 400);
    CHECK(statusOf(withHeader("Transfer-Encoding: identity")) == 400);
    CHECK(statusOf(withHeader("Transfer-Encoding : chunked")) == 400);
    CHECK(statusOf(withHeader("X: a\r\n Transfer-Encoding: chunked")) == 400); // folded
    CHECK(statusOf(withHeader("Host: b")) == 400); // twice
    CHECK(statusOf(withHeader(std::string("X: a\0b", 6))) == 400);
    CHECK(statusOf(withHeader("X: a\nTransfer-Encoding: chunked")) == 400);
    CHECK(statusOf(withHeader("X: a\rb")) == 400);
    CHECK(statusOf(withHeader("no colon")) == 400);
    CHECK(statusOf(withHeader(": a")) == 400);
}

TEST_CASE("knows a complete upgrade")
{
    const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    const auto complete = [](const std::string &lines) {
        const ParsedHead parsed = parseRequestHead(withHeader(lines));
        REQUIRE(parsed.status == 200);
        CHECK(parsed.head.wantsUpgrade());
        return parsed.head.isUpgradeComplete();
    };
    const std::string upgrade = "Upgrade: WebSocket\r\n";
    CHECK(complete(
        upgrade + "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n" + key));
    CHECK_FALSE(complete(upgrade + "Connection: close\r\nSec-WebSocket-Version: 13\r\n" + key));
    CHECK_FALSE(complete(upgrade + "Connection: upgrade\r\nSec-WebSocket-Version: 8\r\n" + key));
    CHECK_FALSE(complete(upgrade + "Connection: upgrade\r\nSec-WebSocket-Version: 13"));
    CHECK_FALSE(
        complete("Upgrade: h2c\r\nConnection: upgrade\r\nSec-WebSocket-Version: 13\r\n" + key));
}
