// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/elasticsearch/answers.h"

#include "base/values.h"
#include "rest/jsonanswer.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace emitter::elasticsearchsink {
namespace {

using nlohmann::json;

json parsed(std::string_view text, std::size_t most = usualAnswerBytes)
{
    return parsedJson(text, most).value_or(json());
}

template <typename Number> bool readNumber(std::string_view &text, Number &number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return error == std::errc();
}

std::map<std::string, FieldMapping> fieldsOf(const json &properties)
{
    std::map<std::string, FieldMapping> fields;
    if (!properties.is_object())
        return fields;
    for (const auto &[name, field] : properties.items()) {
        FieldMapping mapping;
        mapping.type = textOf(member(field, "type"));
        const json &dims = member(field, "dims");
        mapping.dims = dims.is_number_integer() ? dims.get<std::int64_t>() : 0;
        mapping.elementType = textOf(member(field, "element_type"));
        fields.emplace(name, std::move(mapping));
    }
    return fields;
}

// The concrete index of `indices` that takes what is written to the alias `name`.
std::string writeIndexOf(const json &indices, const std::string &name)
{
    std::string only;
    for (const auto &[index, state] : indices.items()) {
        const json &isWriteIndex = member(member(member(state, "aliases"), name), "is_write_index");
        if (isWriteIndex == true)
            return index;
        if (indices.size() == 1 && isWriteIndex != false)
            only = index;
    }
    return only;
}

// False when the time is missing or not one.
bool readSource(const json &source, const std::string &timestampField,
    const std::string &vectorField, StoredEntry &entry)
{
    const auto time = parseUtc(textOf(member(source, timestampField)));
    entry.unixMicros = time.value_or(0);
    entry.service = textOf(member(source, "service"));
    entry.level = textOf(member(source, "level"));
    entry.message = textOf(member(source, "message"));
    if (const json &vector = member(source, vectorField); vector.is_array()) {
        entry.vector.reserve(vector.size());
        for (const json &number : vector)
            entry.vector.push_back(number.is_number() ? number.get<float>() : 0);
    }
    return time.has_value();
}

}

std::optional<ServerVersion> parseRoot(std::string_view body)
{
    const json root = parsed(body);
    const json &version = member(root, "version");
    ServerVersion server;
    server.number = textOf(member(version, "number"));
    server.isOpenSearch = textOf(member(version, "distribution")) == "opensearch";
    std::string_view rest = server.number;
    if (!readNumber(rest, server.major) || !rest.starts_with('.'))
        return std::nullopt;
    rest.remove_prefix(1);
    if (!readNumber(rest, server.minor))
        return std::nullopt;
    return server;
}

std::optional<IndexState> parseIndex(std::string_view body, const std::string &name)
{
    const json indices = parsed(body);
    if (!indices.is_object() || indices.empty())
        return std::nullopt;
    IndexState state;
    // Backing indices of a data stream are numbered, so the newest is the last by name.
    const auto last = std::prev(indices.end());
    if (indices.contains(name)) {
        state.index = name;
    } else if (textOf(member(*last, "data_stream")) == name) {
        state.kind = IndexState::Kind::DataStream;
        state.index = last.key();
    } else {
        state.kind = IndexState::Kind::Alias;
        state.index = writeIndexOf(indices, name);
    }
    const json &index = member(indices, state.index);
    state.fields = fieldsOf(member(member(index, "mappings"), "properties"));
    const json &settings = member(member(index, "settings"), "index");
    state.uuid = textOf(member(settings, "uuid"));
    if (const json &interval = member(settings, "refresh_interval"); interval.is_string())
        state.refreshInterval = interval.get<std::string>();
    state.asyncTranslog = textOf(member(member(settings, "translog"), "durability")) == "async";
    return state;
}

std::string errorType(std::string_view body)
{
    return textOf(member(member(parsed(body), "error"), "type"));
}

std::optional<std::uint64_t> parseCount(std::string_view body)
{
    return countOf(member(parsed(body), "count"));
}

std::optional<Hits> parseHits(
    std::string_view body, const std::string &timestampField, const std::string &vectorField)
{
    const json answer = parsed(body, anyAnswerBytes);
    const json &all = member(answer, "hits");
    const auto total = countOf(member(member(all, "total"), "value"));
    if (!total)
        return std::nullopt;
    Hits hits;
    hits.total = *total;
    const json &list = member(all, "hits");
    for (const json &hit : list) {
        StoredEntry entry;
        const auto id = parseUuid(textOf(member(hit, "_id")));
        const json &source = member(hit, "_source");
        if (!id || (source.is_object() && !readSource(source, timestampField, vectorField, entry)))
            return std::nullopt;
        entry.id = *id;
        hits.entries.push_back(std::move(entry));
    }
    return hits;
}

}
