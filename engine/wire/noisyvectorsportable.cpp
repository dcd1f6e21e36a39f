// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/noisyvectorskernels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace emitter::vectorkernels {
namespace {

void perturb(float *out, const float *in, const Noise &noise, std::size_t count, float *sums)
{
    for (std::size_t block = 0; block < count; block += lanes) {
        const std::size_t end = std::min(count - block, lanes);
        for (std::size_t lane = 0; lane < end; ++lane) {
            const std::size_t i = block + lane;
            const auto drawn = static_cast<std::int32_t>(noise.bank[i] + noise.shift);
            const float value = in[i] + static_cast<float>(drawn) * noise.scale;
            out[i] = value;
            sums[lane] += value * value;
        }
    }
}

void scale(float *values, float factor, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        values[i] *= factor;
}

constexpr auto digitPairs = [] {
    std::array<char, 200> pairs{};
    for (std::size_t i = 0; i < 100; ++i) {
        pairs[2 * i] = static_cast<char>('0' + i / 10);
        pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return pairs;
}();

void digits(char *out, const float *values, std::size_t count)
{
    const auto pair = [](char *to, std::uint32_t number) {
        to[0] = digitPairs[2 * number];
        to[1] = digitPairs[2 * number + 1];
    };
    for (std::size_t i = 0; i < count; ++i, out += numberWidth) {
        const double exact = std::fabs(static_cast<double>(values[i])) * 1e8;
        auto number = static_cast<std::uint32_t>(std::lrint(exact));
        const std::uint32_t whole = number / 100'000'000;
        number -= whole * 100'000'000;
        out[0] = std::signbit(values[i]) ? '-' : ' ';
        out[1] = static_cast<char>('0' + whole);
        out[2] = '.';
        const std::uint32_t high = number / 10'000;
        const std::uint32_t low = number % 10'000;
        pair(out + 3, high / 100);
        pair(out + 5, high % 100);
        pair(out + 7, low / 100);
        pair(out + 9, low % 100);
        out[11] = ',';
    }
}

void swapBytes(void *numbers, std::size_t count)
{
    auto *bytes = static_cast<unsigned char *>(numbers);
    for (std::size_t i = 0; i < count; ++i, bytes += 4) {
        std::uint32_t number = 0;
        std::memcpy(&number, bytes, 4);
        number = __builtin_bswap32(number);
        std::memcpy(bytes, &number, 4);
    }
}

constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64(char *out, const unsigned char *bytes, std::size_t size)
{
    const auto letters = [](char *to, std::uint32_t group, int howMany) {
        for (int i = 0; i < 4; ++i)
            to[i] = i < howMany ? alphabet[(group >> (18 - 6 * i)) & 63] : '=';
    };
    for (; size >= 3; size -= 3, bytes += 3, out += 4)
        letters(out, std::uint32_t{bytes[0]} << 16 | std::uint32_t{bytes[1]} << 8 | bytes[2], 4);
    if (size == 2)
        letters(out, std::uint32_t{bytes[0]} << 16 | std::uint32_t{bytes[1]} << 8, 3);
    if (size == 1)
        letters(out, std::uint32_t{bytes[0]} << 16, 2);
}

}

const Kernels portable{perturb, scale, digits, swapBytes, base64};

}
