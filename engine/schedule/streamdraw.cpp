// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule/streamdraw.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace emitter {
namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t phaseDomain = 0x7068617365000000ULL;
constexpr double nanosPerSecond = 1e9;
constexpr double longestGap = 0x1p54; ///< nanoseconds, more than half a year

/// ln(x) for x in [1, 2] by the series of atanh; used at compile time only.
constexpr double logarithm(double x)
{
    const double z = (x - 1) / (x + 1);
    double power = z;
    double sum = 0;
    for (int n = 1; n < 60; n += 2) {
        sum += power / n;
        power *= z * z;
    }
    return 2 * sum;
}

constexpr std::int64_t ln2 = 99'893'036'290'645'747; ///< in 2^-57

/// For each 256th part of [1, 2): one over its middle in 2^-63, and the middle's logarithm in
/// 2^-57.
struct LogTable
{
    std::array<std::uint64_t, 256> inverse{};
    std::array<std::int64_t, 256> log{};

    constexpr LogTable()
    {
        for (unsigned i = 0; i < 256; ++i) {
            const double middle = 1 + (i + 0.5) / 256;
            inverse[i] = static_cast<std::uint64_t>(0x1p63 / middle);
            log[i] = static_cast<std::int64_t>(logarithm(middle) * 0x1p57 + 0.5);
        }
    }
};
constexpr LogTable logTable;

double toNanos(double seconds)
{
    return std::min(seconds * nanosPerSecond, longestGap);
}

}

std::uint64_t exponentialFixedPoint(std::uint64_t bits)
{
    // bits = mantissa * 2^-zeros with the mantissa's top bit set, so -ln(bits / 2^64) is
    // (zeros + 1) * ln 2 - ln(mantissa / 2^63). The table takes the mantissa's first 8 bits, three
    // terms of ln(1 + r) the rest.
    bits = std::max<std::uint64_t>(bits, 1);
    const int zeros = std::countl_zero(bits);
    const std::uint64_t mantissa = bits << zeros;
    const std::size_t part = (mantissa >> 55) & 0xff;
    const auto ratio = static_cast<std::int64_t>(multiplyHigh(mantissa, logTable.inverse[part]));
    const std::int64_t r = ratio - (std::int64_t{1} << 62); // in 2^-62, below 2^-8
    const std::int64_t r40 = r >> 22;
    const std::int64_t square = (r40 * r40) >> 23; // in 2^-57
    const std::int64_t cube = ((square >> 17) * r40) >> 23;
    const std::int64_t rest = (r >> 5) - square / 2 + cube / 3;
    const std::int64_t result = (zeros + 1) * ln2 - logTable.log[part] - rest;
    return static_cast<std::uint64_t>(std::max<std::int64_t>(result, 0));
}

StreamDraw::StreamDraw(const StreamSpec &spec)
    : m_kind(spec.kind)
    , m_firstSlot(spec.firstSlot)
    , m_slotCount(std::max<std::uint32_t>(spec.slotCount, 1))
{
    const double mean = std::max(toNanos(spec.meanGap), 1.0);
    int exponent = 0;
    std::frexp(mean, &exponent); // mean < 2^exponent, and exponent <= 55
    m_meanShift = static_cast<unsigned>(63 - exponent);
    m_mean = static_cast<std::uint64_t>(std::ldexp(mean, static_cast<int>(m_meanShift)));

    m_low = std::llround((toNanos(spec.meanGap) - toNanos(spec.jitter)) * 1024);
    m_width = static_cast<std::uint64_t>(std::llround(toNanos(spec.jitter) * 2048));
    m_minGap = std::llround(toNanos(std::max(spec.minGap, 0.0)));

    double total = 0;
    for (const double weight : spec.levelWeights)
        total += weight;
    double sum = 0;
    for (std::size_t i = 0; i < m_levelLimits.size(); ++i) {
        sum += spec.levelWeights[i];
        m_levelLimits[i] = total > 0 ? static_cast<std::uint64_t>(std::ldexp(sum / total, 32)) : 0;
    }
}

std::int64_t StreamDraw::gap(std::uint64_t bits, std::uint64_t k) const
{
    switch (m_kind) {
    case ArrivalKind::Poisson:
        return poissonGap(bits);
    case ArrivalKind::Uniform: {
        const std::int64_t drawn = uniformGap(bits);
        if (k > 0)
            return drawn;
        const std::uint64_t phase = mix64(bits ^ phaseDomain);
        return static_cast<std::int64_t>(multiplyHigh(phase, static_cast<std::uint64_t>(drawn)));
    }
    case ArrivalKind::Fixed:
        break;
    }
    // A phase in whole nanoseconds, at least one short of the gap: in a time of n gaps fall exactly
    // n entries, whatever the seed.
    if (k == 0)
        return static_cast<std::int64_t>(multiplyHigh(bits, m_mean >> m_meanShift));
    return position(k) - position(k - 1);
}

std::int64_t StreamDraw::poissonGap(std::uint64_t bits) const
{
    const std::uint64_t product = multiplyHigh(exponentialFixedPoint(bits), m_mean);
    const unsigned shift = m_meanShift - 7;
    return static_cast<std::int64_t>((product + (std::uint64_t{1} << (shift - 1))) >> shift);
}

std::int64_t StreamDraw::uniformGap(std::uint64_t bits) const
{
    const std::int64_t drawn = m_low + static_cast<std::int64_t>(multiplyHigh(bits, m_width));
    return std::max((drawn + 512) >> 10, m_minGap);
}

/// Where the k-th entry of a Fixed stream lies after the first one, rounded from the exact product:
/// however long the run, no error adds up.
std::int64_t StreamDraw::position(std::uint64_t k) const
{
    const Wide exact = static_cast<Wide>(m_mean) * k + (Wide{1} << (m_meanShift - 1));
    constexpr Wide limit = Wide{1} << 62;
    return static_cast<std::int64_t>(std::min(exact >> m_meanShift, limit));
}

}
