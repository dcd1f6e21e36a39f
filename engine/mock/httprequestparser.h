// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace emitter {

struct MockRequest
{
    std::string method;
    std::string path; ///< without the query
    std::string contentType; ///< in lower case
    std::string contentEncoding; ///< in lower case
    std::string body; ///< chunks joined, still compressed
    bool keepAlive = true;
};

/// Cuts the bytes of one connection into HTTP/1.1 requests (RFC 9112): Content-Length, chunked,
/// several in a row. For the mock servers; not thread-safe.
class HttpRequestParser
{
public:
    static constexpr std::size_t maxHead = 64u << 10;
    static constexpr std::size_t maxBody = 64u << 20;
    enum class State {
        NeedMore,
        Complete, ///< a request was taken out
        Bad, ///< answer refusal() and close
    };

    /// Where the connection's next bytes go: append to it, then call next() until it needs more.
    std::string &buffer() { return m_buffer; }
    State next(MockRequest &request);
    /// The status for what was Bad: 400, 413, 431, 501 or 505.
    int refusal() const { return m_refusal; }
    /// True once, when the client waits for `100 Continue` before it sends the body.
    bool takeContinue();

private:
    State bad(int status);
    State readHead(MockRequest &request);
    bool readRequestLine(std::string_view line, MockRequest &request);
    bool readHeader(std::string_view line, MockRequest &request);
    State readBody(MockRequest &request);
    State readChunks(MockRequest &request);
    void compact();

    std::string m_buffer;
    std::size_t m_begin = 0; ///< what is before it has been used
    std::size_t m_scanned = 0; ///< no end of head before it
    bool m_inBody = false;
    bool m_chunked = false;
    bool m_hasLength = false;
    bool m_continue = false;
    std::size_t m_length = 0;
    int m_refusal = 0;
    MockRequest m_pending;
};

}
