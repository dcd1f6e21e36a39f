// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// The inner loops of NoisyVectors, once for every processor and once for AVX2. Both sets do the
/// same floating-point operations in the same order (no fused multiply-add), so they write the same
/// bits.
namespace emitter::vectorkernels {

/// Squares are summed in this many independent lanes; component i belongs to lane i % lanes.
inline constexpr std::size_t lanes = 32;
/// `-0.00253856,`
inline constexpr std::size_t numberWidth = 12;
/// digits() may write this many bytes past its last number.
inline constexpr std::size_t digitsSlack = 16;

/// One entry's noise: component i is `scale * int32(bank[i] + shift)`, the sum wrapping around. The
/// shift keeps the values uniform and tells entries apart that enter the bank at the same place.
struct Noise
{
    const std::uint32_t *bank;
    std::uint32_t shift;
    float scale;
};

struct Kernels
{
    /// out[i] = in[i] + noise; adds the squares of `out` to `sums[lanes]`.
    void (*perturb)(
        float *out, const float *in, const Noise &noise, std::size_t count, float *sums);
    void (*scale)(float *values, float factor, std::size_t count);
    /// Writes `count` numbers of numberWidth each, every one followed by a comma.
    /// REQUIRES: |value| < 2, room for digitsSlack more bytes
    void (*digits)(char *out, const float *values, std::size_t count);
    /// Reverses the bytes of each 32-bit number.
    void (*swapBytes)(void *numbers, std::size_t count);
    /// Standard alphabet, padded; writes 4 * ceil(size / 3) bytes.
    void (*base64)(char *out, const unsigned char *bytes, std::size_t size);
};

/// For every processor.
extern const Kernels portable;
/// The AVX2 set, or the portable one where the processor lacks it.
const Kernels &fastest();

}
