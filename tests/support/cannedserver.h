// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace emitter::test {

/// A request as it came over the wire.
struct CannedRequest
{
    std::string method;
    std::string target; ///< path and query
    std::string head; ///< request line and header lines, raw
    std::string body;
    std::size_t connection = 0; ///< 0, 1, 2 ... in the order of accept

    /// The value of a header, name in lower case; empty when there is none.
    std::string header(std::string_view name) const;
};

/// What the server does with one request: writes `bytes`, then `endless` again and again until the
/// client goes away (nothing when empty), then what `after` says.
struct CannedReply
{
    enum class After { Keep, Close, Reset, Hang };
    std::string bytes;
    After after = After::Keep;
    std::string endless = {};
    std::chrono::milliseconds pause{0}; ///< between two of these

    /// A complete answer with Content-Length; `headers` are whole lines with CRLF.
    static CannedReply http(int status, std::string_view body = "", std::string_view headers = "");
    static CannedReply chunked(int status, const std::vector<std::string> &pieces);
    static CannedReply closeBeforeAnswer() { return {"", After::Close}; }
    static CannedReply neverAnswer() { return {"", After::Hang}; }
};

/// A small HTTP/1.1 server on a free port of 127.0.0.1 that answers from a script and keeps what it
/// was sent. One thread per connection, blocking; for tests. Public functions: any thread.
class CannedServer
{
public:
    using Handler = std::function<CannedReply(const CannedRequest &request, std::size_t index)>;

    /// Answers request k with script[k], later ones with the last.
    explicit CannedServer(std::vector<CannedReply> script);
    /// Calls `handler` for every request, one at a time.
    explicit CannedServer(Handler handler);
    ~CannedServer(); ///< closes every connection and joins
    CannedServer(const CannedServer &) = delete;
    CannedServer &operator=(const CannedServer &) = delete;

    std::uint16_t port() const { return m_port; }
    std::string url(std::string_view path = "/") const;
    std::vector<CannedRequest> requests() const;
    std::size_t requestCount() const;
    std::size_t connectionCount() const;
    /// Waits until `count` requests have come.
    void waitForRequests(std::size_t count) const;
    /// Stops listening and closes every connection, as a server that dies.
    void die();

private:
    void acceptLoop();
    void serve(int socket, std::size_t number);
    CannedReply answer(CannedRequest request);

    Handler m_handler;
    int m_listener = -1;
    std::uint16_t m_port = 0;
    mutable std::mutex m_mutex;
    std::mutex m_handlerMutex;
    std::vector<CannedRequest> m_requests;
    std::vector<int> m_sockets;
    std::vector<std::thread> m_threads;
    bool m_dead = false;
    std::thread m_accepter;
};

/// A port on 127.0.0.1 whose connections are never established: its backlog is full.
class DeafPort
{
public:
    DeafPort();
    ~DeafPort();
    std::uint16_t port() const { return m_port; }

private:
    std::vector<int> m_sockets;
    std::uint16_t m_port = 0;
};

/// A port on 127.0.0.1 where nothing listens (for as long as nobody else takes it).
std::uint16_t closedPort();

}
