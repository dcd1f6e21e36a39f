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

/// One request per entry: feeds batches to the client, as many requests at a time as it has
/// connections, so that none waits inside it and runs into its timeout unsent; answers per entry.
/// send() from one thread, stop() from any; answers come in the client's thread.
class SinglePosts
{
public:
    SinglePosts(HttpClient &client, const HttpSettings &settings, const Content &content,
        int window, std::atomic<std::uint64_t> &bytes);

    void send(Batch batch, std::function<void(SendResult)> done);
    /// Entries that have not been sent are answered Retry now; those under way when the client
    /// says.
    void stop();
    /// As stop(); sends that follow are answered at once too.
    void close();

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

    /// Sends until the window is full. REQUIRES: m_mutex is held.
    void fill();
    void take(const PendingPtr &pending, std::size_t index, const HttpResponse &answer);
    void note(Pending &pending, const HttpResponse &answer);
    static void finish(Pending &pending);

    HttpClient &m_client;
    const HttpSettings &m_settings;
    std::atomic<std::uint64_t> &m_bytes;
    const int m_window;
    std::mutex m_mutex;
    EntryRenderer m_renderer; ///< under m_mutex
    std::deque<PendingPtr> m_waiting; ///< those with unsent entries
    int m_active = 0;
    bool m_closed = false;
};

}
