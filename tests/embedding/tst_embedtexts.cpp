// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedding/embedder.h"
#include "embedding/scriptedhttp.h"
#include "support/temporaryfolder.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace emitter;

namespace {

/// One profile against one scripted server with a cache of its own.
struct Stage
{
    explicit Stage(std::vector<ScriptedHttp::Answer> theScript = {embedAll(4)})
        : script(std::move(theScript))
    {
        spec.dimensions = 4;
        spec.apiKey = Secret("sk-key");
        spec.noise = 0.25;
        means.cacheDirectory = folder.path() + "/cache";
        means.clock = &clock;
        means.warn = [this](const Problem &problem) { warnings.push_back(problem); };
        means.makeClient = [this](HttpClientOptions) {
            ++clients;
            auto made = std::make_unique<Recorder>(*this);
            return made;
        };
    }
    Result<VectorTable> embed(const std::vector<std::string_view> &texts)
    {
        return embedTexts(spec, texts, means);
    }

    struct Recorder : ScriptedHttp
    {
        explicit Recorder(Stage &theStage)
            : ScriptedHttp(theStage.script)
            , stage(theStage)
        {
        }
        void send(HttpRequest request, Done done) override
        {
            stage.requests.push_back(request);
            ScriptedHttp::send(std::move(request), std::move(done));
        }
        Stage &stage;
    };

    TemporaryFolder folder;
    std::vector<ScriptedHttp::Answer> script;
    EmbeddingSpec spec;
    InstantClock clock;
    EmbeddingMeans means;
    std::vector<Problem> warnings;
    std::vector<HttpRequest> requests;
    int clients = 0;
};

bool isDirectionOf(const VectorTable &table, std::uint32_t slot, const std::string &text)
{
    const auto vector = table.vector(slot);
    return std::vector<float>(vector.begin(), vector.end()) == directionOf(text, 4);
}

nlohmann::json input(const HttpRequest &request)
{
    return nlohmann::json::parse(request.body)["input"];
}

bool has(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

}

TEST_CASE("a second start sends nothing and makes no client")
{
    Stage stage;
    const auto first = stage.embed({"alpha", "zulu"});
    REQUIRE(first);
    CHECK(first->dimensions == 4);
    CHECK(first->noise == 0.25F);
    CHECK(isDirectionOf(*first, 0, "alpha"));
    CHECK(isDirectionOf(*first, 1, "zulu"));
    std::uint32_t done = 0;
    stage.means.progress = [&](std::uint32_t now, std::uint32_t) { done = now; };
    const auto second = stage.embed({"zulu", "alpha"});
    REQUIRE(second);
    CHECK(isDirectionOf(*second, 0, "zulu"));
    CHECK(isDirectionOf(*second, 1, "alpha"));
    CHECK(stage.clients == 1);
    CHECK(stage.requests.size() == 1);
    CHECK(done == 2);
    CHECK(stage.warnings.empty());
}

TEST_CASE("only what the cache lacks is fetched, each text once")
{
    Stage stage;
    REQUIRE(stage.embed({"alpha"}));
    std::vector<std::uint32_t> progress;
    stage.means.progress = [&](std::uint32_t done, std::uint32_t total) {
        CHECK(total == 5);
        progress.push_back(done);
    };
    const auto table = stage.embed({"zulu", "alpha", "zulu", "mike", "zulu"});
    REQUIRE(table);
    REQUIRE(stage.requests.size() == 2);
    CHECK(input(stage.requests[1]) == nlohmann::json{"zulu", "mike"});
    const std::vector<std::string> texts{"zulu", "alpha", "zulu", "mike", "zulu"};
    for (std::uint32_t slot = 0; slot < 5; ++slot)
        CHECK(isDirectionOf(*table, slot, texts[slot]));
    REQUIRE_FALSE(progress.empty());
    CHECK(progress.back() == 5);
}

TEST_CASE("another model, server or dimension is asked anew")
{
    Stage stage;
    REQUIRE(stage.embed({"alpha"}));
    stage.spec.model = "other";
    REQUIRE(stage.embed({"alpha"}));
    stage.spec.baseUrl = "http://localhost:1/v1";
    REQUIRE(stage.embed({"alpha"}));
    stage.spec.dimensions = 5;
    stage.script = {embedAll(5)};
    REQUIRE(stage.embed({"alpha"}));
    CHECK(stage.requests.size() == 4);
}

TEST_CASE("without the cache every start asks")
{
    Stage stage;
    stage.spec.cache = false;
    REQUIRE(stage.embed({"alpha"}));
    REQUIRE(stage.embed({"alpha"}));
    CHECK(stage.requests.size() == 2);
    CHECK_FALSE(std::filesystem::exists(stage.means.cacheDirectory));
}

TEST_CASE("a damaged cache is asked for again and mended")
{
    Stage stage;
    REQUIRE(stage.embed({"alpha"}));
    for (const auto &entry : std::filesystem::directory_iterator(stage.means.cacheDirectory))
        std::ofstream(entry.path(), std::ios::trunc) << "garbage";
    const auto table = stage.embed({"alpha"});
    REQUIRE(table);
    CHECK(isDirectionOf(*table, 0, "alpha"));
    CHECK(stage.requests.size() == 2);
    REQUIRE(stage.embed({"alpha"}));
    CHECK(stage.requests.size() == 2);
}

TEST_CASE("an unusable cache directory is one warning, and the run goes on")
{
    Stage stage;
    std::ofstream(stage.folder.path() + "/cache") << "a file";
    const auto table = stage.embed({"alpha"});
    REQUIRE(table);
    CHECK(isDirectionOf(*table, 0, "alpha"));
    REQUIRE(stage.warnings.size() == 1);
    CHECK(stage.warnings[0].severity == Severity::Warning);
    CHECK(has(stage.warnings[0].text, stage.folder.path()));
}

TEST_CASE("OpenAI without a key is refused with both remedies; other servers may need none")
{
    Stage stage;
    stage.spec.apiKey = Secret();
    for (const char *url : {"https://api.openai.com/v1", "https://api.openai.com/v1/"}) {
        stage.spec.baseUrl = url;
        const auto table = stage.embed({"alpha"});
        REQUIRE_FALSE(table);
        CHECK(has(table.problem().remedy, "OPENAI_API_KEY"));
        CHECK(has(table.problem().remedy, "`embedding.provider: hash`"));
        CHECK(table.problem().cause == Cause::Input);
        CHECK(stage.clients == 0);
    }
    stage.spec.baseUrl = "http://localhost:11434/v1";
    REQUIRE(stage.embed({"alpha"}));
    for (const auto &[name, value] : stage.requests.at(0).headers)
        CHECK(name != "Authorization");
}

TEST_CASE("the key comes from a file, without the line's end")
{
    Stage stage;
    stage.spec.apiKey = Secret();
    stage.spec.apiKeyFile = stage.folder.path() + "/key";
    const auto missing = stage.embed({"alpha"});
    REQUIRE_FALSE(missing);
    CHECK(has(missing.problem().text, stage.spec.apiKeyFile));
    CHECK(missing.problem().cause == Cause::NoInput);
    std::ofstream(stage.spec.apiKeyFile) << " sk-from-file \n";
    REQUIRE(stage.embed({"alpha"}));
    CHECK(stage.requests.at(0).headers.back().second == "Bearer sk-from-file");
    std::ofstream(stage.spec.apiKeyFile, std::ios::trunc) << "\n";
    CHECK_FALSE(stage.embed({"beta"}));
    stage.spec.apiKeyFile = stage.folder.path(); // a directory
    CHECK_FALSE(stage.embed({"gamma"}));
}

TEST_CASE("what came before a failure is kept")
{
    Stage stage({embedAll(4), answerWith(401, "")});
    std::vector<std::string> texts;
    for (int i = 0; i < 3000; ++i)
        texts.push_back("text " + std::to_string(i));
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    REQUIRE_FALSE(stage.embed(views));
    CHECK(stage.requests.size() == 2);
    stage.script = {embedAll(4)};
    REQUIRE(stage.embed(views));
    REQUIRE(stage.requests.size() == 3);
    CHECK(input(stage.requests[2]).size() == 3000 - 2048);
}

TEST_CASE("each answer before a failure is kept, however few texts the server takes at once")
{
    const auto atMost32 = [](const HttpRequest &request) {
        return input(request).size() > 32 ? answerWith(413, "")(request) : embedAll(4)(request);
    };
    Stage stage(std::vector<ScriptedHttp::Answer>(9, atMost32));
    stage.script.push_back(answerWith(401, "")); // after six halvings and three answers
    std::vector<std::string> texts;
    for (int i = 0; i < 2048; ++i)
        texts.push_back("text " + std::to_string(i));
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    REQUIRE_FALSE(stage.embed(views));
    REQUIRE(stage.requests.size() == 10);
    stage.requests.clear();
    stage.script = {embedAll(4)};
    const auto table = stage.embed(views);
    REQUIRE(table);
    REQUIRE(stage.requests.size() == 1);
    CHECK(input(stage.requests[0]).size() == 2048 - 3 * 32);
    CHECK(input(stage.requests[0])[0] == texts[3 * 32]);
    for (std::uint32_t slot = 0; slot < 2048; ++slot)
        REQUIRE(isDirectionOf(*table, slot, texts[slot]));
}

TEST_CASE("a stop in the middle is a problem, not a table")
{
    Stage stage({answerWith(503, "")});
    std::stop_source source;
    stage.means.stop = source.get_token();
    stage.clock.onWait = [&] { source.request_stop(); };
    CHECK_FALSE(stage.embed({"alpha"}));
    CHECK(stage.requests.size() == 1);
}

TEST_CASE("hash needs no client and writes no cache; none is refused")
{
    Stage stage;
    stage.spec.provider = EmbeddingSpec::Provider::Hash;
    const auto table = stage.embed({"alpha", "beta"});
    REQUIRE(table);
    CHECK(table->values.size() == 8);
    CHECK(table->dimensions == 4);
    CHECK(table->noise == 0.25F);
    CHECK(stage.clients == 0);
    CHECK_FALSE(std::filesystem::exists(stage.means.cacheDirectory));
    stage.spec.provider = EmbeddingSpec::Provider::None;
    const auto refused = stage.embed({"alpha"});
    REQUIRE_FALSE(refused);
    CHECK(refused.problem().path == "embedding.provider");
}

TEST_CASE("the estimate counts what is not cached and knows OpenAI's prices")
{
    Stage stage;
    const std::string text(2000, 'x'); // 1001 tokens at most
    const auto estimate = [&] {
        return estimateEmbedding(stage.spec, {text, "alpha", text}, stage.means.cacheDirectory);
    };
    CHECK(estimate().texts == 2);
    CHECK(estimate().tokens == 1001 + 3);
    REQUIRE(estimate().dollars);
    CHECK(*estimate().dollars == doctest::Approx(1004 * 0.02 / 1e6));
    stage.spec.model = "text-embedding-3-large";
    CHECK(*estimate().dollars == doctest::Approx(1004 * 0.13 / 1e6));
    stage.spec.model = "unheard-of";
    CHECK_FALSE(estimate().dollars);
    stage.spec.model = "text-embedding-3-small";
    REQUIRE(stage.embed({text}));
    CHECK(estimate().texts == 1);
    stage.spec.baseUrl = "http://localhost:1/v1";
    CHECK_FALSE(estimate().dollars);
    CHECK(estimate().texts == 2);
    stage.spec.provider = EmbeddingSpec::Provider::Hash;
    CHECK(estimate().texts == 0);
    CHECK_FALSE(estimate().dollars);
}
