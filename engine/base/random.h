// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>
#include <cstdint>

/// Own generator and own distributions: those of std:: differ between libraries, and a run must be
/// the same on every machine.
namespace emitter {

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection of 64 bits that mixes well.
constexpr std::uint64_t mix64(std::uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

/// Counter-based: the k-th number of stream s depends only on (seed, s, k). Twelve bytes of state
/// are not even needed; whoever knows k can ask again.
constexpr std::uint64_t randomBits(std::uint64_t seed, std::uint64_t stream, std::uint64_t counter)
{
    constexpr std::uint64_t golden = 0x9e3779b97f4a7c15ULL;
    const std::uint64_t key = mix64(seed + golden * (stream + 1));
    return mix64(key ^ mix64(key + golden * (counter + 1)));
}

/// Uniform in [0, 1), 53 bits.
constexpr double unitInterval(std::uint64_t bits)
{
    return static_cast<double>(bits >> 11) * 0x1.0p-53;
}

/// Uniform in [0, bound), unbiased to 2^-32 for bound < 2^32 (Lemire's multiply-shift).
constexpr std::uint32_t below(std::uint64_t bits, std::uint32_t bound)
{
    return static_cast<std::uint32_t>(((bits >> 32) * bound) >> 32);
}

/// Exponential with mean 1 by inversion; never infinite.
inline double exponential(std::uint64_t bits)
{
    return -std::log1p(-unitInterval(bits));
}

/// A sequence for set-up work (shuffles, pools); hot paths use randomBits with their own counter.
class RandomStream
{
public:
    RandomStream(std::uint64_t seed, std::uint64_t stream)
        : m_seed(seed)
        , m_stream(stream)
    {
    }
    std::uint64_t next() { return randomBits(m_seed, m_stream, m_counter++); }

private:
    std::uint64_t m_seed;
    std::uint64_t m_stream;
    std::uint64_t m_counter = 0;
};

/// A seed from the operating system, for profiles without one. Fits in 53 bits, so that it survives
/// every JSON and YAML reader.
std::uint64_t drawSeed();

}
