// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/inflater.h"

#include "base/ensure.h"

#include <zlib.h>

#include <array>

namespace emitter {

struct Inflater::Stream
{
    z_stream z{};
    std::array<char, 16384> piece;
};

Inflater::Inflater()
    : m_stream(std::make_unique<Stream>())
{
    constexpr int zlibOrGzip = 15 + 32;
    EMITTER_ENSURE(
        inflateInit2(&m_stream->z, zlibOrGzip) == Z_OK, "zlib has memory for a decompressor");
}

Inflater::~Inflater()
{
    inflateEnd(&m_stream->z);
}

bool Inflater::add(std::string_view packed, const std::function<bool(std::string_view)> &take)
{
    z_stream &z = m_stream->z;
    z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    z.avail_in = static_cast<uInt>(packed.size());
    while (!m_complete) {
        z.next_out = reinterpret_cast<Bytef *>(m_stream->piece.data());
        z.avail_out = static_cast<uInt>(m_stream->piece.size());
        const int result = inflate(&z, Z_NO_FLUSH);
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            return false;
        const std::size_t amount = m_stream->piece.size() - z.avail_out;
        if (amount > 0 && !take({m_stream->piece.data(), amount}))
            return true;
        m_complete = result == Z_STREAM_END;
        if (z.avail_in == 0 && z.avail_out > 0)
            return true; // wants more
    }
    return z.avail_in == 0; // nothing may follow
}

}
