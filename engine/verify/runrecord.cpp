// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "verify/runrecord.h"

#include "base/jsonwriter.h"
#include "base/runid.h"
#include "base/text.h"
#include "verify/entriesfile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

namespace emitter {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t formatVersion = 1;
constexpr std::array<std::string_view, 3> providerWords{"openai", "hash", "none"};

void readSources(const Json &json, SourceTable &sources)
{
    for (const Json &group : json) {
        if (group.at("emitters").get<bool>())
            sources.addEmitters(group.at("name"), group.at("count"));
        else
            sources.addService(group.at("name"));
    }
}

void readEmbedding(const Json &json, EmbeddingSpec &embedding)
{
    const auto word = std::find(
        providerWords.begin(), providerWords.end(), json.at("provider").get<std::string>());
    if (word != providerWords.end())
        embedding.provider =
            static_cast<EmbeddingSpec::Provider>(std::distance(providerWords.begin(), word));
    embedding.model = json.at("model");
    embedding.dimensions = json.at("dimensions");
    embedding.noise = json.at("noise");
}

RunRecord recordOf(const Json &json)
{
    RunRecord record;
    const std::string run = json.at("run_id");
    std::from_chars(run.data(), run.data() + run.size(), record.run, 16);
    record.finished = json.at("state") == "finished";
    record.seed = json.at("seed");
    record.startedUnixNanos = json.at("started_ns");
    record.messagePoolSize = json.at("message_pool_size");
    record.profile = json.at("profile");
    readSources(json.at("sources"), record.sources);
    readEmbedding(json.at("embedding"), record.embedding);
    record.emitted = json.at("emitted");
    record.recorded = json.at("recorded");
    record.whyIncomplete = json.at("incomplete");
    if (!record.finished)
        return record;
    for (const Json &sink : json.at("summary").at("sinks"))
        record.sinks.push_back({sink.at("name"), sink.at("type"), sink.at("emitted"),
            sink.at("delivered"), sink.at("unconfirmed")});
    return record;
}

/// nlohmann_json throws; this is where it ends.
std::optional<RunRecord> parsed(const std::string &text, std::string &why)
{
    try {
        const Json json = Json::parse(text);
        if (json.at("format").get<std::uint64_t>() != formatVersion) {
            why = "it has format " + json.at("format").dump() + ", this program reads format "
                + std::to_string(formatVersion);
            return {};
        }
        return recordOf(json);
    } catch (const Json::exception &exception) {
        why = "it is damaged (" + printable(exception.what(), 200) + ')';
        return {};
    }
}

}

std::string profileKey(const std::string &fileName)
{
    if (fileName.empty())
        return {};
    std::error_code error;
    const auto path = std::filesystem::weakly_canonical(fileName, error);
    return error ? fileName : path.string();
}

std::string toJson(const RunRecord &record, std::string_view summary)
{
    const EmbeddingSpec &embedding = record.embedding;
    JsonWriter json(2);
    json.beginObject()
        .member("format", formatVersion)
        .member("state", summary.empty() ? "running" : "finished")
        .member("run_id", runIdText(record.run))
        .member("seed", record.seed)
        .member("started_ns", record.startedUnixNanos)
        .member("message_pool_size", std::uint64_t{record.messagePoolSize})
        .member("profile", record.profile)
        .member("emitted", record.emitted)
        .member("recorded", record.recorded)
        .member("incomplete", record.whyIncomplete);
    json.key("embedding")
        .beginObject()
        .member("provider", providerWords[static_cast<std::size_t>(embedding.provider)])
        .member("model", embedding.model)
        .member("dimensions", std::uint64_t{embedding.dimensions})
        .member("noise", embedding.noise)
        .endObject();
    json.key("sources").beginArray();
    for (const SourceTable::Group &group : record.sources.groups())
        json.beginObject()
            .member("name", group.name)
            .member("emitters", group.emitters)
            .member("count", std::uint64_t{group.count})
            .endObject();
    json.endArray();
    if (!summary.empty())
        json.key("summary").verbatim(trimmed(summary));
    json.endObject();
    return json.take() + '\n';
}

Result<RunRecord> readRunRecord(const std::string &folder)
{
    const std::string fileName = folder + "/run.json";
    std::ifstream file(fileName, std::ios::binary);
    if (!file)
        return unusableRecord(fileName, "it cannot be read");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    std::string why;
    auto record = parsed(text, why);
    if (!record)
        return unusableRecord(fileName, why);
    record->folder = folder;
    return *record;
}

}
