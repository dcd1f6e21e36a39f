// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/storereader.h"
#include "sinks/sqlite/database.h"

#include <chrono>
#include <string>

namespace emitter::sqlitesink {

/// Reads a table of entries back, as StoreReader says. Opens the file for reading alone.
class SqliteReader : public StoreReader
{
public:
    /// `table`: a checked name. `patience`: how long it waits for another program's lock.
    SqliteReader(std::string path, std::string table, std::chrono::milliseconds patience);

    Result<void> open() override;
    Result<std::uint64_t> count() override;
    Result<std::vector<std::uint32_t>> copies(std::span<const EntryId> ids) override;
    Result<std::vector<StoredEntry>> fetch(std::span<const EntryId> ids) override;
    void cancel() override { m_database.cancel(); }

private:
    Problem problem(int code, std::string remedy) const;

    Database m_database;
    const std::string m_table;
    Statement m_count; ///< of one id
    Statement m_fetch; ///< the row of one id
};

}
