// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rest/spentbodies.h"
#include "sinkapi/sink.h"
#include "sinks/http/batchbody.h"
#include "sinks/http/httpsettings.h"
#include "sinks/http/singleposts.h"

#include <atomic>
#include <memory>
#include <optional>

namespace emitter::httpsink {

/// POSTs entries to an HTTP endpoint, one per request or a batch per request.
class HttpSink : public Sink
{
public:
    HttpSink(HttpSettings settings, std::unique_ptr<HttpClient> client);
    ~HttpSink() override;

    Result<void> open(const Content &content) override;
    int maxInFlight() const override;
    void send(Batch batch, std::function<void(SendResult)> done) override;
    Result<void> finish(std::int64_t) override { return {}; }
    void cancel() override;
    std::size_t entryBytes() const override { return m_entryBytes; }
    std::int64_t busiestThreadNanos() const override { return m_client->busiestThreadNanos(); }
    std::uint64_t bytesWritten() const override { return m_bytes; }

private:
    void sendBatch(Batch batch, std::function<void(SendResult)> done);

    const HttpSettings m_settings;
    std::unique_ptr<HttpClient> m_client;
    SpentBodies m_spent;
    std::optional<BatchBody> m_body; ///< with one request per batch
    std::atomic<SinglePosts *> m_posts = nullptr; ///< with one request per entry; cancel() reads it
    std::unique_ptr<SinglePosts> m_ownedPosts;
    std::size_t m_entryBytes = 0;
    std::atomic<std::uint64_t> m_bytes = 0;
    std::atomic<bool> m_cancelled = false;
};

SinkDescriptor descriptor();

}
