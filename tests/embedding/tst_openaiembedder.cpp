// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedding/embedder.h"
#include "embedding/openai/embeddingrequest.h"
#include "embedding/scriptedhttp.h"

#include <doctest/doctest.h>

#include <thread>

using namespace emitter;
using Error = HttpResponse::Error;

namespace {

constexpr const char *key = "sk-very-secret-key";

struct Bench
{
    explicit Bench(std::vector<ScriptedHttp::Answer> script)
        : client(std::move(script))
    {
        spec.dimensions = 4;
        spec.baseUrl = "http://embed.test/v1/";
        spec.model = "some-model";
    }
    Result<std::vector<float>> embed(const std::vector<std::string_view> &texts,
        std::string theKey = key, std::stop_token stop = {})
    {
        const auto embedder = makeOpenAiEmbedder(spec, Secret(std::move(theKey)), client, clock);
        std::vector<float> vectors(texts.size() * spec.dimensions);
        const Result<void> done = embedder->embed(texts, vectors, progress, stop);
        return done ? Result<std::vector<float>>(vectors) : done.problem();
    }
    nlohmann::json body(std::size_t request) const
    {
        return nlohmann::json::parse(client.requests.at(request).body);
    }

    EmbeddingSpec spec;
    ScriptedHttp client;
    InstantClock clock;
    EmbeddingProgress progress;
};

std::string header(const HttpRequest &request, const std::string &name)
{
    for (const auto &[field, value] : request.headers) {
        if (field == name)
            return value;
    }
    return {};
}

bool has(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

std::vector<float> expected(const std::vector<std::string_view> &texts)
{
    std::vector<float> all;
    for (const std::string_view text : texts) {
        const auto vector = directionOf(std::string(text), 4);
        all.insert(all.end(), vector.begin(), vector.end());
    }
    return all;
}

const std::vector<std::string_view> twoTexts{"alpha", "zulu \"x\""};

std::string errorBody(
    const std::string &message, const std::string &type = "", const std::string &code = "")
{
    return nlohmann::json{{"error", {{"message", message}, {"type", type}, {"code", code}}}}.dump();
}

}

TEST_CASE("asks for base64 with model, dimensions and key")
{
    Bench bench({embedAll(4)});
    const auto vectors = bench.embed(twoTexts);
    REQUIRE(vectors);
    CHECK(*vectors == expected(twoTexts));
    REQUIRE(bench.client.requests.size() == 1);
    const HttpRequest &request = bench.client.requests[0];
    CHECK(request.method == HttpRequest::Method::Post);
    CHECK(request.url == "http://embed.test/v1/embeddings");
    CHECK(header(request, "Content-Type") == "application/json");
    CHECK(header(request, "Authorization") == std::string("Bearer ") + key);
    CHECK(bench.body(0)
        == nlohmann::json{{"model", "some-model"}, {"input", twoTexts}, {"dimensions", 4},
            {"encoding_format", "base64"}});
}

TEST_CASE("without a key there is no Authorization header")
{
    Bench bench({embedAll(4)});
    REQUIRE(bench.embed(twoTexts, ""));
    CHECK(header(bench.client.requests[0], "Authorization").empty());
}

TEST_CASE("the path is appended once, before a query")
{
    CHECK(embeddingsUrl("http://h/v1") == "http://h/v1/embeddings");
    CHECK(embeddingsUrl("http://h/v1//") == "http://h/v1/embeddings");
    CHECK(embeddingsUrl("http://h/d/embeddings?api-version=1")
        == "http://h/d/embeddings?api-version=1");
    CHECK(embeddingsUrl("http://h/d?api-version=1") == "http://h/d/embeddings?api-version=1");
}

TEST_CASE("an empty text is sent as a blank, since servers refuse empty ones")
{
    Bench bench({embedAll(4)});
    REQUIRE(bench.embed({""}));
    CHECK(bench.body(0)["input"][0] == " ");
}

TEST_CASE("batches hold at most 2048 texts, in order, with progress")
{
    std::vector<std::string> texts;
    for (int i = 0; i < 5000; ++i)
        texts.push_back(std::string(static_cast<std::size_t>(i % 7), 'a') + (i % 3 ? "b" : "y"));
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    Bench bench({embedAll(4)});
    std::vector<std::uint32_t> seen;
    bench.progress = [&](std::uint32_t done, std::uint32_t total) {
        CHECK(total == 5000);
        seen.push_back(done);
    };
    const auto vectors = bench.embed(views);
    REQUIRE(vectors);
    CHECK(*vectors == expected(views));
    CHECK(seen == std::vector<std::uint32_t>{2048, 4096, 5000});
}

TEST_CASE("batches hold at most 300,000 estimated tokens")
{
    const std::string text(100'000, 'x'); // 50,001 tokens
    Bench bench({embedAll(4)});
    REQUIRE(bench.embed(std::vector<std::string_view>(7, text)));
    REQUIRE(bench.client.requests.size() == 2);
    CHECK(bench.body(0)["input"].size() == 5);
    CHECK(bench.body(1)["input"].size() == 2);
    const std::string giant(700'000, 'x');
    const std::vector<std::string_view> giants{giant, giant};
    CHECK(batchSize(giants, 2048) == 1);
}

TEST_CASE("a server without encoding_format gets float, then none, and that is remembered")
{
    Bench bench({answerWith(400, errorBody("unknown field encoding_format")),
        answerWith(400, errorBody("nope", "", "encoding_format")), embedAll(4)});
    const std::string text(500'000, 'x'); // two requests
    REQUIRE(bench.embed({text, text}));
    REQUIRE(bench.client.requests.size() == 4);
    CHECK(bench.body(0)["encoding_format"] == "base64");
    CHECK(bench.body(1)["encoding_format"] == "float");
    CHECK_FALSE(bench.body(2).contains("encoding_format"));
    CHECK_FALSE(bench.body(3).contains("encoding_format"));
    CHECK(bench.clock.waitedMs.empty());
}

TEST_CASE("a server without dimensions gets none, and the length is checked")
{
    for (const char *message :
        {"Model does not support matryoshka representation", "dimensions not allowed"}) {
        Bench bench({answerWith(400, errorBody(message)), embedAll(4)});
        REQUIRE(bench.embed(twoTexts));
        CHECK_FALSE(bench.body(1).contains("dimensions"));
    }
    Bench other({answerWith(400, errorBody("dimensions not allowed")), embedAll(6)});
    const auto vectors = other.embed(twoTexts);
    REQUIRE_FALSE(vectors);
    CHECK(has(vectors.problem().text, "6 dimensions"));
    CHECK(other.client.requests.size() == 2);
}

TEST_CASE("a batch that is too large is halved until it fits")
{
    const auto atMost32 = [](int status, std::string message) {
        return [=](const HttpRequest &request) {
            const bool fits = nlohmann::json::parse(request.body)["input"].size() <= 32;
            return (fits ? embedAll(4) : answerWith(status, message))(request);
        };
    };
    const std::vector<std::string_view> texts(100, "text");
    for (const auto &[status, message] :
        {std::pair{413, ""},
            {422,
                R"({"message":"batch size 100 > maximum allowed batch size 32","type":"Validation"})"},
            {400,
                R"({"error":{"message":"maximum request size is 300000 tokens per request"}})"}}) {
        CAPTURE(status);
        Bench bench({atMost32(status, message)});
        const auto vectors = bench.embed(texts);
        REQUIRE(vectors);
        CHECK(*vectors == expected(texts));
        CHECK(bench.client.requests.size() == 6); // 100, 50, then 25 four times
        CHECK(bench.clock.waitedMs.empty());
    }
}

TEST_CASE("an answer over the size limit halves the batch")
{
    Bench bench({failWith(Error::TooLarge), embedAll(4)});
    REQUIRE(bench.embed(twoTexts));
    CHECK(bench.client.requests.size() == 3);
}

TEST_CASE("a single text that is still too large stops")
{
    Bench bench({answerWith(413, "")});
    const auto vectors = bench.embed(std::vector<std::string_view>(8, "text"));
    REQUIRE_FALSE(vectors);
    CHECK(bench.client.requests.size() == 4);
    CHECK(has(vectors.problem().text, "413"));
}

TEST_CASE("429 waits as long as the server says, then goes on")
{
    Bench bench(
        {answerWith(429, errorBody("slow down", "rate_limit_exceeded"), {{"retry-after", "7"}}),
            answerWith(429, "",
                {{"x-ratelimit-remaining-tokens", "0"}, {"x-ratelimit-reset-tokens", "6m0s"}}),
            embedAll(4)});
    REQUIRE(bench.embed(twoTexts));
    CHECK(bench.clock.waitedMs == std::vector<std::int64_t>{7000, 60'000});
}

TEST_CASE("429 for ever ends after six attempts")
{
    Bench bench({answerWith(429, errorBody("slow down"))});
    const auto vectors = bench.embed(twoTexts);
    REQUIRE_FALSE(vectors);
    CHECK(bench.client.requests.size() == 6);
    CHECK(bench.clock.waitedMs.size() == 5);
    CHECK(has(vectors.problem().text, "429"));
    CHECK(has(vectors.problem().text, "slow down"));
    CHECK(vectors.problem().cause == Cause::Unreachable);
}

TEST_CASE("an empty account stops at once")
{
    for (const std::string &body : {errorBody("pay", "insufficient_quota"),
             errorBody("pay", "billing", "credit_balance_exhausted"),
             errorBody("pay", "", "insufficient_quota")}) {
        Bench bench({answerWith(429, body, {{"retry-after", "1"}}), embedAll(4)});
        const auto vectors = bench.embed(twoTexts);
        REQUIRE_FALSE(vectors);
        CHECK(bench.client.requests.size() == 1);
        CHECK(has(vectors.problem().text, "no credit"));
        CHECK(has(vectors.problem().remedy, "embedding.provider: hash"));
    }
}

TEST_CASE("a refused key, right or model stops at once with its remedy")
{
    struct Row
    {
        int status;
        std::string theKey;
        std::string text;
        std::string remedy;
        std::string path;
    };
    for (const Row &row : {Row{401, key, "refused the key", "OPENAI_API_KEY", "embedding.api_key"},
             Row{401, "", "none is set", "Set `embedding.api_key` or", "embedding.api_key"},
             Row{403, key, "does not allow", "region", "embedding.api_key"},
             Row{404, key, "some-model", "ollama pull some-model", "embedding.model"}}) {
        CAPTURE(row.status);
        Bench bench({answerWith(row.status, errorBody("why"))});
        const auto vectors = bench.embed(twoTexts, row.theKey);
        REQUIRE_FALSE(vectors);
        CHECK(bench.client.requests.size() == 1);
        CHECK(has(vectors.problem().text, row.text));
        CHECK(has(vectors.problem().text, "http://embed.test/v1/"));
        CHECK(has(vectors.problem().remedy, row.remedy));
        CHECK(vectors.problem().path == row.path);
    }
}

TEST_CASE("a redirect is an error that names its target")
{
    Bench bench({answerWith(307, "", {{"location", "http://elsewhere.test/"}})});
    const auto vectors = bench.embed(twoTexts);
    REQUIRE_FALSE(vectors);
    CHECK(bench.client.requests.size() == 1);
    CHECK(has(vectors.problem().text, "http://elsewhere.test/"));
}

TEST_CASE("the key is in no message, even when the server echoes it")
{
    for (const int status : {400, 401, 403, 404, 418, 429, 500}) {
        CAPTURE(status);
        const std::string echo = std::string(380, 'x') + "bad key " + key + " and again " + key;
        Bench bench({answerWith(status, errorBody(echo))});
        const auto vectors = bench.embed(twoTexts);
        REQUIRE_FALSE(vectors);
        CHECK_FALSE(has(toText(vectors.problem()), "sk-very"));
    }
    Bench odd({answerWith(400, errorBody("the key is key"))});
    CHECK(has(odd.embed(twoTexts, "key").problem().text, "the (key) is (key)"));
}

TEST_CASE("control characters of the server do not reach the terminal")
{
    Bench bench({answerWith(400, errorBody("red \x1b[31m alert"))});
    CHECK_FALSE(has(bench.embed(twoTexts).problem().text, "\x1b"));
}

TEST_CASE("server errors and lost connections back off and may recover")
{
    Bench bench({answerWith(500, ""), answerWith(503, ""), failWith(Error::ConnectionLost),
        failWith(Error::Timeout), embedAll(4)});
    REQUIRE(bench.embed(twoTexts));
    CHECK(bench.clock.waitedMs == std::vector<std::int64_t>{250, 500, 1000, 2000});
}

TEST_CASE("500 for ever and a dead server end after six attempts")
{
    Bench broken({answerWith(500, errorBody("oops"))});
    const auto vectors = broken.embed(twoTexts);
    REQUIRE_FALSE(vectors);
    CHECK(broken.client.requests.size() == 6);
    CHECK(has(vectors.problem().text, "answered 500: oops"));
    Bench dead({failWith(Error::Refused)});
    const auto nothing = dead.embed(twoTexts);
    REQUIRE_FALSE(nothing);
    CHECK(dead.client.requests.size() == 6);
    CHECK(has(nothing.problem().text, "refused the connection"));
    CHECK(nothing.problem().cause == Cause::Unreachable);
}

TEST_CASE("attempts are counted per batch, not over the whole fetch")
{
    int calls = 0;
    Bench bench({[&](const HttpRequest &request) {
        return (++calls % 5 == 0 ? embedAll(4) : answerWith(503, ""))(request);
    }});
    const std::string text(500'000, 'x');
    CHECK(bench.embed({text, text, text}));
    CHECK(calls == 15);
}

TEST_CASE("what cannot get better is not tried again")
{
    for (const auto &answer : {answerWith(500,
                                   errorBody("input is too large to process. increase the"
                                             " physical batch size")),
             failWith(Error::Tls), failWith(Error::BadRequest), failWith(Error::Protocol),
             answerWith(418, ""), answerWith(200, "not JSON"), answerWith(200, R"({"data":[]})")}) {
        Bench bench({answer});
        const auto vectors = bench.embed(twoTexts);
        REQUIRE_FALSE(vectors);
        CHECK(bench.client.requests.size() == 1);
        CHECK_FALSE(vectors.problem().remedy.empty());
    }
    Bench llama({answerWith(500, errorBody("input is too large to process"))});
    CHECK(has(llama.embed(twoTexts).problem().remedy, "-ub"));
}

TEST_CASE("a stop in the middle of a request cancels it")
{
    Bench bench({});
    std::stop_source source;
    std::thread stopper;
    bench.client.onUnanswered = [&] { stopper = std::thread([&] { source.request_stop(); }); };
    const auto vectors = bench.embed(twoTexts, key, source.get_token());
    stopper.join();
    REQUIRE_FALSE(vectors);
    CHECK(bench.client.cancels == 1);
    CHECK(has(vectors.problem().text, "stopped"));
}

TEST_CASE("a stop during a wait ends it")
{
    Bench bench({answerWith(503, "")});
    std::stop_source source;
    bench.clock.onWait = [&] { source.request_stop(); };
    REQUIRE_FALSE(bench.embed(twoTexts, key, source.get_token()));
    CHECK(bench.client.requests.size() == 1);
    // And the wait itself hears it: this would take a minute otherwise.
    Bench patient({answerWith(429, "", {{"retry-after", "60"}})});
    std::stop_source other;
    const auto embedder =
        makeOpenAiEmbedder(patient.spec, Secret(key), patient.client, Clock::system());
    std::thread stopper([&] { other.request_stop(); });
    std::vector<float> vectors(4 * twoTexts.size());
    CHECK_FALSE(embedder->embed(twoTexts, vectors, {}, other.get_token()));
    stopper.join();
}

TEST_CASE("a stop before the start sends nothing")
{
    Bench bench({embedAll(4)});
    std::stop_source source;
    source.request_stop();
    CHECK_FALSE(bench.embed(twoTexts, key, source.get_token()));
    CHECK(bench.client.requests.empty());
}
