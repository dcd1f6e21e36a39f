// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/sendthreads.h"
#include "sinks/pgvector/entrycolumns.h"
#include "sinks/pgvector/pgtable.h"

#include <atomic>
#include <cstdint>
#include <memory>

namespace emitter::pgvectorsink {

/// One connection that inserts batches, each in a transaction of its own; it connects again when
/// the connection is lost. Everything that it is made from outlives it.
class PgLane : public BlockingLane
{
public:
    PgLane(const PgSettings &settings, const PgTable &table, const Content &content,
        SocketWatch &watch, std::atomic<std::uint64_t> &bytes);

    /// Connects unless it is connected.
    std::optional<PgError> connect();
    SendResult send(const Batch &batch) override;
    std::size_t entryBytes() const { return m_columns.entryBytes(); }

private:
    const PgSettings &m_settings;
    const PgTable &m_table;
    SocketWatch &m_watch;
    std::atomic<std::uint64_t> &m_bytes;
    EntryColumns m_columns;
    std::unique_ptr<PgSession> m_session;
};

}
