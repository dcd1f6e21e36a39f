// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace emitter::sqlitesink {

/// A prepared statement. Texts and blobs are not copied: they must live until step() has returned.
class Statement
{
public:
    void bind(int index, std::string_view text);
    void bind(int index, std::int64_t number);
    void bindBlob(int index, std::string_view bytes);
    void bindNull(int index);
    /// Runs it to the next row or to the end. Returns SQLite's extended result code.
    int step();
    /// Runs it to the end and makes it ready for the next time; SQLITE_OK or what failed.
    int run();
    void reset();
    std::int64_t integer(int column) const;
    std::string text(int column) const;
    std::string_view blob(int column) const; ///< valid until the next step() or reset()

private:
    friend class Database;
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

/// One connection to a database file. Result codes are SQLite's extended ones, SQLITE_OK is 0. Used
/// by one thread, but for cancel().
class Database
{
public:
    /// `patience`: how long a call waits for another program's lock before it answers SQLITE_BUSY.
    Database(std::string path, std::chrono::milliseconds patience);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    enum class Mode { WriteOrCreate, ReadOnly };
    /// Once.
    int open(Mode mode = Mode::WriteOrCreate);
    int prepare(const std::string &sql, Statement &statement);
    int execute(const std::string &sql);
    /// Runs a statement of one row with one column.
    int ask(const std::string &sql, std::string &answer);
    /// Changes the file to a write-ahead log; `journal` is what it has then, "wal" if that worked.
    int keepLog(std::string &journal);
    void rollBack();
    /// Moves what the write-ahead log holds into the file, as far as nobody reads it.
    int checkpoint();
    /// Closing leaves the write-ahead log as it is instead of moving it into the file.
    void keepLogOnClose();

    bool isReadOnly() const;
    /// True when the path no longer leads to the open file.
    bool wasMoved() const;
    /// Every waiting or long call ends with SQLITE_BUSY or SQLITE_INTERRUPT, now and later. Any
    /// thread, at any time before destruction.
    void cancel();
    bool isCancelled() const { return m_cancelled.load(std::memory_order_relaxed); }

    const std::string &path() const { return m_path; }
    /// SQLite's words for the last failure.
    std::string message() const;
    /// `cannot write to "a.db": database or disk is full; free some space`
    std::string explained(int code) const;

private:
    static int waitForLock(void *database, int waits);

    std::string m_path;
    std::chrono::milliseconds m_patience;
    std::mutex m_mutex; ///< guards the making of m_database
    std::condition_variable m_cancelEvent;
    std::atomic<bool> m_cancelled = false;
    sqlite3 *m_database = nullptr;
};

}
