// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "wire/noisyvectors.h"
#include "wire/noisyvectorskernels.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

using namespace emitter;
using Instructions = NoisyVectors::Instructions;
using ByteOrder = NoisyVectors::ByteOrder;

namespace {

// Random unit vectors.
VectorTable makeTable(std::uint32_t dimensions, float noise, std::uint32_t slots = 3)
{
    VectorTable table{dimensions, noise, {}};
    RandomStream random(7, dimensions);
    for (std::uint32_t slot = 0; slot < slots; ++slot) {
        std::vector<double> row(dimensions);
        for (double &value : row)
            value = unitInterval(random.next()) - 0.5;
        const double squares = std::inner_product(row.begin(), row.end(), row.begin(), 0.0);
        for (const double value : row)
            table.values.push_back(static_cast<float>(value / std::sqrt(squares)));
    }
    return table;
}

std::vector<float> numbers(
    NoisyVectors &vectors, const VectorTable &table, std::uint32_t slot, std::uint64_t number)
{
    std::vector<float> out(table.dimensions);
    vectors.write(out.data(), slot, number);
    return out;
}

double length(const std::vector<float> &vector)
{
    double squares = 0;
    for (const float value : vector)
        squares += static_cast<double>(value) * static_cast<double>(value);
    return std::sqrt(squares);
}

std::string text(NoisyVectors &vectors, std::uint32_t slot, std::uint64_t number)
{
    std::string out;
    vectors.appendText(out, slot, number);
    return out;
}

std::string binary(NoisyVectors &vectors, std::uint32_t slot, std::uint64_t number,
    ByteOrder order = ByteOrder::Little)
{
    std::string out;
    vectors.appendBinary(out, slot, number, order);
    return out;
}

std::string base64(NoisyVectors &vectors, std::uint32_t slot, std::uint64_t number,
    ByteOrder order = ByteOrder::Little)
{
    std::string out;
    vectors.appendBase64(out, slot, number, order);
    return out;
}

std::string decodedBase64(const std::string &text)
{
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char letter : text) {
        const std::size_t value = alphabet.find(letter);
        if (value == std::string::npos) {
            CHECK(letter == '=');
            continue;
        }
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>(bits >> count & 0xff);
        }
    }
    return out;
}

std::uint64_t fnv(std::string_view bytes)
{
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char byte : bytes)
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3;
    return hash;
}

const std::vector<std::uint32_t> someDimensions{
    1, 2, 3, 7, 8, 9, 31, 32, 33, 40, 100, 384, 1536, 16384};

}

TEST_CASE("text is the inside of a JSON array with every component within half of 1e-8")
{
    for (const std::uint32_t dimensions : someDimensions) {
        CAPTURE(dimensions);
        const VectorTable table = makeTable(dimensions, 0.01F);
        NoisyVectors vectors(table, 1);
        std::string out = "before";
        vectors.appendText(out, 1, 5);
        REQUIRE(out.substr(0, 6) == "before");
        CHECK(out.size() - 6 == vectors.maxTextBytes());
        const auto array = nlohmann::json::parse('[' + out.substr(6) + ']', nullptr, false);
        REQUIRE(array.is_array());
        REQUIRE(array.size() == dimensions);
        const std::vector<float> expected = numbers(vectors, table, 1, 5);
        for (std::size_t i = 0; i < dimensions; ++i)
            REQUIRE(
                std::fabs(array[i].get<double>() - static_cast<double>(expected[i])) <= 0.5001e-8);
    }
}

TEST_CASE("components at the ends of the range keep the width")
{
    const std::vector<float> values{
        1.0F, -1.0F, 0.0F, -0.0F, 1.0000002F, 0.99999994F, -0.00253856F, 5e-9F, 1e-20F};
    for (const auto *kernels : {&vectorkernels::portable, &vectorkernels::fastest()}) {
        std::string out(
            values.size() * vectorkernels::numberWidth + vectorkernels::digitsSlack, '?');
        kernels->digits(out.data(), values.data(), values.size());
        CHECK(out.substr(0, values.size() * vectorkernels::numberWidth)
            == " 1.00000000,-1.00000000, 0.00000000,-0.00000000, 1.00000024, "
               "0.99999994,-0.00253856,"
               " 0.00000000, 0.00000000,");
    }
}

TEST_CASE("vectors have unit length within 1e-6, whatever the noise")
{
    for (const std::uint32_t dimensions : someDimensions) {
        for (const float noise : {0.0F, 0.001F, 0.01F, 0.5F, 1.0F}) {
            CAPTURE(dimensions);
            CAPTURE(noise);
            const VectorTable table = makeTable(dimensions, noise);
            NoisyVectors vectors(table, 3);
            for (std::uint64_t number = 0; number < 20; ++number)
                REQUIRE(
                    length(numbers(vectors, table, 2, number)) == doctest::Approx(1).epsilon(1e-6));
        }
    }
}

TEST_CASE("noise is uniform around the message's vector")
{
    VectorTable table = makeTable(1536, 0.01F);
    NoisyVectors vectors(table, 9);
    double sum = 0, squares = 0, largest = 0;
    std::size_t count = 0, outer = 0;
    for (std::uint64_t number = 0; number < 300; ++number) {
        const std::vector<float> noisy = numbers(vectors, table, 0, number);
        // Undo the renormalisation: noise is nearly orthogonal to the vector.
        double dot = 0;
        for (std::size_t i = 0; i < noisy.size(); ++i)
            dot += static_cast<double>(noisy[i]) * static_cast<double>(table.values[i]);
        for (std::size_t i = 0; i < noisy.size(); ++i, ++count) {
            const double drawn =
                static_cast<double>(noisy[i]) / dot - static_cast<double>(table.values[i]);
            sum += drawn;
            squares += drawn * drawn;
            largest = std::max(largest, std::fabs(drawn));
            outer += std::fabs(drawn) > 0.005;
        }
    }
    const auto n = static_cast<double>(count);
    CHECK(std::fabs(sum / n) < 5e-5);
    CHECK(std::sqrt(squares / n) == doctest::Approx(0.01 / std::sqrt(3.0)).epsilon(0.02));
    CHECK(largest < 0.011);
    CHECK(largest > 0.0098);
    CHECK(static_cast<double>(outer) / n == doctest::Approx(0.5).epsilon(0.02));
}

TEST_CASE("every component's noise is spread alike")
{
    constexpr std::uint32_t dimensions = 1024;
    constexpr int vectorsDrawn = 2'000, bins = 10;
    const VectorTable table = makeTable(dimensions, 0.01F, 1);
    NoisyVectors vectors(table, 21);
    std::vector<std::array<int, bins>> counts(dimensions);
    for (std::uint64_t number = 0; number < vectorsDrawn; ++number) {
        const std::vector<float> noisy = numbers(vectors, table, 0, number);
        double dot = 0;
        for (std::size_t i = 0; i < dimensions; ++i)
            dot += static_cast<double>(noisy[i]) * static_cast<double>(table.values[i]);
        for (std::size_t i = 0; i < dimensions; ++i) {
            const double drawn =
                static_cast<double>(noisy[i]) / dot - static_cast<double>(table.values[i]);
            const double place = (drawn / 0.01 + 1) / 2 * bins;
            ++counts[i][static_cast<std::size_t>(std::clamp(place, 0.0, bins - 1.0))];
        }
    }
    constexpr double expected = vectorsDrawn / static_cast<double>(bins);
    for (const std::array<int, bins> &component : counts) {
        double chiSquare = 0;
        for (const int count : component)
            chiSquare += (count - expected) * (count - expected) / expected;
        CHECK(chiSquare < 40); // 9 degrees of freedom: chance is 1e-5 a component
    }
}

TEST_CASE("the noise of one entry says nothing about that of another")
{
    const VectorTable table = makeTable(1536, 0.01F, 1);
    NoisyVectors vectors(table, 22);
    std::vector<double> before;
    for (std::uint64_t number = 0; number < 200; ++number) {
        const std::vector<float> noisy = numbers(vectors, table, 0, number);
        std::vector<double> drawn(noisy.size());
        for (std::size_t i = 0; i < noisy.size(); ++i)
            drawn[i] = static_cast<double>(noisy[i]) - static_cast<double>(table.values[i]);
        if (!before.empty()) {
            const double both = std::inner_product(drawn.begin(), drawn.end(), before.begin(), 0.0);
            const double one = std::inner_product(drawn.begin(), drawn.end(), drawn.begin(), 0.0);
            CHECK(std::fabs(both / one) < 0.25); // the renormalisation is common to both
        }
        before = std::move(drawn);
    }
}

TEST_CASE("no two of a million vectors of one message are equal")
{
    const VectorTable table = makeTable(8, 0.01F, 1);
    NoisyVectors vectors(table, 5);
    std::vector<std::uint64_t> seen;
    seen.reserve(1'000'000);
    std::string bytes;
    for (std::uint64_t number = 0; number < 1'000'000; ++number) {
        bytes.clear();
        vectors.appendBinary(bytes, 0, number, ByteOrder::Little);
        seen.push_back(fnv(bytes));
    }
    std::sort(seen.begin(), seen.end());
    CHECK(std::adjacent_find(seen.begin(), seen.end()) == seen.end());
}

TEST_CASE("a vector depends on table, seed and number, not on the calls before")
{
    const VectorTable table = makeTable(100, 0.01F);
    NoisyVectors forward(table, 5);
    NoisyVectors backward(table, 5);
    std::vector<std::string> first(50), second(50);
    for (std::uint32_t i = 0; i < 50; ++i)
        first[i] = text(forward, i % 3, i) + binary(forward, i % 3, i);
    for (std::uint32_t i = 50; i-- > 0;) {
        base64(backward, 1, i + 17, ByteOrder::Big);
        const std::string bytes = binary(backward, i % 3, i);
        second[i] = text(backward, i % 3, i) + bytes;
    }
    CHECK(first == second);
    NoisyVectors otherSeed(table, 6);
    CHECK(binary(otherSeed, 0, 0) != binary(forward, 0, 0));
    CHECK(binary(forward, 0, 0) != binary(forward, 0, 1));
    CHECK(binary(forward, 0, 0) != binary(forward, 1, 0));
}

TEST_CASE("both instruction sets write the same bytes")
{
    for (const std::uint32_t dimensions : someDimensions) {
        for (const float noise : {0.0F, 0.01F}) {
            CAPTURE(dimensions);
            const VectorTable table = makeTable(dimensions, noise);
            NoisyVectors fast(table, 11, Instructions::Fastest);
            NoisyVectors portable(table, 11, Instructions::Portable);
            for (std::uint64_t number = 0; number < 30; ++number) {
                const auto slot = static_cast<std::uint32_t>(number % 3);
                REQUIRE(text(fast, slot, number) == text(portable, slot, number));
                for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
                    REQUIRE(
                        binary(fast, slot, number, order) == binary(portable, slot, number, order));
                    REQUIRE(
                        base64(fast, slot, number, order) == base64(portable, slot, number, order));
                }
            }
        }
    }
}

TEST_CASE("both instruction sets write every digit the same")
{
    std::vector<float> values(100'003);
    RandomStream random(1, 2);
    for (float &value : values)
        value = static_cast<float>(2 * unitInterval(random.next()) - 1);
    const std::size_t size = values.size() * vectorkernels::numberWidth;
    std::string fast(size + vectorkernels::digitsSlack, '?'), portable = fast;
    vectorkernels::fastest().digits(fast.data(), values.data(), values.size());
    vectorkernels::portable.digits(portable.data(), values.data(), values.size());
    CHECK(fast.substr(0, size) == portable.substr(0, size));
    CHECK(std::fabs(std::strtod(portable.c_str(), nullptr) - static_cast<double>(values[0]))
        <= 0.5001e-8);
}

TEST_CASE("binary is the numbers themselves in the byte order asked for")
{
    const VectorTable table = makeTable(33, 0.01F);
    NoisyVectors vectors(table, 1);
    const std::vector<float> expected = numbers(vectors, table, 2, 8);
    const std::string little = binary(vectors, 2, 8, ByteOrder::Little);
    const std::string big = binary(vectors, 2, 8, ByteOrder::Big);
    REQUIRE(little.size() == 33 * 4);
    REQUIRE(big.size() == 33 * 4);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        std::uint32_t bits = 0;
        std::memcpy(&bits, &expected[i], 4);
        for (std::size_t byte = 0; byte < 4; ++byte) {
            REQUIRE(
                static_cast<unsigned char>(little[4 * i + byte]) == (bits >> (8 * byte) & 0xff));
            REQUIRE(
                static_cast<unsigned char>(big[4 * i + byte]) == (bits >> (24 - 8 * byte) & 0xff));
        }
    }
}

TEST_CASE("base64 decodes to the binary form")
{
    for (const std::uint32_t dimensions : someDimensions) {
        for (const ByteOrder order : {ByteOrder::Little, ByteOrder::Big}) {
            const VectorTable table = makeTable(dimensions, 0.01F);
            NoisyVectors vectors(table, 1);
            const std::string letters = base64(vectors, 0, 4, order);
            CHECK(letters.size() == (dimensions * 4 + 2) / 3 * 4);
            REQUIRE(decodedBase64(letters) == binary(vectors, 0, 4, order));
        }
    }
}

TEST_CASE("base64 uses every letter in its place")
{
    std::string bytes;
    for (int i = 0; i < 768; ++i)
        bytes += static_cast<char>(i * 37 + i / 7);
    for (const auto *kernels : {&vectorkernels::portable, &vectorkernels::fastest()}) {
        std::string letters(1024, '?');
        kernels->base64(letters.data(), reinterpret_cast<const unsigned char *>(bytes.data()), 768);
        CHECK(decodedBase64(letters) == bytes);
        CHECK(std::set<char>(letters.begin(), letters.end()).size() == 64);
    }
}

TEST_CASE("noise 0 gives the message's own vector")
{
    const VectorTable table = makeTable(100, 0);
    NoisyVectors vectors(table, 1);
    const std::string own(reinterpret_cast<const char *>(table.vector(1).data()), 400);
    CHECK(binary(vectors, 1, 3) == own);
    CHECK(binary(vectors, 1, 3, ByteOrder::Big) != own);
    CHECK(binary(vectors, 1, 4) == own);
    const std::string first = text(vectors, 1, 3);
    CHECK(text(vectors, 1, 4) == first);
    CHECK(text(vectors, 0, 4) != first);
}

TEST_CASE("noise 0 beyond the kept texts writes the same")
{
    // 16384 * 12 bytes each: 64 MiB hold 341 of them.
    const VectorTable table = makeTable(16384, 0, 345);
    NoisyVectors vectors(table, 1);
    const auto array = nlohmann::json::parse('[' + text(vectors, 344, 0) + ']', nullptr, false);
    REQUIRE(array.size() == 16384);
    CHECK(std::fabs(array[16383].get<double>() - static_cast<double>(table.vector(344)[16383]))
        < 1e-8);
}

TEST_CASE("a vector without direction is replaced, never zero")
{
    for (const float noise : {0.0F, 1e-30F}) {
        VectorTable zero{4, noise, {0, 0, 0, 0, 3, 0, 4, 0}};
        NoisyVectors vectors(zero, 1);
        CHECK(numbers(vectors, zero, 0, 9) == std::vector<float>{1, 0, 0, 0});
        const std::vector<float> longOne = numbers(vectors, zero, 1, 9);
        CHECK(longOne[0] == doctest::Approx(0.6));
        CHECK(longOne[2] == doctest::Approx(0.8));
    }
}

TEST_CASE("the bytes for a seed never change")
{
    // From a table that needs no libm: the components are exact.
    VectorTable table{64, 0.01F, std::vector<float>(64, 0.125F)};
    for (std::size_t i = 0; i < 64; i += 3)
        table.values[i] = -0.125F;
    NoisyVectors vectors(table, 42);
    std::string all;
    for (std::uint64_t number = 0; number < 100; ++number)
        vectors.appendBinary(all, 0, number, ByteOrder::Little);
    CHECK(fnv(all) == 11942619643015050507U);
    CHECK(fnv(text(vectors, 0, 7)) == 1531109210965406470U);
}
