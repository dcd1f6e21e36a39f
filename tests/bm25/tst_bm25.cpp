// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bm25/bm25.h"

#include "base/random.h"
#include "bm25/murmur3.h"
#include "bm25/stopwords.h"
#include "support/countedallocations.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace emitter;
using Json = nlohmann::json;

namespace {

using Rule = Tokenizer::Rule;

Bm25 makeBm25(const Bm25::Options &options = {})
{
    auto bm25 = Bm25::create(options);
    REQUIRE(bm25);
    return std::move(*bm25);
}

Json load(const std::string &name)
{
    std::ifstream file(std::string(DATA_DIR) + '/' + name);
    REQUIRE(file);
    return Json::parse(file);
}

SparseVector sorted(const std::vector<std::uint32_t> &indices, const std::vector<float> &values)
{
    REQUIRE(indices.size() == values.size());
    std::map<std::uint32_t, float> pairs;
    for (std::size_t i = 0; i < indices.size(); ++i)
        pairs[indices[i]] = values[i];
    SparseVector vector;
    for (const auto &[index, value] : pairs) {
        vector.indices.push_back(index);
        vector.values.push_back(value);
    }
    return vector;
}

}

TEST_CASE("documents and queries are those of the test vectors, to the bit")
{
    Bm25 bm25 = makeBm25();
    const Json data = load("vectors.json");
    REQUIRE(data["documents"].size() == 20);
    for (const Json &row : data["documents"]) {
        const auto text = row["text"].get<std::string>();
        CAPTURE(text);
        CHECK(bm25.document(text) == sorted(row["indices"], row["values_f32"]));
        const SparseVector query = bm25.query(text);
        CHECK(query.indices == row["query_indices"].get<std::vector<std::uint32_t>>());
        CHECK(query.values == std::vector<float>(query.indices.size(), 1.0F));
    }
}

TEST_CASE("indices of single tokens are those of the table")
{
    const Json data = load("vectors.json");
    REQUIRE(data["token_ids"].size() == 17);
    for (const Json &row : data["token_ids"])
        CHECK(murmur3(row["token"].get<std::string>()) == row["mmh3_u32"].get<std::uint32_t>());
}

TEST_CASE("documents are what fastembed and Qdrant themselves make of them")
{
    Bm25 fastembed = makeBm25();
    Bm25 server = makeBm25({.tokenizer = Rule::QdrantServer});
    std::size_t ofServer = 0;
    const Json data = load("others.json");
    REQUIRE(data["documents"].size() > 30);
    for (const Json &row : data["documents"]) {
        const auto text = row["text"].get<std::string>();
        CAPTURE(text);
        const bool isServer = row["rule"] == "qdrant-server";
        ofServer += isServer;
        CHECK((isServer ? server : fastembed).document(text)
            == sorted(row["indices"], row["values"]));
    }
    CHECK(ofServer > 10);
}

TEST_CASE("words of more than 40 code points are left out, but not by the server")
{
    Bm25 bm25 = makeBm25();
    Bm25 server = makeBm25({.tokenizer = Rule::QdrantServer});
    for (const std::string letter : {"7", "É", "日"}) {
        CAPTURE(letter);
        std::string word;
        for (int i = 0; i < 40; ++i)
            word += letter;
        CHECK(bm25.document(word).indices.size() == 1);
        CHECK(bm25.document(word + letter).indices.empty());
        CHECK(server.document(word + letter).indices.size() == 1);
    }
}

TEST_CASE("of two stems with one index the later one replaces the other")
{
    // murmur3("error") is 1678348498, that of 02lbaz78 too; that of 00gmbzg0 is its negative.
    Bm25 bm25 = makeBm25();
    for (const std::string other : {"02lbaz78", "00gmbzg0"}) {
        CAPTURE(other);
        const std::vector<std::uint32_t> index{1678348498};
        const SparseVector once = bm25.document("error " + other + " error error");
        REQUIRE(once.indices == index);
        CHECK(once.values.front() == bm25.document("alpha bravo carbon delta").values.front());
        const SparseVector twice = bm25.document(other + " error error");
        REQUIRE(twice.indices == index);
        CHECK(twice.values.front() == bm25.document("disk delta delta").values.back());
        CHECK(bm25.query("error " + other).indices == index);
    }
}

TEST_CASE("a text without stems gives an empty vector, also into one that was used")
{
    Bm25 bm25 = makeBm25();
    SparseVector vector = bm25.document("disk full");
    REQUIRE(vector.indices.size() == 2);
    for (const std::string_view text : {"", " ", "the and of is", "_", "\xff\xfe", "..."}) {
        CAPTURE(text);
        bm25.document(text, vector);
        CHECK(vector == SparseVector{});
        CHECK(bm25.query(text) == SparseVector{});
    }
}

TEST_CASE("options decide the values")
{
    const auto valueOf = [](const Bm25::Options &options) {
        return makeBm25(options).document("disk disk full").values.at(0);
    };
    const auto index = makeBm25().document("disk").indices;
    REQUIRE(makeBm25().document("disk disk full").indices.at(0) == index.at(0));
    // c = 2, n = 3: 2 (k + 1) / (2 + k (1 - b + 3 b / average)).
    CHECK(valueOf({.k = 0}) == 1.0F);
    CHECK(valueOf({.k = 2, .b = 0}) == 1.5F);
    CHECK(valueOf({.k = 1, .b = 1, .averageLength = 1}) == 0.8F);
    CHECK(valueOf({.k = 2, .b = 1, .averageLength = 3}) == 1.5F);
}

TEST_CASE("options out of range are refused by name, value and range")
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const std::pair<Bm25::Options, std::string> rows[] = {
        {{.k = -0.1}, "k -0.1"},
        {{.k = nan}, "k nan"},
        {{.k = infinity}, "k inf"},
        {{.b = -0.1}, "b -0.1"},
        {{.b = 1.5}, "b 1.5"},
        {{.b = nan}, "b nan"},
        {{.averageLength = 0}, "an average length of 0"},
        {{.averageLength = infinity}, "an average length of inf"},
    };
    for (const auto &[options, said] : rows) {
        CAPTURE(said);
        const auto bm25 = Bm25::create(options);
        REQUIRE_FALSE(bm25);
        CHECK(bm25.problem().text == "BM25 cannot work with " + said + '.');
        CHECK(bm25.problem().remedy.find("usual is") != std::string::npos);
    }
    CHECK(Bm25::create({.k = 0, .b = 1, .averageLength = 0.5}));
}

namespace {

// The definition, word for word and slowly; ASCII only.
SparseVector slowDocument(Stemmer &stemmer, const std::string &text)
{
    std::vector<std::string> stems;
    std::string word;
    for (const char c : text + ' ') {
        if (std::string_view("abcdefghijklmnopqrstuvwxyz0123456789_").find(c)
            != std::string::npos) {
            word += c;
        } else if (c >= 'A' && c <= 'Z') {
            word += static_cast<char>(c + 32);
        } else {
            if (!word.empty() && word != "_" && !isStopWord(word) && word.size() <= 40)
                stems.emplace_back(stemmer.stem(word));
            word.clear();
        }
    }
    std::map<std::uint32_t, float> values;
    for (const std::string &stem : stems) {
        const auto count = static_cast<double>(std::ranges::count(stems, stem));
        const double length = static_cast<double>(stems.size());
        const auto index = std::abs(std::int64_t{static_cast<std::int32_t>(murmur3(stem))});
        values[static_cast<std::uint32_t>(index)] = static_cast<float>(
            count * (1.2 + 1) / (count + 1.2 * (1 - 0.75 + 0.75 * length / 256.0)));
    }
    SparseVector vector;
    for (const auto &[index, value] : values) {
        vector.indices.push_back(index);
        vector.values.push_back(value);
    }
    return vector;
}

}

TEST_CASE("random texts give what the definition says")
{
    Bm25 bm25 = makeBm25();
    auto stemmer = Stemmer::create();
    REQUIRE(stemmer);
    RandomStream random(25, 1);
    constexpr std::string_view characters = "aeiostnrhdlgEISTNG059__      ..-'/";
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        const auto length = below(random.next(), 400);
        for (std::uint32_t i = 0; i < length; ++i)
            text += characters[below(random.next(), characters.size())];
        CAPTURE(text);
        REQUIRE(bm25.document(text) == slowDocument(*stemmer, text));
    }
}

TEST_CASE("nothing is allocated per document once the longest has been seen")
{
    Bm25 bm25 = makeBm25();
    SparseVector vector;
    const std::string text =
        "Connection pool exhausted: user_1234 retried 3 times, ÉVÉNEMENT after";
    const std::string longest = text + " 250 ms" + std::string(60, 'x');
    bm25.document(longest, vector);
    const std::size_t before = countedAllocations();
    for (int i = 0; i < 100; ++i)
        bm25.document(text, vector);
    const std::size_t during = countedAllocations() - before;
    CHECK(during == 0);
    CHECK(vector.indices.size() == 8);
}
