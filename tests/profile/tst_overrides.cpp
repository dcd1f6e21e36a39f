// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/overrides.h"
#include "profile/support.h"

#include <doctest/doctest.h>

using namespace emitter;
using namespace emitter::test;

namespace {

ReadOptions overriding(std::vector<Override> overrides)
{
    ReadOptions options = optionsWith();
    options.overrides = std::move(overrides);
    return options;
}

}

TEST_CASE("an override outranks the file, and later ones win")
{
    const ReadOutcome outcome = read(minimal("buffer_size: 5\nseed: 1\n"),
        overriding({{"buffer_size", "6", "EMITTER_BUFFER_SIZE"}, {"buffer_size", "7", "--set"},
            {"embedding.provider", "hash", "--set"}, {"sinks[0].format", "json", "--set"},
            {"services[0].level_weights.error", "1", "--set"}}));
    CAPTURE(messages(outcome));
    REQUIRE(outcome.profile);
    CHECK(outcome.profile->bufferSize == 7);
    CHECK(outcome.profile->embedding.provider == EmbeddingSpec::Provider::Hash);
    CHECK(outcome.profile->embedding.providerSet);
    CHECK(outcome.profile->sinks[0].values.text("format") == "json");
    CHECK(outcome.profile->services[0].levelWeights[3] == 1);
    CHECK(outcome.origins.at("buffer_size") == "--set");
    CHECK(outcome.origins.at("seed") == "config.yaml:4");
}

TEST_CASE("what an override says is never expanded")
{
    ReadOptions options = optionsWith({{"X", "leaked"}});
    options.overrides = {{"services[0].name", "${X}$$", "EMITTER_X"}};
    CHECK(read(minimal(), options).profile->services[0].name == "${X}$$");
}

TEST_CASE("an override of the duration replaces either of its keys")
{
    const Override secs{"run_duration_secs", "5", "--duration-secs"};
    CHECK(read(minimal("run_duration: 90s\n"), overriding({secs})).profile->runDuration.count()
        == 5000);
    const Override text{"run_duration", "2m", "--duration"};
    CHECK(read(minimal("run_duration_secs: 9\n"), overriding({text})).profile->runDuration.count()
        == 120000);
}

TEST_CASE("wrong overrides are usage problems that name their flag")
{
    struct Row
    {
        const char *path;
        const char *value;
        const char *message;
    };
    const Row rows[]{
        {"buffer_size", "x", "buffer_size must be a whole number; you wrote x (from --set)"},
        {"bufer_size", "1", "bufer_size is not a setting; did you mean buffer_size? (from --set)"},
        {"embedding.modell", "m",
            "embedding.modell is not a setting of embedding; did you mean model? (from --set)"},
        {"sinks[1].format", "json",
            "--set: sinks[1].format does not exist; the profile has 1 of these"},
        {"sinks", "x", "--set: sinks holds several values"},
        {"", "x", "is not the name of a setting"}, {"sinks[", "x", "is not the name of a setting"},
        {"sinks[x].path", "x", "is not the name of a setting"},
        {"sinks[-1].path", "x", "is not the name of a setting"},
        {"a..b", "x", "is not the name of a setting"}, {"[0]", "x", "is not the name of a setting"},
        {"sinks[0]x", "x", "is not the name of a setting"},
        {"seed.x", "1", "--set: seed.x is not the name of a setting"}};
    for (const Row &row : rows) {
        CAPTURE(std::string(row.path));
        const ReadOutcome outcome =
            read(minimal("seed: 1\n"), overriding({{row.path, row.value, "--set"}}));
        CAPTURE(messages(outcome));
        REQUIRE(outcome.problems.size() == 1);
        CHECK(contains(outcome.problems[0].text, row.message));
        CHECK(outcome.problems[0].cause == Cause::Usage);
        CHECK(outcome.problems[0].line == 0);
    }
    const ReadOutcome environment = read(minimal(), overriding({{"seed", "x", "EMITTER_SEED"}}));
    CHECK(environment.problems.at(0).cause == Cause::Input);
}

TEST_CASE("a secret is not taken from a flag, but from the environment")
{
    const std::string text =
        "services: [{name: a, rate_per_sec: 1}]\nsinks: [{type: http, url: 'http://h'}]\n";
    const ReadOutcome flag = read(text, overriding({{"sinks[0].token", "hunter2", "--set"}}));
    CHECK_FALSE(flag.profile);
    CHECK(contains(messages(flag), "sinks[0].token is a secret and cannot be given as a flag"));
    CHECK_FALSE(contains(messages(flag), "hunter2"));
    const ReadOutcome environment =
        read(text, overriding({{"sinks[0].token", "hunter2", "EMITTER_TOKEN"}}));
    REQUIRE(environment.profile);
    CHECK(environment.profile->sinks[0].values.secret("token").reveal() == "hunter2");
    CHECK(environment.problems.empty());
}

TEST_CASE("--service changes a rate or adds a service")
{
    ReadOptions options = optionsWith();
    options.serviceRates = {"a=50", "x=y=max", "new=2.5"};
    const ReadOutcome outcome = read(minimal(), options);
    CAPTURE(messages(outcome));
    REQUIRE(outcome.profile);
    REQUIRE(outcome.profile->services.size() == 3);
    CHECK(outcome.profile->services[0].ratePerSecond == 50);
    CHECK(outcome.profile->services[1].name == "x=y");
    CHECK_FALSE(outcome.profile->services[1].ratePerSecond);
    CHECK(outcome.profile->services[2].ratePerSecond == 2.5);
    CHECK(read("sinks: [{type: stdout}]\n", options).profile);
    for (const char *argument : {"a", "=5", "a=", "a=-5", "a=x"}) {
        CAPTURE(std::string(argument));
        options.serviceRates = {argument};
        const ReadOutcome wrong = read(minimal(), options);
        REQUIRE(wrong.problems.size() == 1);
        CHECK(wrong.problems[0].cause == Cause::Usage);
    }
}

TEST_CASE("--only keeps what it names")
{
    const std::string text =
        "services: [{name: api, rate_per_sec: 1}, {name: auth, rate_per_sec: 2}]\n"
        "pools: [{emitter_prefix: web}]\nsinks: [{type: stdout}]\n";
    ReadOptions options = optionsWith();
    options.only = {"auth"};
    const ReadOutcome one = read(text, options);
    REQUIRE(one.profile);
    REQUIRE(one.profile->services.size() == 1);
    CHECK(one.profile->services[0].name == "auth");
    CHECK(one.profile->pools.empty());
    options.only = {"web", "api"};
    CHECK(read(text, options).profile->pools.size() == 1);
    options.only = {"aut"};
    const ReadOutcome wrong = read(text, options);
    REQUIRE(wrong.problems.size() == 1);
    CHECK(wrong.problems[0].text
        == "--only aut: the profile has no such service or pool; did you mean auth?");
    CHECK(wrong.problems[0].cause == Cause::Usage);
}

TEST_CASE("--sink replaces every sink of the profile")
{
    ReadOptions options = optionsWith();
    options.sinks = builtSinks();
    options.sinkArguments = {"file:a:b.jsonl", "http:http://localhost:8000/x", "null"};
    const ReadOutcome outcome = read(fileText(DATA_DIR "/stores.yaml"), options);
    CAPTURE(messages(outcome));
    REQUIRE(outcome.profile);
    REQUIRE(outcome.profile->sinks.size() == 3);
    CHECK(outcome.profile->sinks[0].values.text("path") == "a:b.jsonl");
    CHECK(outcome.profile->sinks[1].values.text("url") == "http://localhost:8000/x");
    CHECK(outcome.profile->sinks[2].type == "null");
    CHECK(outcome.origins.at("sinks[0].path") == "--sink");
    options.sinkArguments = {"null"};
    CHECK(read(fileText(DATA_DIR "/pool.yaml"), options).profile->sinks.size() == 1);
}

TEST_CASE("wrong --sink arguments are usage problems")
{
    struct Row
    {
        const char *argument;
        const char *message;
    };
    const Row rows[]{
        {"stdot",
            "--sink: sink \"stdot\" is not in this build (built with: file, http, null, sqlite"},
        {"null:x", "--sink null:x: a null sink takes no argument"},
        {"file", "sinks[0].path is missing; a file sink needs it (from --sink)"},
        {"file:", "sinks[0].path must not be empty (from --sink)"},
        {"http:localhost",
            "sinks[0].url must start with http:// or https://; you wrote localhost (from --sink)"},
        {"", "sinks[0].type must not be empty (from --sink)"}};
    for (const Row &row : rows) {
        CAPTURE(std::string(row.argument));
        ReadOptions options = optionsWith();
        options.sinkArguments = {row.argument};
        const ReadOutcome outcome = read(minimal(), options);
        CAPTURE(messages(outcome));
        REQUIRE(outcome.problems.size() == 1);
        CHECK(contains(outcome.problems[0].text, row.message));
        CHECK(outcome.problems[0].cause == Cause::Usage);
    }
}
