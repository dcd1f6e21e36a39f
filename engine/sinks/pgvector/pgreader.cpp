// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/pgreader.h"

#include "base/ensure.h"
#include "sinks/pgvector/pgtable.h"
#include "sinks/pgvector/sqlstate.h"
#include "wire/uuid.h"

#include <charconv>
#include <map>
#include <utility>

namespace emitter::pgvectorsink {
namespace {

std::string uuidOf(const EntryId &id)
{
    std::string text;
    appendUuid(text, id);
    return text;
}

// `{018f..., 018f...}`, a uuid[] as text.
std::string arrayOf(std::span<const EntryId> ids)
{
    std::string text = "{";
    for (const EntryId &id : ids) {
        text += text.size() > 1 ? "," : "";
        appendUuid(text, id);
    }
    return text += '}';
}

// `[1,-0.5]`
std::vector<float> vectorOf(const std::optional<std::string> &text)
{
    std::vector<float> values;
    if (!text || text->empty())
        return values;
    const char *from = text->data() + 1;
    const char *end = text->data() + text->size() - 1;
    while (from < end) {
        float value = 0;
        from = std::from_chars(from, end, value).ptr + 1;
        values.push_back(value);
    }
    return values;
}

}

PgReader::PgReader(PgSettings settings)
    : m_settings(std::move(settings))
{
}

Result<void> PgReader::open()
{
    PgError error;
    m_session = PgSession::connect(m_settings.conninfo, m_settings.connectTimeout, m_watch, error);
    const std::string what = "PostgreSQL at " + m_settings.server + " cannot be read";
    if (!m_session)
        return problemOf(error, what);
    if (auto failed = beginSession(*m_session, m_settings))
        return problemOf(*failed, what);
    return {};
}

Result<std::vector<PgRow>> PgReader::ask(
    const std::string &sql, std::vector<std::string> parameters)
{
    EMITTER_ENSURE(m_session, "a reader is opened before it is asked");
    PgAnswer answer = parameters.empty() ? m_session->run(sql, m_settings.timeout)
                                         : m_session->run(sql, parameters, m_settings.timeout);
    if (answer.error)
        return problemOf(*answer.error, "PostgreSQL at " + m_settings.server + " cannot be read");
    return std::move(answer.rows);
}

Result<std::uint64_t> PgReader::count()
{
    auto rows = ask("SELECT count(*) FROM " + m_settings.table.sql(), {});
    if (!rows)
        return std::move(rows.problem());
    return numberOf<std::uint64_t>(rows->at(0).at(0));
}

Result<std::vector<std::uint32_t>> PgReader::copies(std::span<const EntryId> ids)
{
    auto rows = ask("SELECT id, count(*) FROM " + m_settings.table.sql()
            + " WHERE id = ANY($1::uuid[]) GROUP BY id",
        {arrayOf(ids)});
    if (!rows)
        return std::move(rows.problem());
    std::map<std::string, std::uint32_t> counts;
    for (const PgRow &row : *rows)
        counts[row.at(0).value_or("")] = numberOf<std::uint32_t>(row.at(1));
    std::vector<std::uint32_t> result;
    result.reserve(ids.size());
    for (const EntryId &id : ids) {
        const auto found = counts.find(uuidOf(id));
        result.push_back(found == counts.end() ? 0 : found->second);
    }
    return result;
}

Result<std::vector<StoredEntry>> PgReader::fetch(std::span<const EntryId> ids)
{
    auto rows = ask("SELECT id, (extract(epoch FROM \"timestamp\") * 1000000)::bigint, service, "
                    "level, message, embedding::text FROM "
            + m_settings.table.sql() + " WHERE id = ANY($1::uuid[])",
        {arrayOf(ids)});
    if (!rows)
        return std::move(rows.problem());
    std::map<std::string, EntryId> byText;
    for (const EntryId &id : ids)
        byText[uuidOf(id)] = id;
    std::vector<StoredEntry> entries;
    for (const PgRow &row : *rows) {
        StoredEntry &entry = entries.emplace_back();
        entry.id = byText[row.at(0).value_or("")];
        entry.unixMicros = numberOf<std::int64_t>(row.at(1));
        entry.service = row.at(2).value_or("");
        entry.level = row.at(3).value_or("");
        entry.message = row.at(4).value_or("");
        entry.vector = vectorOf(row.at(5));
    }
    return entries;
}

}
