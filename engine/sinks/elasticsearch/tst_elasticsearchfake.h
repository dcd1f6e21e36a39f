// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinks/elasticsearch/elasticsearchsink.h"
#include "support/cannedserver.h"
#include "support/entries.h"
#include "support/scriptedhttp.h"
#include "wire/uuid.h"

#include <QtCore/QCoreApplication>

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <future>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace emitter::test {

using Json = nlohmann::json;

/// One index of an Elasticsearch, as far as the sink talks to it. Answers one request at a time.
class FakeElasticsearch
{
public:
    using Answer = std::pair<int, std::string>;

    std::string version = "9.5.3";
    Json root = nullptr; ///< instead of the usual answer to GET /
    std::string uuid = "first";
    bool exists = false;
    Json mappings = Json::object();
    Json settings = Json::object();
    std::string alias; ///< a lasting one
    std::set<std::string> aliases; ///< those of runs
    std::map<std::string, Answer> refusals; ///< by "METHOD /path"
    std::set<std::string> lost; ///< "METHOD /path" that are done, but not answered
    std::map<std::string, Json> documents; ///< by id
    /// What becomes of an item: its status and error; 0: the usual.
    std::function<std::pair<int, Json>(const std::string &id, const Json &document)> item;
    std::function<void(std::string &)> spoil; ///< changes the answer to _bulk
    std::vector<std::string> asked; ///< "METHOD /path" in their order
    std::string lastBulk;
    Json created; ///< the body that the index was created with

    Answer answer(const std::string &method, const std::string &target, const std::string &body)
    {
        const std::string path = target.substr(0, target.find('?'));
        asked.push_back(method + " " + path);
        if (const auto refused = refusals.find(asked.back()); refused != refusals.end())
            return refused->second;
        if (lost.erase(asked.back()) > 0) {
            static_cast<void>(answer(method, target, body));
            return {0, ""};
        }
        if (path == "/")
            return {200, (root.is_null() ? Json{{"version", {{"number", version}}}} : root).dump()};
        if (path == "/_aliases")
            return addAlias(Json::parse(body)["actions"][0]["add"]);
        const std::size_t slash = path.find('/', 1);
        const std::string name = path.substr(1, slash - 1);
        const std::string verb = slash == std::string::npos ? "" : path.substr(slash);
        if (verb == "/_bulk")
            return bulk(name, target, body);
        if (method == "PUT" && verb.empty())
            return create(body);
        if (!exists || (name != index() && name != alias && !aliases.contains(name)))
            return {404, error("index_not_found_exception", "no such index")};
        if (verb.starts_with("/_alias/"))
            return changeAlias(method, verb.substr(8));
        if (verb == "/_settings")
            settings["refresh_interval"] = Json::parse(body)["index"]["refresh_interval"];
        if (verb == "/_mapping")
            mappings["properties"].update(Json::parse(body)["properties"]);
        return {200, method == "GET" && verb.empty() ? stateText() : R"({"acknowledged":true})"};
    }
    std::unique_ptr<HttpClient> client()
    {
        return std::make_unique<ScriptedHttp>(
            std::vector<ScriptedHttp::Answer>{[this](const HttpRequest &request) {
                const auto [status, body] =
                    answer(std::string(name(request.method)), request.url.substr(8), request.body);
                HttpResponse response;
                response.status = status;
                response.body = body;
                if (status == 0)
                    response.error = HttpResponse::Error::ConnectionLost;
                return response;
            }});
    }
    CannedServer::Handler handler()
    {
        return [this](const CannedRequest &request, std::size_t) {
            const auto [status, body] = answer(request.method, request.target, request.body);
            return CannedReply::http(status, body);
        };
    }
    std::size_t times(const std::string &request) const
    {
        return static_cast<std::size_t>(std::count(asked.begin(), asked.end(), request));
    }
    static std::string error(const std::string &type, const std::string &reason)
    {
        return Json{{"error", {{"type", type}, {"reason", reason}}}}.dump();
    }

private:
    Answer create(const std::string &body)
    {
        if (exists)
            return {400, error("resource_already_exists_exception", "already exists")};
        exists = true;
        created = Json::parse(body);
        mappings = created["mappings"];
        return {200, "{}"};
    }
    Answer changeAlias(const std::string &method, const std::string &name)
    {
        if (method == "DELETE" && aliases.erase(name) == 0)
            return {404, error("aliases_not_found_exception", "missing")};
        return {200, "{}"};
    }
    Answer addAlias(const Json &add)
    {
        if (!exists || add["index"] != index() || add["is_hidden"] != true)
            return {404, error("index_not_found_exception", "no such index")};
        aliases.insert(add["alias"].get<std::string>());
        return {200, "{}"};
    }
    std::string index() const { return alias.empty() ? "logs" : "logs-000001"; }
    std::string stateText() const
    {
        Json state{{"mappings", mappings}, {"aliases", Json::object()}};
        state["settings"]["index"] = settings;
        state["settings"]["index"]["uuid"] = uuid;
        if (settings.contains("refresh_interval") && settings["refresh_interval"].is_null())
            state["settings"]["index"].erase("refresh_interval");
        if (!alias.empty())
            state["aliases"][alias] = Json::object();
        return Json{{index(), state}}.dump();
    }
    Answer bulk(const std::string &name, const std::string &target, const std::string &body)
    {
        lastBulk = body;
        const bool known = name == alias || aliases.contains(name);
        const bool aliasOnly = target.find("require_alias=true") != std::string::npos;
        if (!exists && !aliasOnly)
            exists = true; // as the real one does
        Json items = Json::array();
        for (std::size_t at = 0; at < body.size();) {
            const std::size_t middle = body.find('\n', at);
            const std::size_t end = body.find('\n', middle + 1);
            const Json action = Json::parse(body.substr(at, middle - at));
            const Json document = Json::parse(body.substr(middle + 1, end - middle - 1));
            at = end + 1;
            const std::string op = action.begin().key();
            const std::string id =
                action[op].value("_id", "made-" + std::to_string(documents.size()));
            const auto [status, failure] =
                exists && (known || !aliasOnly) ? judge(op, id, document) : missing();
            Json result{{"status", status}};
            if (!failure.is_null())
                result["error"] = failure;
            items.push_back({{op, result}});
        }
        std::string text = Json{{"items", items}}.dump(); // what bulkFilter leaves
        if (spoil)
            spoil(text);
        return text == "lost" ? Answer{0, ""} : Answer{200, text};
    }
    static std::pair<int, Json> missing()
    {
        return {404, {{"type", "index_not_found_exception"}, {"reason", "no such index [logs]"}}};
    }
    std::pair<int, Json> judge(const std::string &op, const std::string &id, const Json &document)
    {
        if (item) {
            if (auto said = item(id, document); said.first != 0)
                return said;
        }
        const bool isNew = documents.insert_or_assign(id, document).second;
        if (isNew || op == "index")
            return {isNew ? 201 : 200, nullptr};
        return {409, {{"type", "version_conflict_engine_exception"}, {"reason", "exists"}}};
    }
};

using Values = std::vector<std::pair<std::string, FieldValues::Value>>;

inline SinkConfig configFor(const std::string &url, const Values &values = {})
{
    static int argc = 1;
    static char name[] = "tst_elasticsearchsink";
    static char *argv[] = {name, nullptr};
    // Never destroyed: Qt 6.8 does not bear it after the end of main().
    static const QCoreApplication *application = new QCoreApplication(argc, argv);
    static_cast<void>(application);
    SinkConfig config;
    config.name = "elasticsearch";
    config.values = fallbacks(elasticsearchsink::descriptor().rows);
    config.values.set("url", url);
    for (const auto &[key, value] : values)
        config.values.set(key, value);
    return config;
}

inline std::unique_ptr<Sink> makeSink(FakeElasticsearch &fake, const Values &values = {})
{
    auto settings = elasticsearchsink::ElasticsearchSettings::create(configFor("http://h", values));
    REQUIRE_MESSAGE(bool(settings), (settings ? "" : settings.problem().text));
    return std::make_unique<elasticsearchsink::ElasticsearchSink>(*settings, fake.client());
}

inline constexpr std::uint32_t dims = 8;

/// makeContent() with vectors.
inline Content vectorContent()
{
    SourceTable sources;
    sources.addService("api-gateway");
    sources.addEmitters("emitter", 3);
    VectorTable vectors{dims, 0, {}};
    const std::uint32_t slots = 10 + emitterTemplateCount();
    for (std::uint32_t i = 0; i < slots * dims; ++i)
        vectors.values.push_back(i % dims == i / dims % dims ? 0.8f : 0.6f / std::sqrt(dims - 1.f));
    Content content({*MessagePool::create(10, 1), std::move(sources), std::move(vectors), 1, 2});
    content.setStart(1'700'000'000'000'000'000);
    return content;
}

inline std::shared_ptr<const std::vector<Entry>> entriesOf(
    const Content &content, std::size_t count, std::uint64_t first = 0)
{
    return std::make_shared<const std::vector<Entry>>(
        makeEntries(count, first, content.slotCount(), content.sources().size()));
}

inline SendResult send(Sink &sink, const Batch &batch)
{
    std::promise<SendResult> answer;
    sink.send(batch, [&](SendResult result) { answer.set_value(std::move(result)); });
    return answer.get_future().get();
}

inline std::string idText(const Content &content, const Entry &entry)
{
    std::string text;
    appendUuid(text, content.id(entry));
    return text;
}

/// The alias that a run's sink makes for an index.
inline std::string guardOf(const Content &content)
{
    const std::uint64_t own = content.run() ^ std::hash<std::string>()("elasticsearch");
    return "logs-emitter-" + std::to_string(own);
}

inline Json itemError(const std::string &type, const std::string &reason = "why")
{
    return {{"type", type}, {"reason", reason}};
}

inline bool has(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

inline constexpr std::int64_t noDeadline = std::numeric_limits<std::int64_t>::max();

}
