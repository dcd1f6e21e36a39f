// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpclient.h"

#include <doctest/doctest.h>

using namespace emitter;
using std::chrono::seconds;

TEST_CASE("reads Retry-After in seconds")
{
    CHECK(parseRetryAfter("2", 0) == seconds(2));
    CHECK(parseRetryAfter("0", 0) == seconds(0));
    CHECK(parseRetryAfter(" 17 ", 0) == seconds(17));
    CHECK(parseRetryAfter("1000000000", 0) == seconds(1'000'000'000));
    CHECK(parseRetryAfter("99999999999999999999999", 0) == seconds(1'000'000'000));
}

TEST_CASE("reads Retry-After as a date")
{
    const std::int64_t date = 784'111'777; // Sun, 06 Nov 1994 08:49:37 GMT (RFC 9110, 5.6.7)
    CHECK(parseRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", date - 90) == seconds(90));
    CHECK(parseRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", date) == seconds(0));
    CHECK_FALSE(parseRetryAfter("Sun, 06 Nov 1994 08:49:37 GMT", date + 1));
}

TEST_CASE("ignores a Retry-After that it cannot read")
{
    for (const char *text : {"", "-1", "abc", "1.5", "1e3", "0x10", "Sun, 31 Feb 1994 08:49:37 GMT",
             "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
             "06 Nov 1994 08:49:37 GMT"}) {
        CAPTURE(text);
        CHECK_FALSE(parseRetryAfter(text, 0));
    }
}

TEST_CASE("finds the first header of a name")
{
    HttpResponse response;
    response.headers = {{"a", "1"}, {"location", "there"}, {"location", "elsewhere"}};
    CHECK(response.header("location") == "there");
    CHECK(response.header("b").empty());
}

TEST_CASE("knows when a request certainly did not arrive")
{
    using Error = HttpResponse::Error;
    HttpResponse response;
    for (const Error error :
        {Error::BadRequest, Error::HostNotFound, Error::Refused, Error::ConnectTimeout}) {
        response.error = error;
        CHECK_FALSE(response.mayHaveArrived());
    }
    for (const Error error : {Error::None, Error::Timeout, Error::ConnectionLost, Error::TooLarge,
             Error::Protocol, Error::Cancelled}) {
        response.error = error;
        response.sent = true;
        CHECK(response.mayHaveArrived());
    }
    response.sent = false;
    CHECK_FALSE(response.mayHaveArrived());
}

TEST_CASE("waits for the answer of another thread or of the same")
{
    struct AtOnce : HttpClient
    {
        void send(HttpRequest request, Done done) override
        {
            HttpResponse response;
            response.status = 200;
            response.body = request.url;
            done(std::move(response));
        }
        void cancelAll() override { }
        int parallelism() const override { return 1; }
    } client;
    HttpRequest request;
    request.url = "http://h/";
    CHECK(sendAndWait(client, request).body == "http://h/");
}
