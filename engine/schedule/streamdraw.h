// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "content/level.h"
#include "schedule/arrivals.h"

#include <array>
#include <cstdint>

namespace emitter {

/// The high 64 bits of a 128-bit product.
inline std::uint64_t multiplyHigh(std::uint64_t a, std::uint64_t b)
{
    __extension__ using Wide = unsigned __int128;
    return static_cast<std::uint64_t>((static_cast<Wide>(a) * b) >> 64);
}

/// -ln(bits / 2^64) in units of 2^-57, good to 1e-11. Integers only: the logarithms of libm differ
/// in the last bit between machines, and one bit makes another schedule.
std::uint64_t exponentialFixedPoint(std::uint64_t bits);

/// The numbers of one StreamSpec as fixed-point integers, prepared once for the hot path.
/// Immutable.
class StreamDraw
{
public:
    explicit StreamDraw(const StreamSpec &spec);

    /// The gap before entry `k` in nanoseconds, given randomBits(seed, source, k).
    std::int64_t gap(std::uint64_t bits, std::uint64_t k) const;

    /// Level and message from one draw.
    Level level(std::uint64_t bits) const
    {
        const std::uint64_t ball = bits & 0xffffffffU;
        unsigned index = 0;
        for (const std::uint64_t limit : m_levelLimits)
            index += ball >= limit ? 1U : 0U;
        return static_cast<Level>(index);
    }
    std::uint32_t slot(std::uint64_t bits) const { return m_firstSlot + below(bits, m_slotCount); }

private:
    std::int64_t poissonGap(std::uint64_t bits) const;
    std::int64_t uniformGap(std::uint64_t bits) const;
    std::int64_t position(std::uint64_t k) const;

    ArrivalKind m_kind;
    std::uint32_t m_firstSlot;
    std::uint32_t m_slotCount;
    unsigned m_meanShift; ///< the mean gap is m_mean / 2^m_meanShift nanoseconds
    std::uint64_t m_mean;
    std::int64_t m_low; ///< x - y in 2^-10 nanoseconds
    std::uint64_t m_width; ///< 2y in 2^-10 nanoseconds
    std::int64_t m_minGap; ///< nanoseconds
    std::array<std::uint64_t, levelCount - 1> m_levelLimits; ///< cumulated weights of 2^32
};

}
