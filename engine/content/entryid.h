// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace emitter {

/// UUIDv7 (RFC 9562, 5.7), big-endian: 48 bits of Unix milliseconds, version, variant, 74 bits.
using EntryId = std::array<std::uint8_t, 16>;

/// The id of entry `number` due at `unixNanos`: the 74 bits are a hash of (seed, run, number), so
/// the id is the same in every sink and on every retry.
EntryId entryId(
    std::uint64_t seed, std::uint64_t run, std::uint64_t number, std::int64_t unixNanos);

/// An id as text, `018f3c2a-...` in lower case; empty when it is no such text.
std::optional<EntryId> parseUuid(std::string_view text);

}
