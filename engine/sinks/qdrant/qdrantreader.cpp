// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/qdrant/qdrantreader.h"

#include "base/jsonwriter.h"
#include "base/values.h"

#include <algorithm>
#include <map>
#include <utility>

namespace emitter::qdrantsink {
namespace {

constexpr std::int64_t pause = 50'000'000;
constexpr std::size_t idsPerFetch = 200; // with vectors as text, an answer of a few megabytes

}

QdrantReader::QdrantReader(
    QdrantSettings settings, std::unique_ptr<HttpClient> client, Clock &clock)
    : m_settings(std::move(settings))
    , m_clock(clock)
    , m_store("Qdrant", m_settings.url, m_settings.headers, std::move(client))
    , m_collection(m_store, m_settings.collection)
{
}

Result<void> QdrantReader::open()
{
    const std::int64_t deadline = m_clock.monotonicNanos()
        + std::chrono::nanoseconds(m_settings.client.options.timeout).count();
    while (true) {
        const auto state = m_collection.state();
        if (!state)
            return state.problem();
        const std::uint64_t queued = state->queued.value_or(0);
        const std::int64_t now = m_clock.monotonicNanos();
        if (queued == 0)
            return {};
        if (now >= deadline)
            return makeProblem(Cause::Unreachable,
                "Qdrant at " + m_store.url() + " has still " + formatCount(queued)
                    + " operations to apply",
                "Try again later.");
        m_clock.waitUntil(std::min(now + pause, deadline), m_wake);
    }
}

Result<std::vector<StoredEntry>> QdrantReader::retrieve(
    std::span<const EntryId> ids, const char *what)
{
    const auto answer = m_collection.ask(
        Collection::Method::Post, "/points", "{\"ids\":[" + quotedIds(ids) + "]," + what + "}");
    if (!answer)
        return answer.problem();
    auto points = parsePoints(answer->body, m_settings.denseName);
    if (!points)
        return makeProblem(Cause::Unreachable,
            "POST " + m_collection.url("/points")
                + " answered something else than points: " + m_store.excerptOf(answer->body),
            "Is a proxy between us and Qdrant?");
    return std::move(*points);
}

Result<std::vector<std::uint32_t>> QdrantReader::copies(std::span<const EntryId> ids)
{
    const auto found = retrieve(ids, R"("with_payload":false,"with_vector":false)");
    if (!found)
        return found.problem();
    std::map<EntryId, std::uint32_t> copies;
    for (const StoredEntry &entry : *found)
        ++copies[entry.id];
    std::vector<std::uint32_t> result;
    result.reserve(ids.size());
    for (const EntryId &id : ids)
        result.push_back(copies[id]);
    return result;
}

Result<std::vector<StoredEntry>> QdrantReader::fetch(std::span<const EntryId> ids)
{
    JsonWriter names;
    names.beginArray();
    if (m_settings.dense)
        names.value(m_settings.denseName);
    names.endArray();
    const std::string what = R"("with_payload":true,"with_vector":)"
        + (m_settings.dense ? names.take() : std::string("false"));
    std::vector<StoredEntry> all;
    all.reserve(ids.size());
    while (!ids.empty()) {
        const std::size_t part = std::min(idsPerFetch, ids.size());
        auto found = retrieve(ids.first(part), what.c_str());
        if (!found)
            return found;
        std::move(found->begin(), found->end(), std::back_inserter(all));
        ids = ids.subspan(part);
    }
    return all;
}

void QdrantReader::cancel()
{
    m_collection.cancel();
    m_wake.wake();
}

}
