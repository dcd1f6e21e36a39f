// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/sink.h"
#include "sinkapi/sinkdescriptor.h"
#include "sinks/pgvector/pgindexes.h"
#include "sinks/pgvector/pglane.h"
#include "sinks/pgvector/pgsettings.h"
#include "sinks/pgvector/pgtable.h"

#include <atomic>
#include <memory>
#include <optional>

namespace emitter::pgvectorsink {

/// Inserts entries with their vectors into a PostgreSQL table. The worker's thread opens and
/// finishes; a thread per connection inserts.
class PgVectorSink : public Sink
{
public:
    explicit PgVectorSink(PgSettings settings);
    ~PgVectorSink() override;

    Result<void> open(const Content &content) override;
    int maxInFlight() const override { return m_settings.connections; }
    void send(Batch batch, std::function<void(SendResult)> done) override;
    Result<void> finish(std::int64_t deadline) override;
    /// Cuts every connection, also one that is just being made.
    void cancel() override { m_watch.cutAll(); }
    std::size_t entryBytes() const override { return m_entryBytes; }
    std::int64_t busiestThreadNanos() const override { return m_threads->busiestNanos(); }
    std::uint64_t bytesWritten() const override { return m_bytes; }
    SinkActivity activity() const override;
    std::vector<std::string> notes() const override;
    std::string hint() const override;

private:
    Result<void> connectLanes(const Content &content);

    const PgSettings m_settings;
    SocketWatch m_watch;
    PgTable m_table;
    std::optional<PgIndexes> m_ownedIndexes;
    std::atomic<const PgIndexes *> m_indexes = nullptr; ///< once they are there; any thread
    std::size_t m_entryBytes = 0;
    std::atomic<std::uint64_t> m_bytes = 0;
    std::unique_ptr<SendThreads> m_threads; ///< last: ends before what its lanes use
};

SinkDescriptor descriptor();

}
