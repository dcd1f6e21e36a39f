// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/elasticsearch/bulkanswer.h"
#include "sinks/elasticsearch/elasticsearchreader.h"
#include "sinks/elasticsearch/tst_elasticsearchfake.h"
#include "support/mutated.h"

using namespace emitter;
using namespace emitter::test;
using namespace emitter::elasticsearchsink;

TEST_CASE("knows what each item means")
{
    using Row = std::tuple<int, Json, Outcome, Outcome, bool>; // with ids, without, overload
    const std::vector<Row> table{{200, nullptr, Outcome::Delivered, Outcome::Delivered, false},
        {201, nullptr, Outcome::Delivered, Outcome::Delivered, false},
        {201, itemError("x"), Outcome::RetryUnsure, Outcome::Unconfirmed, false},
        {409, itemError("version_conflict_engine_exception"), Outcome::Delivered, Outcome::Rejected,
            false},
        {409, itemError("x"), Outcome::Rejected, Outcome::Rejected, false},
        {429, itemError("es_rejected_execution_exception"), Outcome::Retry, Outcome::Retry, true},
        {503, itemError("unavailable_shards_exception"), Outcome::Retry, Outcome::Retry, true},
        {429, itemError("cluster_block_exception"), Outcome::Retry, Outcome::Retry, true},
        {403, itemError("cluster_block_exception"), Outcome::Retry, Outcome::Retry, false},
        {400, itemError("document_parsing_exception"), Outcome::Rejected, Outcome::Rejected, false},
        {404, itemError("x"), Outcome::Rejected, Outcome::Rejected, false},
        {404, itemError("index_not_found_exception"), Outcome::Fatal, Outcome::Fatal, false},
        {401, itemError("security_exception"), Outcome::Fatal, Outcome::Fatal, false},
        {403, itemError("security_exception"), Outcome::Fatal, Outcome::Fatal, false},
        {500, itemError("x"), Outcome::RetryUnsure, Outcome::Unconfirmed, false},
        {302, nullptr, Outcome::RetryUnsure, Outcome::Unconfirmed, false},
        {0, nullptr, Outcome::RetryUnsure, Outcome::Unconfirmed, false}};
    for (const auto &[status, error, withIds, without, overload] : table) {
        CAPTURE(status);
        CAPTURE(error);
        Json op = Json::object();
        if (status != 0)
            op["status"] = status;
        if (!error.is_null())
            op["error"] = error;
        const Json good{{"create", {{"status", 201}}}};
        // `errors` is not believed
        const std::string body =
            Json{{"errors", false}, {"items", {good, {{"create", op}}, good}}}.dump();
        for (const bool ids : {true, false}) {
            BulkQuestion question{.entries = 3, .hasIds = ids};
            const Outcome wanted = ids ? withIds : without;
            SendResult result = judgeBulk(body, question).result;
            if (wanted == Outcome::Delivered) {
                CHECK(result.items.empty());
                CHECK(result.outcome == Outcome::Delivered);
                continue;
            }
            CHECK(result.items == std::vector{Outcome::Delivered, wanted, Outcome::Delivered});
            CHECK(result.pressure == (overload ? Pressure::Overloaded : Pressure::None));
            REQUIRE(result.reasons.size() == 1);
            CHECK(result.reasons[0].second == 1);
            question.blocks = 3;
            if (error.is_object() && error["type"] == "cluster_block_exception") {
                CHECK(result.retryAfter == std::chrono::seconds(5));
                CHECK(judgeBulk(body, question).result.items[1] == Outcome::Fatal);
            }
        }
    }
    const BulkQuestion overwrites{.entries = 1, .creates = false};
    CHECK(
        judgeBulk(
            R"({"items":[{"index":{"status":409,"error":{"type":"version_conflict_engine_exception"}}}]})",
            overwrites)
            .result.items
        == std::vector{Outcome::Rejected});
}

TEST_CASE("gives one sample and a count for each kind of refusal, what ends the sink first")
{
    Json items = Json::array();
    for (int i = 0; i < 6; ++i)
        items.push_back({{"create",
            {{"status", 400},
                {"error",
                    itemError("document_parsing_exception",
                        "[1:" + std::to_string(i) + "] failed in doc [document with id '"
                            + std::to_string(i) + "'] has")}}}});
    items.push_back({{"create", {{"status", 403}, {"error", itemError("security_exception")}}}});
    const SendResult result = judgeBulk(Json{{"items", items}}.dump(), {.entries = 7}).result;
    REQUIRE(result.reasons.size() == 2);
    CHECK(result.reasons[0]
        == std::pair<std::string, std::uint32_t>("item answered 403 security_exception: why", 1));
    CHECK(result.reasons[1]
        == std::pair<std::string, std::uint32_t>(
            "item answered 400 document_parsing_exception: failed has", 6));
}

TEST_CASE("delivers nothing on an answer that it cannot read")
{
    const std::string item = R"({"create":{"status":201}})";
    const std::string three =
        R"({"errors":false,"items":[)" + item + "," + item + "," + item + "]}";
    CHECK(judgeBulk(three, {.entries = 3}).result.outcome == Outcome::Delivered);
    std::vector<std::string> bad{"", "null", "[]", "{}", "<html>ok</html>", R"({"items":3})",
        R"({"items":[[],[],[]]})", R"({"items":[201,201,201]})",
        R"({"items":[[{"status":201}],[{"status":201}],[{"status":201}]]})",
        R"({"items":[)" + item + ",[{\"status\":201}]," + item + "," + item + "]}",
        R"({"items":[{"create":[{"status":201},201]},)" + item + "," + item + "]}",
        R"({"items":[{"status":[201]},)" + item + "," + item + "]}",
        R"({"items":[],"x":)" + three + "}",
        R"({"error":{"items":[)" + item + "," + item + "," + item + "]}}",
        R"({"items":[)" + item + "," + item + "]}",
        R"({"items":[)" + item + "," + item + "," + item + "," + item + "]}", three + "}",
        three + three, std::string(200'000, '['), R"({"items":)" + std::string(200'000, '[')};
    for (std::size_t size = 1; size < three.size(); ++size)
        bad.push_back(three.substr(0, size));
    for (const std::string &body : bad) {
        CAPTURE(body.substr(0, 80));
        CHECK(judgeBulk(body, {.entries = 3}).result.outcome == Outcome::RetryUnsure);
        CHECK(judgeBulk(body, {.entries = 3, .hasIds = false}).result.outcome
            == Outcome::Unconfirmed);
        CHECK(judgeBulk(body, {.entries = 3}).result.items.empty());
        CHECK(judgeBulk(body, {.entries = 3}).result.reasons.at(0).second == 3);
    }
    for (const char *items :
        {"[{},{},{}]", R"([{"create":{}},{"create":201},{"create":{"status":"201"}}])",
            R"([{"create":{"error":{"status":201}}},{"x":{"y":{"status":201}}},{"status":201}])",
            R"([{"create":{"status":201,"status":202}},{"create":{"status":201},"index":{"status":201}},
                {"create":{"status":201,"error":"why"}}])"}) {
        const auto result =
            judgeBulk(R"({"items":)" + std::string(items) + "}", {.entries = 3}).result;
        CHECK(result.items == std::vector(3, Outcome::RetryUnsure));
    }
}

TEST_CASE("knows the usual answer byte by byte, and nothing else")
{
    const std::string created = R"({"create":{"status":201}})";
    const std::string usual = R"({"items":[)" + created + R"(,{"index":{"status":200}},)"
        + R"({"index":{"status":201}}]})";
    CHECK(isAllTaken(usual, 3));
    CHECK(isAllTaken(R"({"items":[)" + created + "]}", 1));
    CHECK_FALSE(isAllTaken(usual, 2));
    CHECK_FALSE(isAllTaken(usual, 4));
    CHECK_FALSE(isAllTaken(usual + " ", 3));
    for (std::size_t i = 0; i < usual.size(); ++i) {
        std::string other = usual;
        ++other[i];
        CHECK(isAllTaken(other, 3) == usual.substr(i).starts_with("0}}")); // 200 is 201 then
        CHECK_FALSE(isAllTaken(usual.substr(0, i), 3));
    }
}

TEST_CASE("an answer with bytes changed delivers only what says so")
{
    const std::string_view words[]{"[", "]", "{", "}", ",", ":", "\"status\":201,",
        "\"status\":", "429", "{\"status\":201}", "\"items\":[", "\"error\":{", "\"create\":", "\"",
        "\\"};
    const std::vector<std::string> answers{
        R"({"took":1,"errors":true,"items":[{"create":{"status":429,"error":{"type":"a","reason":"b"}}},)"
        R"({"create":{"status":201}},{"create":{"status":400,"error":{"type":"c","reason":"d"}}}]})",
        R"({"items":[{"create":{"status":429}},{"create":{"status":503}}]})",
        R"({"items":[{"create":{"status":201}},{"create":{"status":201}},{"create":{"status":201}}]})"};
    RandomStream random(1, 1);
    for (std::size_t i = 0; i < 6000; ++i) {
        const std::string body = mutated(answers[i % answers.size()], words, random);
        CAPTURE(body);
        const std::size_t count = i % answers.size() == 1 ? 2 : 3;
        SendResult result = judgeBulk(body, {.entries = count, .hasIds = false}).result;
        if (result.items.empty())
            result.items.assign(count, result.outcome);
        REQUIRE(result.items.size() == count);
        const Json said = Json::parse(body, nullptr, false);
        for (std::size_t k = 0; k < count; ++k) {
            if (result.items[k] != Outcome::Delivered)
                continue;
            REQUIRE(said["items"].size() == count);
            const Json &item = said["items"][k].front();
            CHECK(item["status"] >= 200);
            CHECK(item["status"] < 300);
            CHECK_FALSE(item.contains("error"));
        }
    }
}

TEST_CASE("a long answer is read only where entries are read back")
{
    const std::string blanks(5u << 20, ' ');
    CHECK(parseCount(R"({"count":7})") == 7);
    CHECK_FALSE(parseCount(R"({"count":7)" + blanks + "}"));
    CHECK(parseHits(
        R"({"hits":{"total":{"value":0},"hits":[]})" + blanks + "}", "timestamp", "dense"));
}

TEST_CASE("reads back counts, copies and entries")
{
    const Content content = makeContent();
    const auto entries = entriesOf(content, 3);
    const std::vector<EntryId> ids{
        content.id((*entries)[0]), content.id((*entries)[1]), content.id((*entries)[2])};
    const std::string first = idText(content, (*entries)[0]);
    const std::string third = idText(content, (*entries)[2]);
    Json hits{{"hits", {{"total", {{"value", 3}}}, {"hits", Json::array()}}}};
    for (const std::string &id : {first, third, first})
        hits["hits"]["hits"].push_back({{"_index", "a"}, {"_id", id}});
    std::vector<std::pair<std::string, Json>> asked;
    std::string version = "9.2.0";
    const auto makeReader = [&] {
        auto client = std::make_unique<ScriptedHttp>(
            std::vector<ScriptedHttp::Answer>{[&](const HttpRequest &request) {
                HttpResponse response;
                response.status = 200;
                const std::string path = request.url.substr(8);
                asked.emplace_back(path, request.body.empty() ? Json() : Json::parse(request.body));
                if (path == "/")
                    response.body = Json{{"version", {{"number", version}}}}.dump();
                else
                    response.body = has(path, "_count") ? R"({"count":17})" : hits.dump();
                return response;
            }});
        return std::make_unique<ElasticsearchReader>(
            *ElasticsearchSettings::create(configFor("http://h")), std::move(client));
    };
    auto reader = makeReader();
    REQUIRE(reader->open());
    CHECK(asked.back().first == "/logs/_refresh");
    CHECK(*reader->count() == 17);
    CHECK(*reader->copies(ids) == std::vector<std::uint32_t>{2, 0, 1});
    CHECK(asked.back().second["query"]["ids"]["values"].size() == 3);
    CHECK(asked.back().second["_source"] == false);
    hits["hits"]["total"]["value"] = 4; // it did not return all of them
    CHECK_FALSE(reader->copies(ids));
    hits = Json::parse(R"({"hits":{"total":{"value":1},"hits":[{"_source":{
        "timestamp":"2023-11-14T22:13:20.000123Z","service":"s","level":"INFO","message":"m","dense":[0.5,-1]}}]}})");
    hits["hits"]["hits"][0]["_id"] = third;
    const auto fetched = reader->fetch(ids);
    REQUIRE(fetched);
    REQUIRE(fetched->size() == 1);
    const StoredEntry &entry = fetched->front();
    CHECK(entry.id == ids[2]);
    CHECK(entry.unixMicros == 1'700'000'000'000'123);
    CHECK(entry.service + entry.level + entry.message == "sINFOm");
    CHECK(entry.vector == std::vector<float>{0.5f, -1});
    CHECK(asked.back().second["_source"]["exclude_vectors"] == false);
    version = "9.1.9";
    reader = makeReader();
    REQUIRE(reader->open());
    REQUIRE(reader->fetch(ids));
    CHECK_FALSE(asked.back().second.contains("_source"));
    hits["hits"]["hits"][0]["_id"] = "another program's";
    CHECK_FALSE(reader->fetch(ids));
    CHECK_FALSE(
        elasticsearchsink::descriptor().createReader(configFor("http://h", {{"ids", false}})));
}
