// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/printconfig.h"
#include "profile/support.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

using namespace emitter;
using namespace emitter::test;

namespace {

const Variables variables{{"OPENAI_API_KEY", "sk-hunter2"}, {"QDRANT_URL", "http://localhost:6333"},
    {"ELASTIC_URL", "http://localhost:9200"}, {"ELASTIC_USER", "elastic"},
    {"ELASTIC_PASSWORD", "hunter2"}, {"PGVECTOR_HOST", "localhost"}, {"PGVECTOR_USER", "postgres"},
    {"PGVECTOR_PASSWORD", "hunter2"}, {"T", "hunter2"}};

std::string withoutComments(const std::string &text)
{
    std::string out;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        const std::string line = text.substr(begin, end - begin);
        out += line.substr(0, line.find("  # ")) + '\n';
        begin = end + 1;
    }
    return out;
}

std::string printed(const ReadOutcome &outcome)
{
    return printConfig(*outcome.profile, outcome.origins, allSinks());
}

}

TEST_CASE("the printed configuration reads back as the same profile")
{
    const std::string everything = R"(version: 1
run_duration: 90s
seed: 7
rate_scale: 0.5
max_lag: 250ms
embedding: {provider: none, noise: 0.125, cache: false}
services:
  - {name: "odd: name #1 $$x $${T}", rate_per_sec: 0.1, arrival: fixed, level_weights: {error: 1}}
  - {name: closed, rate_per_sec: max}
  - {name: "null", rate_per_sec: 12345.678}
pools: [{emitter_prefix: web, base_interval: 0.05, distributor_url: "http://h:1/x?a=b"}]
sinks:
  - {type: null, name: "- dash"}
  - {type: http, url: "http://h", health_path: "", headers: {Authorization: "Bearer ${T}", X-A: "a: $$b"}, token: "${T}"}
  - {type: file, path: "a b.jsonl", rotate_bytes: 64KiB, when_full: block, timeout: 1500ms,
     retry: {attempts: 0, base: 10ms, max: 2s}, buffer_size: 3, queue_size: 9, max_batch_bytes: 1MiB}
  - {type: http, enabled: false, url: "${NOT_SET}"}
  - {type: kafka, enabled: false, topic: x}
targets: ["achieved >= 95%", "errors < 1%"]
)";
    std::vector<std::string> texts{everything, fileText(DATA_DIR "/pool.yaml"),
        fileText(DATA_DIR "/stores.yaml"), fileText(PROFILES_DIR "/quickstart.yaml"),
        fileText(PROFILES_DIR "/example-http.yaml"), fileText(PROFILES_DIR "/example-file.yaml")};
    for (const char *shape :
        {"{type: constant}", "{type: ramp, from: 12.5%, to: 110%, duration: 1500ms}",
            "{type: steps, from: 30%, to: 70%, steps: 7, duration: 61s}",
            "{type: steps, duration: 9s}",
            "{type: spike, after: 20s, duration: 5s, from: 33%, to: 777%}",
            "{type: wave, from: 10%, to: 190.1%, duration: 59s}",
            "{stages: [{duration: 60s, rate: 0 -> 100 %}, {duration: 0.5, rate: 33.3%}]}"})
        texts.push_back(minimal("shape: " + std::string(shape) + "\n"));
    for (const std::string &text : texts) {
        const ReadOutcome first = read(text, optionsWith(variables));
        CAPTURE(messages(first));
        REQUIRE(first.profile);
        const std::string once = printed(first);
        CAPTURE(once);
        const ReadOutcome second = read(once, optionsWith(variables));
        CAPTURE(messages(second));
        REQUIRE(second.profile);
        CHECK(second.problems.empty());
        CHECK(withoutComments(printed(second)) == withoutComments(once));
        CHECK(second.profile->services.size() == first.profile->services.size());
        CHECK(second.profile->sinks.size() == first.profile->sinks.size());
        CHECK(second.profile->embedding.providerSet == first.profile->embedding.providerSet);
        CHECK(
            second.profile->embedding.apiKey.reveal() == first.profile->embedding.apiKey.reveal());
        REQUIRE(second.profile->shape.stages.size() == first.profile->shape.stages.size());
        for (std::size_t i = 0; i < first.profile->shape.stages.size(); ++i) {
            CHECK(second.profile->shape.stages[i].from
                == doctest::Approx(first.profile->shape.stages[i].from));
            CHECK(second.profile->shape.stages[i].seconds
                == doctest::Approx(first.profile->shape.stages[i].seconds));
        }
        for (std::size_t i = 0; i < first.profile->services.size(); ++i) {
            CHECK(second.profile->services[i].name == first.profile->services[i].name);
            CHECK(second.profile->services[i].ratePerSecond
                == first.profile->services[i].ratePerSecond);
            CHECK(second.profile->services[i].levelWeights
                == first.profile->services[i].levelWeights);
        }
        CHECK_FALSE(contains(once, "hunter2"));
    }
}

TEST_CASE("a secret is printed as its reference, and masked where the reference has a default")
{
    const std::string text = R"(services: [{name: a, rate_per_sec: 1}]
sinks:
  - type: http
    url: "http://h"
    token: "${T:-hunter2}"
    headers: {Authorization: "Bearer ${T:-hunter2}", Api-Key: "${K}", X-Stage: "${S:-test}"}
  - {type: http, enabled: false, url: "http://h", token: "${T:-hunter2}${NOT_SET}"}
)";
    for (const Variables &set : {Variables{{"K", "k"}}, Variables{{"K", "k"}, {"T", "hunter2"}}}) {
        const ReadOutcome outcome = read(text, optionsWith(set));
        CAPTURE(messages(outcome));
        REQUIRE(outcome.profile);
        const std::string out = printed(outcome);
        CAPTURE(out);
        CHECK_FALSE(contains(out, "hunter2"));
        CHECK(contains(out, "\n    token: \"***\""));
        CHECK(contains(out, "Authorization: \"***\""));
        CHECK(contains(out, "Api-Key: ${K}"));
        CHECK(contains(out, "X-Stage: "));
        CHECK(contains(out, "${S:-test}"));
    }
}

TEST_CASE("every value says where it came from")
{
    ReadOptions options = optionsWith({{"U", "http://h:1"}});
    options.overrides = {{"seed", "42", "EMITTER_SEED"}};
    options.serviceRates = {"a=3"};
    const std::string text = printed(read("services: [{name: a, rate_per_sec: 1}]\nsinks:\n"
                                          "- type: http\n  url: ${U}\n",
        options));
    CAPTURE(text);
    CHECK(contains(text, "\nbuffer_size: 1000  # built-in\n"));
    CHECK(contains(text, "\nseed: 42  # EMITTER_SEED\n"));
    CHECK(contains(text, "\n    rate_per_sec: 3  # --service\n"));
    CHECK(contains(text, "\n  - type: http  # config.yaml:3\n"));
    CHECK(contains(text, "\n    url: http://h:1  # config.yaml:4 ${U}\n"));
}

TEST_CASE("after --only the origins still belong to their service")
{
    ReadOptions options = optionsWith();
    options.only = {"b"};
    const std::string text = printed(read("services:\n- {name: a, rate_per_sec: 1}\n- {name: b, "
                                          "rate_per_sec: 2}\nsinks: [{type: stdout}]\n",
        options));
    CHECK(contains(text, "\n    rate_per_sec: 2  # config.yaml:3\n"));
}

TEST_CASE("a literal secret is masked, and the mask is not a secret")
{
    const ReadOutcome outcome = read(
        "services: [{name: a, rate_per_sec: 1}]\n"
        "embedding: {api_key: hunter2}\n"
        "sinks: [{type: http, url: 'http://h', token: hunter2, headers: {X-Token: hunter2}}]\n");
    REQUIRE(outcome.profile);
    const std::string text = printed(outcome);
    CHECK_FALSE(contains(text, "hunter2"));
    CHECK(contains(text, "api_key: \"***\""));
    CHECK(contains(text, "token: \"***\""));
    CHECK(contains(text, "X-Token: \"***\""));
    CHECK_FALSE(read(text).profile);
}

TEST_CASE("the schema is JSON and knows every key")
{
    const auto schema = nlohmann::json::parse(profileSchema(allSinks()));
    CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
    const auto &top = schema["properties"];
    for (const char *key : {"version", "buffer_size", "run_duration", "embedding", "services",
             "pools", "sinks", "shape", "targets", "drain_timeout"})
        CHECK(top.contains(key));
    CHECK(schema["additionalProperties"] == false);
    CHECK(top["services"]["items"]["required"] == nlohmann::json({"name", "rate_per_sec"}));
    CHECK(top["services"]["items"]["properties"]["rate_per_sec"]["anyOf"][1]["const"] == "max");
    CHECK(top["services"]["items"]["properties"]["level_weights"]["additionalProperties"] == false);
    CHECK(top["buffer_size"]["anyOf"][0]["minimum"] == 1);
    CHECK(top["buffer_size"]["default"] == 1000);
    const auto &sinks = top["sinks"]["items"]["oneOf"];
    REQUIRE(sinks.size() == allSinks().size());
    CHECK(sinks[0]["properties"].contains("path"));
    CHECK(sinks[0]["properties"].contains("when_full"));
    CHECK(sinks[0]["properties"]["retry"]["properties"].contains("attempts"));
    CHECK(sinks[0]["required"] == nlohmann::json({"type", "path"}));
}

TEST_CASE("the tables name every setting with its default and meaning")
{
    const std::string text = settingsMarkdown(allSinks());
    CHECK(contains(
        text, "| `buffer_size` | integer, 1 to 1000000 entries | `1000` | Entries per flush"));
    CHECK(contains(text, "| `name` | text | **required** | Name of the service; unique. |"));
    CHECK(contains(text, "| `provider` | openai\\|hash\\|none | `openai` |"));
    CHECK(contains(text, "## sinks[] of type qdrant\n"));
    CHECK(contains(text, "## sinks[] of type null\n\nNo settings of its own.\n"));
    CHECK_FALSE(contains(text, "\n\n\n"));
}

TEST_CASE("the rows of the engine say what each setting is")
{
    const std::string text = settingsMarkdown({});
    CHECK_FALSE(contains(text, "|  |\n"));
}
