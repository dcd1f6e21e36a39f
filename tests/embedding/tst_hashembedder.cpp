// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "embedding/embedder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace emitter;

namespace {

std::vector<float> embedded(const std::vector<std::string_view> &texts, std::uint32_t dimensions)
{
    std::vector<float> vectors(texts.size() * dimensions);
    REQUIRE(makeHashEmbedder(dimensions)->embed(texts, vectors, {}, {}));
    return vectors;
}

double dot(const std::vector<float> &vectors, std::size_t a, std::size_t b, std::size_t dimensions)
{
    double sum = 0;
    for (std::size_t i = 0; i < dimensions; ++i)
        sum += static_cast<double>(vectors[a * dimensions + i])
            * static_cast<double>(vectors[b * dimensions + i]);
    return sum;
}

}

TEST_CASE("messages that share three words are clearly nearer than unrelated ones")
{
    // Each pair shares three words or their forms; no word is in two pairs.
    const std::vector<std::string_view> texts{"payment gateway timed out after 300 ms",
        "timeout of the payment gateway: retry timed", "database connection pool exhausted",
        "no free connection in database pools", "user session token expired",
        "expired session tokens were removed", "disk usage above threshold on /var",
        "threshold for disk usage raised", "kafka consumer lag growing",
        "lag of consumers: kafka partition 7"};
    constexpr std::size_t dimensions = 1536;
    const std::vector<float> vectors = embedded(texts, dimensions);
    double related = 0, unrelated = 0;
    int relatedPairs = 0, unrelatedPairs = 0;
    for (std::size_t a = 0; a < texts.size(); ++a) {
        for (std::size_t b = a + 1; b < texts.size(); ++b) {
            const bool together = a / 2 == b / 2;
            (together ? related : unrelated) += dot(vectors, a, b, dimensions);
            ++(together ? relatedPairs : unrelatedPairs);
        }
    }
    related /= relatedPairs;
    unrelated /= unrelatedPairs;
    CHECK(related > 0.45);
    CHECK(unrelated < 0.1);
}

TEST_CASE("every dimension gives unit vectors, also for texts without words")
{
    const std::vector<std::string_view> texts{
        "", " ", "...", "a", "cache miss for key", "cache miss for key cache miss for key"};
    for (const std::uint32_t dimensions : {1U, 2U, 3U, 7U, 384U, 1536U, 16384U}) {
        CAPTURE(dimensions);
        const std::vector<float> vectors = embedded(texts, dimensions);
        for (std::size_t i = 0; i < texts.size(); ++i)
            CHECK(dot(vectors, i, i, dimensions) == doctest::Approx(1).epsilon(1e-6));
    }
}

TEST_CASE("the same text gives the same vector, whatever stands beside it")
{
    const std::vector<float> alone = embedded({"queue depth 12"}, 100);
    const std::vector<float> third = embedded({"x", "y", "queue depth 12"}, 100);
    CHECK(std::equal(alone.begin(), alone.end(), third.begin() + 200));
    CHECK_FALSE(std::equal(alone.begin(), alone.end(), third.begin()));
    // Golden: the same on every machine and in every version.
    CHECK(alone[0] == doctest::Approx(0.0125493).epsilon(1e-5));
    CHECK(alone[99] == doctest::Approx(0.0220854).epsilon(1e-5));
}

TEST_CASE("directions are spread evenly")
{
    std::vector<std::string> texts;
    for (int i = 0; i < 400; ++i)
        texts.push_back("word" + std::to_string(i));
    const std::vector<float> vectors = embedded({texts.begin(), texts.end()}, 64);
    double sum = 0, cosines = 0;
    for (const float value : vectors)
        sum += static_cast<double>(value);
    for (std::size_t i = 0; i + 1 < 400; ++i)
        cosines += std::fabs(dot(vectors, i, i + 1, 64));
    CHECK(std::fabs(sum / static_cast<double>(vectors.size())) < 0.005);
    CHECK(cosines / 399 == doctest::Approx(0.1).epsilon(0.15)); // E|N(0, 1/64)| = 0.0997
}

TEST_CASE("progress ends at the total, and a stop ends the work")
{
    const std::vector<std::string_view> texts(1000, "text");
    std::vector<std::uint32_t> seen;
    std::stop_source source;
    std::vector<float> vectors(4 * texts.size());
    const auto whole = makeHashEmbedder(4)->embed(
        texts, vectors, [&](std::uint32_t done, std::uint32_t) { seen.push_back(done); },
        source.get_token());
    REQUIRE(whole);
    CHECK(seen.size() == 10);
    CHECK(seen.back() == 1000);
    source.request_stop();
    CHECK_FALSE(makeHashEmbedder(4)->embed(texts, vectors, {}, source.get_token()));
}
