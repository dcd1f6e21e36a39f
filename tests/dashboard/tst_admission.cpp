// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/accesstoken.h"
#include "dashboard/admission.h"

#include <doctest/doctest.h>

using namespace emitter;

namespace {

RequestHead head(std::string host, std::map<std::string, std::string> more = {})
{
    RequestHead made;
    made.method = "GET";
    made.headers = std::move(more);
    made.headers.emplace("host", std::move(host));
    return made;
}

const Admission anybody{{"localhost"}, {}};
const Admission guarded{{"localhost", "wall"}, Secret("s3cret-token")};

RequestHead offering(std::string protocols)
{
    return head(
        "localhost", {{"upgrade", "websocket"}, {"sec-websocket-protocol", std::move(protocols)}});
}

}

TEST_CASE("a name that is not ours is a page that points its name at us")
{
    for (const char *host : {"127.0.0.1", "127.0.0.1:3000", "localhost:3000", "LOCALHOST",
             "[::1]:3000", "[::1]", "192.0.2.7:80"})
        CHECK_MESSAGE(anybody.refusal(head(host), true) == 0, host);
    for (const char *host : {"evil.example", "evil.example:3000", "localhost.evil.example",
             "127.0.0.1.evil.example", "localhost:3000@evil.example", "localhost:", "localhost:x",
             "localhost:123456", "[::1", "[evil]", "wall", "", "127.1", "2130706433"})
        CHECK_MESSAGE(anybody.refusal(head(host), true) == 403, host);
    CHECK(guarded.refusal(head("Wall:3000"), true) == 0);
}

TEST_CASE("another page's script gets nothing, a program without an origin does")
{
    CHECK(anybody.refusal(head("localhost:3000"), false) == 0);
    CHECK(
        anybody.refusal(head("localhost:3000", {{"origin", "http://localhost:3000"}}), false) == 0);
    for (const char *origin : {"https://evil.example", "null", "", "http://127.0.0.1:3000",
             "http://localhost", "http://localhost:3001", "http://localhost:3000.evil",
             "https://localhost:3000", "http://localhost:3000/", "file://"})
        CHECK_MESSAGE(
            anybody.refusal(head("localhost:3000", {{"origin", origin}}), true) == 403, origin);
}

TEST_CASE("what tells of the run wants the token where there is one")
{
    CHECK(guarded.refusal(head("localhost"), true) == 0);
    CHECK(guarded.refusal(head("localhost"), false) == 401);
    for (const auto &[value, status] : {std::pair("Bearer s3cret-token", 0),
             std::pair("Bearer s3cret-tokem", 401), std::pair("Bearer s3cret-token2", 401),
             std::pair("Bearer ", 401), std::pair("Basic s3cret-token", 401)})
        CHECK_MESSAGE(
            guarded.refusal(head("localhost", {{"authorization", value}}), false) == status, value);
    CHECK(guarded.refusal(offering("emitter.v1, token.s3cret-token"), false) == 0);
    CHECK(guarded.refusal(offering("token.s3cret-token"), false) == 0);
    CHECK(guarded.refusal(offering("emitter.v1, token."), false) == 403);
    CHECK(guarded.refusal(offering("emitter.v1"), false) == 403);
    CHECK(guarded.refusal(offering("s3cret-token"), false) == 403);
    // Only the stream takes it from the subprotocol.
    CHECK(guarded.refusal(
              head("localhost", {{"sec-websocket-protocol", "token.s3cret-token"}}), false)
        == 401);
    CHECK(guarded.refusal(head("evil.example", {{"authorization", "Bearer s3cret-token"}}), false)
        == 403);
}

TEST_CASE("drawn tokens have 128 bits and differ")
{
    const Secret one = drawAccessToken();
    const Secret other = drawAccessToken();
    CHECK(one.reveal().size() == 32);
    CHECK(one.reveal().find_first_not_of("0123456789abcdef") == std::string::npos);
    CHECK(one.reveal() != other.reveal());
    CHECK(isSameToken(one, one.reveal()));
    CHECK_FALSE(isSameToken(one, other.reveal()));
    CHECK_FALSE(isSameToken(one, ""));
}
