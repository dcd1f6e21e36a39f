// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/verdict.h"
#include "pgvector/testdatabase.h"
#include "support/sinkcontract.h"

#include <algorithm>
#include <cmath>
#include <thread>

using namespace emitter;
using namespace emitter::pgvectorsink;

namespace {

Problem openProblem(const SinkConfig &config, const Content &content)
{
    const auto sink = sinkOf(config);
    const auto opened = sink->open(content);
    REQUIRE_FALSE(opened);
    return opened.problem();
}

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

}

TEST_CASE("keeps the sink contract")
{
    const auto database = TestDatabase::get();
    if (!database)
        return;
    const Content content = vectorContent();
    const std::string table = database->freshTable();
    SinkConfig config = database->config(table);
    runSinkContract([&] { return sinkOf(config); }, content);
    database->run("DROP TABLE IF EXISTS " + sqlName(table));
}

TEST_CASE("what was stored is what was emitted, once, however often it is sent")
{
    const auto database = TestDatabase::get();
    if (!database)
        return;
    const Content content = vectorContent();
    const std::string table = database->freshTable();
    const SinkConfig config = database->config(table);
    const auto sink = sinkOf(config);
    REQUIRE(sink->open(content));
    const auto entries = batchOf(content, 500);
    CHECK(sendAndWait(*sink, {entries, 0, 0}).outcome == Outcome::Delivered);
    CHECK(sendAndWait(*sink, {entries, 0, 1}).outcome == Outcome::Delivered);
    CHECK(sink->bytesWritten() > 500 * 4 * 8);
    REQUIRE(sink->finish(INT64_MAX));

    auto reader = descriptor().createReader(config);
    REQUIRE(reader);
    REQUIRE((*reader)->open());
    CHECK(*(*reader)->count() == 500);
    std::vector<EntryId> ids;
    for (const Entry &entry : *entries)
        ids.push_back(content.id(entry));
    const auto copies = (*reader)->copies(ids);
    REQUIRE(copies);
    CHECK(std::all_of(copies->begin(), copies->end(), [](auto count) { return count == 1; }));
    CHECK((*reader)->copies(std::vector<EntryId>{EntryId{}})->at(0) == 0);

    const auto fetched = (*reader)->fetch(ids);
    REQUIRE(fetched);
    REQUIRE(fetched->size() == 500);
    NoisyVectors vectors(*content.vectors(), content.seed());
    for (const StoredEntry &stored : *fetched) {
        const auto place = std::find(ids.begin(), ids.end(), stored.id);
        REQUIRE(place != ids.end());
        const Entry &entry = (*entries)[static_cast<std::size_t>(place - ids.begin())];
        std::string message;
        content.appendMessage(message, entry);
        CHECK(stored.message == message);
        CHECK(stored.unixMicros == content.unixNanos(entry) / 1000);
        CHECK(stored.service == content.sources().name(entry.source));
        CHECK(stored.level == name(entry.level));
        std::vector<float> vector(content.vectors()->dimensions);
        vectors.write(vector.data(), entry.slot, entry.number);
        CHECK(stored.vector == vector);
    }
    const auto metadata = database->run("SELECT count(*) FILTER (WHERE metadata->>'sequence' IS "
                                        "NOT NULL), count(*) FILTER (WHERE metadata IS NULL) FROM "
        + sqlName(table));
    CHECK(*metadata.at(0).at(0) == "300"); // three of five sources are a pool's
    CHECK(*metadata.at(0).at(1) == "200");
    const auto indexes = database->run("SELECT string_agg(m.amname, ' ' ORDER BY m.amname) FROM "
                                       "pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN "
                                       "pg_am m ON m.oid = c.relam WHERE i.indrelid = to_regclass('"
        + table + "')");
    CHECK(*indexes.at(0).at(0) == "brin btree gin hnsw");
    CHECK(has(sink->hint(), "ORDER BY embedding"));
    // a second finish finds them
    const auto again = sinkOf(config);
    REQUIRE(again->open(content));
    REQUIRE(again->finish(INT64_MAX));
    for (const std::string &note : again->notes())
        CHECK_FALSE(has(note, "built in"));
    database->run("DROP TABLE " + sqlName(table));
}

TEST_CASE("an index for another distance is somebody else's, one for ours is ours")
{
    const auto database = TestDatabase::get();
    if (!database)
        return;
    const Content content = vectorContent();
    for (const auto &[operators, all] :
        {std::pair("vector_l2_ops", "2"), {"vector_cosine_ops", "1"}}) {
        const std::string table = database->freshTable();
        SinkConfig config = database->config(table);
        config.values.set("index", std::string("none"));
        REQUIRE(sinkOf(config)->open(content));
        database->run(
            "CREATE INDEX ON " + sqlName(table) + " USING hnsw (embedding " + operators + ")");
        config.values.set("index", std::string("start"));
        REQUIRE(sinkOf(config)->open(content));
        const auto rows = database->run("SELECT count(*) FROM pg_indexes WHERE tablename = '"
            + table + "' AND indexdef LIKE '%hnsw%'");
        CHECK(*rows.at(0).at(0) == all);
        database->run("DROP TABLE " + sqlName(table));
    }
}

TEST_CASE("indexes that are built at the start have index_timeout, too")
{
    const auto database = TestDatabase::get();
    if (!database)
        return;
    const Content content = vectorContent();
    const std::string table = database->freshTable();
    SinkConfig config = database->config(table);
    config.values.set("index", std::string("start"));
    config.values.set("index_timeout", std::chrono::milliseconds(0));
    const Problem late = openProblem(config, content);
    CHECK(has(late.text, "index_timeout ended it"));
    database->run("DROP TABLE " + sqlName(table));
}

TEST_CASE("many dimensions are indexed as half-precision vectors, too many not at all")
{
    const auto database = TestDatabase::get();
    if (!database)
        return;
    for (const auto &[dimensions, methods] :
        std::vector<std::pair<std::uint32_t, std::string>>{{2000, "brin btree gin hnsw"},
            {2001, "brin btree gin hnsw"}, {4001, "brin btree gin"}}) {
        CAPTURE(dimensions);
        const Content content = vectorContent(dimensions);
        const std::string table = database->freshTable();
        SinkConfig config = database->config(table);
        config.values.set("index", std::string("start"));
        const auto sink = sinkOf(config);
        REQUIRE(sink->open(content));
        CHECK(sendAndWait(*sink, {batchOf(content, 3), 0, 0}).outcome == Outcome::Delivered);
        const auto indexes = database->run(
            "SELECT string_agg(m.amname, ' ' ORDER BY m.amname) FROM pg_index i JOIN pg_class c ON "
            "c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam WHERE i.indrelid = to_regclass('"
            + table + "')");
        CHECK(*indexes.at(0).at(0) == methods);
        database->run("DROP TABLE " + sqlName(table));
    }
    const Content huge = vectorContent(16'001);
    const Problem problem = openProblem(database->config(database->freshTable()), huge);
    CHECK(has(problem.text, "16001"));
}

TEST_CASE("tables that do not fit are refused before the first entry")
{
    const auto database = TestDatabase::get();
    if (!database)
        return;
    struct Row
    {
        const char *columns;
        std::vector<const char *> words;
    };
    const std::string good =
        "\"timestamp\" timestamptz, service text, level varchar(20), message text, ";
    for (const auto &[columns, words] :
        std::vector<std::pair<std::string, std::vector<const char *>>>{
            {"id uuid PRIMARY KEY, " + good + "embedding vector(7)", {"7 dimensions", "8"}},
            {"id uuid, " + good + "embedding vector(8)", {"key on id"}},
            {"id uuid, extra int, UNIQUE (id, extra), " + good + "embedding vector(8)",
                {"key on id"}},
            {"id text PRIMARY KEY, " + good + "embedding vector(8)", {"column id", "text"}},
            {"id uuid PRIMARY KEY, " + good + "embedding real[]", {"embedding", "real[]"}},
            {"id uuid PRIMARY KEY, " + good + "other int", {"no column embedding"}},
            {"id uuid PRIMARY KEY, service text, level text, message text, embedding vector(8)",
                {"no column timestamp"}},
            {"id uuid PRIMARY KEY, " + good + "embedding vector(8), tenant int NOT NULL",
                {"tenant"}}}) {
        CAPTURE(columns);
        const std::string table = database->freshTable();
        database->run("CREATE TABLE " + sqlName(table) + " (" + columns + ")");
        const Content content = vectorContent();
        const Problem problem = openProblem(database->config(table), content);
        for (const char *word : words)
            CHECK(has(problem.text, word));
        CHECK(has(problem.text, table));
        database->run("DROP TABLE " + sqlName(table));
    }
    const std::string view = database->freshTable();
    database->run("CREATE VIEW " + sqlName(view) + " AS SELECT 1 AS id");
    CHECK(has(openProblem(database->config(view), vectorContent()).text, "not a table"));
    database->run("DROP VIEW " + sqlName(view));
    CHECK(has(openProblem(database->config("nowhere.logs"), vectorContent()).text, "nowhere"));
}

TEST_CASE("a row that the server refuses is found by halving")
{
    const auto database = TestDatabase::get();
    if (!database)
        return;
    const Content content = vectorContent();
    const std::string table = database->freshTable();
    database->run("CREATE TABLE " + sqlName(table)
        + " (id uuid PRIMARY KEY, \"timestamp\" timestamptz, service text, level text CHECK (level "
          "<> 'CRITICAL'), message text, embedding vector)");
    const auto sink = sinkOf(database->config(table));
    REQUIRE(sink->open(content));
    CHECK(has(sink->notes().at(0) + sink->notes().at(1), "metadata"));
    std::vector<std::vector<Entry>> left{*batchOf(content, 10)}; // of which two are critical
    std::size_t delivered = 0;
    std::size_t rejected = 0;
    for (int turn = 0; turn < 40 && !left.empty(); ++turn) {
        const Batch batch{std::make_shared<const std::vector<Entry>>(left.back()), 0, 0};
        left.pop_back();
        Verdict verdict = judge(batch, sendAndWait(*sink, batch));
        delivered += verdict.delivered.size();
        rejected += verdict.rejected.size();
        left.insert(left.end(), verdict.halves.begin(), verdict.halves.end());
    }
    CHECK(left.empty());
    CHECK(delivered == 8);
    CHECK(rejected == 2);
    database->run("ALTER TABLE " + sqlName(table) + " ALTER COLUMN embedding TYPE vector(8)");
    database->run("TRUNCATE " + sqlName(table));
    database->run("ALTER TABLE " + sqlName(table) + " ALTER COLUMN embedding TYPE vector(5)");
    CHECK(sendAndWait(*sink, {batchOf(content, 4), 1, 0}).outcome == Outcome::Fatal);
    database->run("DROP TABLE " + sqlName(table));
    CHECK(sendAndWait(*sink, {batchOf(content, 4), 2, 0}).outcome == Outcome::Fatal);
}

TEST_CASE("several programs that start at once prepare the table once")
{
    const auto database = TestDatabase::get();
    if (!database)
        return;
    const Content content = vectorContent();
    const std::string table = database->freshTable();
    SinkConfig config = database->config(table);
    config.values.set("index", std::string("start"));
    std::array<std::string, 4> failures;
    {
        std::vector<std::thread> starters;
        for (std::string &failure : failures)
            starters.emplace_back([&] {
                auto sink = descriptor().create(config);
                if (auto opened = (*sink)->open(content); !opened)
                    failure = opened.problem().text;
            });
        for (std::thread &starter : starters)
            starter.join();
    }
    for (const std::string &failure : failures)
        CHECK(failure.empty());
    const auto indexes = database->run(
        "SELECT count(*) FROM pg_index WHERE indrelid = to_regclass('" + table + "')");
    CHECK(*indexes.at(0).at(0) == "4");
    database->run("DROP TABLE " + sqlName(table));
}

TEST_CASE("names are what they are, and no statement comes out of one")
{
    const auto database = TestDatabase::get();
    if (!database)
        return;
    const Content content = vectorContent();
    const std::string victim = database->freshTable();
    database->run("CREATE TABLE " + sqlName(victim) + " (x int)");
    for (const std::string &name : std::vector<std::string>{"lo\"gs; DROP TABLE " + victim + "; --",
             "public." + victim + " %s ä", victim + "'); DROP TABLE " + victim + "; --"}) {
        CAPTURE(name);
        const auto parsed = TableName::parse(name);
        REQUIRE(parsed);
        SinkConfig config = database->config(name);
        const auto sink = sinkOf(config);
        REQUIRE(sink->open(content));
        CHECK(sendAndWait(*sink, {batchOf(content, 3), 0, 0}).outcome == Outcome::Delivered);
        REQUIRE(sink->finish(INT64_MAX));
        CHECK(*database->run("SELECT count(*) FROM " + parsed->sql()).at(0).at(0) == "3");
        database->run("DROP TABLE " + parsed->sql());
    }
    database->run("DROP TABLE " + sqlName(victim)); // still there
}

TEST_CASE("says what to do about users, databases and passwords")
{
    const auto database = TestDatabase::get();
    if (!database)
        return;
    const Content content = vectorContent();
    const std::string table = database->freshTable();
    SinkConfig wrong = database->config(table);
    wrong.values.set("password", Secret("canary-91b4"));
    const Problem password = openProblem(wrong, content);
    CHECK(has(password.remedy, "password"));
    CHECK_FALSE(has(password.text + password.remedy, "canary-91b4"));

    SinkConfig missing = database->config(table);
    missing.values.set("database", std::string("no_such_database"));
    const Problem name = openProblem(missing, content);
    CHECK(has(name.text, "no_such_database"));
    CHECK(has(name.remedy, "database"));

    const std::string role = "role_" + table;
    database->run("CREATE ROLE " + role + " LOGIN PASSWORD 'weak'");
    database->run("GRANT CREATE ON SCHEMA public TO " + role); // not so in the other one
    SinkConfig reader = database->config(table);
    reader.values.set("user", role);
    reader.values.set("password", Secret("weak"));
    SinkConfig plain = reader;
    database->run("CREATE DATABASE db_" + table);
    plain.values.set("database", "db_" + table);
    const Problem extension = openProblem(plain, content);
    CHECK(has(extension.text, "42501"));
    CHECK(has(extension.remedy, "CREATE EXTENSION vector"));
    database->run("DROP DATABASE db_" + table);

    database->run("REVOKE CREATE ON SCHEMA public FROM " + role);
    CHECK(has(openProblem(reader, content).text, "42501"));
    database->run("CREATE TABLE " + sqlName(table)
        + " (id uuid PRIMARY KEY, \"timestamp\" timestamptz, service text, level text, message "
          "text, embedding vector(8))");
    const Problem insert = openProblem(reader, content);
    CHECK(has(insert.text, "may not insert"));
    CHECK(has(insert.remedy, "GRANT INSERT, SELECT (id) ON"));
    database->run("GRANT INSERT ON " + sqlName(table) + " TO " + role);
    const Problem select = openProblem(reader, content);
    CHECK(has(select.text, "may not read the column id"));
    CHECK(has(select.text, "42501"));
    CHECK(has(select.remedy, "GRANT INSERT, SELECT (id) ON"));
    database->run("GRANT SELECT (id) ON " + sqlName(table) + " TO " + role);
    SinkConfig unindexed = reader; // indexes are the owner's to make
    unindexed.values.set("index", std::string("none"));
    const auto enough = sinkOf(unindexed);
    REQUIRE(enough->open(content));
    CHECK(sendAndWait(*enough, {batchOf(content, 3), 0, 0}).outcome == Outcome::Delivered);
    database->run("ALTER ROLE " + role + " SET default_transaction_read_only = on");
    CHECK(has(openProblem(reader, content).text, "25006"));
    database->run("DROP TABLE " + sqlName(table));
    database->run("DROP ROLE " + role);
}

TEST_CASE("a lock ends a batch at its time limit, and the end at its own")
{
    const auto database = TestDatabase::get();
    if (!database)
        return;
    const Content content = vectorContent();
    const std::string table = database->freshTable();
    SinkConfig config = database->config(table);
    config.settings.timeout = std::chrono::milliseconds(300);
    const auto sink = sinkOf(config);
    REQUIRE(sink->open(content));
    database->run("BEGIN; LOCK TABLE " + sqlName(table));
    const SendResult late = sendAndWait(*sink, {batchOf(content, 3), 0, 0});
    CHECK(late.outcome == Outcome::Retry);
    CHECK(has(late.reasons.at(0).first, "57014"));

    const auto now = [] { return Clock::system().monotonicNanos(); };
    const auto finished = sink->finish(now() + 300'000'000);
    REQUIRE_FALSE(finished);
    CHECK(has(finished.problem().text, "index_timeout"));
    CHECK(has(finished.problem().remedy, "CREATE INDEX ON " + sqlName(table)));

    // how many statements wait for the lock: '0' or '1'
    const auto waiting = [&](const char *wanted) {
        for (int i = 0; i < 600; ++i) {
            database->run("SELECT pg_stat_clear_snapshot()");
            const auto rows = database->run(
                "SELECT count(*) FROM pg_stat_activity, pg_sleep(0.05) WHERE query LIKE 'CREATE "
                "INDEX ON \""
                + table + "\"%' AND pid <> pg_backend_pid() AND wait_event_type = 'Lock'");
            if (*rows.at(0).at(0) == wanted)
                return true;
        }
        return false;
    };
    // a person who does not want to wait
    Result<void> stopped;
    std::thread finishing([&] { stopped = sink->finish(now() + 60'000'000'000); });
    CHECK(waiting("1"));
    CHECK(has(sink->activity().step, "building index"));
    sink->cancel();
    finishing.join();
    REQUIRE_FALSE(stopped);
    CHECK(has(stopped.problem().text, "stopped"));
    CHECK(sendAndWait(*sink, {batchOf(content, 3), 1, 0}).outcome == Outcome::Retry);
    // The server stops too: nobody waits for the lock any more.
    CHECK(waiting("0"));
    database->run("ROLLBACK");
    database->run("DROP TABLE " + sqlName(table));
}
