// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedding/openai/waiting.h"

#include <doctest/doctest.h>

using namespace emitter;
using namespace std::chrono_literals;

namespace {

std::int64_t waitFor(HttpHeaders headers, int status = 429, int attempt = 1)
{
    HttpResponse response;
    response.status = status;
    response.headers = std::move(headers);
    return waitBefore(response, attempt, 1'700'000'000).count();
}

}

TEST_CASE("durations as Go prints them are read")
{
    CHECK(parseGoDuration("12ms") == 12ms);
    CHECK(parseGoDuration("1s") == 1s);
    CHECK(parseGoDuration("6m0s") == 6min);
    CHECK(parseGoDuration("1h2m3.5s") == 1h + 2min + 3500ms);
    CHECK(parseGoDuration("1.2s") == 1200ms);
    CHECK(parseGoDuration("500\xc2\xb5s") == 1ms);
    CHECK(parseGoDuration("2us") == 1ms);
    CHECK(parseGoDuration("0s") == 0ms);
    for (const char *text : {"", "-1", "5", "s", "1x", "1s2", "1 s", "1..2s", "-1s"})
        CHECK_FALSE(parseGoDuration(text));
    CHECK(parseGoDuration("99999999999999999999h") > 1h);
}

TEST_CASE("the longest wait that a header asks for counts")
{
    CHECK(waitFor({{"retry-after", "2"}}) == 2000);
    CHECK(waitFor({{"retry-after-ms", "1500"}}) == 1500);
    CHECK(waitFor({{"retry-after", "1"}, {"retry-after-ms", "1500"}}) == 1500);
    CHECK(waitFor({{"retry-after", "1"}, {"x-ratelimit-remaining-tokens", "0"},
              {"x-ratelimit-reset-tokens", "6s"}})
        == 6000);
}

TEST_CASE("the reset of a limit counts only when that limit is used up, if we know")
{
    CHECK(waitFor({{"x-ratelimit-remaining-requests", "0"}, {"x-ratelimit-reset-requests", "3s"},
              {"x-ratelimit-remaining-tokens", "900"}, {"x-ratelimit-reset-tokens", "40s"}})
        == 3000);
    CHECK(waitFor({{"x-ratelimit-reset-requests", "3s"}, {"x-ratelimit-reset-tokens", "40s"}})
        == 40'000);
    CHECK(waitFor(
              {{"x-ratelimit-remaining-requests", "5"}, {"x-ratelimit-reset-requests", "3s"}}, 503)
        == 250);
}

TEST_CASE("a header that asks for less than our own wait does not shorten it")
{
    CHECK(waitFor({{"retry-after", "0"}}) == 250);
    CHECK(waitFor({{"retry-after", "0"}}, 503, 5) == 4000);
    CHECK(waitFor({{"retry-after-ms", "1"}}, 429, 2) == 500);
    CHECK(waitFor({{"retry-after", "1"}}, 503, 1000) == 60'000);
    CHECK(waitFor({{"x-ratelimit-reset-requests", "12ms"}}) == 250);
}

TEST_CASE("no wait is above a minute")
{
    CHECK(waitFor({{"retry-after", "86400"}}) == 60'000);
    CHECK(waitFor({{"x-ratelimit-reset-requests", "6h0m0s"}}) == 60'000);
}

TEST_CASE("without a usable header the waits double from 250 ms")
{
    CHECK(waitFor({}, 503, 1) == 250);
    CHECK(waitFor({}, 503, 2) == 500);
    CHECK(waitFor({}, 503, 5) == 4000);
    CHECK(waitFor({}, 503, 1000) == 60'000);
    CHECK(waitFor({{"retry-after", "soon"}, {"retry-after-ms", "-1"},
              {"x-ratelimit-reset-tokens", "-1"}})
        == 250);
}
