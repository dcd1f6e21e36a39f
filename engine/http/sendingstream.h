// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpclient.h"

#include <condition_variable>
#include <mutex>

namespace emitter {

/// A stream for clients that have none of their own: keeps as many requests in the client as it has
/// connections, so that none waits inside and runs into its time-out unsent.
class SendingStream : public HttpStream
{
public:
    /// `client` outlives the stream; its end cancels everything else in the client too.
    SendingStream(HttpClient &client, HttpRequest pattern, HttpBodySource &source);
    ~SendingStream() override;

    void wake() override;

private:
    void pump();
    /// Reserves a place and clears m_more; false when there is nothing to do for now.
    bool begin();

    HttpClient &m_client;
    const HttpRequest m_pattern;
    HttpBodySource &m_source;
    std::mutex m_mutex;
    std::condition_variable m_idle;
    int m_window; ///< requests under way, at most; 0: the stream ends
    int m_active = 0;
    bool m_more = false; ///< the source may have something
    bool m_pumping = false; ///< by one thread at a time, so that a client may answer at once
};

}
