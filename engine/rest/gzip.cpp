// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rest/gzip.h"

#include "base/ensure.h"

#include <zlib.h>

namespace emitter {

std::string gzip(const std::string &text)
{
    constexpr int gzipWindow = 15 + 16;
    z_stream stream{};
    EMITTER_ENSURE(
        deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipWindow, 8, Z_DEFAULT_STRATEGY) == Z_OK,
        "zlib has memory for a compressor");
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    EMITTER_ENSURE(deflate(&stream, Z_FINISH) == Z_STREAM_END, "deflateBound() is a bound");
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

}
