// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace emitter {

/// One unit-length embedding vector per message slot. Immutable after set-up.
struct VectorTable
{
    std::uint32_t dimensions = 0;
    float noise = 0; ///< the profile's `embedding.noise`, added per entry by wire/
    std::vector<float> values; ///< row-major, slots x dimensions

    std::span<const float> vector(std::uint32_t slot) const
    {
        return std::span(values).subspan(std::size_t{slot} * dimensions, dimensions);
    }
};

}
