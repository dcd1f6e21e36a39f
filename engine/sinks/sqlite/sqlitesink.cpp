// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/sqlite/sqlitesink.h"

#include "base/clock.h"
#include "base/text.h"
#include "sinks/sqlite/sqlitereader.h"
#include "wire/entryrenderer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <sqlite3.h>
#include <utility>

namespace emitter::sqlitesink {
namespace {

constexpr std::size_t longestTableName = 63;

constexpr std::array rows{
    Field{.key = "path",
        .type = Field::Path,
        .required = true,
        .label = QT_TRANSLATE_NOOP("sqlite", "File"),
        .help = QT_TRANSLATE_NOOP(
            "sqlite", "Made when it is not there, continued when it is. Its folder must exist.")},
    Field{.key = "table_name",
        .type = Field::Text,
        .fallback = "logs",
        .label = QT_TRANSLATE_NOOP("sqlite", "Table"),
        .help = QT_TRANSLATE_NOOP(
            "sqlite", "Letters, digits and _. Its search index is called <table_name>_fts.")},
    Field{.key = "fts",
        .type = Field::Boolean,
        .fallback = "true",
        .label = QT_TRANSLATE_NOOP("sqlite", "Full-text search"),
        .help = QT_TRANSLATE_NOOP("sqlite", "Index the messages (FTS5), for MATCH queries.")},
    Field{.key = "embedding",
        .type = Field::Boolean,
        .fallback = "false",
        .label = QT_TRANSLATE_NOOP("sqlite", "With vectors"),
        .help = QT_TRANSLATE_NOOP("sqlite",
            "Store each entry's vector: float32, little-endian, as sqlite-vec reads it.")},
    Field{.key = "level_case",
        .type = Field::Choice,
        .fallback = "upper",
        .choices = levelCaseWords,
        .label = QT_TRANSLATE_NOOP("sqlite", "Level names"),
        .help = QT_TRANSLATE_NOOP("sqlite", "INFO, info or Info.")},
    Field{.key = "synchronous",
        .type = Field::Choice,
        .fallback = "normal",
        .choices = QT_TRANSLATE_NOOP("profile", "full|normal|off"),
        .label = QT_TRANSLATE_NOOP("sqlite", "Wait for the disk"),
        .help = QT_TRANSLATE_NOOP("sqlite",
            "normal: batches survive a crash of the program; full: also a power cut; off: "
            "\"delivered\" is only accepted.")},
};

bool isTableName(std::string_view name)
{
    const auto isPart = [](unsigned char c) { return c == '_' || (c < 0x80 && std::isalnum(c)); };
    return !name.empty() && name.size() <= longestTableName && !(name[0] >= '0' && name[0] <= '9')
        && std::all_of(name.begin(), name.end(), isPart) && !lowerCase(name).starts_with("sqlite_");
}

/// `text` as one word of a shell's command line.
std::string shellWord(const std::string &text)
{
    constexpr std::string_view plain = "_-./+,:@%";
    const bool isPlain = std::all_of(text.begin(), text.end(), [plain](unsigned char c) {
        return std::isalnum(c) || plain.find(static_cast<char>(c)) != std::string_view::npos;
    });
    if (isPlain)
        return text;
    std::string word = "'";
    for (const char c : text)
        word += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return word + '\'';
}

std::string hintFor(const FieldValues &values)
{
    const std::string &table = values.text("table_name");
    const std::string program = "sqlite3 " + shellWord(values.text("path"));
    if (!values.boolean("fts"))
        return program + " 'SELECT level, count(*) FROM \"" + table + "\" GROUP BY level'";
    return program + " \"SELECT timestamp, service, level, message FROM " + table + "_fts WHERE "
        + table + "_fts MATCH 'timed OR failed' ORDER BY rank LIMIT 5\"";
}

SinkTraits traits(const FieldValues &values)
{
    return {.wantsVectors = values.boolean("embedding"),
        .strength = values.text("synchronous") == "off" ? Strength::Accepted : Strength::Durable,
        .target = values.text("path"),
        .timeout = std::chrono::seconds(5)};
}

Result<std::unique_ptr<Sink>> create(SinkConfig config)
{
    const FieldValues &values = config.values;
    const std::string &path = values.text("path");
    const std::string &table = values.text("table_name");
    Problem problem;
    if (path.empty() || path == ":memory:" || path.starts_with("file:")) {
        problem.text = "sink \"" + config.name + "\": \"" + path + "\" is not a file";
        problem.remedy = "Set `path` to a file, such as emitter.db.";
        return problem;
    }
    if (!isTableName(table)) {
        problem.text = "sink \"" + config.name + "\": \"" + table + "\" is not a table's name";
        problem.remedy = "Use letters, digits and _, at most 63, with no digit and no `sqlite_` "
                         "in front.";
        return problem;
    }
    return std::unique_ptr<Sink>(std::make_unique<SqliteSink>(SqliteSettings{.path = path,
        .table = {.name = table,
            .synchronous = values.text("synchronous"),
            .searchable = values.boolean("fts")},
        .levelCase = levelCaseOf(values.text("level_case")),
        .embedding = values.boolean("embedding"),
        .patience = config.settings.timeout.value_or(std::chrono::seconds(5)),
        .hint = hintFor(values)}));
}

Result<std::unique_ptr<StoreReader>> createReader(SinkConfig config)
{
    return std::unique_ptr<StoreReader>(
        std::make_unique<SqliteReader>(config.values.text("path"), config.values.text("table_name"),
            config.settings.timeout.value_or(std::chrono::seconds(5))));
}

bool isRetryable(int code)
{
    const int primary = code & 0xff;
    return primary == SQLITE_BUSY || primary == SQLITE_LOCKED || primary == SQLITE_INTERRUPT;
}

}

SqliteSink::SqliteSink(SqliteSettings settings)
    : m_settings(std::move(settings))
    , m_database(m_settings.path, m_settings.patience)
    , m_table(m_database, m_settings.table)
{
}

Result<void> SqliteSink::open(const Content &content)
{
    m_row.emplace(content, m_settings.levelCase, m_settings.embedding);
    m_entryBytes = EntryRenderer(content, EntryFormat::json()).typicalBytes();
    if (m_settings.embedding && content.vectors())
        m_entryBytes += content.vectors()->dimensions * sizeof(float);
    return m_table.open();
}

void SqliteSink::send(Batch batch, std::function<void(SendResult)> done)
{
    done(write(*batch.entries));
}

SendResult SqliteSink::write(const std::vector<Entry> &entries)
{
    int code = m_failure.empty() ? m_table.begin() : SQLITE_ABORT;
    std::size_t bytes = 0;
    for (auto entry = entries.begin(); entry != entries.end() && code == SQLITE_OK; ++entry) {
        const EntryRow::Values values = m_row->of(*entry);
        bytes += values.bytes();
        code = m_table.add(values);
    }
    const bool committing = code == SQLITE_OK;
    if (committing)
        code = m_table.commit();
    if (code != SQLITE_OK)
        return failed(code, committing, entries.size());
    m_bytes.fetch_add(bytes, std::memory_order_relaxed);
    return {};
}

SendResult SqliteSink::failed(int code, bool committing, std::size_t entries)
{
    SendResult result;
    result.outcome = isRetryable(code) ? Outcome::Retry : Outcome::Fatal;
    const std::string reason = m_failure.empty() ? m_database.explained(code) : m_failure;
    m_database.rollBack();
    // Without the disk's word the batch may be found in the log again, or not.
    if (committing && code == SQLITE_IOERR_FSYNC)
        result.items.assign(entries, Outcome::Unconfirmed);
    if (result.outcome == Outcome::Fatal)
        m_failure = reason;
    result.reasons.emplace_back(reason, static_cast<std::uint32_t>(entries));
    return result;
}

Result<void> SqliteSink::finish(std::int64_t deadline)
{
    if (!m_failure.empty() || Clock::system().monotonicNanos() >= deadline) {
        m_database.keepLogOnClose();
        return {};
    }
    const int code = m_database.checkpoint();
    if (code == SQLITE_OK || isRetryable(code)) // others still read from the log
        return {};
    Problem problem;
    problem.text = m_database.explained(code);
    problem.remedy = "All entries are in \"" + m_settings.path + "-wal\": keep it beside the file.";
    problem.cause = Cause::CannotCreate;
    m_database.keepLogOnClose();
    return problem;
}

SinkDescriptor descriptor()
{
    return {.id = "sqlite",
        .description =
            QT_TRANSLATE_NOOP("sinks", "writes entries to an SQLite file, with full-text search"),
        .rows = rows,
        .traits = traits,
        .create = create,
        .createReader = createReader};
}

}
