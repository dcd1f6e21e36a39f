// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text.h"
#include "embedding/embedder.h"
#include "embedding/embeddingcache.h"
#include "embedding/embeddingproblem.h"
#include "embedding/openai/embeddingrequest.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>
#include <unordered_map>
#include <utility>

namespace emitter {
namespace {

using Texts = std::vector<std::string_view>;

Problem noKey()
{
    return embeddingProblem(Cause::Input, "api_key",
        "embedding.provider is openai, but no key is set",
        "Set OPENAI_API_KEY and leave `embedding.api_key` out, or name your own variable there;"
        " `embedding.provider: hash` makes vectors offline.");
}

std::unique_ptr<EmbeddingCache> openCache(const EmbeddingSpec &spec, const EmbeddingMeans &means)
{
    if (!spec.cache)
        return nullptr;
    const std::string directory =
        means.cacheDirectory.empty() ? EmbeddingCache::defaultDirectory() : means.cacheDirectory;
    if (!directory.empty())
        return std::make_unique<EmbeddingCache>(directory, spec);
    if (means.warn)
        means.warn(warning(embeddingProblem(Cause::CannotCreate, "",
            "There is no place for the embedding cache: neither XDG_CACHE_HOME nor "
            "HOME is set",
            "Set XDG_CACHE_HOME, or `embedding.cache: false` if that is meant.")));
    return nullptr;
}

/// One call of embedTexts: a table that is filled from the cache, then from the server.
class Fetch
{
public:
    Fetch(const EmbeddingSpec &spec, const Texts &texts, const EmbeddingMeans &means)
        : m_spec(spec)
        , m_texts(texts)
        , m_means(means)
        , m_cache(openCache(spec, means))
        , m_table{spec.dimensions, static_cast<float>(spec.noise), {}}
    {
        m_table.values.resize(texts.size() * spec.dimensions);
    }

    Result<VectorTable> run()
    {
        readCache();
        if (m_missing.empty()) {
            if (m_means.progress)
                m_means.progress(total(), total());
            return std::move(m_table);
        }
        const Result<void> fetched = fetch();
        store();
        if (!fetched)
            return fetched.problem();
        copyRepeated();
        return std::move(m_table);
    }

private:
    std::uint32_t total() const { return static_cast<std::uint32_t>(m_texts.size()); }

    std::span<float> row(std::size_t slot)
    {
        return std::span(m_table.values).subspan(slot * m_spec.dimensions, m_spec.dimensions);
    }

    void readCache()
    {
        std::unordered_map<TextHash, std::size_t, TextHasher> first;
        m_hashes.reserve(m_texts.size());
        for (std::size_t slot = 0; slot < m_texts.size(); ++slot) {
            m_hashes.push_back(hashOf(m_texts[slot]));
            if (m_cache && m_cache->read(m_hashes[slot], row(slot)))
                continue;
            const auto [place, isNew] = first.emplace(m_hashes[slot], slot);
            if (isNew)
                m_missing.push_back(slot);
            else
                m_repeated.emplace_back(slot, place->second);
        }
    }

    // In portions, so that not all is in memory twice. What the embedder has told of is kept even
    // when a later request fails: it was paid for.
    Result<void> fetch()
    {
        const Result<Secret> key = readEmbeddingKey(m_spec);
        if (!key)
            return key.problem();
        // A server at home may load its model first.
        const auto client =
            m_means.makeClient(HttpClientOptions{.timeout = std::chrono::minutes(2)});
        const auto embedder = makeOpenAiEmbedder(m_spec, *key, *client, *m_means.clock);
        const auto known = total() - static_cast<std::uint32_t>(m_missing.size());
        constexpr std::size_t portion = 2048;
        while (m_fetched < m_missing.size()) {
            const std::size_t count = std::min(portion, m_missing.size() - m_fetched);
            Texts texts;
            for (std::size_t i = 0; i < count; ++i)
                texts.push_back(m_texts[m_missing[m_fetched + i]]);
            std::vector<float> vectors(count * m_spec.dimensions);
            std::size_t finished = 0;
            const auto progress = [&](std::uint32_t done, std::uint32_t) {
                finished = done;
                if (m_means.progress)
                    m_means.progress(known + static_cast<std::uint32_t>(m_fetched) + done, total());
            };
            const Result<void> embedded = embedder->embed(texts, vectors, progress, m_means.stop);
            for (std::size_t i = 0; i < finished; ++i)
                std::copy_n(vectors.data() + i * m_spec.dimensions, m_spec.dimensions,
                    row(m_missing[m_fetched + i]).begin());
            m_fetched += finished;
            if (!embedded)
                return embedded.problem();
        }
        return {};
    }

    void store()
    {
        if (!m_cache || m_fetched == 0)
            return;
        std::vector<TextHash> hashes;
        std::vector<float> vectors;
        for (std::size_t i = 0; i < m_fetched; ++i) {
            hashes.push_back(m_hashes[m_missing[i]]);
            const std::span<const float> vector = row(m_missing[i]);
            vectors.insert(vectors.end(), vector.begin(), vector.end());
        }
        const Result<void> added = m_cache->add(hashes, vectors);
        if (!added && m_means.warn)
            m_means.warn(added.problem());
    }

    void copyRepeated()
    {
        for (const auto &[slot, first] : m_repeated)
            std::copy_n(row(first).begin(), m_spec.dimensions, row(slot).begin());
    }

    const EmbeddingSpec &m_spec;
    const Texts &m_texts;
    const EmbeddingMeans &m_means;
    std::unique_ptr<EmbeddingCache> m_cache;
    VectorTable m_table;
    std::vector<TextHash> m_hashes;
    std::vector<std::size_t> m_missing; ///< slots of texts to fetch, each text once
    std::vector<std::pair<std::size_t, std::size_t>>
        m_repeated; ///< a slot and the missing one it equals
    std::size_t m_fetched = 0; ///< of m_missing
};

std::optional<double> dollarsPerMillion(const EmbeddingSpec &spec)
{
    static constexpr std::pair<std::string_view, double> prices[] = {
        {"text-embedding-3-small", 0.02}, {"text-embedding-3-large", 0.13},
        {"text-embedding-ada-002", 0.10}};
    for (const auto &[model, price] : prices) {
        if (spec.model == model && spec.isOpenAi())
            return price;
    }
    return std::nullopt;
}

}

Result<Secret> readEmbeddingKey(const EmbeddingSpec &spec)
{
    std::string key = spec.apiKey.reveal();
    if (key.empty() && !spec.apiKeyFile.empty()) {
        std::ifstream file(spec.apiKeyFile);
        constexpr std::size_t most = 16384;
        key.resize(most);
        file.read(key.data(), most);
        if (!file.is_open() || file.bad())
            return embeddingProblem(Cause::NoInput, "api_key_file",
                "The key file " + spec.apiKeyFile
                    + " cannot be read: " + std::generic_category().message(errno),
                "Correct `embedding.api_key_file`, or name the key in `embedding.api_key`.");
        key.resize(static_cast<std::size_t>(file.gcount()));
    }
    key = trimmed(key);
    if (key.empty() && spec.isOpenAi())
        return noKey();
    return Secret(std::move(key));
}

EmbeddingEstimate estimateEmbedding(const EmbeddingSpec &spec,
    const std::vector<std::string_view> &texts, const std::string &cacheDirectory)
{
    EmbeddingEstimate estimate;
    if (spec.provider != EmbeddingSpec::Provider::OpenAi)
        return estimate;
    EmbeddingMeans means;
    means.cacheDirectory = cacheDirectory;
    const auto cache = openCache(spec, means);
    std::unordered_map<TextHash, bool, TextHasher> seen;
    for (const std::string_view text : texts) {
        const TextHash hash = hashOf(text);
        if ((cache && cache->contains(hash)) || !seen.emplace(hash, true).second)
            continue;
        ++estimate.texts;
        estimate.tokens += estimatedTokens(text);
    }
    if (const auto price = dollarsPerMillion(spec))
        estimate.dollars = *price * static_cast<double>(estimate.tokens) / 1e6;
    return estimate;
}

Result<VectorTable> embedTexts(const EmbeddingSpec &spec,
    const std::vector<std::string_view> &texts, const EmbeddingMeans &means)
{
    switch (spec.provider) {
    case EmbeddingSpec::Provider::OpenAi:
        return Fetch(spec, texts, means).run();
    case EmbeddingSpec::Provider::Hash: {
        VectorTable table{spec.dimensions, static_cast<float>(spec.noise), {}};
        table.values.resize(texts.size() * spec.dimensions);
        const Result<void> embedded = makeHashEmbedder(spec.dimensions)
                                          ->embed(texts, table.values, means.progress, means.stop);
        if (!embedded)
            return embedded.problem();
        return table;
    }
    case EmbeddingSpec::Provider::None:
        break;
    }
    return embeddingProblem(Cause::Input, "provider",
        "A sink stores vectors, but embedding.provider is none",
        "Set `embedding.provider: openai` or `hash`, or disable that sink.");
}

}
