// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/threadcpu.h"
#include "http/fastconnection.h"
#include "http/fastinbox.h"
#include "http/fastrequest.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

struct epoll_event;

namespace emitter {

/// A stream's part in one loop. Made by anyone, then the loop's.
struct FastFeed
{
    FastFeed(HttpUrl itsUrl, const HttpRequest &request, HttpBodySource &itsSource)
        : url(std::move(itsUrl))
        , pattern(request, url)
        , source(itsSource)
    {
    }
    const HttpUrl url;
    const RequestPattern pattern;
    HttpBodySource &source;
    FastHost *host = nullptr;
    bool isDry = false; ///< the source had nothing when it was asked last
};

/// A host and port, and the connections to it.
struct FastHost
{
    std::string name;
    std::uint16_t port = 0;
    std::string where; ///< host:port, for messages
    std::vector<SocketAddress> addresses;
    std::int64_t lookedUpAt = 0; ///< when `addresses` are from; no address: never
    std::int64_t noSocketsUntil = 0;
    bool isNumeric = false;
    bool isLookingUp = false;
    std::vector<std::unique_ptr<FastConnection>> connections;
    std::vector<FastConnection *> idle; ///< connected; the last used is the last
    std::vector<FastConnection *> closed;
    std::deque<std::unique_ptr<HttpJob>> waiting; ///< deadlines ascend
    std::vector<FastFeed *> feeds;
    bool isDue = false; ///< it is in the loop's list of those to fill
};

/// One thread of the fast client: connections to hosts, an epoll set, and what is due when.
/// Everything private runs in that thread, which also calls every `done` and source.
class FastLoop
{
public:
    /// At most `connections` to one host.
    FastLoop(const HttpClientOptions &options, int connections, HostLookup lookup = lookUpHost);
    ~FastLoop(); ///< cancels what is outstanding, waits for it

    void send(HttpJob job);
    void cancelAll();
    void add(FastFeed *feed);
    /// Returns when nothing of the feed is under way any more.
    void remove(FastFeed *feed);
    /// Sources may have something.
    void wake() { m_inbox->ring(); }
    /// Requests of send() that are not answered, for the choice of a loop.
    int outstanding() const { return m_outstanding.load(std::memory_order_relaxed); }
    /// CPU time of the thread, nanoseconds.
    std::int64_t cpuNanos() const { return m_cpu.nanos(); }

private:
    using Error = HttpResponse::Error;
    static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();
    /// After this long (nanoseconds) another try to get a socket, where none was left.
    static constexpr std::int64_t socketPause = 50'000'000;

    void run();
    int waitMillis() const;
    void takeMail();
    void handle(const epoll_event &event);
    void cancelBefore(std::uint64_t epoch);
    void shutDown();

    // Which request goes where (fastdispatch.cpp).
    void accept(HttpJob job);
    FastHost &hostOf(const HttpUrl &url);
    void setDue(FastHost &host);
    void fillDue();
    void fill(FastHost &host);
    FastConnection *freeConnection(FastHost &host);
    void load(FastConnection &connection);
    void loadJob(FastConnection &connection);
    void loadFromFeed(FastConnection &connection, FastFeed &feed, std::size_t depth);
    void sweep();
    void sweep(FastConnection &connection);
    void sweepWaiting(FastHost &host);
    void noteDeadline(std::int64_t deadline) { m_nextSweep = std::min(m_nextSweep, deadline); }

    // The life of a connection (fastlife.cpp).
    void open(FastConnection &connection);
    void lookUp(FastHost &host);
    void found(FastHost &host, std::vector<SocketAddress> addresses);
    void tryNextAddress(FastConnection &connection, int lastError);
    void connected(FastConnection &connection);
    void write(FastConnection &connection);
    void watch(FastConnection &connection, bool sending, bool isNew);
    void read(FastConnection &connection);
    bool received(FastConnection &connection, std::string_view bytes);
    bool answered(FastConnection &connection);
    void proceed(FastConnection &connection);
    void ended(FastConnection &connection);
    void lastWords(FastConnection &connection);
    void close(FastConnection &connection);
    /// The connection has ended: the first request with `error`, the others with what is true of
    /// them; those of which not a byte was sent go again.
    void end(FastConnection &connection, Error error, std::string_view reason = {});
    bool mayGoAgain(const FastConnection &connection, FastFlight &flight) const;
    void fail(FastFlight &flight, const FastHost &host, Error error, bool sent, std::string detail);
    void failAll(FastConnection &connection, Error error, const std::string &detail);
    void answer(HttpJob &job, HttpResponse response);

    const HttpClientOptions m_options;
    const std::size_t m_mostConnections;
    const HostLookup m_lookup;
    const std::shared_ptr<FastInbox> m_inbox; ///< shared with lookups, which may outlive us
    const int m_epoll;
    std::map<std::string, std::unique_ptr<FastHost>> m_hosts;
    std::vector<FastConnection *> m_places; ///< the first place is the inbox's
    std::vector<FastFeed *> m_feeds;
    std::vector<FastHost *> m_due;
    std::vector<char> m_scratch; ///< what was just received
    std::int64_t m_now = 0;
    std::int64_t m_nextSweep = never;
    std::atomic<int> m_outstanding = 0;
    bool m_closing = false;
    bool m_ended = false;
    ThreadCpu m_cpu;
    std::thread m_thread;
};

}
