// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace emitter {

/// The head of an HTTP/1.1 request (RFC 9112): what the dashboard needs and nothing lenient. Any
/// doubt where a request ends refuses it, so that nothing can be smuggled behind a proxy.
struct RequestHead
{
    static constexpr std::size_t most = 8192; ///< bytes, with the empty line

    std::string method; ///< GET or HEAD
    std::string path; ///< as sent, without the query
    std::map<std::string, std::string> headers; ///< names in lower case; each at most once
    std::size_t size = 0; ///< bytes

    std::string_view header(std::string_view name) const;
    /// Asks to become a WebSocket (RFC 6455, 4.2.1).
    bool wantsUpgrade() const { return headers.contains("upgrade"); }
    bool isUpgradeComplete() const;
};

/// `head` is usable when `status` is 200. 0: more bytes are needed. Else the answer: 400, 405, 413,
/// 431 or 505.
struct ParsedHead
{
    int status = 0;
    RequestHead head;
};
ParsedHead parseRequestHead(std::string_view bytes);

/// True when the comma-separated `list` has `word`, which is in lower case.
bool listHas(std::string_view list, std::string_view word);

}
