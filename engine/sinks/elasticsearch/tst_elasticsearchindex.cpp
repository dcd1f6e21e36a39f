// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/elasticsearch/tst_elasticsearchfake.h"

using namespace emitter;
using namespace emitter::test;
using namespace emitter::elasticsearchsink;

TEST_CASE("says who is not an Elasticsearch that it can use")
{
    const Content content = makeContent();
    const std::vector<std::pair<Json, std::string>> table{
        {{{"version", {{"number", "2.11.0"}, {"distribution", "opensearch"}}}},
            "OpenSearch 2.11.0"},
        {{{"version", {{"number", "7.17.9"}}}}, "too old"},
        {{{"version", {{"number", "x"}}}}, "does not answer like"},
        {"<html>", "does not answer like"}};
    for (const auto &[root, words] : table) {
        CAPTURE(words);
        FakeElasticsearch fake;
        fake.root = root;
        const auto opened = makeSink(fake)->open(content);
        REQUIRE_FALSE(opened);
        CHECK(has(opened.problem().text, words));
        CHECK(opened.problem().cause == Cause::Unreachable);
        CHECK_FALSE(opened.problem().remedy.empty());
        CHECK(fake.asked.size() == 1);
    }
    for (const char *request : {"GET /", "GET /logs", "PUT /logs"}) {
        CAPTURE(request);
        FakeElasticsearch fake;
        fake.refusals[request] = {
            401, FakeElasticsearch::error("security_exception", "SECRET-KEY")};
        const auto opened = makeSink(fake, {{"api_key", Secret("SECRET-KEY")}})->open(content);
        REQUIRE_FALSE(opened);
        CHECK(has(opened.problem().text, "401"));
        CHECK_FALSE(has(opened.problem().text, "SECRET-KEY"));
        CHECK(has(opened.problem().remedy, "api_key"));
    }
    const std::string nowhere = "http://127.0.0.1:" + std::to_string(closedPort());
    const auto opened =
        (*elasticsearchsink::descriptor().create(configFor(nowhere)))->open(content);
    REQUIRE_FALSE(opened);
    CHECK(has(opened.problem().text, "refused the connection"));
}

TEST_CASE("takes an existing index only if documents fit")
{
    const Content content = vectorContent();
    const auto mapped = [](const std::string &field, const Json &mapping) {
        Json properties = Json::parse(R"({"timestamp":{"type":"date"},"service":{"type":"text"},
            "level":{"type":"keyword"},"message":{"type":"text"},
            "dense":{"type":"dense_vector","dims":8}})");
        properties[field] = mapping;
        return properties;
    };
    const std::vector<std::pair<Json, std::string>> table{{mapped("x", {{"type", "long"}}), ""},
        {mapped("timestamp", {{"type", "date_nanos"}}), ""},
        {mapped("timestamp", {{"type", "text"}}), "timestamp of the index logs has type text"},
        {mapped("dense", {{"type", "dense_vector"}, {"dims", 16}}), "16 dimensions"},
        {mapped("dense", {{"type", "text"}}), "has type text, not dense_vector"},
        {mapped("dense", {{"type", "dense_vector"}, {"dims", 8}, {"element_type", "byte"}}),
            "byte"},
        {mapped("dense", {{"properties", Json::object()}}), "object"},
        {mapped("message", {{"properties", Json::object()}}), "is an object"}};
    for (const auto &[properties, words] : table) {
        CAPTURE(words);
        FakeElasticsearch fake;
        fake.exists = true;
        fake.mappings["properties"] = properties;
        const auto opened = makeSink(fake)->open(content);
        CHECK(bool(opened) == words.empty());
        if (!opened) {
            CHECK(has(opened.problem().text, words));
            CHECK(has(opened.problem().remedy, "index_name"));
        }
        CHECK(fake.times("PUT /logs") == 0);
        CHECK(fake.times("PUT /logs/_mapping") == 0);
    }
    // Fields that are not there are added, and a vector field without dims gets them.
    for (const Json &dense : {Json(), Json{{"type", "dense_vector"}}}) {
        FakeElasticsearch fake;
        fake.exists = true;
        fake.mappings["properties"] = {{"message", {{"type", "text"}}}};
        if (!dense.is_null())
            fake.mappings["properties"]["dense"] = dense;
        REQUIRE(makeSink(fake)->open(content));
        CHECK(fake.mappings["properties"]["dense"]["dims"] == 8);
        CHECK(fake.mappings["properties"]["timestamp"]["type"] == "date");
    }
    // Somebody else creates it between our question and our order.
    FakeElasticsearch fake;
    fake.refusals["PUT /logs"] = {
        400, FakeElasticsearch::error("resource_already_exists_exception", "exists")};
    const auto opened = makeSink(fake)->open(content);
    REQUIRE_FALSE(opened); // this fake has none after all: it was asked again
    CHECK(fake.times("GET /logs") == 2);
    FakeElasticsearch full;
    full.refusals["PUT /logs"] = {
        400, FakeElasticsearch::error("validation_exception", "1000 shards")};
    CHECK(has(makeSink(full)->open(content).problem().text, "1000 shards"));
}

TEST_CASE("writes to an alias, and to the newest index of a data stream")
{
    const Content content = makeContent();
    FakeElasticsearch fake;
    fake.exists = true;
    fake.alias = "all-logs";
    const auto sink = makeSink(fake, {{"index_name", std::string("all-logs")}});
    REQUIRE(sink->open(content));
    CHECK(send(*sink, {entriesOf(content, 3), 0, 0}).outcome == Outcome::Delivered);
    CHECK(fake.times("POST /all-logs/_bulk") == 1);
    CHECK(fake.aliases.empty());
    fake.exists = false;
    CHECK(send(*sink, {entriesOf(content, 3, 3), 1, 0}).items == std::vector(3, Outcome::Fatal));
    CHECK_FALSE(fake.exists);

    const auto state = [](const std::string &text) { return parseIndex(text, "name"); };
    CHECK(state(R"({"a":{"aliases":{"name":{}}}})")->index == "a");
    CHECK(state(R"({"a":{"aliases":{"name":{"is_write_index":false}}}})")->index.empty());
    CHECK(state(R"({"a":{"aliases":{"name":{}}},"b":{"aliases":{"name":{}}}})")->index.empty());
    CHECK(state(R"({"a":{"aliases":{"name":{}}},"b":{"aliases":{"name":{"is_write_index":true}}}})")
              ->index
        == "b");
    const auto stream =
        state(R"({".ds-name-1":{"data_stream":"name"},".ds-name-2":{"data_stream":"name"}})");
    CHECK(stream->kind == IndexState::Kind::DataStream);
    CHECK(stream->index == ".ds-name-2");
    FakeElasticsearch streams;
    streams.exists = true;
    streams.refusals["GET /logs"] = {200, R"({".ds-logs-1":{"data_stream":"logs"}})"};
    CHECK(makeSink(streams)->open(content));
    CHECK(streams.times("PUT /logs/_mapping") == 1);
    CHECK(streams.aliases.empty());
    const auto refused = makeSink(streams, {{"op", std::string("index")}})->open(content);
    REQUIRE_FALSE(refused);
    CHECK(has(refused.problem().text, "data stream"));
    CHECK_FALSE(state("[]"));
    CHECK_FALSE(state("nonsense"));
}

TEST_CASE("restores the refresh interval and takes its alias back, however the run ends")
{
    const Content content = makeContent();
    for (const Json &before : {Json(), Json("30s"), Json("-1")}) {
        for (const std::string end : {"finish", "late", "cancel", "open"}) {
            CAPTURE(before);
            CAPTURE(end);
            FakeElasticsearch fake;
            fake.exists = true;
            if (!before.is_null())
                fake.settings["refresh_interval"] = before;
            const auto sink = makeSink(fake, {{"bulk_refresh", std::string("-1")}});
            if (end == "open") {
                if (before == "-1")
                    continue; // nothing is changed that could be refused
                fake.refusals["PUT /" + guardOf(content) + "/_settings"] = {403, ""};
                CHECK_FALSE(sink->open(content));
            } else {
                REQUIRE(sink->open(content));
                CHECK(fake.settings["refresh_interval"] == "-1");
                CHECK(fake.aliases.size() == 1);
                send(*sink, {entriesOf(content, 3), 0, 0});
                if (end == "cancel")
                    sink->cancel();
                CHECK(sink->finish(end == "finish" ? noDeadline : 0));
                CHECK(has(sink->notes().at(0), "refresh_interval of logs"));
                CHECK(has(sink->hint(), "curl -s 'http://h/logs/_search?q="));
            }
            CHECK((fake.settings.contains("refresh_interval") ? fake.settings["refresh_interval"]
                                                              : Json())
                == before);
            CHECK(fake.aliases.empty());
            const auto refreshes = std::count_if(fake.asked.begin(), fake.asked.end(),
                [](const std::string &request) { return request.ends_with("/_refresh"); });
            CHECK(refreshes == (end == "finish" ? 1 : 0));
            CHECK(sink->activity().step.empty());
        }
    }
    // A check, which loads nothing, does not touch it.
    FakeElasticsearch checked;
    SinkConfig config = configFor("http://h", {{"bulk_refresh", std::string("-1")}});
    config.purpose = SinkConfig::Purpose::Check;
    const auto settings = elasticsearchsink::ElasticsearchSettings::create(config);
    REQUIRE(settings);
    elasticsearchsink::ElasticsearchSink check(*settings, checked.client());
    REQUIRE(check.open(content));
    CHECK(check.finish(0));
    CHECK(std::none_of(checked.asked.begin(), checked.asked.end(),
        [](const std::string &request) { return request.ends_with("/_settings"); }));
    // What cannot be restored is told with what to send.
    FakeElasticsearch fake;
    const auto sink = makeSink(fake, {{"bulk_refresh", std::string("-1")}});
    REQUIRE(sink->open(content));
    fake.refusals["PUT /" + *fake.aliases.begin() + "/_settings"] = {500, ""};
    const auto finished = sink->finish(noDeadline);
    REQUIRE_FALSE(finished);
    CHECK(has(finished.problem().remedy, "/logs/_settings with the body {"));
    CHECK(has(finished.problem().remedy, "null"));
    CHECK(fake.aliases.empty());
    // A server that has gone silent is not asked for more.
    FakeElasticsearch silent;
    const auto other = makeSink(silent, {{"bulk_refresh", std::string("-1")}});
    REQUIRE(other->open(content));
    silent.refusals["PUT /" + guardOf(content) + "/_settings"] = {0, ""};
    const std::size_t before = silent.asked.size();
    CHECK_FALSE(other->finish(noDeadline));
    CHECK(silent.asked.size() == before + 1);
}

TEST_CASE("takes its alias back when an answer is lost")
{
    const Content content = makeContent();
    // as after a second Ctrl-C, which ends the request that is under way
    FakeElasticsearch fake;
    auto sink = makeSink(fake);
    REQUIRE(sink->open(content));
    CHECK(send(*sink, {entriesOf(content, 3), 0, 0}).outcome == Outcome::Delivered);
    fake.refusals["POST /logs/_refresh"] = {0, ""};
    fake.refusals["POST /" + guardOf(content) + "/_refresh"] = {0, ""};
    CHECK_FALSE(sink->finish(noDeadline));
    CHECK(fake.aliases.empty());

    FakeElasticsearch late;
    late.lost = {"POST /_aliases"};
    CHECK_FALSE(makeSink(late)->open(content));
    CHECK(late.times("POST /_aliases") > 0);
    CHECK(late.aliases.empty());

    // What stays is told with what to send.
    FakeElasticsearch silent;
    sink = makeSink(silent);
    REQUIRE(sink->open(content));
    const std::string path = "/logs/_alias/" + guardOf(content);
    silent.refusals["DELETE " + path] = {0, ""};
    const auto finished = sink->finish(noDeadline);
    REQUIRE_FALSE(finished);
    CHECK(has(finished.problem().remedy, "DELETE http://h" + path));
    CHECK(silent.asked.back() == "DELETE " + path);
}

TEST_CASE("leaves a refresh interval alone that is already as it should be")
{
    const Content content = makeContent();
    FakeElasticsearch fake;
    const Values values{{"bulk_refresh", std::string("-1")}};
    auto first = makeSink(fake, values);
    REQUIRE(first->open(content));
    auto other = *ElasticsearchSettings::create(configFor("http://h", values));
    other.name = "another sink";
    auto second = std::make_unique<ElasticsearchSink>(std::move(other), fake.client());
    REQUIRE(second->open(content));
    REQUIRE(first->finish(noDeadline));
    CHECK(fake.settings["refresh_interval"].is_null());
    REQUIRE(second->finish(noDeadline));
    CHECK(fake.settings["refresh_interval"].is_null());
    CHECK(has(second->notes().at(0), "refresh_interval of logs was already -1"));
}

TEST_CASE("an index that vanishes during the run is not made anew, and that is told")
{
    const Content content = makeContent();
    const Batch batch{entriesOf(content, 3), 0, 0};
    FakeElasticsearch fake;
    auto sink = makeSink(fake);
    REQUIRE(sink->open(content));
    CHECK(send(*sink, batch).outcome == Outcome::Delivered);
    fake.exists = false;
    fake.aliases.clear();
    const SendResult result = send(*sink, {entriesOf(content, 3, 3), 1, 0});
    CHECK(result.items == std::vector(3, Outcome::Fatal));
    CHECK(has(result.reasons.at(0).first, "index logs: the index was deleted"));
    CHECK_FALSE(fake.exists);
    // also when somebody else makes it anew after the last batch
    fake.exists = true;
    auto finished = sink->finish(noDeadline);
    REQUIRE_FALSE(finished);
    CHECK(has(finished.problem().text, "deleted or replaced"));
    CHECK(has(sink->notes().at(0), "deleted or replaced"));

    FakeElasticsearch odd;
    odd.refusals["POST /_aliases"] = {400, ""};
    CHECK_FALSE(makeSink(odd)->open(content));

    // An account that may not make aliases: seen at the end.
    for (const bool replaced : {false, true}) {
        FakeElasticsearch strict;
        strict.exists = true;
        strict.refusals["POST /_aliases"] = {403, ""};
        sink = makeSink(strict);
        REQUIRE(sink->open(content));
        CHECK(send(*sink, batch).outcome == Outcome::Delivered);
        if (replaced)
            strict.uuid = "second";
        CHECK(bool(sink->finish(noDeadline)) != replaced);
    }
}
