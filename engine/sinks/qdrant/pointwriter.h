// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinks/qdrant/qdrantsettings.h"
#include "sinks/qdrant/sparsewriter.h"
#include "wire/entryrenderer.h"
#include "wire/noisyvectors.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace emitter::qdrantsink {

/// Writes a batch as the body of an upsert: {"points":[{"id":...,"vector":{"dense":[...],
/// "bm25":{...}},"payload":{...}}]}. The payload has the keys timestamp, service, level, message,
/// and metadata for pool emitters. One allocation per batch. Not thread-safe. `content` outlives
/// it.
class PointWriter
{
public:
    /// REQUIRES: content has vectors when settings.dense
    static Result<PointWriter> create(const Content &content, const QdrantSettings &settings);

    /// In the memory of `body`, whose text goes.
    std::string write(std::span<const Entry> entries, std::string body = {});
    /// Bytes of one entry at most.
    std::size_t maxBytes() const;
    /// A request body that finds entries like the first message, to try by hand.
    std::string exampleQuery();

private:
    PointWriter(
        const Content &content, const QdrantSettings &settings, std::optional<SparseWriter> sparse);
    void append(std::string &out, const Entry &entry);

    const Content *m_content;
    EntryRenderer m_payload;
    std::optional<NoisyVectors> m_dense;
    std::optional<SparseWriter> m_sparse;
    std::string m_denseStart; ///< `,"vector":{"dense":[`
    std::string m_sparseStart; ///< `,"bm25":`
    std::string m_sparseName;
    std::string m_levelName;
};

}
