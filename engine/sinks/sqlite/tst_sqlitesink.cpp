// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/sqlite/tst_sqlitefixtures.h"
#include "support/sinkcontract.h"
#include "wire/entryrenderer.h"
#include "wire/noisyvectors.h"

#include <algorithm>
#include <bit>
#include <fstream>
#include <thread>

using namespace emitter;
using namespace emitter::sqlitesink;
namespace fs = std::filesystem;

namespace {

using Entries = std::shared_ptr<const std::vector<Entry>>;
using std::chrono::milliseconds;
constexpr std::int64_t noDeadline = std::numeric_limits<std::int64_t>::max();

Entries batchOf(const Content &content, std::size_t count, std::uint64_t first = 0)
{
    return std::make_shared<const std::vector<Entry>>(
        makeEntries(count, first, content.slotCount(), content.sources().size()));
}

SendResult sendAll(Sink &sink, const Entries &entries)
{
    SendResult answer;
    int answers = 0;
    sink.send({entries, 0, 0}, [&](SendResult result) {
        answer = std::move(result);
        ++answers;
    });
    REQUIRE(answers == 1);
    return answer;
}

bool delivers(Sink &sink, const Entries &entries)
{
    const SendResult result = sendAll(sink, entries);
    return result.outcome == Outcome::Delivered && result.items.empty();
}

std::string reasonOf(const SendResult &result)
{
    REQUIRE(result.reasons.size() == 1);
    return result.reasons[0].first;
}

/// Makes a file with a table as the sink leaves it.
void makeFile(const std::string &path, const Content &content, std::size_t entries,
    const Settings &settings = {})
{
    const auto sink = sinkWith(path, settings);
    const auto opened = sink->open(content);
    REQUIRE_MESSAGE(opened, opened.problem().text);
    if (entries > 0)
        REQUIRE(delivers(*sink, batchOf(content, entries)));
    REQUIRE(sink->finish(noDeadline));
}

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

/// The rows as the JSON that every sink writes.
const std::string rowsAsJson =
    "SELECT CASE WHEN metadata IS NULL"
    " THEN json_object('id', id, 'timestamp', timestamp, 'level', level, 'service', service,"
    " 'message', message)"
    " ELSE json_object('id', id, 'timestamp', timestamp, 'level', level, 'service', service,"
    " 'message', message, 'metadata', json(metadata)) END FROM logs ORDER BY rowid";

}

TEST_CASE("keeps the promises of every sink")
{
    const Folder folder;
    const Content content = makeContent();
    int number = 0;
    const auto fresh = [&] { return folder / (std::to_string(++number) + ".db"); };
    SUBCASE("with search")
    {
        runSinkContract([&] { return sinkWith(fresh()); }, content);
    }
    SUBCASE("without search, waiting for the disk")
    {
        runSinkContract(
            [&] {
                return sinkWith(fresh(), {{"fts", false}, {"synchronous", std::string("full")}});
            },
            content);
    }
    SUBCASE("all into one file")
    {
        runSinkContract([&] { return sinkWith(folder / "one.db"); }, content);
    }
}

TEST_CASE("a row holds what the JSON of the entry says")
{
    const Folder folder;
    const Content content = makeContent();
    const Entries entries = batchOf(content, 1000);
    const auto sink = sinkWith(folder / "a.db");
    REQUIRE(sink->open(content));
    REQUIRE(delivers(*sink, entries));
    std::string expected;
    EntryRenderer(content, EntryFormat::json()).appendAll(expected, *entries, "\n");
    Shell shell(folder / "a.db");
    CHECK(shell(rowsAsJson) == expected);
    CHECK(shell.count("FROM logs WHERE metadata IS NOT NULL") == 600);
    CHECK(shell.count("FROM logs WHERE embedding IS NOT NULL") == 0);
    const std::string sum = shell("SELECT sum(length(id) + length(timestamp) + length(service)"
                                  " + length(level) + length(message)"
                                  " + coalesce(length(metadata), 0)) FROM logs");
    CHECK(std::to_string(sink->bytesWritten()) + '\n' == sum);
}

TEST_CASE("levels are lower case when asked for")
{
    const Folder folder;
    const Content content = makeContent();
    makeFile(folder / "a.db", content, 5, {{"level_case", std::string("lower")}});
    CHECK(Shell(folder / "a.db")("SELECT level FROM logs ORDER BY rowid")
        == "debug\ninfo\nwarn\nerror\ncritical\n");
}

TEST_CASE("vectors are stored as little-endian floats, when asked for")
{
    const Folder folder;
    SourceTable sources;
    sources.addService("api-gateway");
    MessagePool messages = *MessagePool::create(10, 1);
    VectorTable table{.dimensions = 4, .noise = 0.01F, .values = {}};
    for (std::uint32_t slot = 0; slot < 10 + emitterTemplateCount(); ++slot) {
        for (std::uint32_t i = 0; i < 4; ++i)
            table.values.push_back(i == slot % 4 ? 1.0F : 0.0F);
    }
    const Content content({std::move(messages), std::move(sources), table, 1, 2});
    makeFile(folder / "a.db", content, 20, {{"embedding", true}});
    makeFile(folder / "b.db", content, 20);
    NoisyVectors vectors(table, content.seed());
    Shell shell(folder / "a.db");
    const Entries entries = batchOf(content, 20);
    for (const Entry &entry : *entries) {
        float values[4];
        vectors.write(values, entry.slot, entry.number);
        std::string expected;
        for (const float value : values) {
            const auto bits = std::bit_cast<std::uint32_t>(value);
            char hex[9];
            std::snprintf(hex, sizeof hex, "%02X%02X%02X%02X", bits & 0xff, (bits >> 8) & 0xff,
                (bits >> 16) & 0xff, bits >> 24);
            expected += hex;
        }
        CHECK(shell("SELECT hex(embedding) FROM logs WHERE rowid = "
                  + std::to_string(entry.number + 1))
            == expected + '\n');
    }
    CHECK(Shell(folder / "b.db").count("FROM logs WHERE embedding IS NULL") == 20);
    CHECK(descriptor().traits(configWith("a", {{"embedding", true}}).values).wantsVectors);
    CHECK_FALSE(descriptor().traits(configWith("a").values).wantsVectors);
}

TEST_CASE("a batch that is sent again is stored once")
{
    const Folder folder;
    const Content content = makeContent();
    const auto sink = sinkWith(folder / "a.db");
    REQUIRE(sink->open(content));
    CHECK(delivers(*sink, batchOf(content, 100)));
    CHECK(delivers(*sink, batchOf(content, 100)));
    CHECK(delivers(*sink, batchOf(content, 100, 50)));
    Shell shell(folder / "a.db");
    CHECK(shell.count("FROM logs") == 150);
    CHECK(shell.count("FROM logs_fts") == 150);
    CHECK(shell.isSound());
}

TEST_CASE("MATCH finds exactly the messages that hold the word, during the run already")
{
    const Folder folder;
    const Content content = makeContent();
    const auto sink = sinkWith(folder / "a.db");
    REQUIRE(sink->open(content));
    for (std::uint64_t first = 0; first < 1000; first += 250)
        REQUIRE(delivers(*sink, batchOf(content, 250, first)));
    Shell shell(folder / "a.db");
    const std::int64_t found = shell.count("FROM logs_fts WHERE logs_fts MATCH 'cache'");
    CHECK(found > 0);
    CHECK(found == shell.count("FROM logs WHERE message LIKE '%cache%'"));
    CHECK(contains(shell("SELECT service || level || timestamp || message FROM logs_fts"
                         " WHERE logs_fts MATCH 'health AND check' ORDER BY rank LIMIT 1"),
        "Health check passed"));
}

TEST_CASE("deleted rows leave the index, also after VACUUM")
{
    const Folder folder;
    const Content content = makeContent();
    makeFile(folder / "a.db", content, 1000);
    Shell shell(folder / "a.db");
    CHECK(shell("SELECT name FROM pragma_table_info('logs') WHERE pk") == "rowid\n");
    CHECK(shell("DELETE FROM logs WHERE rowid % 3 > 0; VACUUM").empty());
    CHECK(shell.isSound());
    CHECK(shell.count("FROM logs_fts WHERE logs_fts MATCH 'cache'")
        == shell.count("FROM logs WHERE message LIKE '%cache%'"));
}

TEST_CASE("the index is made later for the rows that are there, and kept once it is there")
{
    const Folder folder;
    const Content content = makeContent();
    const std::string path = folder / "a.db";
    makeFile(path, content, 100, {{"fts", false}});
    CHECK(Shell(path).count("FROM sqlite_master WHERE name LIKE 'logs_fts%'") == 0);
    makeFile(path, content, 150);
    CHECK(Shell(path).count("FROM logs_fts") == 150);
    makeFile(path, content, 200, {{"fts", false}});
    CHECK(Shell(path).isSound());
    CHECK(Shell(path).count("FROM logs_fts WHERE logs_fts MATCH 'cache'")
        == Shell(path).count("FROM logs WHERE message LIKE '%cache%'"));
}

TEST_CASE("any name that is allowed makes a table")
{
    const Folder folder;
    const Content content = makeContent();
    for (const std::string name : {"order", "_1", "Logs", "x"}) {
        makeFile(folder / "a.db", content, 10, {{"table_name", name}});
        CHECK(Shell(folder / "a.db").count("FROM \"" + name + '"') == 10);
    }
    for (const std::string name :
        {"", "1a", "a b", "a\"b", "a'b", "a;b", "sqlite_x", "SQLite_x", "\xc3\xa4"}) {
        CAPTURE(name);
        CHECK_FALSE(descriptor().create(configWith("a.db", {{"table_name", name}})));
    }
    CHECK_FALSE(descriptor().create(configWith("a.db", {{"table_name", std::string(64, 'a')}})));
}

TEST_CASE("a path that is no file is refused before anything is opened")
{
    for (const std::string path : {"", ":memory:", "file:a.db?mode=memory"}) {
        const auto sink = descriptor().create(configWith(path));
        REQUIRE_FALSE(sink);
        CHECK(sink.problem().cause == Cause::Input);
    }
}

TEST_CASE("what cannot be written to is refused at the start, with the reason")
{
    const Folder folder;
    const Content content = makeContent();
    const auto problemOf = [&](const std::string &path) {
        const auto opened = sinkWith(path, {}, milliseconds(1))->open(content);
        REQUIRE_FALSE(opened);
        CHECK(contains(opened.problem().text, '"' + path + '"'));
        CHECK_FALSE(opened.problem().remedy.empty());
        CHECK(opened.problem().cause == Cause::CannotCreate);
        return opened.problem().text;
    };
    CHECK(contains(problemOf(folder / "no/a.db"), "the folder \"" + (folder / "no") + '"'));
    CHECK(contains(problemOf(folder / ""), "Is a directory"));
    std::ofstream(folder / "text") << "hello";
    CHECK(contains(problemOf(folder / "text"), "is not an SQLite database"));
    std::ofstream(folder / "log") << std::string(10'000, 'x');
    CHECK(contains(problemOf(folder / "log"), "is not an SQLite database"));
    CHECK(fs::file_size(folder / "log") == 10'000);
    makeFile(folder / "a.db", content, 1);
    const Disk disk;
    Disk::readOnly = true;
    CHECK(contains(problemOf(folder / "a.db"), "it is read-only"));
}

TEST_CASE("a table that is not ours is left alone")
{
    const Folder folder;
    const Content content = makeContent();
    const std::string path = folder / "a.db";
    const auto problemOf = [&](const std::string &sql) {
        fs::remove(path);
        Shell{path}(sql);
        const auto opened = sinkWith(path)->open(content);
        REQUIRE_FALSE(opened);
        CHECK(opened.problem().cause == Cause::CannotCreate);
        CHECK(contains(opened.problem().text, path));
        CHECK(contains(opened.problem().remedy, "another table_name"));
        CHECK(Shell(path).count("FROM sqlite_master WHERE name LIKE 'logs_fts_%'") == 0);
        return opened.problem().text;
    };
    CHECK(contains(problemOf("CREATE TABLE logs(id TEXT, timestamp, level, message)"),
        "has no column service, metadata, embedding"));
    const std::string ours = "(id, timestamp, service, level, message, metadata, embedding)";
    CHECK(contains(problemOf("CREATE TABLE logs" + ours), "UNIQUE"));
    CHECK(contains(
        problemOf("CREATE TABLE other" + ours + "; CREATE VIEW logs AS SELECT * FROM other"),
        "view"));
    CHECK(contains(problemOf("CREATE TABLE logs_fts(x)"), "logs_fts"));
}

TEST_CASE("a lock of another program means sending again, and nothing is stored meanwhile")
{
    const Folder folder;
    const Content content = makeContent();
    const auto sink = sinkWith(folder / "a.db", {}, milliseconds(20));
    REQUIRE(sink->open(content));
    Shell other(folder / "a.db");
    CHECK(other("BEGIN IMMEDIATE").empty());
    const SendResult result = sendAll(*sink, batchOf(content, 10));
    CHECK(result.outcome == Outcome::Retry);
    CHECK(result.items.empty());
    CHECK(contains(reasonOf(result), "is locked by another program"));
    CHECK(result.reasons[0].second == 10);
    const auto opened = sinkWith(folder / "a.db", {}, milliseconds(20))->open(content);
    REQUIRE_FALSE(opened);
    CHECK(opened.problem().cause == Cause::Unreachable);
    CHECK(other("ROLLBACK").empty());
    CHECK(other.count("FROM logs") == 0);
    CHECK(delivers(*sink, batchOf(content, 10)));
    CHECK(other.count("FROM logs") == 10);
}

TEST_CASE("a lock that ends in time is waited for")
{
    const Folder folder;
    const Content content = makeContent();
    const auto sink = sinkWith(folder / "a.db", {}, std::chrono::hours(1));
    REQUIRE(sink->open(content));
    Shell other(folder / "a.db");
    CHECK(other("BEGIN IMMEDIATE").empty());
    std::thread releasing([&] { other("ROLLBACK"); });
    CHECK(delivers(*sink, batchOf(content, 10)));
    releasing.join();
}

TEST_CASE("two sinks may make the same file at once")
{
    const Folder folder;
    const Content content = makeContent();
    for (int round = 0; round < 50; ++round) {
        const std::string path = folder / (std::to_string(round) + ".db");
        std::atomic<int> opened = 0;
        std::vector<std::thread> threads;
        for (const std::string table : {"a", "b", "c"}) {
            threads.emplace_back([&, table] {
                const auto sink = sinkWith(path, {{"table_name", table}});
                opened += bool(sink->open(content)) && delivers(*sink, batchOf(content, 1));
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        CHECK(opened == 3);
    }
}

TEST_CASE("cancel ends the wait for a lock")
{
    const Folder folder;
    const Content content = makeContent();
    const auto sink = sinkWith(folder / "a.db", {}, std::chrono::hours(1));
    REQUIRE(sink->open(content));
    Shell other(folder / "a.db");
    CHECK(other("BEGIN IMMEDIATE").empty());
    std::thread cancelling([&] { sink->cancel(); });
    CHECK(sendAll(*sink, batchOf(content, 10)).outcome == Outcome::Retry);
    cancelling.join();
    CHECK(sendAll(*sink, batchOf(content, 10)).outcome == Outcome::Retry);
    CHECK(other("ROLLBACK").empty());
    CHECK(other.count("FROM logs") == 0);
}

TEST_CASE("after a full disk the table holds exactly the delivered entries")
{
    const Folder folder;
    const Content content = makeContent();
    const std::string path = folder / "a.db";
    const Disk disk;
    std::uint64_t delivered = 0;
    SendResult result;
    {
        const auto sink = sinkWith(path);
        REQUIRE(sink->open(content));
        Disk::room = 500'000;
        for (; result.outcome == Outcome::Delivered && delivered < 100'000; delivered += 100)
            result = sendAll(*sink, batchOf(content, 100, delivered));
        delivered -= 100;
        CHECK(result.outcome == Outcome::Fatal);
        CHECK(result.items.empty());
        CHECK(contains(reasonOf(result), path + "\": the disk is full; free some space"));
        CHECK(result.reasons[0].second == 100);
        Disk::room = Disk::endless;
        // The sink stays lost: a later batch would leave a hole.
        CHECK(sendAll(*sink, batchOf(content, 100, delivered)).outcome == Outcome::Fatal);
        CHECK(sink->finish(noDeadline));
    }
    CHECK(delivered > 100);
    Shell shell(path);
    CHECK(shell.count("FROM logs") == static_cast<std::int64_t>(delivered));
    CHECK(shell.isSound());
}

TEST_CASE("a batch that the disk did not confirm is unconfirmed, and the sink is lost")
{
    const Folder folder;
    const Content content = makeContent();
    const Disk disk;
    const auto sink = sinkWith(folder / "a.db", {{"synchronous", std::string("full")}});
    REQUIRE(sink->open(content));
    REQUIRE(delivers(*sink, batchOf(content, 10)));
    Disk::syncs = false;
    const SendResult result = sendAll(*sink, batchOf(content, 10, 10));
    CHECK(result.outcome == Outcome::Fatal);
    CHECK(result.items == std::vector<Outcome>(10, Outcome::Unconfirmed));
    CHECK_FALSE(reasonOf(result).empty());
    CHECK(sendAll(*sink, batchOf(content, 10, 10)).items.empty());
}

TEST_CASE("a row that breaks a rule of the table takes its batch back")
{
    const Folder folder;
    const Content content = makeContent();
    const std::string path = folder / "a.db";
    makeFile(path, content, 10);
    Shell shell(path);
    CHECK(shell("CREATE TRIGGER strict BEFORE INSERT ON logs WHEN new.level = 'ERROR'"
                " BEGIN SELECT raise(ABORT, 'no errors here'); END")
              .empty());
    const auto sink = sinkWith(path);
    REQUIRE(sink->open(content));
    const SendResult result = sendAll(*sink, batchOf(content, 10, 10));
    CHECK(result.outcome == Outcome::Fatal);
    CHECK(contains(reasonOf(result), "no errors here"));
    CHECK(shell.count("FROM logs") == 10);

    // A rule that INSERT OR IGNORE would pass over without a word.
    CHECK(shell("DROP TRIGGER strict; ALTER TABLE logs ADD COLUMN host TEXT CHECK (host <> '');"
                "CREATE UNIQUE INDEX one_per_level ON logs(level) WHERE rowid > 10")
              .empty());
    const auto next = sinkWith(path);
    REQUIRE(next->open(content));
    CHECK(sendAll(*next, batchOf(content, 10, 10)).outcome == Outcome::Fatal);
    CHECK(shell.count("FROM logs") == 10);
}

TEST_CASE("a file that is moved away during the run ends the sink")
{
    const Folder folder;
    const Content content = makeContent();
    const auto sink = sinkWith(folder / "a.db");
    REQUIRE(sink->open(content));
    REQUIRE(delivers(*sink, batchOf(content, 10)));
    fs::remove(folder / "a.db");
    const SendResult result = sendAll(*sink, batchOf(content, 10, 10));
    CHECK(result.outcome == Outcome::Fatal);
    CHECK(contains(reasonOf(result), "was moved or deleted during the run"));
}

TEST_CASE("a damaged file is told")
{
    const Folder folder;
    const Content content = makeContent();
    makeFile(folder / "a.db", content, 1000, {{"fts", false}});
    {
        std::fstream file(folder / "a.db", std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(4096);
        const std::string garbage(fs::file_size(folder / "a.db") - 4096, '\x5a');
        file.write(garbage.data(), static_cast<std::streamsize>(garbage.size()));
    }
    const auto sink = sinkWith(folder / "a.db", {{"fts", false}});
    const auto opened = sink->open(content);
    const std::string told =
        opened ? reasonOf(sendAll(*sink, batchOf(content, 10, 2000))) : opened.problem().text;
    CHECK_MESSAGE(contains(told, "is damaged"), told);
}

TEST_CASE("after the end the file stands alone, unless somebody reads it")
{
    const Folder folder;
    const Content content = makeContent();
    makeFile(folder / "a.db", content, 1000);
    CHECK_FALSE(fs::exists(folder / "a.db-wal"));
    CHECK_FALSE(fs::exists(folder / "a.db-shm"));
    CHECK(Shell(folder / "a.db")("PRAGMA journal_mode") == "wal\n");

    Shell reader(folder / "b.db");
    makeFile(folder / "b.db", content, 0);
    CHECK(reader("BEGIN; SELECT count(*) FROM logs") == "0\n");
    {
        const auto sink = sinkWith(folder / "b.db");
        REQUIRE(sink->open(content));
        REQUIRE(delivers(*sink, batchOf(content, 1000)));
        CHECK(sink->finish(noDeadline));
    }
    CHECK(reader("COMMIT; SELECT count(*) FROM logs") == "1000\n");
}

TEST_CASE("when there is no time left the log stays beside the file, and nothing is missing")
{
    const Folder folder;
    const Content content = makeContent();
    {
        const auto sink = sinkWith(folder / "a.db");
        REQUIRE(sink->open(content));
        REQUIRE(delivers(*sink, batchOf(content, 1000)));
        CHECK(sink->finish(0));
    }
    CHECK(fs::exists(folder / "a.db-wal"));
    Shell shell(folder / "a.db");
    CHECK(shell.count("FROM logs") == 1000);
    CHECK(shell.isSound());
}

TEST_CASE("a log that cannot be moved into the file at the end is told, and nothing is missing")
{
    const Folder folder;
    const Content content = makeContent();
    {
        const Disk disk;
        const auto sink = sinkWith(folder / "a.db");
        REQUIRE(sink->open(content));
        REQUIRE(delivers(*sink, batchOf(content, 1000)));
        Disk::room = 0;
        const auto finished = sink->finish(noDeadline);
        REQUIRE_FALSE(finished);
        CHECK(contains(finished.problem().text, "the disk is full"));
        CHECK(contains(finished.problem().remedy, folder / "a.db-wal"));
    }
    CHECK(Shell(folder / "a.db").count("FROM logs") == 1000);
}

TEST_CASE("the strength is that of the settings, and the hint is a command that works")
{
    const auto traitsOf = [](const std::string &path, const Settings &settings) {
        return descriptor().traits(configWith(path, settings).values);
    };
    CHECK(traitsOf("a", {}).strength == Strength::Durable);
    CHECK(traitsOf("a", {{"synchronous", std::string("full")}}).strength == Strength::Durable);
    CHECK(traitsOf("a", {{"synchronous", std::string("off")}}).strength == Strength::Accepted);

    const Folder folder;
    const Content content = makeContent();
    const std::string path = folder / "it's $HOME \"here\".db";
    for (const bool fts : {true, false}) {
        makeFile(path, content, 100, {{"fts", fts}, {"table_name", std::string("t")}});
        const std::string hint =
            sinkWith(path, {{"fts", fts}, {"table_name", std::string("t")}})->hint();
        CAPTURE(hint);
        CHECK(std::system((hint + " | grep -q '" + (fts ? "failed" : "ERROR|20") + '\'').c_str())
            == 0);
    }
}
