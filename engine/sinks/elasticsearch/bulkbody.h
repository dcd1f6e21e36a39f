// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "content/content.h"
#include "sinks/elasticsearch/elasticsearchsettings.h"
#include "wire/entryrenderer.h"

#include <cstddef>
#include <span>
#include <string>

namespace emitter::elasticsearchsink {

/// Writes a batch as the body of a `_bulk` request: per entry the line of its action,
/// `{"create":{"_id":"..."}}`, and the line of its document. One thread. `content` outlives it.
class BulkBody
{
public:
    enum class Vectors { None, Numbers, Base64 };
    BulkBody(const Content &content, const ElasticsearchSettings &settings, Vectors vectors);

    /// In the memory of `body`, whose text goes.
    std::string write(std::span<const Entry> entries, std::string body = {});
    /// An upper bound for one entry.
    std::size_t entryBytes() const;

private:
    const Content &m_content;
    EntryRenderer m_renderer;
    std::string m_beforeId; ///< the whole line when there are no ids
    bool m_ids;
};

}
