// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "embedding/texthash.h"
#include "profile/profile.h"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace emitter {

/// The vectors of one (base URL, model, dimensions) in one file, by text. Files are only ever
/// replaced as a whole, so any number of programs may read and write at the same time; of two that
/// write at once the last one's additions stay. Whatever is damaged counts as not there. Not
/// thread-safe.
///
/// The file, in this machine's byte order: a header (magic, byte order mark, dimensions, count,
/// checksum of the index, key), the index (128-bit text hash and checksum of its vector, each),
/// then the vectors in the index's order as float32, newest first. Old ones are left out
/// beyond `maxBytes`; what is added is always kept.
class EmbeddingCache
{
public:
    static constexpr std::uint64_t defaultBytes = std::uint64_t{256} << 20;

    EmbeddingCache(const std::string &directory, const EmbeddingSpec &spec,
        std::uint64_t maxBytes = defaultBytes);
    ~EmbeddingCache();
    EmbeddingCache(const EmbeddingCache &) = delete;
    EmbeddingCache &operator=(const EmbeddingCache &) = delete;

    /// `$XDG_CACHE_HOME/emitter/embeddings`, else `~/.cache/emitter/embeddings`; empty without a
    /// home.
    static std::string defaultDirectory();

    const std::string &path() const { return m_path; }
    /// In the index; the vector itself may still turn out damaged.
    bool contains(TextHash text) const { return m_places.contains(text); }
    /// Reads one vector into `out`, `dimensions` of them. False: not there, or damaged.
    bool read(TextHash text, std::span<float> out) const;
    /// Adds vectors, row by row, to what the file holds now; creates the directory.
    Result<void> add(std::span<const TextHash> texts, std::span<const float> vectors);

private:
    struct Place
    {
        std::uint64_t row;
        std::uint64_t checksum;
    };
    struct Row
    {
        TextHash text;
        std::uint64_t checksum;
    };
    struct Header;

    void open();
    void close();
    bool readIndex();
    std::uint64_t rowOffset(std::uint64_t row) const;
    Result<void> replaceFile(std::span<const Row> index, std::span<const float> vectors) const;

    std::string m_path;
    TextHash m_key;
    std::uint32_t m_dimensions;
    std::uint64_t m_maxBytes;
    int m_file = -1;
    std::vector<TextHash> m_order; ///< the texts in the file's order
    std::unordered_map<TextHash, Place, TextHasher> m_places;
};

}
