// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/support.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace emitter;
using namespace emitter::test;

namespace {

const Variables storeVariables{{"OPENAI_API_KEY", "sk-1"}, {"QDRANT_URL", "http://localhost:6333"},
    {"ELASTIC_URL", "http://localhost:9200"}, {"ELASTIC_USER", "elastic"},
    {"ELASTIC_PASSWORD", "pw1"}, {"PGVECTOR_HOST", "localhost"}, {"PGVECTOR_USER", "postgres"},
    {"PGVECTOR_PASSWORD", "pw2"}};

std::string service(const std::string &keys)
{
    return "services:\n  - {name: a, " + keys + "}\nsinks: [{type: stdout}]\n";
}

std::string pool(const std::string &keys)
{
    return "pools:\n  - {" + keys + "}\nsinks: [{type: stdout}]\n";
}

}

TEST_CASE("the smallest profile has every default")
{
    const ReadOutcome outcome = read(minimal());
    CAPTURE(messages(outcome));
    REQUIRE(outcome.profile);
    CHECK(outcome.problems.empty());
    const Profile &profile = *outcome.profile;
    CHECK(profile.file == "config.yaml");
    CHECK(profile.bufferSize == 1000);
    CHECK(profile.flushInterval.count() == 3000);
    CHECK(profile.runDuration.count() == 0);
    CHECK(profile.messagePoolSize == 1000);
    CHECK_FALSE(profile.seed);
    CHECK(profile.rateScale == 1);
    CHECK(profile.maxLag.count() == 5000);
    CHECK(profile.drainTimeout.count() == 10000);
    CHECK(profile.embedding.provider == EmbeddingSpec::Provider::OpenAi);
    CHECK_FALSE(profile.embedding.providerSet);
    CHECK(profile.embedding.dimensions == 1536);
    CHECK(profile.embedding.model == "text-embedding-3-small");
    REQUIRE(profile.services.size() == 1);
    CHECK(profile.services[0].ratePerSecond == 1.0);
    CHECK(profile.services[0].levelWeights == std::array{0.1, 0.7, 0.15, 0.05, 0.0});
    CHECK(profile.sinks[0].values.text("format") == "text");
    CHECK_FALSE(profile.isClosedLoop());
}

TEST_CASE("the defaults of the rows are those of the value types")
{
    const Profile defaults;
    const PoolSpec poolDefaults;
    const Profile profile = *read("pools: [{}]\nsinks: [{type: stdout}]\n").profile;
    CHECK(profile.bufferSize == defaults.bufferSize);
    CHECK(profile.flushInterval == defaults.flushInterval);
    CHECK(profile.maxLag == defaults.maxLag);
    CHECK(profile.drainTimeout == defaults.drainTimeout);
    CHECK(profile.messagePoolSize == defaults.messagePoolSize);
    CHECK(profile.embedding.baseUrl == defaults.embedding.baseUrl);
    CHECK(profile.embedding.noise == defaults.embedding.noise);
    CHECK(profile.embedding.cache == defaults.embedding.cache);
    CHECK(profile.pools[0].emitterPrefix == poolDefaults.emitterPrefix);
    CHECK(profile.pools[0].emitters == poolDefaults.emitters);
    CHECK(profile.pools[0].baseInterval == poolDefaults.baseInterval);
    CHECK(profile.pools[0].intervalJitter == poolDefaults.intervalJitter);
    CHECK(profile.pools[0].minInterval == poolDefaults.minInterval);
}

TEST_CASE("the profile of all stores loads with its variables set")
{
    const ReadOutcome outcome =
        read(fileText(DATA_DIR "/stores.yaml"), optionsWith(storeVariables));
    CAPTURE(messages(outcome));
    CHECK(outcome.problems.empty());
    REQUIRE(outcome.profile);
    const Profile &profile = *outcome.profile;
    CHECK(profile.embedding.apiKey.reveal() == "sk-1");
    CHECK(profile.embedding.missingVariables.empty());
    REQUIRE(profile.sinks.size() == 4);
    CHECK(profile.sinks[1].values.secret("password").reveal() == "pw1");
    CHECK(profile.sinks[2].values.text("host") == "localhost");
    CHECK(profile.sinks[3].values.integer("port") == 3000);
    CHECK(profile.services[0].ratePerSecond == 30.0);
    CHECK(outcome.variables.size() == 8);
    CHECK(profile.references.at("sinks[1].password") == "${ELASTIC_PASSWORD}");
}

TEST_CASE("the profile of all stores in a build without its sinks complains of nothing else")
{
    ReadOptions options = optionsWith(storeVariables);
    options.sinks = builtSinks();
    const ReadOutcome outcome = read(fileText(DATA_DIR "/stores.yaml"), options);
    REQUIRE(outcome.problems.size() == 4);
    const char *const types[]{"qdrant", "elasticsearch", "pgvector", "dashboard"};
    const int lines[]{12, 15, 20, 25};
    for (std::size_t i = 0; i < 4; ++i) {
        const Problem &problem = outcome.problems[i];
        CHECK(problem.text
            == "sink \"" + std::string(types[i])
                + "\" is not in this build (built with: file, http, null, sqlite, stdout)");
        CHECK(problem.line == lines[i]);
        CHECK(problem.cause == Cause::Input);
    }
}

TEST_CASE("the profile of all stores names each variable that is not set, but not the embedding's")
{
    for (const bool built : {true, false}) {
        CAPTURE(built);
        ReadOptions options = optionsWith();
        if (!built)
            options.sinks = builtSinks();
        const ReadOutcome outcome = read(fileText(DATA_DIR "/stores.yaml"), options);
        CHECK_FALSE(outcome.profile);
        const auto unset = std::count_if(outcome.problems.begin(), outcome.problems.end(),
            [](const Problem &problem) { return contains(problem.text, "which is not set"); });
        CHECK(unset == 7);
        CHECK_FALSE(contains(messages(outcome), "OPENAI_API_KEY"));
        CHECK(contains(toText(outcome.problems.back()), "Set PGVECTOR_PASSWORD in the environment.")
            == built);
    }
}

TEST_CASE("the pool guide's profile gets an http sink to the distributor")
{
    const ReadOutcome outcome = read(fileText(DATA_DIR "/pool.yaml"));
    CAPTURE(messages(outcome));
    REQUIRE(outcome.profile);
    CHECK(outcome.profile->runDuration.count() == 60000);
    CHECK(outcome.profile->pools[0].emitters == 10);
    REQUIRE(outcome.profile->sinks.size() == 1);
    CHECK(outcome.profile->sinks[0].type == "http");
    CHECK(outcome.profile->sinks[0].name == "demo");
    CHECK(outcome.profile->sinks[0].values.text("url") == "http://localhost:8000");
    CHECK(outcome.profile->sinks[0].values.text("path") == "/submit");
}

TEST_CASE("the shipped profiles load without a word")
{
    for (const char *name : {"quickstart", "example-file", "example-http", "example-sqlite"}) {
        CAPTURE(name);
        ReadOptions options = optionsWith();
        options.sinks = builtSinks();
        options.sinks.push_back({"dashboard", dashboardRows});
        const ReadOutcome outcome =
            read(fileText(std::string(PROFILES_DIR "/") + name + ".yaml"), options);
        CAPTURE(messages(outcome));
        CHECK(outcome.profile);
        CHECK(outcome.problems.empty());
    }
}

TEST_CASE("the quick start needs no variable and no server")
{
    const Profile profile = *read(fileText(PROFILES_DIR "/quickstart.yaml")).profile;
    CHECK(profile.embedding.provider == EmbeddingSpec::Provider::Hash);
    CHECK(profile.embedding.dimensions == 384);
    CHECK(profile.runDuration.count() == 10000);
    double rate = 0;
    for (const ServiceSpec &spec : profile.services)
        rate += *spec.ratePerSecond;
    for (const PoolSpec &spec : profile.pools)
        rate += spec.emitters / spec.baseInterval;
    CHECK(rate >= 100);
    CHECK(rate <= 400);
    REQUIRE(profile.sinks.size() == 3);
    CHECK(profile.sinks[0].values.text("path") == "emitter-output.db");
}

TEST_CASE("wrong values are refused with path, value and place")
{
    struct Row
    {
        std::string reason;
        std::string text;
        const char *message;
        std::size_t problems = 1;
    };
    const Row rows[]{
        {"negative rate", service("rate_per_sec: -5"),
            "config.yaml:2:29: error: services[0].rate_per_sec must be 0 or more; you wrote -5"},
        {"no rate", service("arrival: fixed"), "services[0].rate_per_sec is missing"},
        {"empty rate", service("rate_per_sec: "),
            "services[0].rate_per_sec must be a plain decimal number; you wrote nothing"},
        {"NaN", service("rate_per_sec: .nan"), "must be a plain decimal number; you wrote .nan"},
        {"nan", service("rate_per_sec: nan"), "must be a plain decimal number; you wrote nan"},
        {"infinity", service("rate_per_sec: .inf"), "must be a plain decimal number"},
        {"exponent", service("rate_per_sec: 1e309"),
            "must be a plain decimal number; you wrote 1e309"},
        {"octal", service("rate_per_sec: 0777"), "must be a plain decimal number; you wrote 0777"},
        {"underscore", service("rate_per_sec: 1_000"),
            "must be a plain decimal number; you wrote 1_000"},
        {"hexadecimal", service("rate_per_sec: 0x10"),
            "must be a plain decimal number; you wrote 0x10"},
        {"a list for a rate", service("rate_per_sec: [1]"),
            "services[0].rate_per_sec must be a single value; this is a list"},
        {"Max", service("rate_per_sec: Max"), "must be a plain decimal number; you wrote Max"},
        {"unknown arrival", service("rate_per_sec: 1, arrival: poison"), "did you mean poisson?"},
        {"negative weight", service("rate_per_sec: 1, level_weights: {info: -1}"),
            "services[0].level_weights.info must be 0 or more"},
        {"weights too large",
            service("rate_per_sec: 1, level_weights: {info: 1" + std::string(308, '0') + ", warn: 1"
                + std::string(308, '0') + "}"),
            "services[0].level_weights has weights that are too large to add up"},
        {"rate too large", service("rate_per_sec: 1" + std::string(308, '0')),
            "more than 100 million entries per second"},
        {"weights all 0", service("rate_per_sec: 1, level_weights: {info: 0}"),
            "services[0].level_weights must have a weight above 0"},
        {"unknown level", service("rate_per_sec: 1, level_weights: {inffo: 1}"),
            "services[0].level_weights.inffo is not a setting of level_weights; did you mean "
            "info?"},
        {"upper-case level", service("rate_per_sec: 1, level_weights: {INFO: 1}"),
            "services[0].level_weights.INFO is not a setting"},
        {"weights as a list", service("rate_per_sec: 1, level_weights: [1]"), "must be a mapping"},
        {"unknown key of a service", service("rate_per_second: 1"),
            "services[0].rate_per_second is not a setting of a service; did you mean "
            "rate_per_sec?",
            2},
        {"service without name", "services: [{rate_per_sec: 1}]\nsinks: [{type: stdout}]",
            "services[0].name is missing; every service has a name"},
        {"empty name", "services: [{name: '', rate_per_sec: 1}]\nsinks: [{type: stdout}]",
            "services[0].name must not be empty"},
        {"service as a text", "services: [a]\nsinks: [{type: stdout}]",
            "services[0] must be a mapping"},
        {"services as a mapping", "services: {name: a}\nsinks: [{type: stdout}]",
            "services must be a list, each item after a dash; this is a mapping"},
        {"same name twice",
            "services: [{name: a, rate_per_sec: 1}, {name: a, rate_per_sec: 1}]\nsinks: [{type: "
            "stdout}]",
            "services[1].name must be unique; services[0].name is already called a"},
        {"unknown key", minimal("bufer_size: 1\n"),
            "config.yaml:3:1: error: bufer_size is not a setting; did you mean buffer_size?"},
        {"far-off key", minimal("qqqqqqqqqqq: 1\n"), "Known here: version, buffer_size"},
        {"version 2", minimal("version: 2\n"), "version must be 1; you wrote 2"},
        {"version as a text", minimal("version: one\n"),
            "version must be a whole number; you wrote one"},
        {"buffer_size 0", minimal("buffer_size: 0\n"),
            "buffer_size must be between 1 and 1000000; you wrote 0"},
        {"minus zero", minimal("buffer_size: -0\n"),
            "buffer_size must be between 1 and 1000000; you wrote -0"},
        {"fraction", minimal("buffer_size: 1.5\n"),
            "buffer_size must be a whole number; you wrote 1.5"},
        {"flush with unit", minimal("flush_interval_ms: 3s\n"),
            "flush_interval_ms must be a whole number; you wrote 3s"},
        {"both durations", minimal("run_duration: 5s\nrun_duration_secs: 5\n"),
            "run_duration says the same as run_duration_secs"},
        {"wrong unit", minimal("run_duration: 5 days\n"),
            "run_duration must be a duration such as 90s"},
        {"seed too large", minimal("seed: 9007199254740992\n"), "seed must be"},
        {"rate_scale 0", minimal("rate_scale: 0\n"), "rate_scale must be between 0.0001"},
        {"yes for true", minimal("embedding: {cache: yes}\n"),
            "embedding.cache must be true or false; you wrote yes"},
        {"no for false", minimal("embedding: {cache: no}\n"),
            "embedding.cache must be true or false; you wrote no"},
        {"unknown provider", minimal("embedding: {provider: opnai}\n"), "did you mean openai?"},
        {"embedding as a text", minimal("embedding: openai\n"), "embedding must be a mapping"},
        {"key and key file", minimal("embedding: {api_key: '${A:-}', api_key_file: k}\n"),
            "embedding.api_key_file stands beside api_key"},
        {"targets as a text", minimal("targets: achieved\n"), "targets must be a list"},
        {"empty target", minimal("targets: ['']\n"), "targets[0] must not be empty"},
        {"neither services nor pools", "sinks: [{type: stdout}]\n", "neither services nor pools"},
        {"empty services", "services: []\nsinks: [{type: stdout}]\n", "neither services nor pools"},
        {"no sinks", "services: [{name: a, rate_per_sec: 1}]\n", "the profile has no sink"},
        {"no sinks, and a pool whose distributor is empty", "pools: [{distributor_url: '${U:-}'}]",
            "the profile has no sink"},
        {"sinks all off",
            "services: [{name: a, rate_per_sec: 1}]\nsinks: [{type: stdout, enabled: false}]\n",
            "every sink of the profile is switched off"},
        {"pool without pause", pool("base_interval: 0, interval_jitter: 0"),
            "pools[0] would send without any pause"},
        {"pool of none", pool("num_emitters: 0"), "pools[0].num_emitters must be between 1"},
        {"negative jitter", pool("interval_jitter: -1"),
            "pools[0].interval_jitter must be between 0"},
        {"pool's interval with unit", pool("base_interval: 500ms"),
            "pools[0].base_interval must be a plain decimal number; you wrote 500ms"},
        {"prefixes twice", "pools: [{}, {}]\nsinks: [{type: stdout}]",
            "pools[1].emitter_prefix must be unique"},
        {"service named like an emitter",
            "services: [{name: emitter-3, rate_per_sec: 1}]\npools: [{}]\nsinks: [{type: stdout}]",
            "services[0].name is also the name of an emitter of the pool emitter"},
        {"more than any machine",
            pool("num_emitters: 1000000, base_interval: 0.0001, interval_jitter: 0"),
            "more than 100 million entries per second"},
    };
    for (const Row &row : rows) {
        CAPTURE(row.reason);
        const ReadOutcome outcome = read(row.text);
        CAPTURE(messages(outcome));
        CHECK_FALSE(outcome.profile);
        CHECK(contains(messages(outcome), row.message));
        CHECK(outcome.problems.size() == row.problems);
    }
}

TEST_CASE("values at their borders are taken")
{
    for (const std::string &text : {service("rate_per_sec: 0"), service("rate_per_sec: 100000000"),
             service("rate_per_sec: max"), service("rate_per_sec: '30'"),
             minimal("seed: 9007199254740991\n"), minimal("seed: 0\n"), minimal("count: 0\n"),
             minimal("targets:\n"), minimal("embedding:\n"),
             pool("base_interval: 0, interval_jitter: 0, min_interval: 0.001"),
             std::string("services: [{name: emitter-6, rate_per_sec: 1}]\npools: [{}]\nsinks: "
                         "[{type: stdout}]")}) {
        CAPTURE(text);
        const ReadOutcome outcome = read(text);
        CAPTURE(messages(outcome));
        CHECK(outcome.profile);
    }
    CHECK(read(service("rate_per_sec: max")).profile->isClosedLoop());
}

TEST_CASE("all problems come at once, in the order of the text")
{
    const ReadOutcome outcome =
        read("bufer_size: 1\nservices:\n  - {name: a, rate_per_sec: -5}\n"
             "sinks: [{type: file}]\nshape: {type: rap}\nversion: 3\nversion: 1\n");
    std::vector<int> lines;
    for (const Problem &problem : outcome.problems)
        lines.push_back(problem.line);
    CHECK(lines == std::vector{1, 3, 4, 5, 6, 7});
}

TEST_CASE("a message shows its line with a caret")
{
    CHECK(messages(read(service("rate_per_sec: -5")))
        == "config.yaml:2:29: error: services[0].rate_per_sec must be 0 or more; you wrote -5\n"
           "  2 |   - {name: a, rate_per_sec: -5}\n"
           "    |                             ^\n");
}

TEST_CASE("a profile whose only sink belongs to a pool that is left out has none")
{
    const std::string text = "services: [{name: a, rate_per_sec: 1}]\n"
                             "pools: [{emitter_prefix: b, distributor_url: 'http://h'}]\n";
    ReadOptions options = optionsWith();
    options.only = {"a"};
    const ReadOutcome outcome = read(text, options);
    CHECK_FALSE(outcome.profile);
    CHECK(contains(messages(outcome), "the profile has no sink"));
    options.only = {"b"};
    CHECK(read(text, options).profile);
}

TEST_CASE("a pool with an error is not said to leave the profile without a sink")
{
    const std::string said = messages(read("pools: [{num_emitters: 0, distributor_url: 'x'}]\n"));
    CHECK(contains(said, "pools[0].num_emitters"));
    CHECK_FALSE(contains(said, "no sink"));
}

TEST_CASE("a flood of problems is cut, and counted")
{
    std::string text = minimal();
    for (int i = 0; i < 30'000; ++i)
        text += "unknown_key_number_" + std::to_string(i) + ": 1\n";
    const ReadOutcome outcome = read(text);
    CHECK(outcome.problems.size() == 101);
    CHECK(outcome.problems.back().text == "and 29900 more problems");
    CHECK_FALSE(outcome.profile);
}

TEST_CASE("what a variable holds is data, never syntax and never another reference")
{
    const std::string text =
        "services: [{name: '${N}', rate_per_sec: 1}]\nsinks: [{type: stdout}]\n";
    for (const std::string value :
        {"${OTHER}", "a, rate_per_sec: 9", "{x: y}", "$$", "&a *a", "- b"}) {
        CAPTURE(value);
        const ReadOutcome outcome = read(text, optionsWith({{"N", value}, {"OTHER", "secret"}}));
        CAPTURE(messages(outcome));
        REQUIRE(outcome.profile);
        CHECK(outcome.profile->services[0].name == value);
        CHECK(outcome.variables == std::vector<std::string>{"N"});
    }
    CHECK_FALSE(read(text, optionsWith({{"N", "a\nrate_per_sec: 9"}})).profile);
    CHECK_FALSE(read("${K}: 1\n" + minimal(), optionsWith({{"K", "buffer_size"}})).profile);
}

TEST_CASE("the embedding's variables are needed only by a run that wants its server")
{
    const std::string text = minimal("embedding:\n  api_key: ${KEY}\n  provider: ${P:-openai}\n");
    const ReadOutcome openAi = read(text);
    REQUIRE(openAi.profile);
    CHECK(openAi.profile->embedding.apiKey.isEmpty());
    REQUIRE(openAi.profile->embedding.missingVariables.size() == 1);
    CHECK(contains(toText(openAi.profile->embedding.missingVariables[0]),
        "config.yaml:4:12: error: embedding.api_key uses ${KEY}, which is not set"));
    CHECK(openAi.variables == std::vector<std::string>{"KEY", "P"});
    const ReadOutcome hash = read(text, optionsWith({{"P", "hash"}}));
    REQUIRE(hash.profile);
    CHECK(hash.profile->embedding.missingVariables.empty());
    CHECK(hash.variables == std::vector<std::string>{"P"});
    CHECK_FALSE(read(minimal("embedding: {dimensions: '${DIM}'}\n")).profile);
}

TEST_CASE("OpenAI gets the key of OPENAI_API_KEY where the profile names none; nobody else does")
{
    const ReadOptions options = optionsWith({{"OPENAI_API_KEY", "sk-1"}});
    const auto keyOf = [&](const std::string &embedding) {
        const ReadOutcome outcome = read(minimal("embedding: {" + embedding + "}\n"), options);
        REQUIRE(outcome.profile);
        return outcome.profile->embedding.apiKey.reveal();
    };
    for (const char *openAi : {"", "base_url: https://api.openai.com/v1",
             "base_url: 'https://API.openai.com:443/v1'", "provider: openai"})
        CHECK(keyOf(openAi) == "sk-1");
    for (const char *other : {"base_url: 'https://api.openai.com.evil.test/v1'",
             "base_url: 'http://localhost/api.openai.com'", "base_url: '${URL}'",
             "api_key: '${MINE:-}'", "api_key: ''", "api_key_file: key.txt", "provider: hash"})
        CHECK(keyOf(other).empty());
    CHECK(read(minimal(), options).profile->embedding.apiKey.reveal() == "sk-1");
    CHECK(read(minimal(), options).variables == std::vector<std::string>{"OPENAI_API_KEY"});
    CHECK(read(minimal()).variables.empty());
    CHECK(read(minimal(), options).profile->references.at("embedding.api_key")
        == "${OPENAI_API_KEY:-}");
}

TEST_CASE("origins name the place of every value")
{
    const ReadOutcome outcome = read(
        "buffer_size: 5\nservices:\n- name: a\n  rate_per_sec: ${R:-2}\nsinks: [{type: stdout}]\n");
    CHECK(outcome.origins.at("buffer_size") == "config.yaml:1");
    CHECK(outcome.origins.at("services[0].rate_per_sec") == "config.yaml:4 ${R}");
    CHECK(outcome.origins.at("message_pool_size") == "built-in");
    CHECK(outcome.origins.at("sinks[0].format") == "built-in");
}
