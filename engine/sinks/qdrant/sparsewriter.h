// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "bm25/bm25.h"
#include "content/content.h"
#include "sinks/qdrant/qdrantsettings.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace emitter::qdrantsink {

/// Writes an entry's sparse vector: `{"indices":[...],"values":[...]}`, or the text that Qdrant
/// makes one of. Messages of the pool are rendered once; those of pool emitters, which carry a
/// number, per entry and without allocating. Not thread-safe. `content` outlives it.
class SparseWriter
{
public:
    /// REQUIRES: settings.sparse is not Off
    static Result<SparseWriter> create(const Content &content, const QdrantSettings &settings);

    void append(std::string &out, const Entry &entry);
    /// Bytes that append() adds at most.
    std::size_t maxBytes() const { return m_maxBytes; }
    /// A query with the words of `text`, as the inside of a request.
    std::string query(std::string_view text);

private:
    SparseWriter(const Content &content, const QdrantSettings &settings, std::optional<Bm25> bm25);
    void appendText(std::string &out, std::string_view text);

    const Content *m_content;
    std::optional<Bm25> m_bm25; ///< with sparse: client
    std::string m_textEnd; ///< with sparse: server
    std::string m_fragments; ///< of the pool's messages, one after the other
    std::vector<std::size_t> m_ends;
    std::size_t m_maxBytes = 0;
    std::string m_message; ///< of the current entry
    SparseVector m_vector; ///< likewise
};

}
