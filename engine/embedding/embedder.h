// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "content/vectortable.h"
#include "http/httpclient.h"
#include "profile/profile.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace emitter {

/// Called with (done, total) texts; from the calling thread.
using EmbeddingProgress = std::function<void(std::uint32_t done, std::uint32_t total)>;

/// Turns texts into unit vectors. Blocking; called from the engine's thread; ends early on `stop`
/// with a Problem. Writes one vector per text, in order, each of the embedder's dimensions: those
/// of the first `done` texts are there when `progress` tells of them, and stay when a problem
/// follows. REQUIRES: `vectors` has room for all.
class Embedder
{
public:
    virtual ~Embedder() = default;
    virtual Result<void> embed(const std::vector<std::string_view> &texts, std::span<float> vectors,
        const EmbeddingProgress &progress, std::stop_token stop) = 0;
};

/// Hashed word stems through a seeded random projection: offline, deterministic, related texts
/// near.
std::unique_ptr<Embedder> makeHashEmbedder(std::uint32_t dimensions);

/// Any OpenAI-compatible server. `client` and `clock` outlive the embedder; `clock` is what it
/// waits on before it tries again.
std::unique_ptr<Embedder> makeOpenAiEmbedder(
    const EmbeddingSpec &spec, Secret apiKey, HttpClient &client, Clock &clock = Clock::system());

/// What an uncached run would send to the server: an upper estimate of tokens and the price where
/// it is known ($ per 1M tokens: text-embedding-3-small 0.02, -3-large 0.13, ada-002 0.10).
struct EmbeddingEstimate
{
    std::uint64_t texts = 0; ///< not in the cache
    std::uint64_t tokens = 0;
    std::optional<double> dollars;

    /// Prices are told with four decimals. Less than this is told as less than this, since only 0
    /// is free.
    static constexpr double leastDollars = 0.0001;
    bool isBelowLeast() const { return dollars && *dollars > 0 && *dollars < leastDollars; }
};
EmbeddingEstimate estimateEmbedding(const EmbeddingSpec &spec,
    const std::vector<std::string_view> &texts, const std::string &cacheDirectory = {});

/// The key for the provider's server, from the profile or its key file; may be empty. Fails when
/// the file cannot be read, and when OpenAI's own server would be asked without a key.
Result<Secret> readEmbeddingKey(const EmbeddingSpec &spec);

/// What embedTexts works with; only `makeClient` must be given.
struct EmbeddingMeans
{
    /// Called at most once, and only when something must be sent.
    std::function<std::unique_ptr<HttpClient>(HttpClientOptions)> makeClient;
    EmbeddingProgress progress;
    std::stop_token stop;
    /// Told what does not stop the work, such as a cache that cannot be written; at most once each.
    std::function<void(const Problem &)> warn;
    /// Empty: `$XDG_CACHE_HOME/emitter/embeddings`, or below `~/.cache`.
    std::string cacheDirectory;
    Clock *clock = &Clock::system();
};

/// The vectors for `texts` as the profile wants them: cache first, then the provider, then the
/// cache is written, also with what came before a failure. Provider `none` is refused here.
Result<VectorTable> embedTexts(const EmbeddingSpec &spec,
    const std::vector<std::string_view> &texts, const EmbeddingMeans &means);

}
