// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/pgindexes.h"

#include "base/clock.h"
#include "base/text.h"
#include "base/values.h"
#include "sinks/pgvector/sqlstate.h"

#include <algorithm>
#include <cmath>
#include <thread>
#include <utility>

namespace emitter::pgvectorsink {
namespace {

// pgvector's limits of an HNSW index.
constexpr std::uint32_t mostVectorDimensions = 2000;
constexpr std::uint32_t mostHalfDimensions = 4000;

constexpr std::chrono::milliseconds followInterval{500};

std::string seconds(std::int64_t nanos)
{
    return formatNumber(std::round(static_cast<double>(nanos) / 1e8) / 10) + " s";
}

/// Asks the server how far it is, beside the session that builds.
class Follower
{
public:
    template <typename Step>
    explicit Follower(Step step)
        : m_thread([this, step] {
            while (!m_over.waitUntil(Clock::system().monotonicNanos()
                + std::chrono::nanoseconds(followInterval).count()))
                step();
        })
    {
    }
    ~Follower()
    {
        m_over.wake();
        m_thread.join();
    }
    Follower(const Follower &) = delete;
    Follower &operator=(const Follower &) = delete;

private:
    WakeUp m_over;
    std::thread m_thread;
};

}

PgIndexes::PgIndexes(const PgSettings &settings, const PgTable &table, SocketWatch &watch)
    : m_settings(settings)
    , m_table(table)
    , m_watch(watch)
{
}

std::vector<PgIndexes::Index> PgIndexes::wanted() const
{
    const std::string &name = m_settings.table.table;
    const std::string &schema = m_table.extensionSchema;
    constexpr const char *graph = " WITH (m = 16, ef_construction = 64)";
    std::vector<Index> indexes;
    if (m_table.dimensions <= mostVectorDimensions) {
        indexes.push_back(
            {name + "_embedding_idx", "'hnsw', 'ivfflat'", "embedding", "vector_cosine_ops",
                "USING hnsw (embedding " + schema + ".vector_cosine_ops)" + graph});
    } else if (m_table.dimensions <= mostHalfDimensions) {
        indexes.push_back({name + "_embedding_idx", "'hnsw', 'ivfflat'", "embedding",
            "halfvec_cosine_ops",
            "USING hnsw ((embedding::" + schema + ".halfvec(" + std::to_string(m_table.dimensions)
                + ")) " + schema + ".halfvec_cosine_ops)" + graph});
    }
    if (m_table.hasFullText)
        indexes.push_back({name + "_message_tsv_idx", "'gin', 'gist'", "message_tsv", "",
            "USING gin (message_tsv)"});
    indexes.push_back({name + "_timestamp_idx", "'brin', 'btree'", "timestamp", "",
        "USING brin (\"timestamp\")"});
    return indexes;
}

Result<void> PgIndexes::build(std::int64_t deadline)
{
    const std::string place = "PostgreSQL at " + m_settings.server;
    PgError error;
    const auto session =
        PgSession::connect(m_settings.conninfo, m_settings.connectTimeout, m_watch, error);
    if (!session)
        return problemOf(error, place + ": the indexes were not built");
    if (auto failed = beginSession(*session, m_settings))
        return problemOf(*failed, place + ": the indexes were not built");
    if (m_table.dimensions > mostHalfDimensions)
        m_notes.push_back("no index over the vectors: pgvector indexes "
            + std::to_string(mostHalfDimensions) + " dimensions at most");
    // The lock keeps two programs from building the same index.
    const std::vector<std::string> steps{"SET statement_timeout = 0",
        "SELECT set_config('maintenance_work_mem', greatest(pg_size_bytes(current_setting("
        "'maintenance_work_mem')), "
            + std::to_string(m_settings.indexMemory) + ") / 1024 || 'kB', false)",
        // a server that sees its client go stops building (since version 14)
        "SELECT set_config(name, '500', false) FROM pg_settings WHERE name = "
        "'client_connection_check_interval'"};
    for (const std::string &sql : steps) {
        if (auto answer = session->run(sql, m_settings.timeout); answer.error)
            return problemOf(*answer.error, place + ": the indexes were not built");
    }
    setActivity({"waiting for another program that builds indexes", 0, 0});
    const std::int64_t left = deadline - Clock::system().monotonicNanos();
    auto locked = session->run("SELECT pg_advisory_lock(hashtextextended('emitter ' || $1, 0))",
        {m_table.sql}, PgSession::Limit(std::max<std::int64_t>(left, 0)));
    Result<void> result;
    if (locked.error)
        result = problemOf(*locked.error, place + ": the indexes were not built");
    for (const Index &index : wanted()) {
        if (!result)
            break;
        result = buildOne(*session, index, deadline);
    }
    setActivity({});
    return result;
}

Result<bool> PgIndexes::isThere(PgSession &session, const Index &index)
{
    // An index over an expression names its columns in pg_depend only; one with other operators
    // (another distance) does not serve our queries.
    const auto answer = session.run(
        "SELECT 1 FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = "
        "c.relam WHERE i.indrelid = to_regclass($1) AND i.indisvalid AND m.amname IN ("
            + index.methods
            + ") AND EXISTS (SELECT 1 FROM pg_depend d JOIN pg_attribute a ON a.attrelid = "
              "d.refobjid AND a.attnum = d.refobjsubid WHERE d.objid = i.indexrelid AND d.refobjid "
              "= i.indrelid AND a.attname = $2) AND ($3 = '' OR EXISTS (SELECT 1 FROM pg_opclass o "
              "WHERE o.oid = i.indclass[0] AND o.opcname = $3)) LIMIT 1",
        {m_table.sql, index.column, index.operators}, m_settings.timeout);
    if (answer.error)
        return problemOf(*answer.error, "looking for the index " + printable(index.name, 200));
    return !answer.rows.empty();
}

Result<void> PgIndexes::buildOne(PgSession &session, const Index &index, std::int64_t deadline)
{
    const std::string shown = printable(index.name, 200);
    const auto there = isThere(session, index);
    if (!there)
        return there.problem();
    if (*there)
        return {};
    const std::int64_t begun = Clock::system().monotonicNanos();
    setActivity({"building index " + shown, 0, 0});
    std::optional<PgError> error = create(session, index, deadline);
    // Parallel workers share memory by files in /dev/shm, which containers keep small.
    if (error && error->state == "53100"
        && !session.run("SET max_parallel_maintenance_workers = 0", m_settings.timeout).error)
        error = create(session, index, deadline);
    const std::string took = seconds(Clock::system().monotonicNanos() - begun);
    if (!error) {
        m_notes.push_back("index " + shown + " built in " + took);
        return {};
    }
    Problem problem = problemOf(*error, "index " + shown + " was not built");
    if (error->state == "57014" || m_watch.isCut() || Clock::system().monotonicNanos() >= deadline)
        problem.text = "index " + shown + " was not built: "
            + (m_watch.isCut() ? "stopped" : "index_timeout ended it") + " after " + took;
    problem.remedy = "By hand: CREATE INDEX ON " + printable(m_table.sql, 200) + ' ' + index.sql;
    if (m_watch.isCut()) // whoever stops a run twice is told nothing else about it
        m_notes.push_back(problem.text + ". " + problem.remedy);
    return problem;
}

std::optional<PgError> PgIndexes::create(
    PgSession &session, const Index &index, std::int64_t deadline)
{
    constexpr std::int64_t nanosPerMilli = 1'000'000;
    constexpr std::int64_t longest = INT32_MAX; // of statement_timeout, in milliseconds
    const std::int64_t left = (deadline - Clock::system().monotonicNanos()) / nanosPerMilli;
    if (left <= 0 || m_watch.isCut())
        return PgError{"57014", "no time is left", false};
    const std::int64_t milliseconds = std::min(left, longest);
    auto begun = session.run(
        "SET statement_timeout = " + std::to_string(milliseconds) + "; SELECT pg_backend_pid()",
        m_settings.timeout);
    if (begun.error)
        return begun.error;
    // Without a second connection nobody sees how far it is; it is built all the same.
    PgError ignored;
    const auto observer =
        PgSession::connect(m_settings.conninfo, m_settings.connectTimeout, m_watch, ignored);
    const Follower follower([this, &observer, process = *begun.rows.at(0).at(0)] {
        if (observer)
            follow(*observer, process);
    });
    return session
        .run("CREATE INDEX ON " + m_table.sql + ' ' + index.sql,
            std::chrono::milliseconds(milliseconds))
        .error;
}

void PgIndexes::follow(PgSession &session, const std::string &process)
{
    const auto answer = session.run(
        "SELECT blocks_done, blocks_total FROM pg_stat_progress_create_index WHERE pid = $1::int",
        {process}, m_settings.timeout);
    if (answer.rows.empty())
        return;
    const std::lock_guard lock(m_mutex);
    m_activity.done = numberOf<std::uint64_t>(answer.rows[0][0]);
    m_activity.total = numberOf<std::uint64_t>(answer.rows[0][1]);
}

SinkActivity PgIndexes::activity() const
{
    const std::lock_guard lock(m_mutex);
    return m_activity;
}

void PgIndexes::setActivity(SinkActivity activity)
{
    const std::lock_guard lock(m_mutex);
    m_activity = std::move(activity);
}

}
