// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/sqlite/sqlitereader.h"

#include "base/values.h"
#include "wire/uuid.h"

#include <bit>
#include <cstring>
#include <sqlite3.h>
#include <utility>

namespace emitter::sqlitesink {
namespace {

std::string textOf(const EntryId &id)
{
    std::string text;
    appendUuid(text, id);
    return text;
}

/// float32, little-endian.
std::vector<float> vectorOf(std::string_view bytes)
{
    std::vector<float> numbers(bytes.size() / sizeof(float));
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        std::uint32_t word = 0;
        for (std::size_t k = sizeof(float); k-- > 0;)
            word = word << 8 | static_cast<unsigned char>(bytes[i * sizeof(float) + k]);
        numbers[i] = std::bit_cast<float>(word);
    }
    return numbers;
}

}

SqliteReader::SqliteReader(std::string path, std::string table, std::chrono::milliseconds patience)
    : m_database(std::move(path), patience)
    , m_table('"' + table + '"')
{
}

Problem SqliteReader::problem(int code, std::string remedy) const
{
    return {.text = "cannot read the table " + m_table + " in \"" + m_database.path()
            + "\": " + (code == SQLITE_INTERRUPT ? "cancelled" : m_database.message()),
        .remedy = std::move(remedy),
        .cause = Cause::Unreachable};
}

Result<void> SqliteReader::open()
{
    int code = m_database.open(Database::Mode::ReadOnly);
    if (code == SQLITE_OK)
        code = m_database.prepare("SELECT count(*) FROM " + m_table + " WHERE id = ?1", m_count);
    if (code == SQLITE_OK)
        code = m_database.prepare("SELECT timestamp, service, level, message, embedding FROM "
                + m_table + " WHERE id = ?1",
            m_fetch);
    if (code != SQLITE_OK)
        return problem(code, "Is it the file and the table that the run wrote?");
    return {};
}

Result<std::uint64_t> SqliteReader::count()
{
    std::string answer;
    const int code = m_database.ask("SELECT count(*) FROM " + m_table, answer);
    const auto number = parseInteger(answer);
    if (code != SQLITE_OK || !number)
        return problem(code, {});
    return static_cast<std::uint64_t>(*number);
}

Result<std::vector<std::uint32_t>> SqliteReader::copies(std::span<const EntryId> ids)
{
    std::vector<std::uint32_t> copies;
    copies.reserve(ids.size());
    for (const EntryId &id : ids) {
        const std::string text = textOf(id);
        m_count.bind(1, text);
        const int code = m_database.isCancelled() ? SQLITE_INTERRUPT : m_count.step();
        copies.push_back(static_cast<std::uint32_t>(m_count.integer(0)));
        m_count.reset();
        if (code != SQLITE_ROW)
            return problem(code, {});
    }
    return copies;
}

Result<std::vector<StoredEntry>> SqliteReader::fetch(std::span<const EntryId> ids)
{
    std::vector<StoredEntry> entries;
    for (const EntryId &id : ids) {
        const std::string text = textOf(id);
        m_fetch.bind(1, text);
        int code = m_database.isCancelled() ? SQLITE_INTERRUPT : m_fetch.step();
        if (code == SQLITE_ROW) {
            StoredEntry entry;
            entry.id = id;
            entry.unixMicros = parseUtc(m_fetch.text(0)).value_or(0);
            entry.service = m_fetch.text(1);
            entry.level = m_fetch.text(2);
            entry.message = m_fetch.text(3);
            entry.vector = vectorOf(m_fetch.blob(4));
            entries.push_back(std::move(entry));
            code = SQLITE_DONE;
        }
        m_fetch.reset();
        if (code != SQLITE_DONE)
            return problem(code, {});
    }
    return entries;
}

}
