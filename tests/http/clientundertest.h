// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpclient.h"
#include "support/cannedserver.h"

#include <zlib.h>

#include <doctest/doctest.h>

/// What the tests of both HTTP clients share: clientcases.cpp and clientlimits.cpp are compiled
/// into the test of each.
namespace emitter::test {

using Error = HttpResponse::Error;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// Between the pieces of a head that never ends.
extern const milliseconds endlessPause;

/// The client under test.
std::unique_ptr<HttpClient> makeClient(HttpClientOptions options);

struct Client
{
    explicit Client(HttpClientOptions options = {})
        : http(makeClient(options))
    {
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

inline std::string address(std::uint16_t port)
{
    return "127.0.0.1:" + std::to_string(port);
}

inline std::string gzip(std::string_view text, std::size_t repeats)
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
