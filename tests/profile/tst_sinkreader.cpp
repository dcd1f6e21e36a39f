// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/support.h"

#include <doctest/doctest.h>

using namespace emitter;
using namespace emitter::test;

namespace {

std::string withSinks(const std::string &items)
{
    return "services: [{name: a, rate_per_sec: 1}]\nsinks:\n" + items;
}

}

TEST_CASE("common settings and retry are read beside the sink's own")
{
    const ReadOutcome outcome =
        read(withSinks("  - type: file\n    path: a.jsonl\n    rotate_bytes: 64KiB\n"
                       "    buffer_size: 10\n    flush_interval_ms: 50\n"
                       "    max_batch_bytes: 1MiB\n    queue_size: 500\n"
                       "    when_full: block\n    timeout: 500ms\n"
                       "    connect_timeout: 2\n    insecure: true\n"
                       "    retry: {attempts: 2, base: 50ms, max: 1s}\n"));
    CAPTURE(messages(outcome));
    REQUIRE(outcome.profile);
    const SinkSpec &sink = outcome.profile->sinks.at(0);
    CHECK(sink.values.size("rotate_bytes") == 65536);
    CHECK(sink.settings.bufferSize == 10);
    CHECK(sink.settings.flushInterval->count() == 50);
    CHECK(sink.settings.maxBatchBytes == 1048576);
    CHECK(sink.settings.queueSize == 500);
    CHECK(sink.settings.whenFull == WhenFull::Block);
    CHECK(sink.settings.timeout->count() == 500);
    CHECK(sink.settings.connectTimeout->count() == 2000);
    CHECK(sink.settings.insecure);
    CHECK(sink.settings.retryAttempts == 2);
    CHECK(sink.settings.retryBase->count() == 50);
    CHECK(sink.settings.retryMax->count() == 1000);
}

TEST_CASE("settings that are not written stay open")
{
    const SinkSettings settings = read(minimal()).profile->sinks.at(0).settings;
    CHECK_FALSE(settings.bufferSize);
    CHECK_FALSE(settings.whenFull);
    CHECK_FALSE(settings.retryAttempts);
    CHECK_FALSE(settings.timeout);
    CHECK_FALSE(settings.insecure);
}

TEST_CASE("a text may be empty where that is a choice, and only there")
{
    const std::string sink = "  - {type: http, url: 'http://h', ";
    const ReadOutcome outcome = read(withSinks(sink + "health_path: ''}\n"));
    CAPTURE(messages(outcome));
    REQUIRE(outcome.profile);
    CHECK(outcome.profile->sinks.at(0).values.text("health_path").empty());
    CHECK(contains(
        messages(read(withSinks(sink + "path: ''}\n"))), "sinks[0].path must not be empty"));
}

TEST_CASE("wrong sinks are refused")
{
    struct Row
    {
        std::string reason;
        std::string text;
        const char *message;
    };
    const Row rows[]{
        {"no type", "  - path: a\n", "sinks[0].type is missing"},
        {"required row", "  - type: file\n", "sinks[0].path is missing; a file sink needs it"},
        {"required row, empty", "  - {type: file, path: ''}\n", "sinks[0].path must not be empty"},
        {"required row, no value", "  - type: file\n    path:\n",
            "sinks[0].path must not be empty"},
        {"near type", "  - type: stdot\n",
            "sink \"stdot\" is not in this build (built with: file, http, null, sqlite, stdout, "
            "qdrant, "
            "elasticsearch, pgvector, dashboard); did you mean stdout?"},
        {"unknown key", "  - {type: stdout, fromat: json}\n",
            "sinks[0].fromat is not a setting of a stdout sink; did you mean format?"},
        {"unknown key of retry", "  - {type: stdout, retry: {attempt: 1}}\n",
            "sinks[0].retry.attempt is not a setting of retry; did you mean attempts?"},
        {"retry as a number", "  - {type: stdout, retry: 3}\n", "sinks[0].retry must be a mapping"},
        {"retry upside down", "  - {type: stdout, retry: {base: 2s, max: 1s}}\n",
            "sinks[0].retry.base must not be longer than max"},
        {"choice", "  - {type: stdout, format: jso}\n", "did you mean json?"},
        {"when_full", "  - {type: stdout, when_full: drop}\n",
            "sinks[0].when_full must be one of drop_newest, block; you wrote drop"},
        {"name twice", "  - {type: stdout, name: x}\n  - {type: 'null', name: x}\n",
            "sinks[1].name is taken by another sink; you wrote x"},
        {"sink as a text", "  - stdout\n", "sinks[0] must be a mapping, e.g. {type: stdout}"},
        {"enabled", "  - {type: stdout, enabled: yes}\n",
            "sinks[0].enabled must be true or false; you wrote yes"},
        {"address without scheme", "  - {type: http, url: localhost}\n",
            "sinks[0].url must start with http:// or https://"},
        {"other scheme", "  - {type: http, url: 'gopher://x'}\n",
            "sinks[0].url must start with http:// or https://"},
        {"headers as a list", "  - {type: http, url: 'http://x', headers: [a]}\n",
            "sinks[0].headers must be a mapping"},
        {"header as a list", "  - {type: http, url: 'http://x', headers: {a: [b]}}\n",
            "sinks[0].headers.a must be a single value"},
        {"masked secret", "  - {type: http, url: 'http://x', token: '***'}\n",
            "sinks[0].token is the mask that --print-config writes"},
    };
    for (const Row &row : rows) {
        CAPTURE(row.reason);
        const ReadOutcome outcome = read(withSinks(row.text));
        CAPTURE(messages(outcome));
        CHECK_FALSE(outcome.profile);
        CHECK(contains(messages(outcome), row.message));
        CHECK(outcome.problems.size() == 1);
    }
}

TEST_CASE("credentials in an address are refused and not repeated")
{
    for (const std::string url : {"http://me:hunter2@host/", "me:hunter2@host"}) {
        CAPTURE(url);
        const ReadOutcome outcome =
            read(withSinks("  - {type: http, url: '${URL}'}\n"), optionsWith({{"URL", url}}));
        CHECK(contains(messages(outcome), "must not carry a user or password"));
        CHECK_FALSE(contains(messages(outcome), "hunter2"));
        CHECK_FALSE(contains(
            messages(read(withSinks("  - {type: http, url: '" + url + "'}\n"))), "hunter2"));
    }
}

TEST_CASE("control characters never pass: 33 of them in six places")
{
    const char *const places[]{"token: \"%\"", "headers: {X-Key: \"%\"}", "headers: {\"%\": x}",
        "path: \"%\"", "url: \"http://h%\"", "name: \"%\""};
    for (int code = 1; code <= 33; ++code) {
        const int byte = code == 33 ? 0x7f : code == 32 ? 0 : code;
        char escape[8];
        std::snprintf(escape, sizeof escape, "a\\x%02xb", static_cast<unsigned>(byte));
        for (std::string place : places) {
            place.replace(place.find('%'), 1, escape);
            CAPTURE(place);
            const std::string url = place.starts_with("url") ? "" : "url: 'http://h', ";
            const ReadOutcome outcome = read(withSinks("  - {type: http, " + url + place + "}\n"));
            CHECK_FALSE(outcome.profile);
            REQUIRE(outcome.problems.size() == 1);
            CHECK((contains(outcome.problems[0].text, "control characters")
                || (byte == 0 && contains(outcome.problems[0].text, "without NUL"))));
        }
    }
    const ReadOutcome variable =
        read(withSinks("  - {type: http, url: 'http://h', token: '${T}'}\n"),
            optionsWith({{"T", "abc\r\nX-Admin: 1"}}));
    CHECK(contains(messages(variable), "sinks[0].token must not contain line breaks"));
    CHECK_FALSE(contains(messages(variable), "X-Admin"));
}

TEST_CASE("names are unique by themselves")
{
    const ReadOutcome outcome = read(withSinks("  - type: stdout\n  - type: stdout\n  - {type: "
                                               "'null', name: stdout-2}\n  - type: stdout\n"));
    REQUIRE(outcome.profile);
    std::vector<std::string> names;
    for (const SinkSpec &sink : outcome.profile->sinks)
        names.push_back(sink.name);
    CHECK(names == std::vector<std::string>{"stdout", "stdout-3", "stdout-2", "stdout-4"});
}

TEST_CASE("a disabled sink needs no variable, no build and no complaint")
{
    const ReadOutcome outcome =
        read(withSinks("  - type: stdout\n"
                       "  - {type: http, enabled: false, url: '${NOT_SET}'}\n"
                       "  - {type: kafka, enabled: false, topic: '${NOT_SET}'}\n"));
    CAPTURE(messages(outcome));
    CHECK(outcome.problems.empty());
    REQUIRE(outcome.profile);
    CHECK(outcome.profile->sinks.size() == 3);
    CHECK_FALSE(outcome.profile->sinks[1].enabled);
    CHECK(outcome.profile->references.at("sinks[1].url") == "${NOT_SET}");
    CHECK(outcome.variables.empty());
    const ReadOutcome wrong =
        read(withSinks("  - type: stdout\n  - {type: http, enabled: false, urll: x}\n"));
    CHECK(contains(messages(wrong), "did you mean url?"));
}

TEST_CASE("a sink that is not built still has its variables checked")
{
    const std::string text =
        withSinks("  - {type: kafka, topic: '${TOPIC}', more: [{key: '${'}]}\n");
    const std::string said = messages(read(text));
    CHECK(contains(said, "sink \"kafka\" is not in this build"));
    CHECK(contains(said, "sinks[0].topic uses ${TOPIC}, which is not set"));
    CHECK(contains(said, "sinks[0].more[0].key has a ${ without }"));
}

TEST_CASE("a secret in plain text is taken with a warning that does not repeat it")
{
    const ReadOutcome outcome = read(
        withSinks("  - {type: http, url: 'http://h', token: hunter2}\n"
                  "  - {type: http, url: 'http://h', token: '${T:-hunter2}'}\n"
                  "  - {type: http, url: 'http://h', headers: {Authorization: Bearer hunter2}}\n"
                  "  - {type: http, url: 'http://h', headers: {Authorization: 'Bearer "
                  "${T:-hunter2}'}}\n"
                  "  - {type: http, url: 'http://h', token: '${T}', headers: {Authorization: "
                  "'Bearer ${T}'}}\n"),
        optionsWith({{"T", "hunter2"}}));
    REQUIRE(outcome.profile);
    CHECK(outcome.profile->sinks[0].values.secret("token").reveal() == "hunter2");
    REQUIRE(outcome.problems.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(outcome.problems[i].severity == Severity::Warning);
        CHECK(contains(outcome.problems[i].text, "is a secret in plain text"));
        CHECK(outcome.problems[i].line == static_cast<int>(i) + 3);
    }
    CHECK_FALSE(contains(messages(outcome), "hunter2"));
}

TEST_CASE("no problem with a secret shows the line that it stands on")
{
    const ReadOptions options = optionsWith({{"LONG", std::string(40000, 'x')}});
    for (const char *value : {"hunter2", "'hunter2${'", "hunter2${N}", "[hunter2]", "{a: hunter2}",
             "${N:-hunter2}", "hunter2${LONG}${LONG}"}) {
        CAPTURE(value);
        for (const std::string key : {"token", "headers:\n     Authorization"}) {
            CAPTURE(key);
            const ReadOutcome outcome = read(withSinks("  - type: http\n    url: 'http://h'\n    "
                                                 + key + ":\n      " + value + "\n"),
                options);
            CHECK(outcome.problems.size() == 1);
            CHECK_FALSE(contains(messages(outcome), "hunter2"));
        }
    }
}

TEST_CASE("pools share the sink of their distributor")
{
    const std::string text =
        "pools:\n  - {emitter_prefix: a, distributor_url: 'http://h:1'}\n"
        "  - {emitter_prefix: b, distributor_url: 'http://h:1/'}\n"
        "  - {emitter_prefix: c, distributor_url: 'http://h:2'}\n  - {emitter_prefix: d}\n"
        "sinks: [{type: stdout, name: a}]\n";
    const ReadOutcome outcome = read(text);
    CAPTURE(messages(outcome));
    REQUIRE(outcome.profile);
    REQUIRE(outcome.profile->sinks.size() == 3);
    CHECK(outcome.profile->sinks[1].name == "a-2");
    CHECK(outcome.profile->sinks[1].values.text("url") == "http://h:1");
    CHECK(outcome.profile->sinks[2].name == "c");
    ReadOptions options = optionsWith();
    options.sinks = {{"stdout", stdoutRows}};
    const ReadOutcome lacking = read(text, options);
    CHECK_FALSE(lacking.profile);
    CHECK(contains(messages(lacking),
        "pools[0].distributor_url needs the http sink: sink \"http\" is not in this build (built "
        "with: stdout)"));
}
