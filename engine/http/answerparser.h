// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpclient.h"
#include "http/inflater.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace emitter {

/// Reads the answers of one connection (RFC 9112), as the bytes come. Nothing is kept beyond
/// maxHeader and maxBody, so that no server can fill the memory. Strict where two readings
/// are possible: an answer that another reader could cut at another place is none. One thread.
class AnswerParser
{
public:
    enum class State {
        More, ///< all bytes are used up
        Complete, ///< response() is whole; what is left of the bytes is not part of it
        Bad, ///< response().error says how; the connection must be closed
    };
    /// How much of an answer is kept.
    enum class Keep {
        All,
        Failures, ///< of a 2xx only the status
    };

    explicit AnswerParser(const HttpClientOptions &options);

    /// The next answer is that to this request. Its interim answers (1xx) are read over.
    void begin(HttpRequest::Method method, Keep keep);
    /// Takes what belongs to the answer off the front of `bytes`.
    State take(std::string_view &bytes);
    /// The connection has ended. Complete when that is how this answer ends.
    State end();

    /// A byte of the answer has come.
    bool hasBegun() const { return m_hasBegun; }
    /// The server lets us send another request on this connection. After Complete.
    bool keepsConnection() const { return m_keepsConnection; }
    HttpResponse &response() { return m_response; }
    /// Why the answer is Bad, for people.
    std::string_view reason() const { return m_reason; }

private:
    enum class Part { Status, Header, Body, BodyToEnd, ChunkSize, ChunkBody, ChunkEnd, Trailer };

    State bad(HttpResponse::Error error, std::string_view reason);
    /// A line without its end, from `bytes` or from what was there before; empty: it is not whole.
    std::optional<std::string_view> line(std::string_view &bytes);
    State takeLine(std::string_view line);
    State takeStatus(std::string_view line);
    State takeHeader(std::string_view line);
    State takeFraming(std::string_view name, std::string_view value);
    State takeLength(std::string_view value);
    State takeChunkSize(std::string_view line);
    State headEnds();
    State bodyEnds();
    State takeBody(std::string_view &bytes);
    State takeContent(std::string_view bytes);
    bool keep(std::string_view bytes);

    const HttpClientOptions m_options;
    HttpResponse m_response;
    HttpRequest::Method m_method = HttpRequest::Method::Get;
    Keep m_keep = Keep::All;
    Part m_part = Part::Status;
    std::string m_line; ///< the beginning of one that has not come whole
    std::size_t m_headerBytes = 0; ///< of all heads and trailers of this answer
    std::size_t m_headBytes = 0; ///< the same without chunk lines
    std::optional<std::uint64_t> m_length;
    std::uint64_t m_left = 0; ///< of the body or the chunk
    std::size_t m_bodyBytes = 0; ///< unpacked
    std::unique_ptr<Inflater> m_inflater;
    std::string_view m_reason;
    bool m_hasBegun = false;
    bool m_chunked = false;
    bool m_keepsConnection = true;
    bool m_keepsAnswer = true;
    bool m_isPacked = false;
};

}
