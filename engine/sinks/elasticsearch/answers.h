// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/storereader.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What Elasticsearch answers, as values. Pure. The empty optional: it is not such an answer.
namespace emitter::elasticsearchsink {

/// `GET /`
struct ServerVersion
{
    std::string number; ///< "9.5.3"
    int major = 0;
    int minor = 0;
    bool isOpenSearch = false;

    bool isAtLeast(int wantedMajor, int wantedMinor) const
    {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }
};
std::optional<ServerVersion> parseRoot(std::string_view body);

/// A field of a mapping.
struct FieldMapping
{
    std::string type;
    std::int64_t dims = 0; ///< of a dense_vector; 0: not said
    std::string elementType; ///< of a dense_vector; empty: float
};

/// The index that takes what is written to a name.
struct IndexState
{
    enum class Kind { Index, Alias, DataStream };
    Kind kind = Kind::Index;
    std::string index; ///< the concrete one; empty: an alias of several, none of them for writing
    std::string uuid;
    std::map<std::string, FieldMapping> fields;
    std::optional<std::string> refreshInterval; ///< absent: the server's default
    bool asyncTranslog = false; ///< a crash loses what was said yes to
};
/// `GET /NAME`
std::optional<IndexState> parseIndex(std::string_view body, const std::string &name);

/// `error.type` of a refusal; empty when there is none.
std::string errorType(std::string_view body);

/// `GET /NAME/_count`
std::optional<std::uint64_t> parseCount(std::string_view body);

/// A search's hits: the ids that look like ours, in the order of the answer.
struct Hits
{
    std::uint64_t total = 0; ///< more than `entries` when the search returned only a part
    std::vector<StoredEntry> entries; ///< without _source: nothing but the id
};
std::optional<Hits> parseHits(
    std::string_view body, const std::string &timestampField, const std::string &vectorField);

}
