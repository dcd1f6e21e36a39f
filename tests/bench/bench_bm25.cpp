// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bm25/bm25.h"
#include "content/messagepool.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

/// BM25 vectors per second of one core: of 1000 pool messages, and of the same with a word that is
/// not ASCII in each.
namespace {

using namespace emitter;

void endWith(const Problem &problem)
{
    std::fprintf(stderr, "bench_bm25: %s\n", toText(problem).c_str());
    std::exit(EXIT_FAILURE);
}

/// The best of five rounds of 100 passes.
double perSecond(Bm25 &bm25, const std::vector<std::string> &texts)
{
    using Clock = std::chrono::steady_clock;
    constexpr int passes = 100;
    SparseVector vector;
    double best = 0;
    for (int round = 0; round < 5; ++round) {
        const auto begin = Clock::now();
        for (int pass = 0; pass < passes; ++pass) {
            for (const std::string &text : texts)
                bm25.document(text, vector);
        }
        const std::chrono::duration<double> taken = Clock::now() - begin;
        best = std::max(best, passes * static_cast<double>(texts.size()) / taken.count());
    }
    return best;
}

void report(const char *name, Bm25 &bm25, const std::vector<std::string> &texts)
{
    std::size_t bytes = 0;
    std::size_t stems = 0;
    for (const std::string &text : texts) {
        bytes += text.size();
        stems += bm25.document(text).indices.size();
    }
    std::printf("%-24s %3zu bytes  %4.1f stems  %9.0f vectors/s\n", name, bytes / texts.size(),
        static_cast<double>(stems) / static_cast<double>(texts.size()), perSecond(bm25, texts));
}

}

int main()
{
    const auto pool = MessagePool::create(1000, 1);
    if (!pool)
        endWith(pool.problem());
    std::vector<std::string> plain;
    std::vector<std::string> mixed;
    for (std::uint32_t slot = 0; slot < pool->size(); ++slot) {
        plain.emplace_back(pool->text(slot));
        mixed.push_back(plain.back() + " Zürich");
    }
    for (const auto rule : {Tokenizer::Rule::FastEmbed, Tokenizer::Rule::QdrantServer}) {
        auto bm25 = Bm25::create({.tokenizer = rule});
        if (!bm25)
            endWith(bm25.problem());
        const bool isServer = rule == Tokenizer::Rule::QdrantServer;
        report(isServer ? "qdrant-server, ASCII" : "fastembed, ASCII", *bm25, plain);
        report(isServer ? "qdrant-server, mixed" : "fastembed, mixed", *bm25, mixed);
    }
}
