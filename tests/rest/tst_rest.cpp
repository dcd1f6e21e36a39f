// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rest/clientsettings.h"
#include "rest/jsonanswer.h"
#include "rest/restanswer.h"
#include "rest/reststore.h"
#include "support/scriptedhttp.h"

#include <doctest/doctest.h>

using namespace emitter;
using Error = HttpResponse::Error;

namespace {

HttpResponse status(int code, std::string body = {}, HttpHeaders headers = {})
{
    HttpResponse answer;
    answer.status = code;
    answer.body = std::move(body);
    answer.headers = std::move(headers);
    return answer;
}

HttpResponse failure(Error error, bool sent = true)
{
    HttpResponse answer;
    answer.error = error;
    answer.sent = sent;
    answer.detail = "127.0.0.1:1 did something";
    return answer;
}

struct Fixture
{
    explicit Fixture(HttpResponse answer)
        : http(new ScriptedHttp({[answer](const HttpRequest &) { return answer; }}))
        , store("Qdrant", "http://127.0.0.1:6333/", {{"api-key", "k-e-y"}},
              std::unique_ptr<HttpClient>(http))
    {
    }
    ScriptedHttp *http;
    RestStore store;
};

}

TEST_CASE("what an answer means depends on whether a repeat is harmless")
{
    const struct
    {
        HttpResponse answer;
        Outcome harmless;
        Outcome duplicate;
        Outcome asked;
    } rows[] = {
        {status(200), Outcome::Delivered, Outcome::Delivered, Outcome::Delivered},
        {status(204), Outcome::Delivered, Outcome::Delivered, Outcome::Delivered},
        {status(307), Outcome::Fatal, Outcome::Fatal, Outcome::Fatal},
        {status(400), Outcome::Rejected, Outcome::Rejected, Outcome::Rejected},
        {status(401), Outcome::Fatal, Outcome::Fatal, Outcome::Fatal},
        {status(404), Outcome::Fatal, Outcome::Fatal, Outcome::Fatal},
        {status(408), Outcome::RetryUnsure, Outcome::Retry, Outcome::Retry},
        {status(413), Outcome::TooLarge, Outcome::TooLarge, Outcome::TooLarge},
        {status(422), Outcome::Rejected, Outcome::Rejected, Outcome::Rejected},
        {status(429), Outcome::Retry, Outcome::Retry, Outcome::Retry},
        {status(500), Outcome::RetryUnsure, Outcome::Unconfirmed, Outcome::RetryUnsure},
        {status(502), Outcome::RetryUnsure, Outcome::Unconfirmed, Outcome::RetryUnsure},
        {status(504), Outcome::RetryUnsure, Outcome::Unconfirmed, Outcome::RetryUnsure},
        {status(503), Outcome::RetryUnsure, Outcome::Retry, Outcome::Retry},
        {failure(Error::Refused, false), Outcome::Retry, Outcome::Retry, Outcome::Retry},
        {failure(Error::Timeout), Outcome::RetryUnsure, Outcome::Unconfirmed, Outcome::Unconfirmed},
        {failure(Error::ConnectionLost), Outcome::RetryUnsure, Outcome::Unconfirmed,
            Outcome::Unconfirmed},
        {failure(Error::TooLarge), Outcome::RetryUnsure, Outcome::Unconfirmed,
            Outcome::Unconfirmed},
        {failure(Error::Tls, false), Outcome::Fatal, Outcome::Fatal, Outcome::Fatal},
        {failure(Error::BadRequest, false), Outcome::Fatal, Outcome::Fatal, Outcome::Fatal},
    };
    for (const auto &row : rows) {
        CAPTURE(row.answer.status);
        CAPTURE(static_cast<int>(row.answer.error));
        CHECK(meaningOf(row.answer, Repeats::Harmless, 0).outcome == row.harmless);
        CHECK(meaningOf(row.answer, Repeats::Duplicate, 0).outcome == row.duplicate);
        CHECK(meaningOf(row.answer, Repeats::Asked, 0).outcome == row.asked);
    }
}

TEST_CASE("an answer says how the store is")
{
    const struct
    {
        HttpResponse answer;
        Pressure pressure;
    } rows[] = {
        {status(200), Pressure::None},
        {status(400), Pressure::None},
        {status(408), Pressure::None},
        {status(429), Pressure::Overloaded},
        {status(500), Pressure::None},
        {status(503), Pressure::Overloaded},
        {status(504), Pressure::None},
        {failure(Error::BadRequest, false), Pressure::None},
        {failure(Error::HostNotFound, false), Pressure::Unreachable},
        {failure(Error::Refused, false), Pressure::Unreachable},
        {failure(Error::ConnectTimeout, false), Pressure::Unreachable},
        {failure(Error::Timeout), Pressure::None},
        {failure(Error::ConnectionLost), Pressure::None},
        {failure(Error::Tls, false), Pressure::None},
        {failure(Error::TooLarge), Pressure::None},
        {failure(Error::Protocol), Pressure::None},
        {failure(Error::Cancelled, false), Pressure::None},
    };
    for (const auto &row : rows) {
        CAPTURE(row.answer.status);
        CAPTURE(static_cast<int>(row.answer.error));
        CHECK(meaningOf(row.answer, Repeats::Harmless, 0).pressure == row.pressure);
        CHECK(meaningOf(row.answer, Repeats::Duplicate, 0).pressure == row.pressure);
    }
}

TEST_CASE("Retry-After is read where it counts")
{
    const auto busy = meaningOf(status(503, {}, {{"retry-after", "7"}}), Repeats::Harmless, 0);
    CHECK(busy.retryAfter == std::chrono::seconds(7));
    const auto bad = meaningOf(status(400, {}, {{"retry-after", "7"}}), Repeats::Harmless, 0);
    CHECK_FALSE(bad.retryAfter);
}

TEST_CASE("a request goes to the joined address with our headers, a body with its type")
{
    Fixture f(status(200, "{}"));
    REQUIRE(f.store.ask(RestStore::Method::Put, "/collections/logs", "{}"));
    REQUIRE(f.store.ask(RestStore::Method::Get, "/"));
    REQUIRE(f.http->requests.size() == 2);
    CHECK(f.http->requests[0].url == "http://127.0.0.1:6333/collections/logs");
    CHECK(f.http->requests[0].headers
        == HttpHeaders{{"api-key", "k-e-y"}, {"Content-Type", "application/json"}});
    CHECK(f.http->requests[1].headers == HttpHeaders{{"api-key", "k-e-y"}});
}

TEST_CASE("no answer is a problem that names the store and says what to do")
{
    Fixture f(failure(Error::Refused, false));
    const auto answer = f.store.ask(RestStore::Method::Get, "/");
    REQUIRE_FALSE(answer);
    CHECK(answer.problem().text == "Qdrant at http://127.0.0.1:6333/: 127.0.0.1:1 did something");
    CHECK(answer.problem().remedy == "Is it running, and is `url` right?");
    CHECK(answer.problem().cause == Cause::Unreachable);
}

TEST_CASE("what is put back is put back in spite of a cancel, and other failures stay failures")
{
    const auto cancelled = [](const HttpRequest &) { return failure(Error::Cancelled); };
    auto http = std::make_unique<ScriptedHttp>(std::vector<ScriptedHttp::Answer>{
        cancelled, cancelled, [](const HttpRequest &) { return status(200, "{}"); }});
    const ScriptedHttp &sent = *http;
    RestStore store("Qdrant", "http://127.0.0.1:6333", {}, std::move(http));
    CHECK(store.restore(RestStore::Method::Patch, "/x", "{1}"));
    REQUIRE(sent.requests.size() == 3);
    CHECK(sent.requests[2].body == "{1}");

    Fixture refused(failure(Error::Refused, false));
    CHECK_FALSE(refused.store.restore(RestStore::Method::Patch, "/x", {}));
    CHECK(refused.http->requests.size() == 1);
    Fixture always(failure(Error::Cancelled));
    CHECK_FALSE(always.store.restore(RestStore::Method::Patch, "/x", {})); // it ends
}

TEST_CASE("a refusal repeats neither our secrets nor control characters")
{
    Fixture f(status(403));
    const Problem problem = f.store.refusal(
        status(403, "bad key k-e-y\x1b[2J\nnext"), RestStore::Method::Get, "/x", "Set `api_key`.");
    CHECK(problem.text.find("k-e-y") == std::string::npos);
    CHECK(problem.text.find('\x1b') == std::string::npos);
    CHECK(problem.text.find('\n') == std::string::npos);
    CHECK(problem.text.find("GET http://127.0.0.1:6333/x answered 403") != std::string::npos);
    CHECK(problem.remedy == "Set `api_key`.");
}

TEST_CASE("no part of a secret is repeated, wherever the text is cut")
{
    const HttpHeaders headers{{"Authorization", "Bearer one-long-key another-key x"},
        {"X-Key", " s3 "}, {"Content-Type", "application/json"}};
    const auto shown = [&](const std::string &text) { return excerptOf(text, headers); };
    CHECK(shown("Bearer one-long-key another-key x, application/json") == "***, application/json");
    CHECK(shown("the key one-long-key is wrong") == "the key *** is wrong");
    CHECK(shown("another-keys3") == "******");
    CHECK(shown("Bearer what?") == "Bearer what?");
    // where the rest of a long text is left out, and before blanks that are
    const std::string blanks(4090, ' ');
    CHECK(shown(blanks + "one-long-key") == "***");
    std::string often;
    for (int i = 0; i < 10'000; ++i)
        often += "one-long-key";
    CHECK(shown(often).find("key") == std::string::npos);
    CHECK(shown(often).find("one") == std::string::npos);
    HttpResponse lost = failure(Error::Protocol);
    lost.detail = "it says one-long-key";
    CHECK(reasonOf(lost, "GET", "http://h/", headers) == "GET http://h/: it says ***");
}

TEST_CASE("an answer that would take too much memory as a document is not read")
{
    const auto textOfSize = [](std::size_t size) { return "[" + std::string(size - 2, ' ') + "]"; };
    CHECK(parsedJson(textOfSize(usualAnswerBytes)));
    CHECK_FALSE(parsedJson(textOfSize(usualAnswerBytes + 1)));
    CHECK(parsedJson(textOfSize(usualAnswerBytes + 1), anyAnswerBytes));
    CHECK_FALSE(parsedJson(""));
    const nlohmann::json value = *parsedJson(R"({"a":"b","n":3,"m":-3})");
    CHECK(textOf(member(value, "a")) == "b");
    CHECK(textOf(member(value, "n")).empty());
    CHECK(countOf(member(value, "n")) == 3);
    CHECK_FALSE(countOf(member(value, "m")));
    CHECK(member(value, "x").is_null());
    CHECK(member(member(value, "a"), "x").is_null());
}

TEST_CASE("basic authorization is that of RFC 7617")
{
    CHECK(basicAuthorization("Aladdin", "open sesame") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    CHECK(basicAuthorization("a", "") == "Basic YTo=");
}

TEST_CASE("certificates are verified unless the sink says otherwise")
{
    SinkConfig config;
    config.values.set("url", "https://h");
    config.values.set("client", "auto");
    config.values.set("connections", std::int64_t{1});
    CHECK_FALSE(ClientSettings::create(config)->options.insecure);
    config.settings.insecure = true;
    CHECK(ClientSettings::create(config)->options.insecure);
}
