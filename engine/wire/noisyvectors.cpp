// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/noisyvectors.h"

#include "base/ensure.h"
#include "base/random.h"
#include "wire/noisyvectorskernels.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>
#include <span>
#include <vector>

namespace emitter {
namespace {

using namespace vectorkernels;

constexpr std::size_t bankSize = std::size_t{1} << 20;
constexpr std::size_t maxDimensions = 16384;
constexpr std::size_t keptTextBytes = std::size_t{64} << 20;
constexpr std::uint64_t bankSeed = 0x6e6f697365;
constexpr std::uint64_t entryStream = 0x766563746f72;

// Uniform 32-bit values; longer than bankSize, so that a vector never wraps around its end.
const std::vector<std::uint32_t> &noiseBank()
{
    static const std::vector<std::uint32_t> bank = [] {
        std::vector<std::uint32_t> values(bankSize + maxDimensions);
        for (std::size_t i = 0; i + 1 < values.size(); i += 2) {
            const std::uint64_t bits = randomBits(bankSeed, 0, i);
            values[i] = static_cast<std::uint32_t>(bits);
            values[i + 1] = static_cast<std::uint32_t>(bits >> 32);
        }
        return values;
    }();
    return bank;
}

bool isUnit(std::span<const float> vector)
{
    double squares = 0;
    for (const float value : vector)
        squares += static_cast<double>(value) * static_cast<double>(value);
    return std::fabs(squares - 1) < 1e-5;
}

double total(const std::array<float, lanes> &sums)
{
    return std::accumulate(sums.begin(), sums.end(), 0.0);
}

}

struct NoisyVectors::Impl
{
    Impl(const VectorTable &theTable, std::uint64_t theSeed, const Kernels &theKernels)
        : table(theTable)
        , seed(theSeed)
        , kernels(theKernels)
        , scratch(theTable.dimensions)
    {
        const std::size_t slots = table.values.size() / table.dimensions;
        lengths.resize(slots);
        if (table.noise == 0)
            texts.resize(std::min(slots, keptTextBytes / (table.dimensions * numberWidth)));
    }

    std::span<const float> vector(std::uint32_t slot, std::uint64_t number)
    {
        if (table.noise == 0)
            return own(slot);
        const std::uint64_t bits = randomBits(seed, entryStream, number);
        const Noise noise{noiseBank().data() + (bits & (bankSize - 1)),
            static_cast<std::uint32_t>(bits >> 32), table.noise * 0x1p-31F};
        return unit(slot, noise) ? std::span<const float>(scratch) : own(slot);
    }

    // The message's vector without noise; as it is in the table when that is of unit length.
    std::span<const float> own(std::uint32_t slot)
    {
        const std::span<const float> row = table.vector(slot);
        if (lengths[slot] == Length::Unknown)
            lengths[slot] = isUnit(row) ? Length::One : Length::Other;
        if (lengths[slot] == Length::One)
            return row;
        if (!unit(slot, Noise{noiseBank().data(), 0, 0})) {
            std::fill(scratch.begin(), scratch.end(), 0.0F);
            scratch[0] = 1;
        }
        return scratch;
    }

    // False when the sum of vector and noise has no direction.
    bool unit(std::uint32_t slot, const Noise &noise)
    {
        std::array<float, lanes> sums{};
        const std::span<const float> row = table.vector(slot);
        kernels.perturb(scratch.data(), row.data(), noise, row.size(), sums.data());
        const double squares = total(sums);
        if (!(squares > 1e-12 && squares < 1e30))
            return false;
        kernels.scale(scratch.data(), static_cast<float>(1 / std::sqrt(squares)), scratch.size());
        return true;
    }

    // `values` or, in the other byte order, a copy in `scratch`.
    const unsigned char *bytes(std::span<const float> values, ByteOrder order)
    {
        const bool native =
            (order == ByteOrder::Little) == (std::endian::native == std::endian::little);
        if (!native) {
            if (values.data() != scratch.data())
                std::copy(values.begin(), values.end(), scratch.begin());
            kernels.swapBytes(scratch.data(), scratch.size());
            values = scratch;
        }
        return reinterpret_cast<const unsigned char *>(values.data());
    }

    void renderText(std::string &out, std::span<const float> values) const
    {
        constexpr std::size_t piece = 128;
        char text[piece * numberWidth + digitsSlack];
        while (!values.empty()) {
            const std::size_t count = std::min(piece, values.size());
            kernels.digits(text, values.data(), count);
            values = values.subspan(count);
            out.append(text, count * numberWidth - (values.empty() ? 1 : 0));
        }
    }

    const VectorTable &table;
    std::uint64_t seed;
    const Kernels &kernels;
    std::vector<float> scratch;
    enum class Length : std::uint8_t { Unknown, One, Other };
    std::vector<Length> lengths; ///< of the messages' vectors; measured when first asked for
    std::vector<std::string> texts; ///< noise 0: rendered when first asked for
};

NoisyVectors::NoisyVectors(const VectorTable &table, std::uint64_t seed, Instructions instructions)
{
    EMITTER_ENSURE(table.dimensions >= 1 && table.dimensions <= maxDimensions,
        "vectors have 1 to 16384 dimensions");
    m_impl = std::make_unique<Impl>(
        table, seed, instructions == Instructions::Fastest ? fastest() : portable);
}

NoisyVectors::~NoisyVectors() = default;
NoisyVectors::NoisyVectors(NoisyVectors &&) noexcept = default;

void NoisyVectors::appendText(std::string &out, std::uint32_t slot, std::uint64_t number)
{
    if (slot >= m_impl->texts.size()) {
        m_impl->renderText(out, m_impl->vector(slot, number));
        return;
    }
    std::string &text = m_impl->texts[slot];
    if (text.empty())
        m_impl->renderText(text, m_impl->own(slot));
    out += text;
}

void NoisyVectors::appendBinary(
    std::string &out, std::uint32_t slot, std::uint64_t number, ByteOrder order)
{
    const unsigned char *bytes = m_impl->bytes(m_impl->vector(slot, number), order);
    out.append(reinterpret_cast<const char *>(bytes), m_impl->scratch.size() * sizeof(float));
}

void NoisyVectors::appendBase64(
    std::string &out, std::uint32_t slot, std::uint64_t number, ByteOrder order)
{
    const unsigned char *bytes = m_impl->bytes(m_impl->vector(slot, number), order);
    std::size_t left = m_impl->scratch.size() * sizeof(float);
    constexpr std::size_t piece = 3072;
    char text[piece / 3 * 4];
    while (left > 0) {
        const std::size_t size = std::min(piece, left);
        m_impl->kernels.base64(text, bytes, size);
        out.append(text, (size + 2) / 3 * 4);
        bytes += size;
        left -= size;
    }
}

void NoisyVectors::write(float *out, std::uint32_t slot, std::uint64_t number)
{
    const std::span<const float> values = m_impl->vector(slot, number);
    std::copy(values.begin(), values.end(), out);
}

std::size_t NoisyVectors::maxTextBytes() const
{
    return m_impl->scratch.size() * numberWidth - 1;
}

std::size_t NoisyVectors::base64Bytes() const
{
    return (m_impl->scratch.size() * sizeof(float) + 2) / 3 * 4;
}

}
