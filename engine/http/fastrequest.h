// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpurl.h"

#include <cstddef>
#include <string>

/// How the fast client writes requests.
namespace emitter {

/// Appends the head of `request`, up to the empty line. REQUIRES: refusalOf() is empty.
void appendHead(std::string &out, const HttpRequest &request, const HttpUrl &url);

/// Requests that differ in their bodies alone: the head is written once, with room for the length
/// in front of its end (RFC 9110 lets blanks stand there).
class RequestPattern
{
public:
    /// REQUIRES: refusalOf() is empty.
    RequestPattern(const HttpRequest &request, const HttpUrl &url);

    /// Appends the head; then the body is to be appended.
    void append(std::string &out) const { out += m_head; }
    /// Writes the length of a body that begins `headBytes()` behind `begin`, the whole's begin in
    /// `out`, and ends where `out` ends.
    void setLength(std::string &out, std::size_t begin) const;

    HttpRequest::Method method() const { return m_method; }

private:
    HttpRequest::Method m_method;
    std::string m_head;
};

}
