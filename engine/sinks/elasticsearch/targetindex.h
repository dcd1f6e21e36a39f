// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/content.h"
#include "rest/reststore.h"
#include "sinkapi/sink.h"
#include "sinks/elasticsearch/answers.h"
#include "sinks/elasticsearch/elasticsearchsettings.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace emitter::elasticsearchsink {

/// What a sink writes to: found or made before the first entry, put back as it was after the last.
/// The sink's thread, but for activity().
///
/// `_bulk` creates an index that is missing, with a mapping of its own invention. So entries never
/// go to an index by its name: they go through an alias, which the server must know
/// (`require_alias`) and which dies with its index. For an index that is an alias for the run.
class TargetIndex
{
public:
    TargetIndex(RestStore &store, const ElasticsearchSettings &settings);

    /// Checks the server, finds or creates the index, checks or completes its mapping. When it
    /// fails, nothing is left changed but an index that it created.
    Result<void> prepare(const Content &content);
    /// Makes what was written visible and takes back what prepare() changed; the latter also when
    /// `deadline` (monotonic nanoseconds) is past. A Problem names what could not be done.
    Result<void> restore(std::int64_t deadline);

    /// Path and query for entries. After prepare().
    std::string bulkPath() const;
    /// Whether vectors may be sent as base64. After prepare().
    bool takesBase64() const { return m_server.isAtLeast(9, 3); }
    std::vector<std::string> notes() const;
    SinkActivity activity() const;

private:
    using Method = RestStore::Method;

    Result<void> prepareAll(const Content &content);
    Result<void> checkServer();
    Result<void> find(const Content &content);
    Result<void> create(const Content &content);
    Result<void> verify(const Content &content);
    Result<void> addFields(const std::string &properties);
    Result<void> guard(const Content &content);
    Result<void> slowRefresh();
    Result<void> restoreRefresh();
    Result<void> showEntries();
    Result<void> checkSameIndex();
    Result<void> removeGuard();

    Result<HttpResponse> demand(
        Method method, const std::string &path, std::string body, std::string remedy);
    /// An answer of 2xx, or a Problem.
    Result<HttpResponse> demanded(
        Result<HttpResponse> answer, Method method, const std::string &path, std::string remedy);
    Problem vanished() const;
    void setStep(std::string step);

    RestStore &m_store;
    const ElasticsearchSettings &m_settings;
    ServerVersion m_server;
    IndexState m_state;
    std::string m_guard; ///< our alias; empty: none
    std::string m_changed; ///< what refresh_interval was changed on; empty: it was not
    bool m_restored = false;
    bool m_wasSlow = false; ///< refresh_interval was what we would make it
    bool m_silent = false; ///< demand() got no answer the last time
    mutable std::mutex m_mutex;
    std::string m_step; ///< under m_mutex
};

}
