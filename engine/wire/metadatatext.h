// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/emittermessages.h"
#include "wire/copypiece.h"
#include "wire/jsontext.h"
#include "wire/numbers.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The metadata of a pool emitter's entry: {"emitter_id":"emitter-1","sequence":42,
/// "request_id":"req-12345","duration_ms":150,"status_code":200}
namespace emitter {

/// The object up to the emitter's number.
inline std::string metadataStart(std::string_view prefix)
{
    return "{\"emitter_id\":\"" + jsonEscaped(prefix) + '-';
}

/// What writeMetadata adds at most, numbers of ten digits included.
inline constexpr std::size_t metadataNumbersMax = 5 * 10 + 70;

/// The object from the emitter's number on. REQUIRES: metadataNumbersMax + copySlack writable
/// bytes.
inline char *writeMetadata(
    char *to, std::uint32_t emitter, std::uint32_t sequence, const EmitterMetadata &metadata)
{
    const auto literal = [&to]<std::size_t N>(const char(&text)[N]) {
        std::memcpy(to, text, N);
        to += N - 1;
    };
    to = writeNumber(to, emitter);
    literal("\",\"sequence\":");
    to = writeNumber(to, sequence);
    literal(",\"request_id\":\"req-");
    to = writeNumber(to, metadata.requestId);
    literal("\",\"duration_ms\":");
    to = writeNumber(to, metadata.durationMs);
    literal(",\"status_code\":");
    to = writeNumber(to, metadata.statusCode);
    literal("}");
    return to;
}

}
