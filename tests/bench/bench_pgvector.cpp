// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sink pgvector against a bare loop over libpq that inserts batches which were encoded
// beforehand, on the server that EMITTER_TEST_POSTGRES names: alternating rounds, ratio of medians.

#include "base/clock.h"
#include "sinks/pgvector/entrycolumns.h"
#include "sinks/pgvector/pgtable.h"
#include "sinks/pgvector/pgvectorsink.h"

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <libpq-fe.h>
#include <memory>
#include <mutex>
#include <unistd.h>
#include <vector>

using namespace emitter;
using namespace emitter::pgvectorsink;

namespace {

constexpr std::uint32_t dimensions = 1536;
constexpr std::size_t batchSize = 1000;
constexpr std::size_t batches = 8;
constexpr int rounds = 7;

void fail(const std::string &text)
{
    std::fprintf(stderr, "%s\n", text.c_str());
    std::exit(1);
}

Content makeContent()
{
    constexpr std::uint32_t messages = 200;
    SourceTable sources;
    sources.addService("api-gateway");
    VectorTable vectors{dimensions, 0.01F, {}};
    std::uint32_t state = 1;
    while (vectors.values.size() < (messages + emitterTemplateCount()) * std::size_t{dimensions}) {
        state = state * 1664525 + 1013904223;
        vectors.values.push_back(static_cast<float>(state >> 8) * 0x1p-24F - 0.5F);
    }
    Content content(
        {*MessagePool::create(messages, 1), std::move(sources), std::move(vectors), 1, 2});
    content.setStart(Clock::system().unixNanos());
    return content;
}

using Entries = std::shared_ptr<const std::vector<Entry>>;

std::vector<Entries> makeBatches()
{
    std::vector<Entries> made;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < batches; ++i) {
        auto entries = std::make_shared<std::vector<Entry>>(batchSize);
        for (Entry &entry : *entries) {
            entry.number = number++;
            entry.due = static_cast<std::int64_t>(number) * 1000;
            entry.slot = static_cast<std::uint32_t>(number % 200);
        }
        made.push_back(std::move(entries));
    }
    return made;
}

SinkConfig configOf(std::string url, const std::string &table, std::int64_t connections)
{
    const auto take = [&url](std::string_view end) {
        const std::size_t place = url.find(end);
        if (place == std::string::npos)
            fail("EMITTER_TEST_POSTGRES must be postgresql://user:password@host:port/database");
        std::string part = url.substr(0, place);
        url.erase(0, place + end.size());
        return part;
    };
    SinkConfig config;
    config.values = fallbacks(descriptor().rows);
    take("://");
    config.values.set("user", take(":"));
    config.values.set("password", Secret(take("@")));
    config.values.set("host", take(":"));
    config.values.set("port", std::int64_t{std::stoi(take("/"))});
    config.values.set("database", url);
    config.values.set("table_name", table);
    config.values.set("index", std::string("none"));
    config.values.set("connections", connections);
    return config;
}

std::unique_ptr<Sink> openSink(const SinkConfig &config, const Content &content)
{
    auto sink = descriptor().create(config);
    if (!sink)
        fail(sink.problem().text);
    if (auto opened = (*sink)->open(content); !opened)
        fail(opened.problem().text);
    return std::move(*sink);
}

/// A connection by libpq alone.
class Bare
{
public:
    explicit Bare(const char *url)
        : m_connection(PQconnectdb(url))
    {
        if (PQstatus(m_connection) != CONNECTION_OK)
            fail(PQerrorMessage(m_connection));
    }
    ~Bare() { PQfinish(m_connection); }
    Bare(const Bare &) = delete;
    Bare &operator=(const Bare &) = delete;

    std::string run(const std::string &sql)
    {
        PGresult *result = PQexec(m_connection, sql.c_str());
        std::string first = check(result) && PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
        PQclear(result);
        return first;
    }
    void prepare(const std::string &sql)
    {
        PGresult *result = PQprepare(m_connection, "bare", sql.c_str(), 0, nullptr);
        check(result);
        PQclear(result);
    }
    void insert(const std::vector<std::string> &columns)
    {
        std::vector<const char *> values;
        std::vector<int> lengths;
        const std::vector<int> binary(columns.size(), 1);
        for (const std::string &column : columns) {
            values.push_back(column.data());
            lengths.push_back(static_cast<int>(column.size()));
        }
        PGresult *result = PQexecPrepared(m_connection, "bare", static_cast<int>(columns.size()),
            values.data(), lengths.data(), binary.data(), 0);
        check(result);
        PQclear(result);
    }

private:
    bool check(PGresult *result)
    {
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
            fail(PQerrorMessage(m_connection));
        return true;
    }

    PGconn *m_connection;
};

void sendAll(Sink &sink, const std::vector<Entries> &all)
{
    std::mutex mutex;
    std::condition_variable changed;
    int outstanding = 0;
    std::unique_lock lock(mutex);
    for (std::size_t i = 0; i < all.size(); ++i) {
        changed.wait(lock, [&] { return outstanding < sink.maxInFlight(); });
        ++outstanding;
        sink.send({all[i], i, 0}, [&](const SendResult &result) {
            if (result.outcome != Outcome::Delivered)
                fail(result.reasons.at(0).first);
            const std::lock_guard inner(mutex);
            --outstanding;
            changed.notify_all();
        });
    }
    changed.wait(lock, [&] { return outstanding == 0; });
}

struct Times
{
    std::vector<double> wall; ///< seconds per round
    std::vector<double> processor;
};

double processorSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

template <typename Work> void measure(Times &times, Work work)
{
    const std::int64_t begun = Clock::system().monotonicNanos();
    const double processor = processorSeconds();
    work();
    times.wall.push_back(static_cast<double>(Clock::system().monotonicNanos() - begun) / 1e9);
    times.processor.push_back(processorSeconds() - processor);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void print(const char *what, const Times &times, const Times &yardstick)
{
    constexpr double rows = batches * batchSize;
    std::printf("%-34s %8.0f rows/s  %5.1f %% of bare  %6.3f CPU s per 1,000 entries\n", what,
        rows / median(times.wall), 100 * median(yardstick.wall) / median(times.wall),
        median(times.processor) / (rows / 1000));
}

void compare(const char *url, const std::string &table)
{
    const Content content = makeContent();
    const std::vector<Entries> entries = makeBatches();
    Bare bare(url);
    const auto single = openSink(configOf(url, table, 1), content);
    const auto several = openSink(configOf(url, table, 2), content);

    PgTable target;
    target.sql = quoted(table);
    target.extensionSchema = bare.run("SELECT quote_ident(n.nspname) FROM pg_extension x JOIN "
                                      "pg_namespace n ON n.oid = x.extnamespace WHERE x.extname = "
                                      "'vector'");
    bare.prepare(target.insertStatement());
    EntryColumns writer(content,
        {static_cast<std::uint32_t>(
             std::stoul(bare.run("SELECT '" + target.extensionSchema + ".vector'::regtype::oid"))),
            LevelCase::Upper, false});
    std::vector<std::vector<std::string>> encoded;
    for (const Entries &batch : entries) {
        const auto columns = writer.write(*batch);
        encoded.emplace_back(columns.begin(), columns.end());
    }

    Times bareTimes, singleTimes, severalTimes;
    for (int round = 0; round <= rounds; ++round) {
        Times warmUp;
        const auto timesOf = [&](Times &times) -> Times & {
            bare.run("TRUNCATE " + target.sql);
            bare.run("CHECKPOINT");
            return round == 0 ? warmUp : times;
        };
        measure(timesOf(bareTimes), [&] {
            for (const auto &columns : encoded)
                bare.insert(columns);
        });
        measure(timesOf(singleTimes), [&] { sendAll(*single, entries); });
        measure(timesOf(severalTimes), [&] { sendAll(*several, entries); });
    }
    std::printf("%u dimensions, batches of %zu, %d rounds of %zu rows each\n", dimensions,
        batchSize, rounds, batches * batchSize);
    print("bare libpq loop, encoded before", bareTimes, bareTimes);
    print("sink, 1 connection", singleTimes, bareTimes);
    print("sink, 2 connections (default)", severalTimes, bareTimes);
    bare.run("DROP TABLE " + target.sql);
}

}

int main()
{
    const char *url = std::getenv("EMITTER_TEST_POSTGRES");
    if (!url || !*url) {
        std::puts("not measured: EMITTER_TEST_POSTGRES names no server");
        return 0;
    }
    compare(url, "bench_" + std::to_string(::getpid()));
}
