// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mock/storeanswers.h"

#include <array>

namespace emitter {
namespace {

/// A bulk request has two lines for each document, and is answered with one item for each.
void writeItems(std::string &body, const PostCounts &counts)
{
    for (std::uint64_t i = 0; i < counts.newlines / 2; ++i)
        body += i == 0 ? R"({"create":{"status":201}})" : R"(,{"create":{"status":201}})";
    body += "]}";
}

/// As many points as there may be: a batch has a million at most, so none is ever missed.
void writeCount(std::string &body, const PostCounts &counts)
{
    body += std::to_string(counts.requests) + "000000}}";
}

/// Of Elasticsearch the oldest version that takes vectors as base64. Fields and vectors that are
/// not there are added by the sinks, which is said yes to like all the rest.
constexpr std::array table{
    PostAnswer{"GET /elasticsearch/ ", {}, R"({"version":{"number":"9.3.0"}})"},
    PostAnswer{"GET /elasticsearch/", {}, R"({"logs":{"settings":{"index":{"uuid":"measured"}}}})"},
    PostAnswer{"POST /elasticsearch/", "/_bulk?", R"({"items":[)", writeItems},
    PostAnswer{{}, " /elasticsearch/", R"({"acknowledged":true})"},
    PostAnswer{
        "GET /qdrant/ ", {}, R"({"title":"qdrant - vector search engine","version":"1.19.0"})"},
    PostAnswer{"GET /qdrant/", {},
        R"({"status":"ok","result":{"status":"green","update_queue":{"length":0},)"
        R"("config":{"params":{},"optimizer_config":{"indexing_threshold":10000}}}})"},
    PostAnswer{
        "POST /qdrant/", "/points/count ", R"({"status":"ok","result":{"count":)", writeCount},
    PostAnswer{{}, " /qdrant/", R"({"status":"ok","result":{"status":"completed"}})"},
};

}

std::span<const PostAnswer> storeAnswers()
{
    return table;
}

}
