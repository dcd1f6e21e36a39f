// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "content/messagepool.h"

#include "base/random.h"
#include "base/values.h"
#include "content/phrases.h"

#include <array>
#include <initializer_list>

namespace emitter {
namespace {

using phrases::Slot;

/// No phrase of any slot begins with another one, so a text can be read back in only one way: no
/// two draws give the same message.
constexpr bool isPrefixFree(std::initializer_list<Slot> slots)
{
    for (const Slot &one : slots) {
        for (const Slot &other : slots) {
            for (const std::string_view &phrase : one) {
                for (const std::string_view &longer : other) {
                    if (&phrase != &longer && longer.starts_with(phrase))
                        return false;
                }
            }
        }
    }
    return true;
}
static_assert(isPrefixFree({phrases::components, phrases::actions, phrases::targets,
    phrases::metrics, phrases::contexts}));

constexpr std::uint64_t slotSize = std::tuple_size_v<Slot>;
constexpr std::uint64_t grammarSize =
    phrases::patterns.size() * slotSize * slotSize * slotSize * slotSize * slotSize;

/// A seeded permutation of 0 ... grammarSize-1 without a table: a Feistel network over the next
/// even number of bits; results outside are sent through again until they fall inside.
class Permutation
{
public:
    explicit Permutation(std::uint64_t seed)
        : m_seed(seed)
    {
    }

    std::uint64_t operator()(std::uint64_t index) const
    {
        do
            index = encrypt(index);
        while (index >= grammarSize);
        return index;
    }

private:
    static constexpr unsigned halfBits = 13;
    static constexpr std::uint64_t halfMask = (1U << halfBits) - 1;
    static_assert(
        grammarSize <= 1ULL << (2 * halfBits) && grammarSize > 1ULL << (2 * halfBits - 2));

    std::uint64_t encrypt(std::uint64_t index) const
    {
        std::uint64_t left = index >> halfBits;
        std::uint64_t right = index & halfMask;
        for (std::uint64_t round = 0; round < 6; ++round) {
            const std::uint64_t mixed = left ^ (randomBits(m_seed, round, right) & halfMask);
            left = right;
            right = mixed;
        }
        return (left << halfBits) | right;
    }

    std::uint64_t m_seed;
};

std::string compose(std::uint64_t index)
{
    const auto draw = [&index](const Slot &slot) {
        const std::string_view phrase = slot[index % slotSize];
        index /= slotSize;
        return phrase;
    };
    const std::string_view component = draw(phrases::components);
    const std::string_view action = draw(phrases::actions);
    const std::string_view target = draw(phrases::targets);
    const std::string_view metric = draw(phrases::metrics);
    const std::string_view context = draw(phrases::contexts);

    std::string text;
    text.reserve(128);
    const std::string_view pattern = phrases::patterns[index];
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '{') {
            text += pattern[i];
            continue;
        }
        switch (pattern[i + 1]) {
        case 'c':
            text += component;
            break;
        case 'a':
            text += action;
            break;
        case 't':
            text += target;
            break;
        case 'm':
            text += metric;
            break;
        default:
            text += context;
            break;
        }
        i += 2;
    }
    return text;
}

Problem outOfRange(std::uint32_t size)
{
    Problem problem;
    problem.path = "message_pool_size";
    problem.text = "A pool of " + formatCount(size) + " messages cannot be made";
    problem.text += size == 0
        ? ": every entry needs a message."
        : ": the phrases yield " + formatCount(grammarSize) + " different ones.";
    problem.remedy =
        "Set message_pool_size to a number from 1 to " + std::to_string(grammarSize) + ".";
    return problem;
}

}

Result<MessagePool> MessagePool::create(std::uint32_t size, std::uint64_t seed)
{
    if (size == 0 || size > grammarSize)
        return outOfRange(size);
    const Permutation permutation(seed);
    MessagePool pool;
    pool.m_texts.reserve(size);
    for (std::uint32_t i = 0; i < size; ++i)
        pool.m_texts.push_back(compose(permutation(i)));
    return pool;
}

std::uint64_t MessagePool::capacity()
{
    return grammarSize;
}

}
