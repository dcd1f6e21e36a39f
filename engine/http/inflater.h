// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string_view>

namespace emitter {

/// Unpacks `Content-Encoding: gzip` (RFC 1952) and `deflate` (RFC 1950) piece by piece, in constant
/// memory. One thread.
class Inflater
{
public:
    Inflater();
    ~Inflater();

    /// Hands what `packed` unpacks to on to `take`, in pieces; ends early when `take` says false.
    /// False: the bytes are not what they should be.
    bool add(std::string_view packed, const std::function<bool(std::string_view)> &take);
    /// True when the packed data came to its end.
    bool isComplete() const { return m_complete; }

private:
    struct Stream;
    std::unique_ptr<Stream> m_stream;
    bool m_complete = false;
};

}
