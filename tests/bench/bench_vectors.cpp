// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "spread.h"
#include "wire/noisyvectors.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>
#include <string>
#include <utility>
#include <vector>

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

struct Contender
{
    std::string name;
    std::function<void(std::string &, std::uint64_t)> append; ///< the vector of that number
    std::uint64_t number = 0;
    std::vector<double> perSecond = {};
};

/// Calls in batches of 64, as a sink would make them.
double run(Contender &contender, std::chrono::milliseconds time)
{
    using Clock = std::chrono::steady_clock;
    std::string out;
    const auto begin = Clock::now();
    const std::uint64_t from = contender.number;
    while (Clock::now() - begin < time) {
        out.clear();
        for (int i = 0; i < 64; ++i)
            contender.append(out, contender.number++);
    }
    const std::chrono::duration<double> taken = Clock::now() - begin;
    return static_cast<double>(contender.number - from) / taken.count();
}

/// The median of three half seconds each, in turns, beside the first.
void compare(std::vector<Contender> contenders)
{
    for (int round = 0; round < 3; ++round) {
        for (Contender &contender : contenders) {
            run(contender, std::chrono::milliseconds(100)); // warms up
            contender.perSecond.push_back(run(contender, std::chrono::milliseconds(500)));
        }
    }
    const double peer = bench::spreadOf(contenders.front().perSecond).median;
    for (const Contender &contender : contenders) {
        const bench::Spread rate = bench::spreadOf(contender.perSecond);
        std::printf("%-34s %10.0f vectors/s (%.0f to %.0f)  %.1f x\n", contender.name.c_str(),
            rate.median, rate.least, rate.most, rate.median / peer);
    }
}

std::uint32_t slotOf(std::uint64_t number)
{
    return static_cast<std::uint32_t>(mix64(number) % slots);
}

void add(std::vector<Contender> &contenders, const std::string &set, NoisyVectors &vectors)
{
    using Order = NoisyVectors::ByteOrder;
    contenders.push_back({set + " binary", [&](std::string &out, std::uint64_t number) {
                              vectors.appendBinary(out, slotOf(number), number, Order::Little);
                          }});
    contenders.push_back({set + " binary, big-endian", [&](std::string &out, std::uint64_t number) {
                              vectors.appendBinary(out, slotOf(number), number, Order::Big);
                          }});
    contenders.push_back({set + " base64", [&](std::string &out, std::uint64_t number) {
                              vectors.appendBase64(out, slotOf(number), number, Order::Big);
                          }});
    contenders.push_back({set + " text", [&](std::string &out, std::uint64_t number) {
                              vectors.appendText(out, slotOf(number), number);
                          }});
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
    NoisyVectors fastest(noisy, 1, NoisyVectors::Instructions::Fastest);
    NoisyVectors portable(noisy, 1, NoisyVectors::Instructions::Portable);
    NoisyVectors silent(still, 1);
    std::vector<Contender> contenders{{"draw and to_chars per component",
        [&](std::string &out, std::uint64_t number) { appendPlainly(out, noisy, number); }}};
    add(contenders, "fastest", fastest);
    add(contenders, "portable", portable);
    add(contenders, "noise 0", silent);
    compare(std::move(contenders));
}
