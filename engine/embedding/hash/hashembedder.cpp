// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random.h"
#include "embedding/embedder.h"
#include "embedding/embeddingproblem.h"
#include "embedding/hash/wordstem.h"
#include "embedding/texthash.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>

namespace emitter {
namespace {

// A stem's direction: components with a triangular distribution around 0, two from every 64 bits.
// Integers and one multiplication, so that all machines agree to the bit.
void addDirection(std::span<double> sum, std::string_view stem, double weight)
{
    const std::uint64_t key = hashOf(stem).high;
    for (std::size_t i = 0; i < sum.size(); i += 2) {
        const std::uint64_t bits = mix64(key + (i + 1) * 0x9e3779b97f4a7c15);
        const auto part = [bits](int index) {
            return static_cast<int>(bits >> (16 * index) & 0xffff);
        };
        sum[i] += weight * (part(0) + part(1) - 0xffff);
        if (i + 1 < sum.size())
            sum[i + 1] += weight * (part(2) + part(3) - 0xffff);
    }
}

void scaleToUnit(std::span<const double> sum, std::span<float> out)
{
    double squares = 0;
    for (const double value : sum)
        squares += value * value;
    if (squares == 0) {
        std::fill(out.begin(), out.end(), 0.0F);
        out[0] = 1;
        return;
    }
    const double factor = 1 / std::sqrt(squares);
    std::transform(sum.begin(), sum.end(), out.begin(),
        [factor](double value) { return static_cast<float>(value * factor); });
}

class HashEmbedder : public Embedder
{
public:
    explicit HashEmbedder(std::uint32_t dimensions)
        : m_sum(dimensions)
    {
    }

    Result<void> embed(const std::vector<std::string_view> &texts, std::span<float> vectors,
        const EmbeddingProgress &progress, std::stop_token stop) override
    {
        const auto total = static_cast<std::uint32_t>(texts.size());
        constexpr std::uint32_t step = 100;
        for (std::uint32_t i = 0; i < total; ++i) {
            embedOne(texts[i], vectors.subspan(i * m_sum.size(), m_sum.size()));
            if ((i + 1) % step != 0 && i + 1 != total)
                continue;
            if (progress)
                progress(i + 1, total);
            if (stop.stop_requested() && i + 1 != total)
                return embeddingProblem(Cause::Unreachable, "",
                    "The hash embedding was stopped before all messages had a vector", {});
        }
        return {};
    }

private:
    void embedOne(std::string_view text, std::span<float> out)
    {
        std::map<std::string, int>
            counts; // ordered: the sum must not depend on a hash table's order
        for (const std::string &word : words(text))
            ++counts[wordStem(word)];
        if (counts.empty())
            counts.emplace(text, 1);
        std::fill(m_sum.begin(), m_sum.end(), 0.0);
        for (const auto &[stem, count] : counts) {
            // Long words tell more than "to" and "of"; a word said twice is not twice as important.
            const auto weight = static_cast<double>(std::min<std::size_t>(stem.size(), 8) + 1);
            addDirection(m_sum, stem, std::sqrt(weight * count));
        }
        scaleToUnit(m_sum, out);
    }

    std::vector<double> m_sum;
};

}

std::unique_ptr<Embedder> makeHashEmbedder(std::uint32_t dimensions)
{
    return std::make_unique<HashEmbedder>(dimensions);
}

}
