// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"

#include <random>

namespace emitter {

std::uint64_t drawSeed()
{
    std::random_device device;
    const std::uint64_t bits = (std::uint64_t{device()} << 32) | device();
    return bits >> 11;
}

}
