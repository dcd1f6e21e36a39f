// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "wire/noisyvectors.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <string>
#include <utility>

/// Noisy vectors per second of one core, 1536 dimensions, 1000 messages, in each form and with each
/// instruction set, beside what a draw and std::to_chars per component would give.
namespace {

using namespace emitter;

constexpr std::uint32_t dimensions = 1536;
constexpr std::uint32_t slots = 1000;

VectorTable makeTable(float noise)
{
    VectorTable table{dimensions, noise, std::vector<float>(std::size_t{slots} * dimensions)};
    RandomStream random(1, 1);
    const double scale = std::sqrt(12.0 / dimensions);
    for (float &value : table.values)
        value = static_cast<float>((unitInterval(random.next()) - 0.5) * scale);
    return table;
}

/// The best of three half seconds of calls `append(out, number)`, in batches of 64 as a sink would.
double perSecond(const std::function<void(std::string &, std::uint64_t)> &append)
{
    using Clock = std::chrono::steady_clock;
    std::string out;
    std::uint64_t number = 0;
    const auto run = [&](std::chrono::milliseconds time) {
        const auto begin = Clock::now();
        const std::uint64_t from = number;
        while (Clock::now() - begin < time) {
            out.clear();
            for (int i = 0; i < 64; ++i)
                append(out, number++);
        }
        const std::chrono::duration<double> taken = Clock::now() - begin;
        return static_cast<double>(number - from) / taken.count();
    };
    run(std::chrono::milliseconds(200));
    double best = 0;
    for (int round = 0; round < 3; ++round)
        best = std::max(best, run(std::chrono::milliseconds(500)));
    return best;
}

void report(const char *name, const std::function<void(std::string &, std::uint64_t)> &append)
{
    std::printf("%-34s %10.0f vectors/s\n", name, perSecond(append));
}

std::uint32_t slotOf(std::uint64_t number)
{
    return static_cast<std::uint32_t>(mix64(number) % slots);
}

void reportAll(const char *set, NoisyVectors &vectors)
{
    using Order = NoisyVectors::ByteOrder;
    const auto name = [set](const char *form) { return std::string(set) + ' ' + form; };
    report(name("binary").c_str(), [&](std::string &out, std::uint64_t number) {
        vectors.appendBinary(out, slotOf(number), number, Order::Little);
    });
    report(name("binary, big-endian").c_str(), [&](std::string &out, std::uint64_t number) {
        vectors.appendBinary(out, slotOf(number), number, Order::Big);
    });
    report(name("base64").c_str(), [&](std::string &out, std::uint64_t number) {
        vectors.appendBase64(out, slotOf(number), number, Order::Big);
    });
    report(name("text").c_str(), [&](std::string &out, std::uint64_t number) {
        vectors.appendText(out, slotOf(number), number);
    });
}

// What every simple generator does.
void appendPlainly(std::string &out, const VectorTable &table, std::uint64_t number)
{
    for (std::uint32_t i = 0; i < dimensions; ++i) {
        const double noise = (2 * unitInterval(randomBits(1, number, i)) - 1) * 0.01;
        char text[32];
        const float value =
            static_cast<float>(static_cast<double>(table.vector(slotOf(number))[i]) + noise);
        out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
        out += ',';
    }
    out.pop_back();
}

}

int main()
{
    const VectorTable noisy = makeTable(0.01F);
    const VectorTable still = makeTable(0);
    for (const auto &[set, instructions] :
        {std::pair{"fastest", NoisyVectors::Instructions::Fastest},
            std::pair{"portable", NoisyVectors::Instructions::Portable}}) {
        NoisyVectors vectors(noisy, 1, instructions);
        reportAll(set, vectors);
    }
    NoisyVectors own(still, 1);
    reportAll("noise 0", own);
    report("draw and to_chars per component",
        [&](std::string &out, std::uint64_t number) { appendPlainly(out, noisy, number); });
}
