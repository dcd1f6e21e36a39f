// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/sinkdescriptor.h"
#include "sinks/sqlite/database.h"
#include "sinks/sqlite/entryrow.h"
#include "sinks/sqlite/logtable.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace emitter::sqlitesink {

struct SqliteSettings
{
    std::string path;
    LogTableSettings table;
    LevelCase levelCase = LevelCase::Upper;
    bool embedding = false;
    std::chrono::milliseconds patience{0}; ///< with another program's lock
    std::string hint; ///< a shell command that searches the table
};

/// Writes each entry as a row of a table, each batch as one transaction: after any failure the
/// table holds exactly the entries that were delivered.
class SqliteSink : public Sink
{
public:
    explicit SqliteSink(SqliteSettings settings);

    Result<void> open(const Content &content) override;
    int maxInFlight() const override { return 1; }
    void send(Batch batch, std::function<void(SendResult)> done) override;
    Result<void> finish(std::int64_t deadline) override;
    void cancel() override { m_database.cancel(); }
    std::size_t entryBytes() const override { return m_entryBytes; }
    std::string hint() const override { return m_settings.hint; }
    std::uint64_t bytesWritten() const override { return m_bytes.load(std::memory_order_relaxed); }

private:
    SendResult write(const std::vector<Entry> &entries);
    SendResult failed(int code, bool committing, std::size_t entries);

    SqliteSettings m_settings;
    Database m_database;
    LogTable m_table; ///< closes its statements before the database
    std::optional<EntryRow> m_row;
    std::size_t m_entryBytes = 0;
    std::string m_failure; ///< not empty: the file is given up
    std::atomic<std::uint64_t> m_bytes{0};
};

SinkDescriptor descriptor();

}
