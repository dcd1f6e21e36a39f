// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/pglane.h"

#include "sinks/pgvector/sqlstate.h"

#include <utility>

namespace emitter::pgvectorsink {

PgLane::PgLane(const PgSettings &settings, const PgTable &table, const Content &content,
    SocketWatch &watch, std::atomic<std::uint64_t> &bytes)
    : m_settings(settings)
    , m_table(table)
    , m_watch(watch)
    , m_bytes(bytes)
    , m_columns(content, {table.vectorOid, settings.levelCase, table.hasMetadata})
{
}

std::optional<PgError> PgLane::connect()
{
    if (m_session && m_session->isOpen())
        return {};
    m_session.reset();
    PgError error;
    auto session =
        PgSession::connect(m_settings.conninfo, m_settings.connectTimeout, m_watch, error);
    if (!session)
        return error;
    if (auto failed = beginSession(*session, m_settings))
        return failed;
    if (auto failed = session->prepare(m_table.insertStatement(), m_settings.timeout))
        return failed;
    m_session = std::move(session);
    return {};
}

SendResult PgLane::send(const Batch &batch)
{
    const auto count = static_cast<std::uint32_t>(batch.entries->size());
    SendResult result;
    std::optional<PgError> error;
    SqlMeaning meaning{Outcome::Delivered};
    if (m_watch.isCut()) {
        meaning.outcome = Outcome::Retry;
        error = PgError{"", "stopped before it was sent", false};
    } else if (error = connect(); error) {
        meaning = meaningOf(*error);
        if (meaning.outcome == Outcome::RetryUnsure)
            meaning.outcome = Outcome::Retry; // nothing was sent
        if (meaning.outcome == Outcome::Retry && meaning.pressure == Pressure::None)
            meaning.pressure = Pressure::Unreachable;
    } else {
        const auto columns = m_columns.write(*batch.entries);
        for (const std::string_view column : columns)
            m_bytes += column.size();
        error = m_session->runPrepared(columns, m_settings.timeout);
        if (error)
            meaning = meaningOf(*error);
        if (meaning.reconnect)
            m_session.reset();
    }
    result.outcome = meaning.outcome;
    result.pressure = meaning.pressure;
    if (error)
        result.reasons.emplace_back(
            problemOf(*error, "PostgreSQL at " + m_settings.server).text, count);
    return result;
}

}
