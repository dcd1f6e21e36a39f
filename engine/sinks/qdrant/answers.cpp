// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/qdrant/answers.h"

#include "base/values.h"
#include "rest/jsonanswer.h"
#include "wire/uuid.h"

#include <chrono>

namespace emitter::qdrantsink {
namespace {

using Json = nlohmann::json;

/// `result` of an answer that says ok.
std::optional<Json> resultOf(std::string_view body, std::size_t most = usualAnswerBytes)
{
    const std::optional<Json> document = parsedJson(body, most);
    if (!document || textOf(member(*document, "status")) != "ok")
        return {};
    return member(*document, "result");
}

void readVectors(const Json &vectors, CollectionState &state)
{
    if (member(vectors, "size").is_number()) {
        state.hasUnnamedVector = true;
        return;
    }
    if (!vectors.is_object())
        return;
    for (const auto &[name, params] : vectors.items())
        state.dense[name] = countOf(member(params, "size")).value_or(0);
}

std::vector<float> vectorOf(const Json &numbers)
{
    std::vector<float> vector;
    if (!numbers.is_array())
        return vector;
    vector.reserve(numbers.size());
    for (const Json &number : numbers) {
        if (!number.is_number())
            return {};
        vector.push_back(number.get<float>());
    }
    return vector;
}

Outcome outcomeOf(int status, Outcome usual)
{
    switch (status) {
    case 400: // bad input and too large alike
    case 409:
    case 413:
    case 422:
        return Outcome::TooLarge;
    case 507: // storage quota
        return Outcome::Fatal;
    default:
        return status >= 500 ? Outcome::RetryUnsure : usual;
    }
}

}

std::optional<std::string> parseVersion(std::string_view body)
{
    const std::optional<Json> document = parsedJson(body);
    if (!document || textOf(member(*document, "title")).find("qdrant") == std::string::npos)
        return {};
    return textOf(member(*document, "version"));
}

std::optional<CollectionState> parseCollection(std::string_view body)
{
    const std::optional<Json> result = resultOf(body);
    if (!result)
        return {};
    const Json &config = member(*result, "config");
    const Json &params = member(config, "params");
    if (!params.is_object())
        return {};
    CollectionState state;
    readVectors(member(params, "vectors"), state);
    if (const Json &sparse = member(params, "sparse_vectors"); sparse.is_object()) {
        for (const auto &[name, one] : sparse.items())
            state.sparse[name] = textOf(member(one, "modifier"));
    }
    if (const Json &schema = member(*result, "payload_schema"); schema.is_object()) {
        for (const auto &[name, one] : schema.items())
            state.payloadIndexes.insert(name);
    }
    state.indexingThreshold =
        countOf(member(member(config, "optimizer_config"), "indexing_threshold"));
    state.status = textOf(member(*result, "status"));
    state.optimizerError = textOf(member(member(*result, "optimizer_status"), "error"));
    state.points = countOf(member(*result, "points_count")).value_or(0);
    state.indexedVectors = countOf(member(*result, "indexed_vectors_count")).value_or(0);
    state.queued = countOf(member(member(*result, "update_queue"), "length"));
    return state;
}

std::optional<std::uint64_t> parseCount(std::string_view body)
{
    const std::optional<Json> result = resultOf(body);
    return result ? countOf(member(*result, "count")) : std::nullopt;
}

std::optional<std::vector<StoredEntry>> parsePoints(
    std::string_view body, const std::string &denseName)
{
    const std::optional<Json> result = resultOf(body, anyAnswerBytes);
    if (!result || !result->is_array())
        return {};
    std::vector<StoredEntry> entries;
    entries.reserve(result->size());
    for (const Json &point : *result) {
        const std::optional<EntryId> id = parseUuid(textOf(member(point, "id")));
        if (!id)
            continue;
        const Json &payload = member(point, "payload");
        StoredEntry &entry = entries.emplace_back();
        entry.id = *id;
        entry.unixMicros = parseUtc(textOf(member(payload, "timestamp"))).value_or(0);
        entry.service = textOf(member(payload, "service"));
        entry.level = textOf(member(payload, "level"));
        entry.message = textOf(member(payload, "message"));
        entry.vector = vectorOf(member(member(point, "vector"), denseName));
    }
    return entries;
}

UpsertAnswer readUpsert(const HttpResponse &answer, std::int64_t unixSeconds)
{
    UpsertAnswer result;
    result.meaning = meaningOf(answer, Repeats::Harmless, unixSeconds);
    if (answer.error != HttpResponse::Error::None)
        return result;
    if (!answer.isSuccess()) {
        result.meaning.outcome = outcomeOf(answer.status, result.meaning.outcome);
        result.isPartlyStored =
            result.meaning.outcome == Outcome::TooLarge && answer.status != 413; // never read
        return result;
    }
    const std::optional<Json> said = resultOf(answer.body);
    const std::string status = said ? textOf(member(*said, "status")) : std::string();
    result.isApplied = status == "completed";
    result.isQueued = status == "wait_timeout";
    result.isStrange = !result.isApplied && !result.isQueued && status != "acknowledged";
    if (result.isStrange)
        result.meaning.outcome = Outcome::RetryUnsure;
    return result;
}

std::string quotedIds(std::span<const EntryId> ids)
{
    std::string text;
    text.reserve(ids.size() * (uuidLength + 3));
    for (const EntryId &id : ids) {
        text += text.empty() ? "\"" : ",\"";
        appendUuid(text, id);
        text += '"';
    }
    return text;
}

}
