// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/sqlite/database.h"

#include <sqlite3.h>
#include <system_error>
#include <utility>

namespace emitter::sqlitesink {
namespace {

constexpr std::chrono::milliseconds lockPause(5);

}

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

void Statement::bind(int index, std::string_view text)
{
    sqlite3_bind_text(
        m_statement.get(), index, text.data(), static_cast<int>(text.size()), nullptr);
}

void Statement::bind(int index, std::int64_t number)
{
    sqlite3_bind_int64(m_statement.get(), index, number);
}

void Statement::bindBlob(int index, std::string_view bytes)
{
    sqlite3_bind_blob(
        m_statement.get(), index, bytes.data(), static_cast<int>(bytes.size()), nullptr);
}

void Statement::bindNull(int index)
{
    sqlite3_bind_null(m_statement.get(), index);
}

int Statement::step()
{
    return sqlite3_step(m_statement.get());
}

int Statement::run()
{
    int code = SQLITE_ROW;
    while (code == SQLITE_ROW)
        code = step();
    reset();
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

std::string Statement::text(int column) const
{
    const unsigned char *text = sqlite3_column_text(m_statement.get(), column);
    return text ? reinterpret_cast<const char *>(text) : "";
}

Database::Database(std::string path, std::chrono::milliseconds patience)
    : m_path(std::move(path))
    , m_patience(patience)
{
}

Database::~Database()
{
    sqlite3_close(m_database);
}

std::string_view Statement::blob(int column) const
{
    const auto *bytes = static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

int Database::open(Mode mode)
{
    sqlite3 *database = nullptr;
    const int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
        | (mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY
                                  : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    const int code = sqlite3_open_v2(m_path.c_str(), &database, flags, nullptr);
    if (database)
        sqlite3_busy_handler(database, waitForLock, this);
    const std::lock_guard lock(m_mutex);
    m_database = database;
    return code;
}

int Database::waitForLock(void *database, int waits)
{
    auto &self = *static_cast<Database *>(database);
    if (waits >= self.m_patience / lockPause)
        return 0;
    std::unique_lock lock(self.m_mutex);
    return self.m_cancelEvent.wait_for(lock, lockPause, [&self] { return self.isCancelled(); }) ? 0
                                                                                                : 1;
}

int Database::prepare(const std::string &sql, Statement &statement)
{
    sqlite3_stmt *prepared = nullptr;
    const int code = sqlite3_prepare_v3(m_database, sql.c_str(), static_cast<int>(sql.size()),
        SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    statement.m_statement.reset(prepared);
    return code;
}

int Database::execute(const std::string &sql)
{
    return sqlite3_exec(m_database, sql.c_str(), nullptr, nullptr, nullptr);
}

int Database::ask(const std::string &sql, std::string &answer)
{
    Statement statement;
    int code = prepare(sql, statement);
    if (code == SQLITE_OK)
        code = statement.step();
    if (code != SQLITE_ROW)
        return code == SQLITE_DONE ? SQLITE_OK : code;
    answer = statement.text(0);
    return SQLITE_OK;
}

void Database::rollBack()
{
    // Some failures have rolled back already.
    if (sqlite3_get_autocommit(m_database) == 0)
        sqlite3_exec(m_database, "ROLLBACK", nullptr, nullptr, nullptr);
}

int Database::keepLog(std::string &journal)
{
    // SQLite does not wait by itself while two programs turn the same new file over.
    int code = ask("PRAGMA journal_mode=WAL", journal);
    for (int waits = 0; (code & 0xff) == SQLITE_BUSY && waitForLock(this, waits) != 0; ++waits)
        code = ask("PRAGMA journal_mode=WAL", journal);
    return code;
}

int Database::checkpoint()
{
    return sqlite3_wal_checkpoint_v2(
        m_database, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

void Database::keepLogOnClose()
{
    sqlite3_db_config(m_database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

bool Database::isReadOnly() const
{
    return sqlite3_db_readonly(m_database, "main") == 1;
}

bool Database::wasMoved() const
{
    int moved = 0;
    sqlite3_file_control(m_database, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

void Database::cancel()
{
    const std::lock_guard lock(m_mutex);
    m_cancelled = true;
    m_cancelEvent.notify_all();
    if (m_database)
        sqlite3_interrupt(m_database);
}

std::string Database::message() const
{
    return sqlite3_errmsg(m_database);
}

std::string Database::explained(int code) const
{
    const std::string file = '"' + m_path + '"';
    if (code == SQLITE_READONLY_DBMOVED)
        return file + " was moved or deleted during the run";
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return file + " is locked by another program";
    case SQLITE_INTERRUPT:
        return "writing to " + file + " was cancelled";
    case SQLITE_FULL:
        return "cannot write to " + file + ": the disk is full; free some space";
    case SQLITE_READONLY:
        return "cannot write to " + file + ": it is read-only";
    case SQLITE_CORRUPT:
        return file + " is damaged; look at it with PRAGMA integrity_check";
    case SQLITE_NOTADB:
        return file + " is not an SQLite database";
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN: {
        const int error = sqlite3_system_errno(m_database);
        return "cannot write to " + file + ": "
            + (error != 0 ? std::generic_category().message(error) : message());
    }
    default:
        return "cannot write to " + file + ": " + message();
    }
}

}
