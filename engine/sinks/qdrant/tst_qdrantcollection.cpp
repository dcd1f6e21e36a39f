// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/qdrant/qdrantreader.h"
#include "tst_qdrantfixtures.h"

using namespace emitter;
using namespace emitter::test;
using Error = HttpResponse::Error;
using qdrantsink::QdrantReader;
using qdrantsink::QdrantSettings;

TEST_CASE("creates the collection and its indexes before the first point")
{
    Fixture f;
    REQUIRE(f.open());
    const auto created = f.qdrant.requests("PUT", "/collections/logs");
    REQUIRE(created.size() == 1);
    CHECK(created[0].json() == Json::parse(R"({"vectors":{"dense":{"size":4,"distance":"Cosine"}},
                           "sparse_vectors":{"bm25":{"modifier":"idf"}}})"));
    Json indexes;
    for (const auto &request : f.qdrant.requests("PUT", "/index?wait=true"))
        indexes[request.json()["field_name"].get<std::string>()] = request.json()["field_schema"];
    CHECK(indexes == Json{{"service", "keyword"}, {"level", "keyword"}, {"timestamp", "datetime"}});
    CHECK(f.sink->notes().empty());

    // Once made, it is as it should be.
    f.make();
    const std::size_t before = f.qdrant.requests("PUT").size();
    REQUIRE(f.sink->open(f.content));
    CHECK(f.qdrant.requests("PUT").size() == before);
    CHECK(f.qdrant.requests("PATCH").empty());
}

TEST_CASE("refuses a collection that would lose or mix points")
{
    const struct
    {
        Json vectors;
        Json sparse;
        std::vector<std::string> words;
    } table[] = {
        {Json{{"size", 4}, {"distance", "Cosine"}}, Json::object(), {"unnamed vector"}},
        {Json{{"dense", {{"size", 768}, {"distance", "Cosine"}}}}, Json::object(),
            {"768", "4", "\"dense\""}},
    };
    for (const auto &row : table) {
        Fixture f;
        f.qdrant.exists = true;
        f.qdrant.vectors = row.vectors;
        f.qdrant.sparse = row.sparse;
        const auto opened = f.open();
        REQUIRE_FALSE(opened);
        CHECK(opened.problem().cause == Cause::Unreachable);
        for (const std::string &word : row.words)
            CHECK(opened.problem().text.find(word) != std::string::npos);
        CHECK(opened.problem().remedy.find("collection_name") != std::string::npos);
        CHECK(f.qdrant.requests("PUT").empty());
        CHECK(f.qdrant.requests("DELETE").empty());
    }
}

TEST_CASE("adds what a collection lacks and says so, or says that it cannot")
{
    const auto prepare = [](Fixture &f) {
        f.qdrant.exists = true;
        f.qdrant.vectors = Json{{"other", {{"size", 3}, {"distance", "Dot"}}}};
        f.qdrant.sparse = Json{{"bm25", Json::object()}};
    };
    {
        Fixture f;
        prepare(f);
        REQUIRE(f.open());
        CHECK(f.qdrant.vectors["dense"] == Json{{"size", 4}, {"distance", "Cosine"}});
        CHECK(f.qdrant.sparse["bm25"]["modifier"] == "idf");
        CHECK(f.hasNote("added the dense vector \"dense\""));
        CHECK(f.hasNote("modifier idf"));
    }
    {
        Fixture f({{"dense", false}, {"sparse_vector", std::string("my words")}});
        prepare(f);
        REQUIRE(f.open());
        CHECK(f.qdrant.sparse["my%20words"]["modifier"] == "idf");
    }
    for (const std::string method : {"PUT", "PATCH"}) {
        CAPTURE(method);
        Fixture f({{"dense", method == "PUT"}});
        prepare(f);
        f.qdrant.intercept =
            [&](const FakeQdrant::Request &request) -> std::optional<HttpResponse> {
            if (request.method != method)
                return {};
            // 1.17 has no such path; an old server ignores what it does not know.
            return method == "PUT" ? FakeQdrant::reply(404, "") : FakeQdrant::ok(true);
        };
        const auto opened = f.open();
        REQUIRE_FALSE(opened);
        CHECK(opened.problem().text.find(
                  method == "PUT" ? "no dense vector \"dense\"" : "without modifier idf")
            != std::string::npos);
        CHECK(opened.problem().text.find("1.19.0") != std::string::npos);
    }
}

TEST_CASE("says what to do when it cannot open")
{
    const struct
    {
        HttpResponse answer;
        const char *text;
        const char *remedy;
    } table[] = {
        {FakeQdrant::reply(401, "Invalid API key or JWT"), "answered 401", "`api_key`"},
        {FakeQdrant::reply(403, "Forbidden"), "answered 403", "`api_key`"},
        {FakeQdrant::reply(404, "nginx"), "answered 404", "`url`"},
        {FakeQdrant::reply(200, R"({"version":{"number":"9.0"}})"), "not as Qdrant does", "6333"},
        {FakeQdrant::reply(200, "<html>hello\x1b[31m"), "not as Qdrant does: <html>hello", "6333"},
        {FakeQdrant::reply(302, ""), "redirect", "`url`"},
        {FakeQdrant::refuse(503, "starting"), "answered 503", "later"},
        {failure(Error::Refused, false), "did something", "running"},
        {failure(Error::Protocol), "did something", "port of Qdrant"},
    };
    for (const auto &row : table) {
        CAPTURE(row.text);
        Fixture f({{"api_key", Secret("k-e-y")}});
        f.qdrant.intercept = [&](const FakeQdrant::Request &) { return row.answer; };
        const auto opened = f.open();
        REQUIRE_FALSE(opened);
        CHECK(opened.problem().cause == Cause::Unreachable);
        CAPTURE(opened.problem().text);
        CHECK(opened.problem().text.find(row.text) != std::string::npos);
        CHECK(opened.problem().remedy.find(row.remedy) != std::string::npos);
        CHECK(opened.problem().text.find_first_of("\x1b\n") == std::string::npos);
    }
}

TEST_CASE("another run may create the collection at the same moment")
{
    Fixture f;
    f.qdrant.intercept = [&](const FakeQdrant::Request &request) -> std::optional<HttpResponse> {
        if (request.method != "PUT" || request.target != "/collections/logs" || f.qdrant.exists)
            return {};
        f.qdrant.exists = true;
        f.qdrant.vectors = request.json()["vectors"];
        f.qdrant.sparse = request.json()["sparse_vectors"];
        return FakeQdrant::refuse(409, "Wrong input: Collection `logs` already exists!");
    };
    CHECK(f.open());
}

TEST_CASE("bulk defers indexing, and restores the old value however the run ends")
{
    enum class End { Finish, Cancelled, Destroyed };
    for (const End end : {End::Finish, End::Cancelled, End::Destroyed}) {
        CAPTURE(static_cast<int>(end));
        Fixture f({{"bulk", true}});
        f.qdrant.threshold = 12'345;
        REQUIRE(f.open());
        CHECK(f.qdrant.threshold == 0);
        f.qdrant.statuses = {"grey", "yellow", "green"};
        REQUIRE(f.send(10).outcome == Outcome::Delivered);
        if (end == End::Cancelled)
            f.sink->cancel();
        if (end != End::Destroyed)
            CHECK(f.sink->finish(end == End::Finish ? 600 * second : 0));
        if (end == End::Finish) {
            CHECK(f.qdrant.statuses.size() == 1); // it waited for the index
            CHECK(f.hasNote("on again (indexing_threshold 12345)"));
        }
        f.sink.reset();
        CHECK(f.qdrant.threshold == 12'345);
    }
}

TEST_CASE("a check does not touch the indexing")
{
    Fixture f({{"bulk", true}});
    f.config.purpose = SinkConfig::Purpose::Check;
    f.qdrant.intercept = [](const FakeQdrant::Request &request) -> std::optional<HttpResponse> {
        CHECK(request.method != "PATCH");
        return {};
    };
    REQUIRE(f.open());
    CHECK(f.sink->finish(0));
}

TEST_CASE("a cancel while indexing is switched on again does not leave it off")
{
    Fixture f({{"bulk", true}});
    REQUIRE(f.open());
    int patches = 0;
    f.qdrant.intercept = [&](const FakeQdrant::Request &request) -> std::optional<HttpResponse> {
        if (request.method != "PATCH" || ++patches > 1)
            return {};
        f.sink->cancel();
        return failure(Error::Cancelled);
    };
    CHECK(f.sink->finish(0));
    CHECK(patches == 2);
    CHECK(f.qdrant.threshold == 10'000);
}

TEST_CASE("says how to switch indexing on when that failed, and what was off before")
{
    {
        Fixture f({{"bulk", true}});
        REQUIRE(f.open());
        f.qdrant.intercept = [](const FakeQdrant::Request &) {
            return failure(Error::Refused, false);
        };
        const auto finished = f.sink->finish(0);
        REQUIRE_FALSE(finished);
        CHECK(finished.problem().remedy.find("curl -X PATCH http://127.0.0.1:6333/collections/logs")
            != std::string::npos);
        CHECK(finished.problem().remedy.find("10000") != std::string::npos);
    }
    Fixture f({{"bulk", true}});
    f.qdrant.threshold = 0;
    REQUIRE(f.open());
    CHECK(f.sink->finish(0));
    CHECK(f.qdrant.requests("PATCH").empty());
    CHECK(f.hasNote("was off before this run"));
}

TEST_CASE("a bulk load that cannot begin leaves the old value")
{
    Fixture f({{"bulk", true}});
    int patches = 0;
    f.qdrant.intercept = [&](const FakeQdrant::Request &request) -> std::optional<HttpResponse> {
        if (request.method != "PATCH" || ++patches > 1)
            return {};
        f.qdrant.threshold = 0;
        return failure(Error::Timeout); // it worked, but nobody knows
    };
    CHECK_FALSE(f.open());
    CHECK(f.qdrant.threshold == 10'000);
}

TEST_CASE("finish waits until everything is applied, and fails when points were lost")
{
    for (const std::size_t lost : {0, 2}) {
        CAPTURE(lost);
        Fixture f;
        REQUIRE(f.open());
        REQUIRE(f.send(10).outcome == Outcome::Delivered);
        f.qdrant.queues = {3, 3, 0};
        f.qdrant.lost = lost;
        const auto finished = f.sink->finish(60 * second);
        CHECK(bool(finished) == (lost == 0));
        if (!finished)
            CHECK(finished.problem().text.starts_with(
                "2 points that Qdrant acknowledged are not there (8 of 10 are)"));
        CHECK(f.qdrant.queues.size() == 1);
        CHECK(f.clock.monotonicNanos() < second);
        CHECK(f.sink->activity().step.empty());
        CHECK(f.sink->hint().starts_with(
            "curl -s http://127.0.0.1:6333/collections/logs/points/query"));
    }
}

TEST_CASE("with a server that tells of no queue, finish counts the points")
{
    Fixture f;
    REQUIRE(f.open());
    REQUIRE(f.send(10).outcome == Outcome::Delivered);
    f.qdrant.queues = {-1};
    int counts = 0;
    f.qdrant.intercept = [&](const FakeQdrant::Request &request) -> std::optional<HttpResponse> {
        if (!request.target.ends_with("/count") || ++counts > 3)
            return {};
        return FakeQdrant::ok({{"count", 9}});
    };
    CHECK(f.sink->finish(60 * second));
    CHECK(counts > 3);
    CHECK_FALSE(f.hasNote("not there"));
}

TEST_CASE("finish says what was not done when time was up, and does not wait after a cancel")
{
    for (const bool cancelled : {false, true}) {
        CAPTURE(cancelled);
        Fixture f;
        REQUIRE(f.open());
        REQUIRE(f.send(1).outcome == Outcome::Delivered);
        f.qdrant.queues = {7};
        if (cancelled)
            f.sink->cancel();
        CHECK(f.sink->finish(second));
        CHECK(f.clock.monotonicNanos() == (cancelled ? 0 : second));
        CHECK(f.hasNote("not done when time was up: 7 operations") == !cancelled);
        CHECK_FALSE(f.hasNote("not checked"));
    }
}

TEST_CASE("reads entries back")
{
    FakeQdrant qdrant;
    qdrant.exists = true;
    qdrant.queues = {2, 0};
    qdrant.points = {"x", "y"};
    const Content content = makeContent();
    std::vector<EntryId> ids;
    for (const Entry &entry : makeEntries(3))
        ids.push_back(content.id(entry));
    const auto text = [](const EntryId &id) {
        const std::string quoted = qdrantsink::quotedIds({&id, 1});
        return quoted.substr(1, quoted.size() - 2);
    };
    qdrant.intercept = [&](const FakeQdrant::Request &request) -> std::optional<HttpResponse> {
        if (request.target != "/collections/logs/points")
            return {};
        const Json asked = request.json();
        Json found = Json::array();
        for (const Json &id : asked["ids"]) {
            if (id == text(ids[1]))
                continue;
            Json point{{"id", id}};
            if (asked["with_payload"] == true)
                point["payload"] = {{"timestamp", "2023-11-14T22:13:20.000002Z"},
                    {"service", "auth"}, {"level", "WARN"}, {"message", "m"}};
            if (asked["with_vector"] == Json{"dense"})
                point["vector"] = {{"dense", {0.5, -1}}};
            found.push_back(point);
        }
        found.push_back({{"id", 17}}); // somebody else's
        return FakeQdrant::ok(found);
    };
    FakeClock clock;
    QdrantReader reader(
        *QdrantSettings::create(configFor("http://127.0.0.1:6333")), qdrant.client(), clock);
    REQUIRE(reader.open());
    CHECK(*reader.count() == 2);
    CHECK(*reader.copies(ids) == std::vector<std::uint32_t>{1, 0, 1});
    const auto entries = reader.fetch(ids);
    REQUIRE(entries);
    REQUIRE(entries->size() == 2);
    const StoredEntry &entry = (*entries)[1];
    CHECK(entry.id == ids[2]);
    CHECK(entry.unixMicros == 1'700'000'000'000'002);
    CHECK(entry.service == "auth");
    CHECK(entry.level == "WARN");
    CHECK(entry.message == "m");
    CHECK(entry.vector == std::vector<float>{0.5F, -1.0F});
    reader.cancel();
    CHECK_FALSE(reader.count());
}
