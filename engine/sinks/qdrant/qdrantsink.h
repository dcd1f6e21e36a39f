// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/wakeup.h"
#include "rest/reststore.h"
#include "rest/spentbodies.h"
#include "sinkapi/sinkdescriptor.h"
#include "sinks/qdrant/collection.h"
#include "sinks/qdrant/pointwriter.h"
#include "sinks/qdrant/qdrantsettings.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace emitter::qdrantsink {

/// Upserts points into a Qdrant collection over REST. Until one batch was applied, batches are sent
/// with wait=true: what Qdrant checks only then would be lost without a word (protocol notes in
/// README.md).
class QdrantSink : public Sink
{
public:
    QdrantSink(QdrantSettings settings, std::unique_ptr<HttpClient> client,
        Clock &clock = Clock::system());
    ~QdrantSink() override;

    Result<void> open(const Content &content) override;
    int maxInFlight() const override { return m_connections; }
    void send(Batch batch, std::function<void(SendResult)> done) override;
    Result<void> finish(std::int64_t deadline) override;
    void cancel() override;
    std::size_t entryBytes() const override { return m_writer ? m_writer->maxBytes() : 0; }
    std::int64_t busiestThreadNanos() const override
    {
        return m_store.client().busiestThreadNanos();
    }
    std::uint64_t bytesWritten() const override { return m_bytes; }
    SinkActivity activity() const override;
    std::vector<std::string> notes() const override { return m_notes; }
    std::string hint() const override { return m_hint; }

private:
    SendResult read(const HttpResponse &answer, const std::string &path, std::uint32_t count);
    Result<void> deferIndexing(const CollectionState &state);
    Result<void> restoreIndexing();
    /// A Problem when acknowledged points turn out to be lost; what could not be found out is a
    /// note.
    Result<void> awaitApplied(std::int64_t deadline);
    /// Nothing is queued, and what bulk loading put off is indexed.
    bool isSettled(const CollectionState &state);
    Result<void> compareCounts();
    void addExample();
    void setActivity(SinkActivity activity);

    const QdrantSettings m_settings;
    Clock &m_clock;
    WakeUp m_wake; ///< ends a wait in finish()
    SpentBodies m_spent;
    std::optional<PointWriter> m_writer;
    int m_connections = 1;
    std::optional<std::uint64_t> m_oldThreshold; ///< to restore; from open() until restored
    bool m_deferred = false; ///< indexing was off during the load
    std::uint64_t m_pointsBefore = 0;
    std::vector<std::string> m_notes;
    std::string m_hint;

    std::atomic<bool> m_verified = false; ///< a batch was applied
    std::atomic<std::uint64_t> m_delivered = 0;
    std::atomic<std::uint64_t> m_waitTimeouts = 0; ///< batches
    std::atomic<std::uint64_t> m_bytes = 0;
    mutable std::mutex m_activityMutex;
    SinkActivity m_activity;

    Collection m_collection; ///< knows m_store
    RestStore m_store; ///< the last: its threads touch what stands above until it is gone
};

SinkDescriptor descriptor();

}
