// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rest/spentbodies.h"
#include "sinkapi/sink.h"
#include "sinks/elasticsearch/bulkbody.h"
#include "sinks/elasticsearch/elasticsearchsettings.h"
#include "sinks/elasticsearch/targetindex.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace emitter::elasticsearchsink {

/// Sends batches as `_bulk` requests.
class ElasticsearchSink : public Sink
{
public:
    ElasticsearchSink(ElasticsearchSettings settings, std::unique_ptr<HttpClient> client);

    Result<void> open(const Content &content) override;
    int maxInFlight() const override;
    void send(Batch batch, std::function<void(SendResult)> done) override;
    Result<void> finish(std::int64_t deadline) override;
    void cancel() override;
    std::size_t entryBytes() const override { return m_body ? m_body->entryBytes() : 0; }
    std::int64_t busiestThreadNanos() const override
    {
        return m_store.client().busiestThreadNanos();
    }
    std::uint64_t bytesWritten() const override { return m_bytes; }
    SinkActivity activity() const override { return m_target.activity(); }
    std::vector<std::string> notes() const override;
    std::string hint() const override;

private:
    int blocksOf(const Batch &batch) const;
    void noteBlock(const Batch &batch, bool isBlocked);
    SendResult judge(const HttpResponse &answer, const Batch &batch, bool base64);

    const ElasticsearchSettings m_settings;
    const Content *m_content = nullptr;
    SpentBodies m_spent;
    std::optional<BulkBody> m_body;
    bool m_base64 = false; ///< how m_body writes vectors
    std::string m_path;
    std::string m_failure; ///< of finish(), with what to do about it
    mutable std::mutex m_blocksMutex;
    std::map<std::uint64_t, int> m_blocks; ///< by the batch's number: how often it met a block
    std::atomic<bool> m_base64Refused = false;
    std::atomic<std::uint64_t> m_bytes = 0;
    RestStore m_store; ///< behind what its answers touch: it goes first
    TargetIndex m_target;
};

SinkDescriptor descriptor();

}
