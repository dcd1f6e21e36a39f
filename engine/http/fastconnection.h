// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/answerparser.h"
#include "http/hostlookup.h"
#include "http/httpmailbox.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

struct FastFeed;
struct FastHost;

/// One request on its connection.
struct FastFlight
{
    std::unique_ptr<HttpJob> job; ///< empty: one of a stream
    FastFeed *feed = nullptr;
    std::uint64_t number = 0; ///< of the feed's
    std::int64_t deadline = 0; ///< monotonic nanoseconds
    std::uint64_t begin = 0; ///< where its bytes are, counted from the connection's first
    std::uint64_t end = 0;
    int failedUnsent = 0;
};

/// A connection of the fast client: the socket, the bytes that wait to go out, and the requests
/// under way in their order. It knows no time and decides nothing. Lives in its loop's thread.
class FastConnection
{
public:
    enum class State {
        Closed,
        Waiting, ///< for the host's address, or for a socket
        Connecting,
        Ready,
    };

    FastConnection(FastHost &host, std::uint32_t place, const HttpClientOptions &options);
    ~FastConnection() { close(); }
    FastConnection(const FastConnection &) = delete;
    FastConnection &operator=(const FastConnection &) = delete;

    /// Gets a socket, so that a request is not given to a connection that cannot be; an errno, or
    /// 0.
    int reserve(int family);
    /// Begins to connect; an errno, or 0. REQUIRES: there is no socket but a reserved one.
    int connect(const SocketAddress &address);
    /// The outcome of connect(): an errno, or 0.
    int connected() const;
    void close();
    int socket() const { return m_socket; }

    /// Where the next request is written; then add() it. At its beginning may be what has been
    /// sent, after flush() no more of it than of what has not.
    std::string &buffer() { return m_out; }
    /// A request whose head, or whole, was just written to the buffer; the body of a job follows it
    /// on the wire. REQUIRES: a job is alone on its connection.
    void add(FastFlight flight);
    /// Sends what the socket takes; an errno, or 0.
    int flush();
    /// True when flush() left something.
    bool wantsToSend() const { return m_sent < m_queued; }
    bool isSent(const FastFlight &flight) const { return m_sent > flight.begin; }
    bool isWhollySent(const FastFlight &flight) const { return m_sent >= flight.end; }
    /// After close(): only `kept` remain, whose bytes are the last of the buffer; they will be sent
    /// on the next connection.
    void rewind(std::vector<FastFlight> kept);
    /// The other side has closed, or said something that nobody asked for. For an idle connection.
    bool isStale() const;

    FastHost &host; ///< whose connection it is
    const std::uint32_t place; ///< in the loop's table
    std::uint32_t serial = 0; ///< counts its sockets, so that an old socket's event is known
    State state = State::Closed;
    std::vector<FastFlight> flights; ///< in the order of their answers
    AnswerParser parser;
    std::size_t nextAddress = 0;
    std::int64_t connectDeadline = 0; ///< for all addresses
    std::int64_t attemptDeadline = 0; ///< for this one
    std::int64_t idleSince = 0;
    std::uint64_t answers = 0; ///< since it was connected
    bool watchesSending = false; ///< epoll tells when there is room
    bool isEnding = false; ///< the other side sends nothing more

private:
    void forgetSent();

    const int m_userTimeoutMillis;
    int m_socket = -1;
    int m_family = 0; ///< of the socket
    std::string m_out;
    std::size_t m_outAt = 0; ///< what is before it has been sent
    std::size_t m_bodyAt = 0; ///< likewise, of a job's body
    std::uint64_t m_queued = 0; ///< bytes since the beginning
    std::uint64_t m_sent = 0;
};

}
