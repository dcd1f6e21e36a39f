// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/elasticsearch/elasticsearchreader.h"

#include "base/jsonwriter.h"
#include "wire/uuid.h"

#include <algorithm>
#include <map>
#include <utility>

namespace emitter::elasticsearchsink {
namespace {

/// What one search returns at most (`index.max_result_window`).
constexpr std::size_t maxHits = 10'000;
/// Documents of a search that returns them whole; keeps answers far below their limit.
constexpr std::size_t pageSize = 200;

Problem unexpected(const std::string &what, const std::string &index)
{
    Problem problem;
    problem.text = "Elasticsearch, index " + index + ": " + what;
    problem.remedy = "Was all of it written by this program?";
    problem.cause = Cause::Unreachable;
    return problem;
}

}

ElasticsearchReader::ElasticsearchReader(
    ElasticsearchSettings settings, std::unique_ptr<HttpClient> client)
    : m_settings(std::move(settings))
    , m_store("Elasticsearch", m_settings.url, m_settings.headers, std::move(client))
{
}

Result<HttpResponse> ElasticsearchReader::ask(
    RestStore::Method method, const std::string &path, std::string body)
{
    auto answer = m_store.ask(method, path, std::move(body));
    if (!answer || answer->isSuccess())
        return answer;
    return m_store.refusal(*answer, method, path, "Correct `index_name` and the credentials.");
}

Result<void> ElasticsearchReader::open()
{
    const auto root = ask(RestStore::Method::Get, "/", {});
    if (!root)
        return root.problem();
    const auto server = parseRoot(root->body);
    if (!server)
        return unexpected("the server does not answer like Elasticsearch", m_settings.index);
    m_leavesVectorsOut = server->isAtLeast(9, 2);
    const auto refreshed = ask(RestStore::Method::Post, "/" + m_settings.index + "/_refresh", {});
    return refreshed ? Result<void>() : refreshed.problem();
}

Result<std::uint64_t> ElasticsearchReader::count()
{
    const auto answer = ask(RestStore::Method::Get, "/" + m_settings.index + "/_count", {});
    if (!answer)
        return answer.problem();
    const auto count = parseCount(answer->body);
    if (!count)
        return unexpected("the count cannot be read", m_settings.index);
    return *count;
}

Result<Hits> ElasticsearchReader::search(std::span<const EntryId> ids, Parts parts)
{
    JsonWriter json;
    json.beginObject().member("size", static_cast<std::uint64_t>(maxHits));
    json.member("track_total_hits", true);
    if (parts == Parts::Ids) {
        json.member("_source", false);
    } else if (m_leavesVectorsOut) {
        json.key("_source").beginObject().member("exclude_vectors", false).endObject();
    }
    json.key("query").beginObject().key("ids").beginObject().key("values").beginArray();
    for (const EntryId &id : ids) {
        std::string text;
        appendUuid(text, id);
        json.value(text);
    }
    json.endArray().endObject().endObject().endObject();
    const auto answer = ask(RestStore::Method::Post,
        "/" + m_settings.index + "/_search?allow_partial_search_results=false", json.take());
    if (!answer)
        return answer.problem();
    auto hits = parseHits(answer->body, m_settings.timestampField, m_settings.vectorField);
    if (!hits)
        return unexpected("the documents found cannot be read", m_settings.index);
    if (hits->total != hits->entries.size())
        return unexpected("more than " + std::to_string(maxHits) + " documents have "
                + std::to_string(ids.size()) + " ids",
            m_settings.index);
    return std::move(*hits);
}

Result<std::vector<std::uint32_t>> ElasticsearchReader::copies(std::span<const EntryId> ids)
{
    const auto hits = search(ids, Parts::Ids);
    if (!hits)
        return hits.problem();
    std::map<EntryId, std::uint32_t> found;
    for (const StoredEntry &entry : hits->entries)
        ++found[entry.id];
    std::vector<std::uint32_t> copies;
    copies.reserve(ids.size());
    for (const EntryId &id : ids) {
        const auto at = found.find(id);
        copies.push_back(at == found.end() ? 0 : at->second);
    }
    return copies;
}

Result<std::vector<StoredEntry>> ElasticsearchReader::fetch(std::span<const EntryId> ids)
{
    std::vector<StoredEntry> entries;
    while (!ids.empty()) {
        const auto page = ids.first(std::min(pageSize, ids.size()));
        ids = ids.subspan(page.size());
        auto hits = search(page, Parts::Everything);
        if (!hits)
            return hits.problem();
        std::move(hits->entries.begin(), hits->entries.end(), std::back_inserter(entries));
    }
    return entries;
}

}
