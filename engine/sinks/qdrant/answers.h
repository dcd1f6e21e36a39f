// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/httpclient.h"
#include "rest/restanswer.h"
#include "sinkapi/storereader.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What Qdrant answers, as values, and what we ask with. Pure. The empty optional: it is not such
/// an answer.
namespace emitter::qdrantsink {

/// The version that `GET /` tells.
std::optional<std::string> parseVersion(std::string_view body);

/// `GET /collections/NAME`
struct CollectionState
{
    bool hasUnnamedVector = false;
    std::map<std::string, std::uint64_t> dense; ///< dimensions by name
    std::map<std::string, std::string> sparse; ///< modifier by name; none: empty
    std::set<std::string> payloadIndexes;
    std::optional<std::uint64_t> indexingThreshold; ///< kilobytes; absent: the server's default
    std::string status; ///< green, yellow (it optimizes), grey (it could), red
    std::string optimizerError;
    std::uint64_t points = 0; ///< about
    std::uint64_t indexedVectors = 0; ///< about
    std::optional<std::uint64_t> queued; ///< operations not yet applied; absent before 1.17
};
std::optional<CollectionState> parseCollection(std::string_view body);

/// `POST points/count`
std::optional<std::uint64_t> parseCount(std::string_view body);

/// `POST points`: the points whose id is a UUID. `denseName` is the vector to take.
std::optional<std::vector<StoredEntry>> parsePoints(
    std::string_view body, const std::string &denseName);

/// What an answer to an upsert says.
struct UpsertAnswer
{
    AnswerMeaning meaning;
    bool isApplied = false; ///< completed: searchable, and checked in every way
    bool isQueued = false; ///< wait=true, but the server's patience ended before it was applied
    bool isPartlyStored = false; ///< refused, perhaps only for the points from a bad one on
    bool isStrange = false; ///< 2xx, but not what Qdrant says
};
/// Qdrant refuses a request as a whole, although it may have stored the points before a bad one. So
/// what is refused is TooLarge: sent again in halves until the bad one is alone.
UpsertAnswer readUpsert(const HttpResponse &answer, std::int64_t unixSeconds);

/// `"a","b"`: ids as the inside of a JSON array.
std::string quotedIds(std::span<const EntryId> ids);

}
