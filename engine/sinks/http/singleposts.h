// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpclient.h"
#include "sinkapi/sink.h"
#include "sinks/http/httpsettings.h"
#include "wire/entryrenderer.h"

#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace emitter::httpsink {

/// One request per entry: a stream that the client takes entries from when a connection is free,
/// rendered straight into what it sends; answers per entry. send() from one thread, stop() from
/// any; the client calls from its threads.
class SinglePosts final : private HttpBodySource
{
public:
    /// `client`, `settings`, `content` and `bytes` outlive it.
    SinglePosts(HttpClient &client, const HttpSettings &settings, const Content &content,
        std::atomic<std::uint64_t> &bytes);
    /// Answers what has not been sent, cancels the rest and waits for it.
    ~SinglePosts();

    void send(Batch batch, std::function<void(SendResult)> done);
    /// Entries that have not been sent are answered Retry now; those under way when the client
    /// says.
    void stop();

private:
    struct Pending
    {
        Batch batch;
        std::function<void(SendResult)> done;
        std::vector<Outcome> items;
        std::size_t next = 0; ///< not yet sent
        std::size_t left = 0; ///< not yet answered
        bool allDelivered = true;
        SendResult result;
        /// One sentence per kind of answer, from the first of its kind: (error, status) to its
        /// place.
        std::map<std::pair<HttpResponse::Error, int>, std::size_t> kinds;
    };
    using PendingPtr = std::shared_ptr<Pending>;
    /// An entry under way.
    struct Place
    {
        PendingPtr pending;
        std::size_t index = 0;
    };

    std::optional<std::uint64_t> writeNext(std::string &out) override;
    void take(std::uint64_t number, const HttpResponse &answer) override;
    void settle(Pending &pending, std::size_t index, const HttpResponse &answer);
    void note(Pending &pending, const HttpResponse &answer);
    static void finish(Pending &pending);

    const HttpSettings &m_settings;
    std::atomic<std::uint64_t> &m_bytes;
    std::mutex m_mutex;
    EntryRenderer m_renderer; ///< under m_mutex
    std::deque<PendingPtr> m_waiting; ///< those with unsent entries
    std::vector<Place> m_places; ///< by the number of a request
    std::vector<std::uint64_t> m_freePlaces;
    std::unique_ptr<HttpStream> m_stream;
};

}
