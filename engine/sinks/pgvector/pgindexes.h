// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sinks/pgvector/pgtable.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

namespace emitter::pgvectorsink {

/// Builds the indexes that people search a log table with and that it does not have: HNSW over the
/// vectors (cosine, m = 16, ef_construction = 64), GIN over the words, BRIN over the times. One
/// thread; activity() from any.
class PgIndexes
{
public:
    /// All three outlive it.
    PgIndexes(const PgSettings &settings, const PgTable &table, SocketWatch &watch);

    /// Builds until `deadline` (monotonic nanoseconds), or until the watch is cut.
    Result<void> build(std::int64_t deadline);

    SinkActivity activity() const;
    /// What was built, in how many seconds.
    const std::vector<std::string> &notes() const { return m_notes; }

private:
    struct Index
    {
        std::string name; ///< as PostgreSQL calls it unless the name is taken
        std::string methods; ///< of those that serve as well, as SQL: 'hnsw', 'ivfflat'
        std::string column;
        std::string operators; ///< the class that serves; empty: any
        std::string sql; ///< behind CREATE INDEX ON the table
    };
    std::vector<Index> wanted() const;
    Result<void> buildOne(PgSession &session, const Index &index, std::int64_t deadline);
    Result<bool> isThere(PgSession &session, const Index &index);
    std::optional<PgError> create(PgSession &session, const Index &index, std::int64_t deadline);
    void follow(PgSession &session, const std::string &process);
    void setActivity(SinkActivity activity);

    const PgSettings &m_settings;
    const PgTable &m_table;
    SocketWatch &m_watch;
    std::vector<std::string> m_notes;
    mutable std::mutex m_mutex;
    SinkActivity m_activity;
};

}
