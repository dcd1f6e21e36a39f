// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "base/values.h"
#include "delivery/verdict.h"
#include "sinks/elasticsearch/tst_elasticsearchfake.h"
#include "support/sinkcontract.h"
#include "wire/noisyvectors.h"

using namespace emitter;
using namespace emitter::test;
using namespace emitter::elasticsearchsink;

TEST_CASE("keeps the sink contract")
{
    const Content content = vectorContent();
    for (const char *op : {"create", "index"}) {
        CAPTURE(op);
        FakeElasticsearch fake;
        CannedServer server(fake.handler());
        const Values values{{"op", std::string(op)}, {"bulk_refresh", std::string("-1")}};
        runSinkContract(
            [&] {
                return std::move(
                    *elasticsearchsink::descriptor().create(configFor(server.url(""), values)));
            },
            content);
    }
}

TEST_CASE("creates the index and writes documents that read back as the entries")
{
    const Content content = vectorContent();
    for (const std::string version : {"8.19.21", "9.2.9", "9.3.0", "10.0.0"}) {
        CAPTURE(version);
        FakeElasticsearch fake;
        fake.version = version;
        const auto sink =
            makeSink(fake, {{"shards", std::int64_t{2}}, {"replicas", std::int64_t{0}}});
        REQUIRE(sink->open(content));
        CHECK(fake.created["settings"] == Json{{"number_of_shards", 2}, {"number_of_replicas", 0}});
        CHECK(fake.created["mappings"] == Json::parse(R"({"dynamic":false,"properties":{
            "timestamp":{"type":"date"},"service":{"type":"keyword"},"level":{"type":"keyword"},
            "message":{"type":"text"},
            "dense":{"type":"dense_vector","dims":8,"index":true,"similarity":"cosine"}}})"));
        const auto entries = entriesOf(content, 30);
        CHECK(send(*sink, {entries, 0, 0}).items.empty());
        CHECK(sink->bytesWritten() == fake.lastBulk.size());
        CHECK(fake.lastBulk.size() <= sink->entryBytes() * 30);
        CHECK(fake.lastBulk.starts_with("{\"create\":{\"_id\":\""));
        REQUIRE(fake.documents.size() == 30);
        for (const Entry &entry : *entries) {
            const Json &document = fake.documents.at(idText(content, entry));
            std::string message;
            content.appendMessage(message, entry);
            CHECK(document["message"] == message);
            CHECK(document["service"] == content.sources().name(entry.source));
            CHECK(document["level"] == std::string(name(entry.level)));
            CHECK(parseUtc(document["timestamp"].get<std::string>())
                == content.unixNanos(entry) / 1000);
            const bool base64 = version == "9.3.0" || version == "10.0.0";
            REQUIRE(document["dense"].is_string() == base64);
            NoisyVectors vectors(*content.vectors(), content.seed());
            std::string wanted;
            vectors.appendBase64(wanted, entry.slot, entry.number, NoisyVectors::ByteOrder::Big);
            if (base64)
                CHECK(document["dense"] == wanted);
            else
                CHECK(document["dense"].size() == dims);
        }
    }
}

TEST_CASE("settings change what is created and written")
{
    const Content content = vectorContent();
    FakeElasticsearch fake;
    auto sink = makeSink(fake,
        {{"timestamp_field", std::string("@timestamp")}, {"vector_field", std::string("v")},
            {"level_case", std::string("lower")}, {"vector_index", false},
            {"op", std::string("index")}, {"vectors", std::string("numbers")}});
    REQUIRE(sink->open(content));
    CHECK(fake.created["mappings"]["properties"]["v"]
        == Json{{"type", "dense_vector"}, {"dims", 8}, {"index", false}});
    send(*sink, {entriesOf(content, 1), 0, 0});
    const Json document = fake.documents.begin()->second;
    CHECK(document["v"].is_array());
    CHECK(document.contains("@timestamp"));
    CHECK(document["level"] == "debug");
    CHECK(fake.lastBulk.starts_with("{\"index\":{\"_id\":"));

    FakeElasticsearch other;
    sink = makeSink(other, {{"ids", false}, {"vectors", std::string("off")}, {"gzip", true}});
    REQUIRE(sink->open(content));
    CHECK_FALSE(other.created["mappings"]["properties"].contains("dense"));
    other.refusals["POST /" + *other.aliases.begin() + "/_bulk"] = {413, ""};
    CHECK(send(*sink, {entriesOf(content, 100), 0, 0}).outcome == Outcome::TooLarge);
    CHECK(sink->bytesWritten() < 100 * 80);
}

TEST_CASE("a block ends the sink the fourth time, whatever the batch met before")
{
    const Content content = makeContent();
    FakeElasticsearch fake;
    const auto sink = makeSink(fake);
    REQUIRE(sink->open(content));
    const auto entries = entriesOf(content, 3);
    std::pair<int, Json> said{429, itemError("es_rejected_execution_exception")};
    fake.item = [&](const std::string &, const Json &) { return said; };
    Batch batch{entries, 7, 0};
    for (; batch.attempt < 5; ++batch.attempt)
        CHECK(send(*sink, batch).items == std::vector(3, Outcome::Retry));
    said = {403, itemError("cluster_block_exception")};
    for (int block = 1; block <= 4; ++block, ++batch.attempt) {
        CAPTURE(block);
        CHECK(send(*sink, {entries, 8, 0}).items
            == std::vector(3, block < 4 ? Outcome::Retry : Outcome::Fatal));
        CHECK(send(*sink, batch).items
            == std::vector(3, block < 4 ? Outcome::Retry : Outcome::Fatal));
    }
    said = {201, nullptr};
    CHECK(send(*sink, batch).outcome == Outcome::Delivered);
    said = {403, itemError("cluster_block_exception")};
    CHECK(send(*sink, batch).items == std::vector(3, Outcome::Retry));
}

TEST_CASE("knows what each answer to the whole request means")
{
    const std::vector<std::tuple<int, Outcome, Outcome>> table{
        {302, Outcome::Fatal, Outcome::Fatal}, {400, Outcome::Rejected, Outcome::Rejected},
        {401, Outcome::Fatal, Outcome::Fatal}, {403, Outcome::Fatal, Outcome::Fatal},
        {404, Outcome::Fatal, Outcome::Fatal}, {413, Outcome::TooLarge, Outcome::TooLarge},
        {429, Outcome::Retry, Outcome::Retry}, {503, Outcome::RetryUnsure, Outcome::Retry},
        {408, Outcome::RetryUnsure, Outcome::Retry},
        {500, Outcome::RetryUnsure, Outcome::Unconfirmed},
        {502, Outcome::RetryUnsure, Outcome::Unconfirmed},
        {504, Outcome::RetryUnsure, Outcome::Unconfirmed},
        {204, Outcome::RetryUnsure, Outcome::Unconfirmed},
        {0, Outcome::RetryUnsure, Outcome::Unconfirmed}};
    const Content content = makeContent();
    for (const auto &[status, withIds, without] : table) {
        CAPTURE(status);
        for (const bool ids : {true, false}) {
            FakeElasticsearch fake;
            const auto sink = makeSink(fake, {{"ids", ids}});
            REQUIRE(sink->open(content));
            fake.refusals["POST /" + *fake.aliases.begin() + "/_bulk"] = {status, ""};
            const SendResult result = send(*sink, {entriesOf(content, 3), 0, 0});
            CHECK(result.outcome == (ids ? withIds : without));
            CHECK(result.items.empty());
            CHECK((result.pressure == Pressure::Overloaded) == (status == 429 || status == 503));
            CHECK(result.reasons.at(0).second == 3);
            CHECK_FALSE(has(result.reasons.at(0).first, "filter_path"));
        }
    }
}

TEST_CASE("counts what the store counts, whatever each item answers, and sends no stored one again")
{
    const Content content = makeContent();
    FakeElasticsearch fake;
    const auto sink = makeSink(fake);
    REQUIRE(sink->open(content));
    std::uint64_t draw = 0;
    const auto chance = [&] { return randomBits(1, 2, draw++) % 100; };
    std::set<std::string> refused;
    std::set<std::string> told; ///< whose 201 was not lost
    std::vector<std::string> pending;
    int sentAgain = 0;
    int lost = 0;
    fake.item = [&](const std::string &id, const Json &) -> std::pair<int, Json> {
        sentAgain += told.contains(id) ? 1 : 0;
        const auto dice = chance();
        if (dice < 10 && !fake.documents.contains(id)) {
            refused.insert(id);
            return {400, itemError("document_parsing_exception")};
        }
        if (dice < 30)
            return {dice < 20 ? 429 : 503, itemError("es_rejected_execution_exception")};
        pending.push_back(id);
        return {0, nullptr};
    };
    fake.spoil = [&](std::string &text) {
        if (chance() < 10) {
            text = chance() < 50 ? "lost" : text.substr(0, text.size() / 2);
            refused.clear(); // what nobody heard of will be asked again
            ++lost;
        } else {
            told.insert(pending.begin(), pending.end());
        }
        pending.clear();
    };
    std::uint64_t delivered = 0;
    std::uint64_t rejected = 0;
    for (std::uint64_t number = 0; number < 200; ++number) {
        auto entries = entriesOf(content, 50, number * 50);
        for (int attempt = 0; !entries->empty(); ++attempt) {
            const Batch batch{entries, number, attempt};
            refused.clear();
            Verdict verdict = judge(batch, send(*sink, batch));
            CHECK(verdict.rejected.size() == refused.size());
            delivered += verdict.delivered.size();
            rejected += verdict.rejected.size();
            verdict.again.insert(
                verdict.again.end(), verdict.againUnsure.begin(), verdict.againUnsure.end());
            entries = std::make_shared<const std::vector<Entry>>(std::move(verdict.again));
        }
    }
    CHECK(lost > 20);
    CHECK(rejected > 500);
    CHECK(delivered == fake.documents.size());
    CHECK(delivered + rejected == 10'000);
    CHECK(sentAgain == 0);
}

TEST_CASE("sends numbers when the server does not understand base64 after all")
{
    const Content content = vectorContent();
    for (const std::string vectors : {"auto", "base64"}) {
        FakeElasticsearch fake;
        fake.item = [](const std::string &, const Json &document) -> std::pair<int, Json> {
            if (document["dense"].is_array())
                return {0, nullptr};
            return {400,
                itemError("document_parsing_exception",
                    "Failed to parse object: expecting token of type [VALUE_NUMBER] but found "
                    "[END_OBJECT]")};
        };
        const auto sink = makeSink(fake, {{"vectors", vectors}});
        REQUIRE(sink->open(content));
        const Batch batch{entriesOf(content, 5), 0, 0};
        const Outcome wanted = vectors == "auto" ? Outcome::Retry : Outcome::Rejected;
        CHECK(send(*sink, batch).items == std::vector(5, wanted));
        if (vectors == "auto") {
            CHECK(send(*sink, batch).outcome == Outcome::Delivered);
            CHECK(fake.documents.size() == 5);
            CHECK(has(sink->notes().at(0), "base64"));
        }
    }
}

TEST_CASE("cancel ends what is outstanding with what is then true")
{
    const Content content = makeContent();
    for (const bool ids : {true, false}) {
        FakeElasticsearch fake;
        CannedServer server([&](const CannedRequest &request, std::size_t) {
            if (has(request.target, "_bulk"))
                return CannedReply::neverAnswer();
            const auto [status, body] = fake.answer(request.method, request.target, request.body);
            return CannedReply::http(status, body);
        });
        const auto sink = std::move(*elasticsearchsink::descriptor().create(
            configFor(server.url(""), {{"ids", ids}, {"bulk_refresh", std::string("-1")}})));
        REQUIRE(sink->open(content));
        std::promise<SendResult> answer;
        sink->send({entriesOf(content, 10), 0, 0},
            [&](SendResult result) { answer.set_value(std::move(result)); });
        server.waitForRequests(7);
        sink->cancel();
        CHECK(answer.get_future().get().outcome
            == (ids ? Outcome::RetryUnsure : Outcome::Unconfirmed));
        CHECK(sink->finish(0));
        CHECK(fake.settings["refresh_interval"].is_null());
        CHECK(fake.aliases.empty());
    }
}

TEST_CASE("refuses settings that cannot work")
{
    const auto problemOf = [](const std::string &key, const FieldValues::Value &value,
                               const Values &more = {}) {
        Values values = more;
        values.emplace_back(key, value);
        auto made = elasticsearchsink::descriptor().create(configFor("http://h", values));
        return made ? std::string() : made.problem().text;
    };
    for (const char *index :
        {"", "Logs", "_x", "-x", "a/b", "a,b", "a*", "..", "a b", "a?b", "\xc3\xa4", "a%2f"})
        CHECK_FALSE(problemOf("index_name", std::string(index)).empty());
    for (const char *index : {"logs", ".hidden", "logs-app-default", "a_1.2"})
        CHECK(problemOf("index_name", std::string(index)).empty());
    for (const char *field : {"", "a.b", "_id", "level", "timestamp", "a\nb"})
        CHECK_FALSE(problemOf("vector_field", std::string(field)).empty());
    for (const char *interval : {"0", "-2", "30", "s", "1d", "1s ", "99999999999s"})
        CHECK_FALSE(problemOf("bulk_refresh", std::string(interval)).empty());
    for (const char *interval : {"", "-1", "30s", "500ms"})
        CHECK(problemOf("bulk_refresh", std::string(interval)).empty());
    CHECK_FALSE(problemOf("api_key", Secret("k"), {{"user", std::string("u")}}).empty());
    CHECK_FALSE(problemOf("user", std::string("a:b")).empty());
    for (int c = 0; c < 32; ++c) {
        const std::string bad = "a" + std::string(1, static_cast<char>(c)) + "b";
        CAPTURE(c);
        CHECK_FALSE(problemOf("api_key", Secret(bad)).empty());
        CHECK_FALSE(problemOf("user", bad).empty());
        CHECK_FALSE(has(problemOf("password", Secret(bad)), bad));
        CHECK_FALSE(problemOf("password", Secret(bad)).empty());
        CHECK_FALSE(problemOf("index_name", bad).empty());
    }
    CHECK_FALSE(bool(elasticsearchsink::descriptor().create(configFor("http://h/?a=b"))));
    FieldValues values = fallbacks(elasticsearchsink::descriptor().rows);
    values.set("url", std::string("http://h:9200/"));
    CHECK(elasticsearchsink::descriptor().traits(values).target == "http://h:9200/logs");
    CHECK(elasticsearchsink::descriptor().traits(values).wantsVectors);
    values.set("vectors", std::string("off"));
    CHECK_FALSE(elasticsearchsink::descriptor().traits(values).wantsVectors);
}
