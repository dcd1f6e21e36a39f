// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinks/sqlite/sqlitesink.h"

#include <doctest/doctest.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <limits>
#include <memory>
#include <sqlite3.h>
#include <string>
#include <utility>
#include <vector>

/// What the SQLite sink's test needs: a folder of its own, a second connection, and a disk that
/// fails when told to.
namespace emitter::sqlitesink {

class Folder
{
public:
    Folder()
    {
        std::string name =
            (std::filesystem::temp_directory_path() / "emitter-sqlite-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        m_path = name;
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;
    std::string operator/(const std::string &name) const { return (m_path / name).string(); }

private:
    std::filesystem::path m_path;
};

/// Another program's connection to the file.
class Shell
{
public:
    explicit Shell(const std::string &path)
    {
        REQUIRE(sqlite3_open(path.c_str(), &m_database) == SQLITE_OK);
    }
    ~Shell() { sqlite3_close(m_database); }
    Shell(const Shell &) = delete;
    Shell &operator=(const Shell &) = delete;

    /// The first column of all rows, each with a line end; or what went wrong.
    std::string operator()(const std::string &sql)
    {
        std::string rows;
        char *error = nullptr;
        const auto collect = [](void *out, int, char **values, char **) {
            *static_cast<std::string *>(out) += std::string(values[0] ? values[0] : "NULL") + '\n';
            return 0;
        };
        if (sqlite3_exec(m_database, sql.c_str(), collect, &rows, &error) == SQLITE_OK)
            return rows;
        const std::string text = std::string("error: ") + error;
        sqlite3_free(error);
        return text;
    }
    std::int64_t count(const std::string &what)
    {
        return std::stoll((*this)("SELECT count(*) " + what));
    }
    /// The database and its index are whole.
    bool isSound(const std::string &index = "logs_fts")
    {
        return (*this)("PRAGMA integrity_check") == "ok\n"
            && (*this)(
                "INSERT INTO " + index + "(" + index + ", rank) VALUES ('integrity-check', 1)")
                   .empty();
    }

private:
    sqlite3 *m_database = nullptr;
};

/// While it lives, files opened by SQLite behave as on a disk of this kind: writes fail once
/// `room` bytes were written, syncs fail, files open read-only.
class Disk
{
public:
    static constexpr std::int64_t endless = std::numeric_limits<std::int64_t>::max();
    static inline std::int64_t room = endless;
    static inline bool syncs = true;
    static inline bool readOnly = false;

    Disk()
    {
        s_system = sqlite3_vfs_find(nullptr);
        s_disk = *s_system;
        s_disk.zName = "emitter-test-disk";
        s_disk.xOpen = open;
        sqlite3_vfs_register(&s_disk, 1);
    }
    ~Disk()
    {
        sqlite3_vfs_unregister(&s_disk);
        sqlite3_vfs_register(s_system, 1);
        room = endless;
        syncs = true;
        readOnly = false;
    }
    Disk(const Disk &) = delete;
    Disk &operator=(const Disk &) = delete;

private:
    static int open(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
    {
        if (readOnly) {
            constexpr int writing = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
            flags = (flags & ~writing) | SQLITE_OPEN_READONLY;
        }
        const int code = s_system->xOpen(s_system, name, file, flags, outFlags);
        if (code == SQLITE_OK && file->pMethods) {
            // One table of functions for databases, another for all other plain files.
            const std::size_t kind = (flags & SQLITE_OPEN_MAIN_DB) != 0 ? 0 : 1;
            s_real[kind] = file->pMethods;
            s_methods[kind] = *s_real[kind];
            s_methods[kind].xWrite = write;
            s_methods[kind].xSync = sync;
            file->pMethods = &s_methods[kind];
        }
        return code;
    }
    static int write(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
    {
        if (size > room)
            return SQLITE_FULL;
        room -= room == endless ? 0 : size;
        return realOf(file).xWrite(file, bytes, size, offset);
    }
    static int sync(sqlite3_file *file, int flags)
    {
        return syncs ? realOf(file).xSync(file, flags) : SQLITE_IOERR_FSYNC;
    }

    static const sqlite3_io_methods &realOf(const sqlite3_file *file)
    {
        return *s_real[file->pMethods - s_methods];
    }

    static inline sqlite3_vfs *s_system = nullptr;
    static inline sqlite3_vfs s_disk{};
    static inline const sqlite3_io_methods *s_real[2]{};
    static inline sqlite3_io_methods s_methods[2]{};
};

using Settings = std::vector<std::pair<std::string, FieldValues::Value>>;

inline SinkConfig configWith(const std::string &path, const Settings &more = {})
{
    SinkConfig config;
    config.name = "sqlite";
    config.values = fallbacks(descriptor().rows);
    config.values.set("path", path);
    for (const auto &[key, value] : more)
        config.values.set(key, value);
    return config;
}

inline std::unique_ptr<Sink> sinkWith(const std::string &path, const Settings &more = {},
    std::chrono::milliseconds timeout = std::chrono::seconds(5))
{
    SinkConfig config = configWith(path, more);
    config.settings.timeout = timeout;
    auto sink = descriptor().create(std::move(config));
    REQUIRE(sink);
    return std::move(*sink);
}

}
