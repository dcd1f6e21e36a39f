// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpurl.h"

#include "http/fastrequest.h"

#include <doctest/doctest.h>

using namespace emitter;

TEST_CASE("takes an address apart")
{
    struct Row
    {
        const char *text;
        bool tls;
        const char *host;
        int port;
        const char *authority;
        const char *where;
        const char *target;
    };
    constexpr Row rows[] = {
        {"http://h", false, "h", 80, "h", "h:80", "/"},
        {"http://h:/", false, "h", 80, "h", "h:80", "/"},
        {"HTTP://h:8000/a/b?c=d#e", false, "h", 8000, "h:8000", "h:8000", "/a/b?c=d"},
        {"https://h.example?x", true, "h.example", 443, "h.example", "h.example:443", "/?x"},
        {"http://127.0.0.1:1/", false, "127.0.0.1", 1, "127.0.0.1:1", "127.0.0.1:1", "/"},
        {"http://[::1]:9/x", false, "::1", 9, "[::1]:9", "[::1]:9", "/x"},
        {"http://[::1]", false, "::1", 80, "[::1]", "[::1]:80", "/"},
        {"http://h/\xc3\xa4%20", false, "h", 80, "h", "h:80", "/%C3%A4%20"},
    };
    for (const Row &row : rows) {
        CAPTURE(row.text);
        const auto url = HttpUrl::parse(row.text);
        REQUIRE(url);
        CHECK(url->tls == row.tls);
        CHECK(url->host == row.host);
        CHECK(url->port == row.port);
        CHECK(url->authority == row.authority);
        CHECK(url->where == row.where);
        CHECK(url->target == row.target);
    }
}

TEST_CASE("refuses what is no address, and leaves names beyond ASCII to another client")
{
    for (const char *text : {"", "h", "http:/h", "http://", "http:///x", "http://:80/", "ftp://h/",
             "http://h:0/", "http://h:65536/", "http://h:x/", "http://h:80x/", "http://u@h/",
             "http://u:p@h/", "http://h /", "http://h/a b", "http://h/a\r\nb", "http://[::1/",
             "http://[]/", "http://[::1]x/",
             "http://b\xc3\xbc"
             "cher.example/"}) {
        CAPTURE(text);
        CHECK_FALSE(HttpUrl::parse(text));
        CHECK_FALSE(isForFastClient(text));
    }
    CHECK(isForFastClient("http://h:1/"));
    CHECK_FALSE(isForFastClient("https://h:1/"));
}

TEST_CASE("writes a head")
{
    const HttpRequest request{HttpRequest::Method::Put, "http://h:9/a?b", {{"api-key", "k"}}, "{}"};
    const auto url = HttpUrl::parse(request.url);
    std::string head;
    appendHead(head, request, *url);
    CHECK(head
        == "PUT /a?b HTTP/1.1\r\nHost: h:9\r\nUser-Agent: emitter\r\napi-key: k\r\n"
           "Content-Type: application/octet-stream\r\nContent-Length: 2\r\n\r\n");
    head.clear();
    appendHead(head, {HttpRequest::Method::Get, "http://h", {{"User-Agent", "x"}}, {}},
        *HttpUrl::parse("http://h"));
    CHECK(head == "GET / HTTP/1.1\r\nHost: h\r\nUser-Agent: x\r\n\r\n");
}

TEST_CASE("writes the length of a body that was not known before")
{
    const HttpRequest request{
        HttpRequest::Method::Post, "http://h/", {{"Content-Type", "text/plain"}}, {}};
    const RequestPattern pattern(request, *HttpUrl::parse(request.url));
    std::string out = "before";
    pattern.append(out);
    out += std::string(1234, 'x');
    pattern.setLength(out, 6);
    CHECK(out
        == "beforePOST / HTTP/1.1\r\nHost: h\r\nUser-Agent: emitter\r\nContent-Type: "
           "text/plain\r\nContent-Length:      1234\r\n\r\n"
            + std::string(1234, 'x'));
}
