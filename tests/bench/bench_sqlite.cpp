// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The SQLite sink beside its peer, a plain loop over a prepared INSERT whose values are made
// before the clock starts: bench_sqlite [rows] [folder]. Files are deleted again.
#include "base/clock.h"
#include "base/random.h"
#include "sinks/sqlite/sqlitesink.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <vector>

using namespace emitter;

namespace {

constexpr std::size_t rowsPerBatch = 1000;
constexpr std::size_t rounds = 5;

[[noreturn]] void fail(const std::string &why)
{
    std::fprintf(stderr, "bench_sqlite: %s\n", why.c_str());
    std::exit(EXIT_FAILURE);
}

Content makeContent()
{
    SourceTable sources;
    for (const char *name : {"api-gateway", "user-service", "payment-service", "auth-service"})
        sources.addService(name);
    Content content({*MessagePool::create(1000, 1), std::move(sources), {}, 1, 2});
    content.setStart(1'767'225'600'000'000'000);
    return content;
}

std::vector<Batch> makeBatches(std::size_t rows, const Content &content)
{
    std::vector<Batch> batches;
    for (std::size_t at = 0; at < rows; at += rowsPerBatch) {
        auto entries = std::make_shared<std::vector<Entry>>(std::min(rowsPerBatch, rows - at));
        for (std::size_t i = 0; i < entries->size(); ++i) {
            const std::uint64_t bits = randomBits(7, 1, at + i);
            Entry &entry = (*entries)[i];
            entry.number = at + i;
            entry.due = static_cast<std::int64_t>(at + i) * 10'000;
            entry.slot = below(bits, content.messages().size());
            entry.source = below(bits << 16, 4);
        }
        batches.push_back({std::move(entries), batches.size(), 0});
    }
    return batches;
}

void removeFiles(const std::string &path)
{
    for (const char *suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(path + suffix);
}

double secondsSince(std::int64_t start)
{
    return static_cast<double>(Clock::system().monotonicNanos() - start) * 1e-9;
}

double sinkSeconds(
    const std::string &path, bool fts, const Content &content, const std::vector<Batch> &batches)
{
    SinkConfig config;
    config.values = fallbacks(sqlitesink::descriptor().rows);
    config.values.set("path", path);
    config.values.set("fts", fts);
    auto sink = sqlitesink::descriptor().create(std::move(config));
    if (!sink || !(*sink)->open(content))
        fail("cannot write to " + path);
    std::size_t delivered = 0;
    const std::int64_t start = Clock::system().monotonicNanos();
    for (const Batch &batch : batches) {
        (*sink)->send(batch, [&](const SendResult &result) {
            delivered += result.outcome == Outcome::Delivered && result.items.empty();
        });
    }
    const double seconds = secondsSince(start);
    if (delivered != batches.size())
        fail("not everything was delivered to " + path);
    return seconds;
}

/// What the loop binds, made from the same entries.
struct Row
{
    std::string id, timestamp, service, message;
};

std::vector<Row> makeRows(const Content &content, const std::vector<Batch> &batches)
{
    sqlitesink::EntryRow values(content, LevelCase::Upper, false);
    std::vector<Row> rows;
    for (const Batch &batch : batches) {
        for (const Entry &entry : *batch.entries) {
            const auto row = values.of(entry);
            rows.push_back({std::string(row.id), std::string(row.timestamp),
                std::string(row.service), std::string(row.message)});
        }
    }
    return rows;
}

void execute(sqlite3 *database, const char *sql)
{
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail(sqlite3_errmsg(database));
}

double loopSeconds(const std::string &path, const std::vector<Row> &rows)
{
    sqlite3 *database = nullptr;
    sqlite3_stmt *insert = nullptr;
    if (sqlite3_open(path.c_str(), &database) != SQLITE_OK)
        fail("cannot write to " + path);
    execute(database,
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE logs(rowid INTEGER"
        " PRIMARY KEY, id TEXT NOT NULL UNIQUE, timestamp TEXT NOT NULL, service TEXT NOT NULL,"
        " level TEXT NOT NULL, message TEXT NOT NULL, metadata TEXT, embedding BLOB)");
    sqlite3_prepare_v2(database,
        "INSERT INTO logs(id, timestamp, service, level, message) VALUES (?, ?, ?, ?, ?)", -1,
        &insert, nullptr);
    const auto bind = [insert](int index, const std::string &text) {
        sqlite3_bind_text(insert, index, text.data(), static_cast<int>(text.size()), nullptr);
    };
    const std::string level = "INFO";
    const std::int64_t start = Clock::system().monotonicNanos();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % rowsPerBatch == 0)
            execute(database, i == 0 ? "BEGIN" : "COMMIT; BEGIN");
        bind(1, rows[i].id);
        bind(2, rows[i].timestamp);
        bind(3, rows[i].service);
        bind(4, level);
        bind(5, rows[i].message);
        if (sqlite3_step(insert) != SQLITE_DONE)
            fail(sqlite3_errmsg(database));
        sqlite3_reset(insert);
    }
    execute(database, "COMMIT");
    const double seconds = secondsSince(start);
    sqlite3_finalize(insert);
    sqlite3_close(database);
    return seconds;
}

}

int main(int argc, char **argv)
{
    const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 500'000;
    const std::string path = std::string(argc > 2 ? argv[2] : "/tmp") + "/bench_sqlite.db";
    const Content content = makeContent();
    const std::vector<Batch> batches = makeBatches(count, content);
    const std::vector<Row> rows = makeRows(content, batches);
    struct Contender
    {
        const char *name;
        std::array<double, rounds> rates;
        std::uintmax_t bytes;
    };
    std::array contenders{Contender{"plain prepared statement", {}, 0},
        Contender{"sqlite sink", {}, 0}, Contender{"sqlite sink, fts", {}, 0}};
    // In turns, so that what else the machine does hits all alike.
    for (std::size_t round = 0; round < rounds; ++round) {
        for (std::size_t which = 0; which < contenders.size(); ++which) {
            removeFiles(path);
            const double seconds = which == 0 ? loopSeconds(path, rows)
                                              : sinkSeconds(path, which == 2, content, batches);
            contenders[which].rates[round] = static_cast<double>(count) / seconds;
            contenders[which].bytes = std::filesystem::file_size(path);
        }
    }
    removeFiles(path);
    for (Contender &contender : contenders) {
        std::sort(contender.rates.begin(), contender.rates.end());
        const double median = contender.rates[rounds / 2];
        std::printf("%-26s %9.0f rows/s  %4.0f bytes/row  %5.2f of the plain loop\n",
            contender.name, median,
            static_cast<double>(contender.bytes) / static_cast<double>(count),
            median / contenders[0].rates[rounds / 2]);
    }
}
