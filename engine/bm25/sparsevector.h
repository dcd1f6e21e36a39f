// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace emitter {

/// A sparse vector: ascending, unique indices and a value for each.
struct SparseVector
{
    std::vector<std::uint32_t> indices;
    std::vector<float> values;
    bool operator==(const SparseVector &) const = default;
};

}
