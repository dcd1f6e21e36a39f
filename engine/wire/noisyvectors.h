// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/vectortable.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace emitter {

/// Writes an entry's vector: its message's vector plus uniform noise of +-noise per component,
/// renormalised to unit length; never the zero vector. Deterministic in (table, seed, entry
/// number), to the bit on every processor. Chance comes from a bank of precomputed values (4 MiB,
/// one for the program) entered at a per-entry offset, so nothing is drawn per component. With
/// noise 0 the message's own vector, its text rendered once (kept for as many slots as fit in 64
/// MiB). Not thread-safe; one per thread. `table` outlives it.
class NoisyVectors
{
public:
    /// Which instructions to use: the fastest this processor has, or those that every processor
    /// has. Both write the same bytes.
    enum class Instructions { Fastest, Portable };
    NoisyVectors(const VectorTable &table, std::uint64_t seed,
        Instructions instructions = Instructions::Fastest);
    ~NoisyVectors();
    NoisyVectors(NoisyVectors &&) noexcept;

    /// `-0.00253856, 0.03560631`: the inside of a JSON array. Every number takes the same width,
    /// sign or blank, one digit, point, eight digits; its absolute error is at most half of 1e-8.
    void appendText(std::string &out, std::uint32_t slot, std::uint64_t number);
    /// dimensions x float32.
    enum class ByteOrder { Little, Big };
    void appendBinary(std::string &out, std::uint32_t slot, std::uint64_t number, ByteOrder order);
    /// The bytes of appendBinary in the standard alphabet, padded.
    void appendBase64(std::string &out, std::uint32_t slot, std::uint64_t number, ByteOrder order);
    /// The numbers themselves, `dimensions` of them.
    void write(float *out, std::uint32_t slot, std::uint64_t number);

    /// Bytes that appendText adds at most.
    std::size_t maxTextBytes() const;
    /// Bytes that appendBase64 adds.
    std::size_t base64Bytes() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
