// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/vectortable.h"

#include <cstdint>
#include <memory>
#include <string>

namespace emitter {

/// Writes an entry's vector: its message's vector plus uniform noise of +-noise per component,
/// renormalised. Deterministic in (table, seed, entry number). Chance comes from a bank of precomputed
/// values entered at a per-entry offset, so nothing is drawn per component. With noise 0 the
/// message's own vector, rendered once. Not thread-safe; one per thread. `table` outlives it.
class NoisyVectors
{
public:
    NoisyVectors(const VectorTable &table, std::uint64_t seed);
    ~NoisyVectors();
    NoisyVectors(NoisyVectors &&) noexcept;

    /// `0.0123, -0.5`: the inside of a JSON array; every number has at least 7 significant digits of a
    /// component in [-1, 1] (absolute error below 1e-8).
    void appendText(std::string &out, std::uint32_t slot, std::uint64_t number);
    /// dimensions x float32.
    enum class ByteOrder { Little, Big };
    void appendBinary(std::string &out, std::uint32_t slot, std::uint64_t number, ByteOrder order);
    void appendBase64(std::string &out, std::uint32_t slot, std::uint64_t number, ByteOrder order);
    /// The numbers themselves, `dimensions` of them.
    void write(float *out, std::uint32_t slot, std::uint64_t number);

    /// Bytes that appendText adds at most.
    std::size_t maxTextBytes() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}
