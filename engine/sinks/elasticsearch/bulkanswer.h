// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinkapi/outcome.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The answer to `POST /NAME/_bulk`. Its items come in the order of the request, and one that
/// failed says nothing about the others. Pure.
namespace emitter::elasticsearchsink {

struct BulkItem
{
    int status = 0; ///< 0: it said none, or contradicts itself
    std::string type; ///< of the error; empty: none
    std::string reason;
};
/// The items; nothing when the answer is not JSON, not to the end, or
/// has an item that is a list.
std::optional<std::vector<BulkItem>> parseBulk(std::string_view body);

/// What is asked of an answer to leave out all that is not read.
inline constexpr std::string_view bulkFilter = "filter_path=items.*.status,items.*.error";

/// True for the usual answer, in which each of `entries` items says 200 or 201 and nothing else,
/// byte by byte as Elasticsearch writes it: reading that as JSON would cost more than making the
/// request. False says nothing.
bool isAllTaken(std::string_view body, std::size_t entries);

/// What was asked, as far as it decides what an answer means.
struct BulkQuestion
{
    std::size_t entries = 0;
    int blocks = 0; ///< answers to these entries before that said the index is blocked
    bool creates = true; ///< action `create`: a document that is already there is ours
    bool hasIds = true; ///< sending again is harmless
    bool mayFallBack = false; ///< vectors went as base64 and may go as numbers instead
};

struct BulkVerdict
{
    SendResult result;
    bool base64Refused = false; ///< the server wants numbers
    bool isBlocked = false; ///< entries met a block
};
/// What a 2xx answer says of each entry. Only an item that says so is delivered: of an answer that
/// cannot be read, or has another number of items, no entry is.
BulkVerdict judgeBulk(std::string_view body, const BulkQuestion &question);

}
