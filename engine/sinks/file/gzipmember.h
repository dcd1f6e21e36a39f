// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace emitter::filesink {

/// Packs text into complete gzip members (RFC 1952). A file that is a row of members is a valid .gz
/// file after each of them, so it can be read, continued or cut back at any time.
class GzipMember
{
public:
    GzipMember();
    ~GzipMember();
    GzipMember(const GzipMember &) = delete;
    GzipMember &operator=(const GzipMember &) = delete;

    /// The member that holds `text`; valid until the next call.
    std::string_view pack(std::string_view text);

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
    std::string m_packed;
};

}
