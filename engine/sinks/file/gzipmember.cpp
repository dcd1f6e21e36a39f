// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/file/gzipmember.h"

#include "base/ensure.h"

#include <zlib.h>

namespace emitter::filesink {

struct GzipMember::Stream
{
    z_stream z{};
};

GzipMember::GzipMember()
    : m_stream(std::make_unique<Stream>())
{
    // 15 bits of window, plus 16 for a gzip header instead of zlib's own. Level 1: at these speeds
    // the packer is the slowest part, and log lines shrink to a fifth even so.
    constexpr int gzipWindow = 15 + 16;
    constexpr int memoryLevel = 8;
    EMITTER_ENSURE(deflateInit2(&m_stream->z, Z_BEST_SPEED, Z_DEFLATED, gzipWindow, memoryLevel,
                       Z_DEFAULT_STRATEGY)
            == Z_OK,
        "zlib has memory for a stream");
}

GzipMember::~GzipMember()
{
    deflateEnd(&m_stream->z);
}

std::string_view GzipMember::pack(std::string_view text)
{
    z_stream &z = m_stream->z;
    deflateReset(&z);
    const auto bound = deflateBound(&z, static_cast<uLong>(text.size()));
    if (m_packed.size() < bound)
        m_packed.resize(bound);
    z.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    z.avail_in = static_cast<uInt>(text.size());
    z.next_out = reinterpret_cast<Bytef *>(m_packed.data());
    z.avail_out = static_cast<uInt>(m_packed.size());
    EMITTER_ENSURE(deflate(&z, Z_FINISH) == Z_STREAM_END, "a member fits in its bound");
    return std::string_view(m_packed).substr(0, m_packed.size() - z.avail_out);
}

}
