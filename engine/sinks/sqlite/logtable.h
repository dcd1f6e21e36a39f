// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sinks/sqlite/database.h"
#include "sinks/sqlite/entryrow.h"

#include <string>
#include <vector>

namespace emitter::sqlitesink {

struct LogTableSettings
{
    std::string name; ///< checked: letters, digits and `_`
    std::string synchronous; ///< `full`, `normal` or `off`
    bool searchable = true; ///< make the index `<name>_fts` when there is none
};

/// The table of entries in a database file, with its full-text index. A batch is begin(), add() for
/// each row, commit(); when one of them fails, the caller rolls back and nothing of it is stored.
/// Result codes are SQLite's.
class LogTable
{
public:
    LogTable(Database &database, LogTableSettings settings);

    /// Opens the file and makes the table, or verifies the one that is there.
    Result<void> open();
    int begin();
    /// A row whose id is there already is left as it is: an earlier attempt stored it.
    int add(const EntryRow::Values &values);
    /// Brings the index up to date and commits.
    int commit();

private:
    Result<void> make();
    Result<void> makeIndex();
    Result<void> prepareStatements();
    int readColumns(std::vector<std::string> &columns);
    int exists(const std::string &name, bool &answer);
    Problem openProblem(int code) const;
    std::string quoted() const { return '"' + m_settings.name + '"'; }
    std::string indexName() const { return m_settings.name + "_fts"; }

    Database &m_database;
    LogTableSettings m_settings;
    bool m_indexed = false;
    Statement m_begin;
    Statement m_lastRow;
    Statement m_insert;
    Statement m_index;
    Statement m_commit;
};

}
