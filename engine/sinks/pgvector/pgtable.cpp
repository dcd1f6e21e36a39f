// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/pgtable.h"

#include "base/text.h"
#include "sinks/pgvector/sqlstate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string_view>
#include <utility>

namespace emitter::pgvectorsink {
namespace {

constexpr std::uint32_t mostDimensions = 16'000; // of a vector that is stored

/// Name and type; varchar serves for text.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> wantedColumns{
    {{"id", "uuid"}, {"timestamp", "timestamp with time zone"}, {"service", "text"},
        {"level", "text"}, {"message", "text"}, {"embedding", "vector"}}};

std::string textOf(const PgRow &row, std::size_t column)
{
    return row[column].value_or(std::string());
}

/// One preparation, straight down. Each step says what went wrong.
class Preparation
{
public:
    Preparation(PgSession &session, const PgSettings &settings, const PgNeeds &needs)
        : m_session(session)
        , m_settings(settings)
        , m_needs(needs)
    {
        m_table.sql = settings.table.sql();
        m_table.dimensions = needs.dimensions;
        m_shown = printable(settings.table.schema.empty()
                ? settings.table.table
                : settings.table.schema + '.' + settings.table.table,
            200);
    }

    Result<PgTable> run()
    {
        if (m_needs.dimensions > mostDimensions)
            return makeProblem(Cause::Unreachable,
                "vectors have " + std::to_string(m_needs.dimensions)
                    + " dimensions; pgvector stores 16,000 at most",
                "Lower `embedding.dimensions`.");
        for (const auto step : {&Preparation::findExtension, &Preparation::findTable,
                 &Preparation::checkColumns, &Preparation::checkKey, &Preparation::checkServer}) {
            if (auto done = (this->*step)(); !done)
                return std::move(done.problem());
        }
        return m_table;
    }

private:
    std::string place() const { return "PostgreSQL at " + m_settings.server; }

    Result<void> ask(
        const std::string &sql, const std::vector<std::string> &parameters, const std::string &what)
    {
        PgAnswer answer = parameters.empty() ? m_session.run(sql, m_settings.timeout)
                                             : m_session.run(sql, parameters, m_settings.timeout);
        if (answer.error)
            return problemOf(*answer.error, place() + ": " + what);
        m_rows = std::move(answer.rows);
        return {};
    }

    // Two programs that create the same thing do it one after the other.
    Result<void> lock()
    {
        if (std::exchange(m_locked, true))
            return {};
        return ask("SELECT pg_advisory_lock(hashtextextended('emitter ' || $1, 0))", {m_table.sql},
            "waiting for another program that prepares " + m_shown);
    }
    // Keeps the rows of the answer before.
    Result<void> unlock()
    {
        if (!std::exchange(m_locked, false))
            return {};
        const auto answer = m_session.run("SELECT pg_advisory_unlock_all()", m_settings.timeout);
        if (answer.error)
            return problemOf(*answer.error, place() + ": ending the preparation");
        return {};
    }

    Result<void> askForExtension()
    {
        return ask("SELECT x.extversion, quote_ident(n.nspname), t.oid FROM pg_extension x "
                   "JOIN pg_namespace n ON n.oid = x.extnamespace "
                   "JOIN pg_type t ON t.typnamespace = n.oid AND t.typname = 'vector' "
                   "WHERE x.extname = 'vector'",
            {}, "looking for the extension vector");
    }

    Result<void> findExtension()
    {
        if (auto asked = askForExtension(); !asked)
            return asked;
        if (m_rows.empty()) {
            if (auto created = createExtension(); !created)
                return created;
            if (auto asked = askForExtension(); !asked)
                return asked;
        }
        if (m_rows.empty())
            return makeProblem(Cause::Unreachable,
                place() + " has an extension vector that is not pgvector",
                "Install pgvector 0.7 or later.");
        const std::string version = textOf(m_rows[0], 0);
        m_table.extensionSchema = textOf(m_rows[0], 1);
        m_table.vectorOid = numberOf<std::uint32_t>(m_rows[0][2]);
        if (isBefore082(version))
            m_table.notes.push_back("pgvector " + printable(version, 40)
                + " is older than 0.8.2: building an HNSW index in parallel may crash the server. "
                  "Update it.");
        return {};
    }

    static bool isBefore082(const std::string &version)
    {
        std::array<int, 3> numbers{};
        const char *from = version.data();
        const char *end = from + version.size();
        for (int &number : numbers) {
            from = std::from_chars(from, end, number).ptr;
            from += from != end ? 1 : 0;
        }
        return numbers < std::array{0, 8, 2};
    }

    Result<void> createExtension()
    {
        if (auto locked = lock(); !locked)
            return locked;
        auto answer = m_session.run("CREATE EXTENSION IF NOT EXISTS vector", m_settings.timeout);
        if (!answer.error)
            return {};
        Problem failed =
            problemOf(*answer.error, place() + ": the extension vector cannot be created");
        const std::string &state = answer.error->state;
        if (state == "42501")
            failed.remedy = "Ask an administrator to run in this database: CREATE EXTENSION vector";
        else if (state == "0A000" || state == "58P01")
            failed.remedy = "Install pgvector on the server (Debian: postgresql-18-pgvector) or "
                            "use the image pgvector/pgvector.";
        return failed;
    }

    Result<void> askForTable()
    {
        return ask("SELECT c.oid, c.relkind, c.relpersistence, has_table_privilege(c.oid, "
                   "'INSERT'), coalesce((SELECT has_column_privilege(c.oid, a.attnum, 'SELECT') "
                   "FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'id' AND NOT "
                   "a.attisdropped), true) FROM pg_class c WHERE c.oid = to_regclass($1)",
            {m_table.sql}, "looking for the table " + m_shown);
    }

    Result<void> findTable()
    {
        if (auto asked = askForTable(); !asked)
            return asked;
        if (m_rows.empty()) {
            if (auto locked = lock(); !locked)
                return locked;
            if (auto asked = askForTable(); !asked)
                return asked;
        }
        if (m_rows.empty()) {
            if (auto created = createTable(); !created)
                return created;
            if (auto asked = askForTable(); !asked)
                return asked;
        }
        if (auto unlocked = unlock(); !unlocked)
            return unlocked;
        if (m_rows.empty())
            return makeProblem(Cause::Unreachable, place() + ": the table " + m_shown + " vanished",
                "Start again.");
        const PgRow &row = m_rows[0];
        m_oid = textOf(row, 0);
        const std::string kind = textOf(row, 1);
        if (kind != "r" && kind != "p")
            return makeProblem(Cause::Unreachable, m_shown + " at " + place() + " is not a table",
                "Choose another `table_name`.");
        const bool inserts = textOf(row, 3) == "t";
        if (!inserts || textOf(row, 4) != "t") // ON CONFLICT (id) reads the id
            return makeProblem(Cause::Unreachable,
                place() + ": this user may not "
                    + (inserts ? "read the column id of " : "insert into ") + m_shown
                    + " (SQLSTATE 42501)",
                "Ask its owner to run: GRANT INSERT, SELECT (id) ON " + printable(m_table.sql, 200)
                    + " TO this user");
        if (textOf(row, 2) == "u")
            m_table.notes.push_back("the table " + m_shown
                + " is UNLOGGED: a crash of the server empties it, whatever was delivered");
        return {};
    }

    Result<void> createTable()
    {
        const std::string metadata = m_needs.metadata ? "metadata jsonb, " : "";
        return ask("CREATE TABLE " + m_table.sql
                + " (id uuid PRIMARY KEY, \"timestamp\" timestamptz NOT NULL, service text NOT "
                  "NULL, level text NOT NULL, message text NOT NULL, "
                + metadata + "embedding " + m_table.extensionSchema + ".vector("
                + std::to_string(m_needs.dimensions)
                + "), message_tsv tsvector GENERATED ALWAYS AS (to_tsvector('english', message)) "
                  "STORED)",
            {}, "the table " + m_shown + " cannot be created");
    }

    Problem mismatch(const std::string &what, std::string remedy) const
    {
        return makeProblem(Cause::Unreachable,
            "the table " + m_shown + " at " + place() + ' ' + what, std::move(remedy));
    }

    Result<void> checkColumns()
    {
        // a vector's type modifier is its number of dimensions, -1: any
        auto asked = ask("SELECT a.attname, a.atttypid, a.atttypmod, format_type(a.atttypid, "
                         "NULL), a.attnotnull AND NOT a.atthasdef AND a.attidentity = '' "
                         "FROM pg_attribute a WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT "
                         "a.attisdropped",
            {m_oid}, "reading the columns of " + m_shown);
        if (!asked)
            return asked;
        std::set<std::string> columns;
        for (const PgRow &row : m_rows) {
            columns.insert(textOf(row, 0));
            if (auto fits = checkColumn(row); !fits)
                return fits;
        }
        for (const auto &[name, type] : wantedColumns) {
            if (columns.count(std::string(name)) == 0)
                return mismatch("has no column " + std::string(name),
                    "Choose another `table_name`; a new table is created.");
        }
        if (m_needs.metadata && !m_table.hasMetadata)
            m_table.notes.push_back("the table " + m_shown
                + " has no column metadata jsonb: the pool emitters' metadata was left out");
        return {};
    }

    Result<void> checkColumn(const PgRow &row)
    {
        const std::string column = textOf(row, 0);
        const std::string type = textOf(row, 3);
        if (column == "embedding")
            return checkVector(row);
        if (column == "metadata") {
            m_table.hasMetadata = m_needs.metadata && type == "jsonb";
        } else if (const auto wanted = std::find_if(wantedColumns.begin(), wantedColumns.end(),
                       [&](const auto &one) { return one.first == column; });
                   wanted != wantedColumns.end()) {
            const bool fits =
                type == wanted->second || (wanted->second == "text" && type == "character varying");
            return fits ? Result<void>()
                        : mismatch("has a column " + column + " of type " + printable(type, 100)
                                + ", not " + std::string(wanted->second),
                            "Choose another `table_name`.");
        }
        m_table.hasFullText |= column == "message_tsv" && type == "tsvector";
        const bool given = column == "metadata" && m_table.hasMetadata;
        if (textOf(row, 4) == "t" && !given)
            return mismatch("needs a value for its column " + printable(column, 100)
                    + ", which entries do not have",
                "Give the column a default, or choose another `table_name`.");
        return {};
    }

    Result<void> checkVector(const PgRow &row)
    {
        if (numberOf<std::uint32_t>(row[1]) != m_table.vectorOid)
            return mismatch(
                "has a column embedding of type " + printable(textOf(row, 3), 100) + ", not vector",
                "Choose another `table_name`.");
        const std::int64_t dimensions = numberOf<std::int64_t>(row[2]);
        if (dimensions >= 0 && dimensions != m_needs.dimensions)
            return mismatch("stores vectors of " + std::to_string(dimensions)
                    + " dimensions, but this run makes vectors of "
                    + std::to_string(m_needs.dimensions),
                "Set `embedding.dimensions: " + std::to_string(dimensions)
                    + "`, or choose another `table_name`.");
        return {};
    }

    // ON CONFLICT (id) needs a key that is the id alone.
    Result<void> checkKey()
    {
        auto asked = ask("SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid "
                         "AND a.attnum = i.indkey[0] WHERE i.indrelid = $1::oid AND i.indisunique "
                         "AND i.indisvalid AND i.indimmediate AND i.indnkeyatts = 1 AND i.indpred "
                         "IS NULL AND a.attname = 'id' LIMIT 1",
            {m_oid}, "reading the keys of " + m_shown);
        if (!asked)
            return asked;
        if (m_rows.empty())
            return mismatch(
                "has no key on id, so an entry that is sent again would be stored twice",
                "ALTER TABLE " + printable(m_table.sql, 200) + " ADD PRIMARY KEY (id)");
        return {};
    }

    Result<void> checkServer()
    {
        auto asked = ask("SELECT current_setting('transaction_read_only'), "
                         "current_setting('fsync'), coalesce((SELECT ssl FROM pg_stat_ssl WHERE "
                         "pid = pg_backend_pid()), false), EXISTS (SELECT 1 FROM pg_index i JOIN "
                         "pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam WHERE "
                         "i.indrelid = $1::oid AND a.amname IN ('hnsw', 'ivfflat'))",
            {m_oid}, "reading the server's settings");
        if (!asked)
            return asked;
        const PgRow &row = m_rows[0];
        if (textOf(row, 0) == "on")
            return makeProblem(Cause::Unreachable, place() + " takes no writes (SQLSTATE 25006)",
                "Connect to the primary: this server or this user is read-only.");
        if (textOf(row, 1) == "off")
            m_table.notes.push_back("the server runs with fsync = off: a crash of its machine may "
                                    "lose what was delivered");
        const bool encrypted = textOf(row, 2) == "t";
        if (m_settings.remote && !encrypted)
            m_table.notes.push_back("nothing was encrypted on the way to " + m_settings.server
                + " (sslmode: " + m_settings.sslMode + ')');
        else if (m_settings.remote && !m_settings.sslMode.starts_with("verify-"))
            m_table.notes.push_back("it was not verified that " + m_settings.server
                + " is the right server (sslmode: " + m_settings.sslMode + ')');
        if (m_settings.index != PgSettings::Index::Start && textOf(row, 3) == "t")
            m_table.notes.push_back("the table " + m_shown
                + " had a vector index already, which makes inserting many times slower");
        return {};
    }

    PgSession &m_session;
    const PgSettings &m_settings;
    const PgNeeds &m_needs;
    PgTable m_table;
    std::string m_shown; ///< the table's name, for people
    std::string m_oid;
    std::vector<PgRow> m_rows; ///< of the last answer
    bool m_locked = false;
};

}

std::string PgTable::insertStatement() const
{
    const std::string vectors = extensionSchema + ".vector[]";
    return "INSERT INTO " + sql + " (id, \"timestamp\", service, level, message, embedding"
        + (hasMetadata ? ", metadata" : "")
        + ") SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[], "
          "$5::text[], $6::"
        + vectors + (hasMetadata ? ", $7::jsonb[]" : "") + ") ON CONFLICT (id) DO NOTHING";
}

std::optional<PgError> beginSession(PgSession &session, const PgSettings &settings)
{
    std::string sql = "SET client_min_messages = error; SET statement_timeout = "
        + std::to_string(settings.timeout.count());
    if (!settings.synchronousCommit)
        sql += "; SET synchronous_commit = off";
    else // what is called durable shall be
        sql += "; SELECT set_config('synchronous_commit', 'on', false) WHERE "
               "current_setting('synchronous_commit') = 'off'";
    return session.run(sql, settings.timeout).error;
}

Result<PgTable> prepareTable(PgSession &session, const PgSettings &settings, const PgNeeds &needs)
{
    return Preparation(session, settings, needs).run();
}

}
