// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/sqlite/logtable.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <sqlite3.h>
#include <utility>

namespace emitter::sqlitesink {
namespace {

constexpr std::array columnNames{
    "id", "timestamp", "service", "level", "message", "metadata", "embedding"};

// The row number is a column of its own, so that VACUUM keeps it: the index refers to it.
constexpr const char *columnDefinitions =
    "(rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, timestamp TEXT NOT NULL, "
    "service TEXT NOT NULL, level TEXT NOT NULL, message TEXT NOT NULL, metadata TEXT, "
    "embedding BLOB)";

}

LogTable::LogTable(Database &database, LogTableSettings settings)
    : m_database(database)
    , m_settings(std::move(settings))
{
}

Result<void> LogTable::open()
{
    std::string journal;
    int code = m_database.open();
    if (code == SQLITE_OK && m_database.isReadOnly())
        code = SQLITE_READONLY;
    if (code == SQLITE_OK)
        code = m_database.keepLog(journal);
    if (code == SQLITE_OK && journal != "wal") {
        return makeProblem(Cause::CannotCreate,
            '"' + m_database.path() + "\" cannot have a write-ahead log: its journal stays \""
                + journal + '"',
            "Choose a path on a local disk.");
    }
    if (code == SQLITE_OK)
        code = m_database.execute("PRAGMA synchronous=" + m_settings.synchronous);
    if (code == SQLITE_OK)
        code = m_database.execute("BEGIN IMMEDIATE");
    if (code != SQLITE_OK)
        return openProblem(code);
    if (Result<void> made = make(); !made) {
        m_database.rollBack();
        return made;
    }
    code = m_database.execute("COMMIT");
    return code == SQLITE_OK ? Result<void>() : openProblem(code);
}

Result<void> LogTable::make()
{
    std::vector<std::string> columns;
    int code = readColumns(columns);
    if (code == SQLITE_OK && columns.empty())
        code = m_database.execute("CREATE TABLE " + quoted() + columnDefinitions);
    if (code != SQLITE_OK)
        return openProblem(code);
    std::string missing;
    for (const char *name : columnNames) {
        if (!columns.empty() && std::find(columns.begin(), columns.end(), name) == columns.end())
            missing += (missing.empty() ? "" : ", ") + std::string(name);
    }
    if (!missing.empty()) {
        return makeProblem(Cause::CannotCreate,
            "the table " + quoted() + " in \"" + m_database.path()
                + "\" is not one of ours: it has no column " + missing,
            "Choose another table_name or path.");
    }
    if (Result<void> made = makeIndex(); !made)
        return made;
    return prepareStatements();
}

// An index that is there is kept up to date in any case: a search that misses rows would lie.
Result<void> LogTable::makeIndex()
{
    int code = exists(indexName(), m_indexed);
    if (code != SQLITE_OK)
        return openProblem(code);
    if (m_indexed || !m_settings.searchable)
        return {};
    const std::string index = '"' + indexName() + '"';
    const std::string statements[]{
        // The columns beside the message are read from the table and cost the index nothing.
        "CREATE VIRTUAL TABLE " + index
            + " USING fts5(message, timestamp UNINDEXED, service UNINDEXED, level UNINDEXED,"
              " content="
            + quoted() + ')',
        "CREATE TRIGGER \"" + indexName() + "_delete\" AFTER DELETE ON " + quoted()
            + " BEGIN INSERT INTO " + index + '(' + index
            + ", rowid, message) VALUES ('delete', old.rowid, old.message); END",
        "INSERT INTO " + index + '(' + index + ") VALUES ('rebuild')"};
    for (const std::string &statement : statements) {
        if (m_database.execute(statement) != SQLITE_OK) {
            return makeProblem(Cause::CannotCreate,
                "cannot make the search index " + index + " in \"" + m_database.path()
                    + "\": " + m_database.message(),
                "Set `fts: false`, or choose another table_name or path.");
        }
    }
    m_indexed = true;
    return {};
}

Result<void> LogTable::prepareStatements()
{
    const std::string table = quoted();
    // Not INSERT OR IGNORE, which would also pass over rows that break another rule of the table.
    int code = m_database.prepare("INSERT INTO " + table
            + "(id, timestamp, service, level, message, metadata, embedding)"
              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING",
        m_insert);
    if (code == SQLITE_OK)
        code = m_database.prepare("SELECT coalesce(max(rowid), 0) FROM " + table, m_lastRow);
    // Once per batch: a trigger would make the index write itself out after every row.
    if (code == SQLITE_OK && m_indexed) {
        code = m_database.prepare("INSERT INTO \"" + indexName()
                + "\"(rowid, message) SELECT rowid, message FROM " + table + " WHERE rowid > ?1",
            m_index);
    }
    if (code == SQLITE_OK)
        code = m_database.prepare("BEGIN IMMEDIATE", m_begin);
    if (code == SQLITE_OK)
        code = m_database.prepare("COMMIT", m_commit);
    if (code == SQLITE_OK)
        return {};
    if (code != SQLITE_ERROR) // not the table's fault
        return openProblem(code);
    return makeProblem(Cause::CannotCreate,
        "the table " + table + " in \"" + m_database.path()
            + "\" takes no entries: " + m_database.message(),
        "Choose another table_name or path.");
}

int LogTable::readColumns(std::vector<std::string> &columns)
{
    Statement statement;
    int code = m_database.prepare("PRAGMA table_info(" + quoted() + ')', statement);
    if (code != SQLITE_OK)
        return code;
    while ((code = statement.step()) == SQLITE_ROW)
        columns.push_back(statement.text(1));
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

int LogTable::exists(const std::string &name, bool &answer)
{
    std::string count;
    const int code = m_database.ask(
        "SELECT count(*) FROM sqlite_master WHERE name = '" + name + "' COLLATE NOCASE", count);
    answer = count == "1";
    return code;
}

Problem LogTable::openProblem(int code) const
{
    const std::filesystem::path folder = std::filesystem::path(m_database.path()).parent_path();
    Problem problem = makeProblem(
        Cause::CannotCreate, m_database.explained(code), "Choose a path that you may write to.");
    std::error_code ignored;
    if ((code & 0xff) == SQLITE_BUSY) {
        problem.remedy = "End that program, or choose another path.";
        problem.cause = Cause::Unreachable;
    } else if ((code & 0xff) == SQLITE_NOTADB || (code & 0xff) == SQLITE_CORRUPT) {
        problem.remedy = "Choose another path, or move that file away.";
    } else if (!folder.empty() && !std::filesystem::exists(folder, ignored)) {
        problem.text = "cannot write to \"" + m_database.path() + "\": the folder \""
            + folder.string() + "\" does not exist";
        problem.remedy = "Create it, or choose another path.";
    }
    return problem;
}

int LogTable::begin()
{
    if (m_database.wasMoved())
        return SQLITE_READONLY_DBMOVED;
    int code = m_begin.run();
    if (code != SQLITE_OK || !m_indexed)
        return code;
    code = m_lastRow.step();
    if (code == SQLITE_ROW) {
        m_index.bind(1, m_lastRow.integer(0));
        code = SQLITE_OK;
    }
    m_lastRow.reset();
    return code;
}

int LogTable::add(const EntryRow::Values &values)
{
    if (m_database.isCancelled())
        return SQLITE_INTERRUPT;
    m_insert.bind(1, values.id);
    m_insert.bind(2, values.timestamp);
    m_insert.bind(3, values.service);
    m_insert.bind(4, values.level);
    m_insert.bind(5, values.message);
    values.metadata.empty() ? m_insert.bindNull(6) : m_insert.bind(6, values.metadata);
    values.embedding.empty() ? m_insert.bindNull(7) : m_insert.bindBlob(7, values.embedding);
    return m_insert.run();
}

int LogTable::commit()
{
    const int code = m_indexed ? m_index.run() : SQLITE_OK;
    return code == SQLITE_OK ? m_commit.run() : code;
}

}
