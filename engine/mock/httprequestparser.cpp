// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mock/httprequestparser.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace emitter {
namespace {

/// A whole number without sign or blanks.
bool readNumber(std::string_view text, int base, std::size_t &value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return error == std::errc() && end == text.data() + text.size();
}

bool equalsIgnoringCase(std::string_view text, std::string_view lower)
{
    return text.size() == lower.size() && lowerCase(text) == lower;
}

}

HttpRequestParser::State HttpRequestParser::next(MockRequest &request)
{
    if (m_refusal)
        return State::Bad;
    if (!m_inBody) {
        const State head = readHead(m_pending);
        if (head != State::Complete)
            return head;
        m_inBody = true;
    }
    const State body = m_chunked ? readChunks(m_pending) : readBody(m_pending);
    if (body != State::Complete)
        return body;
    request = std::move(m_pending);
    m_pending = {};
    m_inBody = m_chunked = m_hasLength = m_continue = false;
    m_length = 0;
    compact();
    return State::Complete;
}

bool HttpRequestParser::takeContinue()
{
    return std::exchange(m_continue, false);
}

HttpRequestParser::State HttpRequestParser::bad(int status)
{
    m_refusal = status;
    return State::Bad;
}

HttpRequestParser::State HttpRequestParser::readHead(MockRequest &request)
{
    const std::string_view bytes = std::string_view(m_buffer).substr(m_begin);
    const std::size_t end = bytes.find("\r\n\r\n", m_scanned);
    if (std::min(end, bytes.size()) > maxHead)
        return bad(431);
    if (end == std::string_view::npos) {
        m_scanned = bytes.size() < 3 ? 0 : bytes.size() - 3;
        return State::NeedMore;
    }
    std::string_view head = bytes.substr(0, end + 2);
    bool first = true;
    while (!head.empty()) {
        const std::size_t eol = head.find("\r\n");
        const std::string_view line = head.substr(0, eol);
        if (!(first ? readRequestLine(line, request) : readHeader(line, request)))
            return m_refusal ? State::Bad : bad(400);
        first = false;
        head.remove_prefix(eol + 2);
    }
    if (m_chunked && m_hasLength)
        return bad(400);
    m_continue = m_continue && (m_chunked || m_length > 0);
    m_begin += end + 4;
    m_scanned = 0;
    return State::Complete;
}

bool HttpRequestParser::readRequestLine(std::string_view line, MockRequest &request)
{
    const auto words = split(line, ' ');
    if (words.size() != 3 || words[0].empty() || words[1].empty() || hasControlCharacters(line))
        return false;
    if (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0") {
        m_refusal = words[2].starts_with("HTTP/") ? 505 : 400;
        return false;
    }
    request.method = words[0];
    request.path = words[1].substr(0, words[1].find('?'));
    request.keepAlive = words[2] == "HTTP/1.1";
    return true;
}

bool HttpRequestParser::readHeader(std::string_view line, MockRequest &request)
{
    const std::size_t colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos)
        return false;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (equalsIgnoringCase(name, "content-length")) {
        if (m_hasLength || !readNumber(value, 10, m_length))
            return false;
        m_hasLength = true;
        if (m_length > maxBody)
            m_refusal = 413;
    } else if (equalsIgnoringCase(name, "transfer-encoding")) {
        m_chunked = equalsIgnoringCase(value, "chunked");
        if (!m_chunked)
            m_refusal = 501;
    } else if (equalsIgnoringCase(name, "connection")) {
        if (equalsIgnoringCase(value, "close"))
            request.keepAlive = false;
        else if (equalsIgnoringCase(value, "keep-alive"))
            request.keepAlive = true;
    } else if (equalsIgnoringCase(name, "content-type")) {
        request.contentType = lowerCase(value);
    } else if (equalsIgnoringCase(name, "content-encoding")) {
        request.contentEncoding = lowerCase(value);
    } else if (equalsIgnoringCase(name, "expect")) {
        m_continue = equalsIgnoringCase(value, "100-continue");
    }
    return m_refusal == 0;
}

HttpRequestParser::State HttpRequestParser::readBody(MockRequest &request)
{
    if (m_buffer.size() - m_begin < m_length)
        return State::NeedMore;
    request.body.assign(m_buffer, m_begin, m_length);
    m_begin += m_length;
    return State::Complete;
}

HttpRequestParser::State HttpRequestParser::readChunks(MockRequest &request)
{
    for (;;) {
        const std::string_view bytes = std::string_view(m_buffer).substr(m_begin);
        const std::size_t eol = bytes.find("\r\n");
        if (eol == std::string_view::npos)
            return bytes.size() > 1024 ? bad(400) : State::NeedMore;
        std::size_t size = 0;
        const std::string_view line = bytes.substr(0, eol);
        if (!readNumber(trimmed(line.substr(0, line.find(';'))), 16, size))
            return bad(400);
        if (size > maxBody - request.body.size())
            return bad(413);
        if (bytes.size() < eol + 2 + size + 2)
            return State::NeedMore;
        if (bytes.substr(eol + 2 + size, 2) != "\r\n")
            return bad(400); // also trailers, which nobody sends
        request.body.append(bytes.substr(eol + 2, size));
        m_begin += eol + 2 + size + 2;
        if (size == 0)
            return State::Complete;
        compact();
    }
}

void HttpRequestParser::compact()
{
    if (m_begin == m_buffer.size())
        m_buffer.clear();
    else if (m_begin > maxHead)
        m_buffer.erase(0, m_begin);
    else
        return;
    m_begin = 0;
}

}
