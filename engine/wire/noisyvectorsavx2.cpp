// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/noisyvectorskernels.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define EMITTER_AVX2 __attribute__((target("avx2")))

namespace emitter::vectorkernels {
namespace {

EMITTER_AVX2 inline __m256i load(const void *from)
{
    return _mm256_loadu_si256(static_cast<const __m256i *>(from));
}

EMITTER_AVX2 void perturb(
    float *out, const float *in, const Noise &noise, std::size_t count, float *sums)
{
    const __m256i shift = _mm256_set1_epi32(static_cast<int>(noise.shift));
    const __m256 scale = _mm256_set1_ps(noise.scale);
    __m256 sum[4];
    for (int k = 0; k < 4; ++k)
        sum[k] = _mm256_loadu_ps(sums + 8 * k);
    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        for (std::size_t k = 0; k < 4; ++k) {
            const std::size_t at = i + 8 * k;
            const __m256i drawn = _mm256_add_epi32(load(noise.bank + at), shift);
            const __m256 offset = _mm256_mul_ps(_mm256_cvtepi32_ps(drawn), scale);
            const __m256 value = _mm256_add_ps(_mm256_loadu_ps(in + at), offset);
            _mm256_storeu_ps(out + at, value);
            sum[k] = _mm256_add_ps(sum[k], _mm256_mul_ps(value, value));
        }
    }
    for (int k = 0; k < 4; ++k)
        _mm256_storeu_ps(sums + 8 * k, sum[k]);
    const Noise rest{noise.bank + i, noise.shift, noise.scale};
    portable.perturb(out + i, in + i, rest, count - i, sums);
}

EMITTER_AVX2 void scale(float *values, float factor, std::size_t count)
{
    const __m256 factors = _mm256_set1_ps(factor);
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8)
        _mm256_storeu_ps(values + i, _mm256_mul_ps(_mm256_loadu_ps(values + i), factors));
    portable.scale(values + i, factor, count - i);
}

// |value| * 1e8, rounded as lrint rounds; in double, because a float has too few digits.
EMITTER_AVX2 inline __m256i hundredMillionths(__m256 values)
{
    const __m256 magnitude = _mm256_andnot_ps(_mm256_set1_ps(-0.0F), values);
    const __m256d factor = _mm256_set1_pd(1e8);
    const __m256d low = _mm256_cvtps_pd(_mm256_castps256_ps128(magnitude));
    const __m256d high = _mm256_cvtps_pd(_mm256_extractf128_ps(magnitude, 1));
    return _mm256_set_m128i(_mm256_cvtpd_epi32(_mm256_mul_pd(high, factor)),
        _mm256_cvtpd_epi32(_mm256_mul_pd(low, factor)));
}

// Eight numbers below 10^8 into quotient and remainder by 10,000: q in the lower, r in the upper
// half of each 32 bits. The division is a multiplication by ceil(2^45 / 10000).
EMITTER_AVX2 inline __m256i splitByTenThousand(__m256i numbers)
{
    const __m256i reciprocal = _mm256_set1_epi64x(3518437209);
    const __m256i even = _mm256_srli_epi64(_mm256_mul_epu32(numbers, reciprocal), 45);
    const __m256i odd =
        _mm256_srli_epi64(_mm256_mul_epu32(_mm256_srli_epi64(numbers, 32), reciprocal), 45);
    const __m256i quotient = _mm256_or_si256(even, _mm256_slli_epi64(odd, 32));
    const __m256i product = _mm256_mullo_epi16(quotient, _mm256_set1_epi16(10'000));
    const __m256i remainder = _mm256_sub_epi16(numbers, product);
    return _mm256_or_si256(quotient, _mm256_slli_epi32(remainder, 16));
}

// Numbers below 100 in 16 bits each into two characters each, tens first.
EMITTER_AVX2 inline __m256i twoDigits(__m256i numbers)
{
    const __m256i tens = _mm256_mulhi_epu16(numbers, _mm256_set1_epi16(6554));
    const __m256i digits = _mm256_sub_epi16(
        _mm256_slli_epi16(numbers, 8), _mm256_mullo_epi16(tens, _mm256_set1_epi16(2559)));
    return _mm256_add_epi16(digits, _mm256_set1_epi16(0x3030));
}

// One number's 12 bytes: sign, whole digit, point and comma from 32 bits of `heads` (the k-th of
// each half), eight digits from 64 bits of `tails` (the k-th of each half, modulo 2).
template <int k> EMITTER_AVX2 inline __m256i assembled(__m256i heads, __m256i tails)
{
    constexpr char h = 4 * k;
    constexpr char t = 8 * (k % 2);
    constexpr char no = -1;
    const __m128i headOrder =
        _mm_setr_epi8(h, h + 1, h + 2, no, no, no, no, no, no, no, no, h + 3, no, no, no, no);
    const __m128i tailOrder = _mm_setr_epi8(
        no, no, no, t, t + 1, t + 2, t + 3, t + 4, t + 5, t + 6, t + 7, no, no, no, no, no);
    return _mm256_or_si256(_mm256_shuffle_epi8(heads, _mm256_broadcastsi128_si256(headOrder)),
        _mm256_shuffle_epi8(tails, _mm256_broadcastsi128_si256(tailOrder)));
}

EMITTER_AVX2 inline void store(char *out, __m128i bytes)
{
    _mm_storeu_si128(reinterpret_cast<__m128i *>(out), bytes);
}

EMITTER_AVX2 void digits(char *out, const float *values, std::size_t count)
{
    std::size_t i = 0;
    for (; i + 8 <= count; i += 8, out += 8 * numberWidth) {
        const __m256 eight = _mm256_loadu_ps(values + i);
        const __m256i numbers = hundredMillionths(eight);
        const __m256i isOne = _mm256_cmpgt_epi32(numbers, _mm256_set1_epi32(99'999'999));
        const __m256i fraction =
            _mm256_sub_epi32(numbers, _mm256_and_si256(isOne, _mm256_set1_epi32(100'000'000)));

        const __m256i isNegative = _mm256_srai_epi32(_mm256_castps_si256(eight), 31);
        __m256i heads = _mm256_set1_epi32(',' << 24 | '.' << 16 | '0' << 8 | ' ');
        heads = _mm256_add_epi32(heads, _mm256_and_si256(isNegative, _mm256_set1_epi32('-' - ' ')));
        heads = _mm256_add_epi32(heads, _mm256_and_si256(isOne, _mm256_set1_epi32(1 << 8)));

        const __m256i fours = splitByTenThousand(fraction);
        const __m256i hundreds =
            _mm256_srli_epi16(_mm256_mulhi_epu16(fours, _mm256_set1_epi16(5243)), 3);
        const __m256i rest =
            _mm256_sub_epi16(fours, _mm256_mullo_epi16(hundreds, _mm256_set1_epi16(100)));
        const __m256i firstTails = twoDigits(_mm256_unpacklo_epi16(hundreds, rest));
        const __m256i lastTails = twoDigits(_mm256_unpackhi_epi16(hundreds, rest));

        const __m256i number[4] = {assembled<0>(heads, firstTails), assembled<1>(heads, firstTails),
            assembled<2>(heads, lastTails), assembled<3>(heads, lastTails)};
        // 16 bytes are stored for every 12: the next store covers the excess.
        for (std::size_t k = 0; k < 4; ++k)
            store(out + k * numberWidth, _mm256_castsi256_si128(number[k]));
        for (std::size_t k = 0; k < 4; ++k)
            store(out + (k + 4) * numberWidth, _mm256_extracti128_si256(number[k], 1));
    }
    portable.digits(out, values + i, count - i);
}

EMITTER_AVX2 void swapBytes(void *numbers, std::size_t count)
{
    const __m256i order = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12));
    auto *bytes = static_cast<unsigned char *>(numbers);
    for (; count >= 8; count -= 8, bytes += 32)
        _mm256_storeu_si256(
            reinterpret_cast<__m256i *>(bytes), _mm256_shuffle_epi8(load(bytes), order));
    portable.swapBytes(bytes, count);
}

// 24 bytes become 32 values of six bits: two multiplications move the four fields of each three
// bytes to their places; then a table of distances leads from each value to its letter.
EMITTER_AVX2 inline __m256i base64Letters(__m256i bytes)
{
    const __m256i spread = _mm256_shuffle_epi8(bytes,
        _mm256_broadcastsi128_si256(
            _mm_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10)));
    const __m256i firstAndThird = _mm256_mulhi_epu16(
        _mm256_and_si256(spread, _mm256_set1_epi32(0x0fc0fc00)), _mm256_set1_epi32(0x04000040));
    const __m256i secondAndFourth = _mm256_mullo_epi16(
        _mm256_and_si256(spread, _mm256_set1_epi32(0x003f03f0)), _mm256_set1_epi32(0x01000010));
    const __m256i values = _mm256_or_si256(firstAndThird, secondAndFourth);

    // 0: a-z, 1-10: 0-9, 11: +, 12: /, 13: A-Z
    const __m256i distances = _mm256_broadcastsi128_si256(_mm_setr_epi8(
        'a' - 26, -4, -4, -4, -4, -4, -4, -4, -4, -4, -4, '+' - 62, '/' - 63, 'A', 0, 0));
    const __m256i isCapital = _mm256_cmpgt_epi8(_mm256_set1_epi8(26), values);
    const __m256i kind = _mm256_or_si256(_mm256_subs_epu8(values, _mm256_set1_epi8(51)),
        _mm256_and_si256(isCapital, _mm256_set1_epi8(13)));
    return _mm256_add_epi8(values, _mm256_shuffle_epi8(distances, kind));
}

EMITTER_AVX2 void base64(char *out, const unsigned char *bytes, std::size_t size)
{
    for (; size >= 28; size -= 24, bytes += 24, out += 32) {
        const __m256i both = _mm256_loadu2_m128i(reinterpret_cast<const __m128i *>(bytes + 12),
            reinterpret_cast<const __m128i *>(bytes));
        _mm256_storeu_si256(reinterpret_cast<__m256i *>(out), base64Letters(both));
    }
    portable.base64(out, bytes, size);
}

constexpr Kernels avx2{perturb, scale, digits, swapBytes, base64};

}

const Kernels &fastest()
{
    return __builtin_cpu_supports("avx2") ? avx2 : portable;
}

}

#else

namespace emitter::vectorkernels {

const Kernels &fastest()
{
    return portable;
}

}

#endif
