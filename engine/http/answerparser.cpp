// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/answerparser.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace emitter {
namespace {

using Error = HttpResponse::Error;

/// Room for chunk extensions, which nobody uses.
constexpr std::size_t longestChunkLine = 1024;

/// What a field name consists of (RFC 9110, 5.6.2), by byte.
constexpr std::array<bool, 256> tokenBytes = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

/// How much of the front of `text` is a token.
std::size_t tokenLength(std::string_view text)
{
    std::size_t length = 0;
    while (length < text.size() && tokenBytes[static_cast<unsigned char>(text[length])])
        ++length;
    return length;
}

bool equalsIgnoringCase(std::string_view text, std::string_view lower)
{
    return text.size() == lower.size()
        && std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 32) : a) == b;
           });
}

/// Blanks and tabs alone (OWS), unlike trimmed().
std::string_view withoutBlanks(std::string_view text)
{
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

bool listHas(std::string_view list, std::string_view lower)
{
    for (const std::string_view item : split(list, ',')) {
        if (equalsIgnoringCase(withoutBlanks(item), lower))
            return true;
    }
    return false;
}

template <typename Number> std::optional<Number> wholeNumber(std::string_view text, int base)
{
    Number value = 0;
    const char *last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, value, base);
    if (text.empty() || error != std::errc() || end != last)
        return {};
    return value;
}

}

AnswerParser::AnswerParser(const HttpClientOptions &options)
    : m_options(options)
{
}

void AnswerParser::begin(HttpRequest::Method method, Keep keep)
{
    m_method = method;
    m_keep = keep;
    m_part = Part::Status;
    m_response.error = Error::None;
    m_response.status = 0;
    m_response.sent = true;
    m_response.headers.clear();
    m_response.body.clear();
    m_response.detail.clear();
    m_line.clear();
    m_headerBytes = 0;
    m_bodyBytes = 0;
    m_inflater.reset();
    m_reason = {};
    m_hasBegun = false;
}

AnswerParser::State AnswerParser::bad(Error error, std::string_view reason)
{
    m_response.error = error;
    m_response.status = 0;
    m_reason = reason;
    return State::Bad;
}

std::optional<std::string_view> AnswerParser::line(std::string_view &bytes)
{
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) {
        m_headerBytes += bytes.size();
        if (m_headerBytes <= m_options.maxHeader)
            m_line += bytes;
        bytes = {};
        return {};
    }
    m_headerBytes += end + 1;
    std::string_view whole = bytes.substr(0, end);
    bytes.remove_prefix(end + 1);
    if (!m_line.empty() && m_headerBytes <= m_options.maxHeader) {
        m_line += whole;
        whole = m_line;
    }
    if (whole.ends_with('\r'))
        whole.remove_suffix(1);
    return whole;
}

AnswerParser::State AnswerParser::take(std::string_view &bytes)
{
    m_hasBegun = m_hasBegun || !bytes.empty();
    while (!bytes.empty()) {
        State state = State::More;
        if (m_part == Part::Body || m_part == Part::BodyToEnd || m_part == Part::ChunkBody) {
            state = takeBody(bytes);
        } else {
            const auto whole = line(bytes);
            if (m_headerBytes > m_options.maxHeader)
                return bad(Error::TooLarge, "its header is too long");
            if (!whole) {
                // what cannot become a status line is none, however little of it has come
                constexpr std::string_view version = "HTTP/1.";
                const std::size_t known = std::min(m_line.size(), version.size());
                if (m_part == Part::Status && m_line.compare(0, known, version, 0, known) != 0)
                    return bad(Error::Protocol, "no status line");
                return State::More;
            }
            state = takeLine(*whole);
            m_line.clear();
        }
        if (state != State::More)
            return state;
    }
    return State::More;
}

AnswerParser::State AnswerParser::takeLine(std::string_view line)
{
    switch (m_part) {
    case Part::Status:
        return takeStatus(line);
    case Part::Header:
        return line.empty() ? headEnds() : takeHeader(line);
    case Part::ChunkSize:
        return takeChunkSize(line);
    case Part::ChunkEnd:
        if (!line.empty())
            return bad(Error::Protocol, "a chunk is longer than it says");
        m_headerBytes = m_headBytes;
        m_part = Part::ChunkSize;
        return State::More;
    default:
        return line.empty() ? bodyEnds() : State::More; // trailers are not kept
    }
}

// `HTTP/1.1 200 OK`; the reason may be missing.
AnswerParser::State AnswerParser::takeStatus(std::string_view line)
{
    if (!line.starts_with("HTTP/1.") || line.size() < 12 || (line[7] != '0' && line[7] != '1')
        || line[8] != ' ' || (line.size() > 12 && line[12] != ' '))
        return bad(Error::Protocol, "no status line");
    const auto status = wholeNumber<unsigned>(line.substr(9, 3), 10);
    if (!status || *status < 100)
        return bad(Error::Protocol, "no status");
    m_response.status = static_cast<int>(*status);
    m_keepsAnswer = m_keep == Keep::All || *status < 200 || *status > 299;
    m_keepsConnection = line[7] == '1';
    m_length.reset();
    m_chunked = false;
    m_isPacked = false;
    m_part = Part::Header;
    return State::More;
}

AnswerParser::State AnswerParser::takeHeader(std::string_view line)
{
    const std::size_t colon = tokenLength(line); // which a colon is no part of
    if (colon == 0 || colon == line.size() || line[colon] != ':')
        return bad(Error::Protocol, "no header line");
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = withoutBlanks(line.substr(colon + 1));
    if (value.find('\r') != std::string_view::npos || value.find('\0') != std::string_view::npos)
        return bad(Error::Protocol, "a line break inside a header");
    if (m_keepsAnswer && m_response.status >= 200)
        m_response.headers.emplace_back(lowerCase(name), value);
    return takeFraming(name, value);
}

// What decides where the answer ends.
AnswerParser::State AnswerParser::takeFraming(std::string_view name, std::string_view value)
{
    switch (name.size()) {
    case 10:
        if (equalsIgnoringCase(name, "connection")) {
            if (listHas(value, "close"))
                m_keepsConnection = false;
            else if (listHas(value, "keep-alive"))
                m_keepsConnection = true;
        }
        return State::More;
    case 14:
        return equalsIgnoringCase(name, "content-length") ? takeLength(value) : State::More;
    case 16:
        if (equalsIgnoringCase(name, "content-encoding"))
            m_isPacked = equalsIgnoringCase(value, "gzip") || equalsIgnoringCase(value, "x-gzip")
                || equalsIgnoringCase(value, "deflate");
        return State::More;
    case 17:
        if (!equalsIgnoringCase(name, "transfer-encoding"))
            return State::More;
        if (m_chunked || !equalsIgnoringCase(value, "chunked"))
            return bad(Error::Protocol, "an unknown transfer encoding");
        m_chunked = true;
        return State::More;
    default:
        return State::More;
    }
}

AnswerParser::State AnswerParser::takeLength(std::string_view value)
{
    const auto length = wholeNumber<std::uint64_t>(value, 10);
    if (!length || (m_length && *m_length != *length))
        return bad(Error::Protocol, "it has no clear length");
    m_length = length;
    return State::More;
}

AnswerParser::State AnswerParser::headEnds()
{
    const int status = m_response.status;
    if (m_chunked && m_length)
        return bad(Error::Protocol, "it has no clear length");
    if (status == 101)
        return bad(Error::Protocol, "another protocol");
    if (status < 200) {
        m_part = Part::Status;
        return State::More;
    }
    m_left = m_length.value_or(0);
    if (m_method == HttpRequest::Method::Head || status == 204 || status == 304
        || (m_length && m_left == 0))
        return State::Complete;
    if (m_isPacked)
        m_inflater = std::make_unique<Inflater>();
    else if (m_left > m_options.maxBody)
        return bad(Error::TooLarge, "its body is too long");
    m_headBytes = m_headerBytes;
    if (m_chunked)
        m_part = Part::ChunkSize;
    else if (m_length)
        m_part = Part::Body;
    else
        m_part = Part::BodyToEnd;
    if (m_part == Part::BodyToEnd)
        m_keepsConnection = false;
    return State::More;
}

AnswerParser::State AnswerParser::takeChunkSize(std::string_view line)
{
    m_headerBytes = m_headBytes; // many chunks are no long header
    const auto size = wholeNumber<std::uint64_t>(
        withoutBlanks(line.substr(0, std::min(line.find(';'), line.size()))), 16);
    if (!size || line.size() > longestChunkLine)
        return bad(Error::Protocol, "no size of a chunk");
    m_left = *size;
    m_part = m_left > 0 ? Part::ChunkBody : Part::Trailer;
    return State::More;
}

AnswerParser::State AnswerParser::takeBody(std::string_view &bytes)
{
    std::string_view content = bytes;
    if (m_part != Part::BodyToEnd)
        content = bytes.substr(
            0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), m_left)));
    bytes.remove_prefix(content.size());
    if (const State state = takeContent(content); state != State::More)
        return state;
    if (m_part == Part::BodyToEnd)
        return State::More;
    m_left -= content.size();
    if (m_left > 0)
        return State::More;
    if (m_part == Part::Body)
        return bodyEnds();
    m_part = Part::ChunkEnd;
    return State::More;
}

AnswerParser::State AnswerParser::takeContent(std::string_view bytes)
{
    bool fits = true;
    if (!m_inflater)
        fits = keep(bytes);
    else if (!m_inflater->add(bytes, [&](std::string_view piece) { return fits = keep(piece); }))
        return bad(Error::Protocol, "its body is not packed as it says");
    return fits ? State::More : bad(Error::TooLarge, "its body is too long");
}

bool AnswerParser::keep(std::string_view bytes)
{
    m_bodyBytes += bytes.size();
    if (m_bodyBytes > m_options.maxBody)
        return false;
    if (m_keepsAnswer) {
        std::string &body = m_response.body;
        body += bytes.substr(0, m_options.keptBody - std::min(body.size(), m_options.keptBody));
    }
    return true;
}

AnswerParser::State AnswerParser::bodyEnds()
{
    if (m_inflater && !m_inflater->isComplete())
        return bad(Error::Protocol, "its packed body is cut short");
    return State::Complete;
}

AnswerParser::State AnswerParser::end()
{
    if (m_part == Part::BodyToEnd)
        return bodyEnds();
    return bad(Error::ConnectionLost, {});
}

}
