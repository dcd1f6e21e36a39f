// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace emitter {

/// MurmurHash3 for 32-bit results (Austin Appleby's MurmurHash3_x86_32, public domain): the same on
/// every machine, whatever its byte order. What Python's mmh3.hash() shows as a signed number.
std::uint32_t murmur3(std::string_view bytes, std::uint32_t seed = 0);

}
