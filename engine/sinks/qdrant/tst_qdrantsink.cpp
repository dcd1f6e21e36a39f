// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/qdrant/qdrantsink.h"

#include "bm25/bm25.h"
#include "delivery/verdict.h"
#include "sinks/qdrant/answers.h"
#include "support/mutated.h"
#include "support/sinkcontract.h"
#include "tst_qdrantfixtures.h"

using namespace emitter;
using namespace emitter::test;
using Error = HttpResponse::Error;

TEST_CASE("keeps the sink contract")
{
    needApplication();
    const Content content = makeVectorContent();
    FakeQdrant qdrant;
    CannedServer server(qdrant.handler());
    runSinkContract(
        [&] {
            SinkConfig config = configFor(server.url(""));
            // the server still reads what a sink that is gone has sent it
            config.settings.timeout = std::chrono::seconds(30);
            auto made = qdrantsink::descriptor().create(config);
            REQUIRE(made);
            return std::move(*made);
        },
        content);
}

TEST_CASE("an answer with bytes changed delivers only what says so")
{
    const std::string_view words[]{"[", "]", "{", "}", ",", ":", "\"", "\\",
        "\"status\":", "\"ok\"", "\"completed\"", "\"result\":{", "\"error\"", "null", "0"};
    const std::vector<std::string> answers{
        R"({"result":{"operation_id":0,"status":"completed"},"status":"ok","time":0.001})",
        R"({"result":{"operation_id":1,"status":"wait_timeout"},"status":"ok"})",
        R"({"status":{"error":"Wrong input"},"time":0.0,"result":{"status":"completed"}})",
        R"({"result":null,"status":"ok"})"};
    RandomStream random(1, 3);
    int delivered = 0;
    for (std::size_t i = 0; i < 6000; ++i) {
        HttpResponse answer;
        answer.status = i % 7 == 0 ? 500 : 200;
        answer.body = mutated(answers[i % answers.size()], words, random);
        CAPTURE(answer.body);
        const qdrantsink::UpsertAnswer said = qdrantsink::readUpsert(answer, 0);
        if (said.meaning.outcome != Outcome::Delivered)
            continue;
        ++delivered;
        CHECK(answer.status == 200);
        CHECK(answer.body.find(R"("ok")") != std::string::npos);
        const char *word = said.isApplied ? R"("completed")"
            : said.isQueued               ? R"("wait_timeout")"
                                          : R"("acknowledged")";
        CHECK(answer.body.find(word) != std::string::npos);
    }
    CHECK(delivered > 50);
}

TEST_CASE("a long answer is read only where entries are read back")
{
    const std::string blanks(5u << 20, ' ');
    CHECK(qdrantsink::parseCount(R"({"status":"ok","result":{"count":7}})") == 7);
    CHECK_FALSE(qdrantsink::parseCount(R"({"status":"ok","result":{"count":7})" + blanks + "}"));
    CHECK(qdrantsink::parsePoints(R"({"status":"ok","result":[])" + blanks + "}", "dense"));
}

TEST_CASE("writes points that read back as the entries")
{
    Fixture f({{"level_case", std::string("lower")}});
    constexpr std::size_t dimensions = 64;
    f.content = makeVectorContent(dimensions);
    REQUIRE(f.open());
    constexpr std::size_t count = 120;
    REQUIRE(f.send(count).outcome == Outcome::Delivered);
    const auto upserts = f.qdrant.upserts();
    REQUIRE(upserts.size() == 1);
    CHECK(f.sink->bytesWritten() == upserts[0].body.size());
    CHECK(upserts[0].body.size() <= count * f.sink->entryBytes() + 20);
    const Json points = upserts[0].json()["points"];
    REQUIRE(points.size() == count);
    auto bm25 = Bm25::create({});
    REQUIRE(bm25);
    const auto entries = makeEntries(count, 0, f.content.slotCount(), f.content.sources().size());
    std::set<std::string> ids;
    for (std::size_t i = 0; i < count; ++i) {
        const Json &point = points[i];
        const Entry &entry = entries[i];
        CAPTURE(point.dump());
        ids.insert(point["id"].get<std::string>());
        std::string message;
        f.content.appendMessage(message, entry);
        const Json &payload = point["payload"];
        CHECK(payload["message"] == message);
        CHECK(payload["service"] == f.content.sources().name(entry.source));
        CHECK(payload["level"] == name(entry.level, LevelCase::Lower));
        CHECK(payload["timestamp"].get<std::string>().starts_with("2023-11-14T22:13:20.000"));
        CHECK(payload.contains("metadata") == f.content.sources().isEmitter(entry.source));
        CHECK(point["vector"].size() == 2);
        const auto dense = point["vector"]["dense"].get<std::vector<double>>();
        REQUIRE(dense.size() == dimensions);
        double norm = 0;
        for (const double x : dense)
            norm += x * x;
        CHECK(std::abs(norm - 1) < 1e-6);
        CHECK(dense[entry.slot % dimensions] > 0.9);
        const SparseVector sparse = bm25->document(message);
        CHECK(point["vector"]["bm25"]["indices"] == Json(sparse.indices));
        CHECK(point["vector"]["bm25"]["values"].get<std::vector<float>>() == sparse.values);
    }
    CHECK(ids.size() == count);
    CHECK(ids == f.qdrant.points);
}

TEST_CASE("leaves BM25 to the server, or one of the vectors out")
{
    {
        Fixture f({{"sparse", std::string("server")}, {"sparse_vector", std::string("text")},
            {"average_length", 12.5}});
        REQUIRE(f.open());
        REQUIRE(f.send(40).outcome == Outcome::Delivered);
        for (const Json &point : f.qdrant.sentPoints())
            CHECK(point["vector"]["text"]
                == Json{{"text", point["payload"]["message"]}, {"model", "qdrant/bm25"},
                    {"options", {{"avg_len", 12.5}}}});
    }
    {
        Fixture f({{"sparse", std::string("off")}, {"dense_vector", std::string("d\"1")}});
        REQUIRE(f.open());
        REQUIRE(f.send(3).outcome == Outcome::Delivered);
        CHECK_FALSE(
            f.qdrant.requests("PUT", "/collections/logs")[0].json().contains("sparse_vectors"));
        for (const Json &point : f.qdrant.sentPoints()) {
            CHECK(point["vector"].size() == 1);
            CHECK(point["vector"]["d\"1"].size() == 4);
        }
    }
    {
        Fixture f({{"dense", false}});
        f.content = makeContent();
        REQUIRE(f.open());
        REQUIRE(f.send(40).outcome == Outcome::Delivered);
        CHECK(f.qdrant.requests("PUT", "/collections/logs")[0].json()["vectors"].empty());
        for (const Json &point : f.qdrant.sentPoints()) {
            CHECK(point["vector"].size() == 1);
            CHECK(point["vector"].contains("bm25"));
        }
    }
}

TEST_CASE("waits for its batches until one was applied, then as it is told")
{
    for (const bool wait : {false, true}) {
        CAPTURE(wait);
        Fixture f({{"wait", wait}});
        f.qdrant.intercept =
            [&](const FakeQdrant::Request &request) -> std::optional<HttpResponse> {
            if (request.target.find("/points?") == std::string::npos || f.qdrant.points.size() > 0
                || request.json()["points"].size() != 2)
                return {};
            return FakeQdrant::ok({{"operation_id", 3}, {"status", "wait_timeout"}});
        };
        REQUIRE(f.open());
        CHECK(f.send(2).outcome == Outcome::Delivered);
        CHECK(f.send(3, 10).outcome == Outcome::Delivered);
        CHECK(f.send(4, 20).outcome == Outcome::Delivered);
        const auto upserts = f.qdrant.upserts();
        REQUIRE(upserts.size() == 3);
        CHECK(upserts[0].target.ends_with("?wait=true"));
        CHECK(upserts[1].target.ends_with("?wait=true"));
        CHECK(upserts[2].target.ends_with(wait ? "?wait=true" : "?wait=false"));
        CHECK_FALSE(f.sink->finish(60 * second)); // what was taken over never came
        CHECK(f.hasNote("wait_timeout"));
    }
}

TEST_CASE("knows what each answer means")
{
    const std::string tooLarge =
        "Payload error: JSON payload (44000043 bytes) is larger than allowed";
    const struct
    {
        HttpResponse answer;
        Outcome outcome;
    } table[] = {
        {FakeQdrant::refuse(400, tooLarge), Outcome::TooLarge},
        {FakeQdrant::refuse(400, "Wrong input: Vector dimension error"), Outcome::TooLarge},
        {FakeQdrant::reply(413, ""), Outcome::TooLarge},
        {FakeQdrant::refuse(422, "Validation error in JSON body"), Outcome::TooLarge},
        {FakeQdrant::reply(302, ""), Outcome::Fatal},
        {FakeQdrant::reply(401, "Must provide an API key"), Outcome::Fatal},
        {FakeQdrant::reply(403, "Forbidden"), Outcome::Fatal},
        {FakeQdrant::refuse(404, "Not found: Collection `logs` doesn't exist!"), Outcome::Fatal},
        {FakeQdrant::refuse(507, "Storage quota exceeded"), Outcome::Fatal},
        {FakeQdrant::refuse(408, "Timeout"), Outcome::RetryUnsure},
        {FakeQdrant::refuse(429, "Rate limiting exceeded"), Outcome::Retry},
        {FakeQdrant::refuse(500, "No space left on device"), Outcome::RetryUnsure},
        {FakeQdrant::reply(501, ""), Outcome::RetryUnsure},
        {FakeQdrant::reply(502, "<html>"), Outcome::RetryUnsure},
        {FakeQdrant::refuse(503, "shard unavailable"), Outcome::RetryUnsure},
        {FakeQdrant::reply(504, ""), Outcome::RetryUnsure},
        {FakeQdrant::reply(200, "<html>welcome</html>"), Outcome::RetryUnsure},
        {FakeQdrant::reply(200, ""), Outcome::RetryUnsure},
        {FakeQdrant::reply(200, "[]"), Outcome::RetryUnsure},
        {FakeQdrant::reply(204, ""), Outcome::RetryUnsure},
        {FakeQdrant::ok({{"operation_id", 1}, {"status", "clock_rejected"}}), Outcome::RetryUnsure},
        {FakeQdrant::ok({{"operation_id", 1}, {"status", "acknowledged"}}), Outcome::Delivered},
        {failure(Error::Refused, false), Outcome::Retry},
        {failure(Error::ConnectTimeout, false), Outcome::Retry},
        {failure(Error::Timeout), Outcome::RetryUnsure},
        {failure(Error::ConnectionLost), Outcome::RetryUnsure},
        {failure(Error::TooLarge), Outcome::RetryUnsure},
    };
    for (const auto &row : table) {
        CAPTURE(row.answer.status);
        CAPTURE(row.answer.body);
        Fixture f({{"api_key", Secret("k-e-y")}});
        REQUIRE(f.open());
        HttpResponse answer = row.answer;
        answer.headers.emplace_back("retry-after", "7");
        f.qdrant.intercept = [&](const FakeQdrant::Request &) { return answer; };
        const SendResult result = f.send(3);
        CHECK(result.items.empty());
        CHECK(result.outcome == row.outcome);
        CHECK(result.partlyStored == (answer.status == 400 || answer.status == 422));
        const bool away = answer.error == Error::Refused || answer.error == Error::ConnectTimeout;
        const bool busy = answer.status == 429 || answer.status == 503;
        CHECK(result.pressure
            == (away       ? Pressure::Unreachable
                    : busy ? Pressure::Overloaded
                           : Pressure::None));
        if (answer.status == 429)
            CHECK(result.retryAfter == std::chrono::seconds(7));
        if (row.outcome == Outcome::Delivered) {
            CHECK(result.reasons.empty());
            continue;
        }
        REQUIRE(result.reasons.size() == 1);
        CHECK(result.reasons[0].second == 3);
        CHECK(result.reasons[0].first.starts_with(
            "PUT http://127.0.0.1:6333/collections/logs/points"));
        CHECK(result.reasons[0].first.find("k-e-y") == std::string::npos);
    }
}

TEST_CASE("a refused batch is halved until the bad point is alone")
{
    Fixture f;
    REQUIRE(f.open());
    std::string bad;
    f.qdrant.intercept = [&](const FakeQdrant::Request &request) -> std::optional<HttpResponse> {
        if (request.target.find("/points?") == std::string::npos)
            return {};
        const Json json = request.json();
        if (bad.empty())
            bad = json["points"][11]["id"];
        // As the server does it: what stands before the bad point is stored.
        for (const Json &point : json["points"]) {
            if (point["id"] == bad)
                return FakeQdrant::refuse(400, "Wrong input: expected dim: 4, got 2");
            f.qdrant.points.insert(point["id"].get<std::string>());
        }
        return {};
    };
    std::vector<Batch> todo{
        {std::make_shared<const std::vector<Entry>>(makeEntries(20, 0, 10, 2)), 0, 0}};
    std::size_t delivered = 0;
    std::size_t rejected = 0;
    while (!todo.empty()) {
        const Batch batch = todo.back();
        todo.pop_back();
        SendResult result;
        f.sink->send(batch, [&](SendResult answer) { result = std::move(answer); });
        const Verdict verdict = judge(batch, result);
        delivered += verdict.delivered.size();
        rejected += verdict.rejected.size();
        for (const auto &half : verdict.halves)
            todo.push_back({std::make_shared<const std::vector<Entry>>(half), 0, 1});
    }
    CHECK(delivered == 19);
    CHECK(rejected == 1);
    CHECK(f.qdrant.points.size() == 19);
    CHECK_FALSE(f.qdrant.points.contains(bad));
}

TEST_CASE("refuses settings that cannot work")
{
    const auto problemOf = [](const Settings &settings, const std::string &url = "http://h:6333") {
        auto made = qdrantsink::descriptor().create(configFor(url, settings));
        return made ? std::string() : made.problem().text;
    };
    needApplication();
    CHECK(problemOf({}).empty());
    CHECK_FALSE(problemOf({}, "http://h:6333?a=b").empty());
    CHECK_FALSE(problemOf({{"dense", false}, {"sparse", std::string("off")}}).empty());
    CHECK_FALSE(problemOf({{"dense_vector", std::string()}}).empty());
    CHECK_FALSE(problemOf({{"sparse_vector", std::string("dense")}}).empty());
    for (const char *name : {"", "a/b", "a?b", "..", "a:b", "a\\b"})
        CHECK_FALSE(problemOf({{"collection_name", std::string(name)}}).empty());
    CHECK(problemOf({{"api_key", Secret("a\nb")}}).find("a\nb") == std::string::npos);
    CHECK_FALSE(problemOf({{"api_key", Secret("a\nb")}}).empty());
    SinkConfig config = configFor("http://h:6333");
    config.vectors = false;
    CHECK_FALSE(qdrantsink::descriptor().create(config));
    CHECK(qdrantsink::descriptor().createReader(config));
}

TEST_CASE("tells what it is without touching the network")
{
    const SinkDescriptor descriptor = qdrantsink::descriptor();
    FieldValues values = configFor("http://h:6333").values;
    SinkTraits traits = descriptor.traits(values);
    CHECK(traits.wantsVectors);
    CHECK(traits.network);
    CHECK(traits.target == "http://h:6333");
    CHECK(traits.strength == Strength::Accepted);
    CHECK(traits.finishTimeout == std::chrono::seconds(30));
    values.set("wait", true);
    values.set("bulk", true);
    values.set("dense", false);
    traits = descriptor.traits(values);
    CHECK_FALSE(traits.wantsVectors);
    CHECK(traits.strength == Strength::Durable);
    CHECK(traits.finishTimeout == std::chrono::minutes(10));
}
