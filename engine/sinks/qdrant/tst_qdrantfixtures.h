// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sinks/qdrant/qdrantsink.h"
#include "support/cannedserver.h"
#include "support/entries.h"
#include "support/fakeclock.h"
#include "support/scriptedhttp.h"

#include <QtCore/QCoreApplication>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace emitter::test {

using Json = nlohmann::json;

/// As much of Qdrant as the sink talks to, in its words. Fill in the fields before the sink opens;
/// `intercept` answers first, where it has an answer.
class FakeQdrant
{
public:
    struct Request
    {
        std::string method;
        std::string target;
        std::string body;
        Json json() const { return Json::parse(body); }
    };

    bool exists = false;
    Json vectors = Json::object();
    Json sparse = Json::object();
    Json indexes = Json::object();
    Json threshold = 10'000;
    std::vector<std::string> statuses{"green"}; ///< of each question for the state; the last stays
    std::vector<int> queues{0}; ///< likewise; -1: a server that does not tell
    std::size_t lost = 0; ///< of the points that were acknowledged
    std::set<std::string> points;
    std::function<std::optional<HttpResponse>(const Request &)> intercept;

    HttpResponse answer(Request request)
    {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(request);
        if (intercept) {
            if (auto answer = intercept(request))
                return *answer;
        }
        return route(request);
    }
    std::vector<Request> requests(const std::string &method = {}, const std::string &end = {}) const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<Request> found;
        for (const Request &request : m_requests) {
            if ((method.empty() || request.method == method) && request.target.ends_with(end))
                found.push_back(request);
        }
        return found;
    }
    std::vector<Request> upserts() const
    {
        std::vector<Request> found = requests("PUT");
        std::erase_if(found, [](const Request &request) {
            return request.target.find("/points") == std::string::npos;
        });
        return found;
    }

    /// The points of the only upsert.
    Json sentPoints() const
    {
        const auto sent = upserts();
        REQUIRE(sent.size() == 1);
        return sent[0].json()["points"];
    }

    std::unique_ptr<HttpClient> client()
    {
        return std::make_unique<ScriptedHttp>(
            std::vector<ScriptedHttp::Answer>{[this](const HttpRequest &request) {
                const std::size_t path = request.url.find('/', 8);
                return answer(
                    {std::string(name(request.method)), request.url.substr(path), request.body});
            }});
    }
    CannedServer::Handler handler()
    {
        return [this](const CannedRequest &request, std::size_t) {
            const HttpResponse response = answer({request.method, request.target, request.body});
            return CannedReply::http(response.status, response.body);
        };
    }

    static HttpResponse reply(int status, std::string body)
    {
        HttpResponse response;
        response.status = status;
        response.body = std::move(body);
        return response;
    }
    static HttpResponse ok(const Json &result)
    {
        return reply(200, Json{{"result", result}, {"status", "ok"}, {"time", 0.001}}.dump());
    }
    static HttpResponse refuse(int status, const std::string &error)
    {
        return reply(status, Json{{"status", {{"error", error}}}, {"time", 0.0}}.dump());
    }

private:
    HttpResponse route(const Request &request)
    {
        const auto is = [&](const std::string &method, const std::string &target) {
            return request.method == method && request.target == target;
        };
        if (is("GET", "/"))
            return reply(200,
                R"({"title":"qdrant - vector search engine","version":"1.19.0","commit":"x"})");
        if (is("PUT", "/collections/logs")) {
            exists = true;
            vectors = request.json().value("vectors", Json::object());
            sparse = request.json().value("sparse_vectors", Json::object());
            return ok(true);
        }
        if (!exists)
            return refuse(404, "Not found: Collection `logs` doesn't exist!");
        if (is("GET", "/collections/logs"))
            return ok(state());
        if (is("PATCH", "/collections/logs"))
            return patch(request.json());
        if (is("PUT", "/collections/logs/index?wait=true")) {
            indexes[request.json()["field_name"].get<std::string>()] = Json::object();
            return ok({{"operation_id", 1}, {"status", "completed"}});
        }
        if (request.target.starts_with("/collections/logs/vectors/"))
            return addVector(request);
        if (is("POST", "/collections/logs/points/count"))
            return ok({{"count", points.size() - std::min(lost, points.size())}});
        if (request.method == "PUT" && request.target.starts_with("/collections/logs/points?"))
            return upsert(request);
        return reply(404, "");
    }
    Json state()
    {
        const auto next = [](auto &values) {
            const auto value = values.front();
            if (values.size() > 1)
                values.erase(values.begin());
            return value;
        };
        Json result{{"status", next(statuses)}, {"optimizer_status", "ok"},
            {"points_count", points.size()}, {"payload_schema", indexes},
            {"config",
                {{"params", {{"vectors", vectors}, {"sparse_vectors", sparse}}},
                    {"optimizer_config", {{"indexing_threshold", threshold}}}}}};
        if (const int queue = next(queues); queue >= 0)
            result["update_queue"] = {{"length", queue}};
        return result;
    }
    HttpResponse patch(const Json &change)
    {
        if (change.contains("optimizers_config"))
            threshold = change["optimizers_config"]["indexing_threshold"];
        if (change.contains("sparse_vectors"))
            sparse.update(change["sparse_vectors"], true);
        return ok(true);
    }
    HttpResponse addVector(const Request &request)
    {
        const std::string rest = request.target.substr(sizeof("/collections/logs/vectors/") - 1);
        const std::string vector = rest.substr(0, rest.find('?'));
        const Json json = request.json();
        if (json.contains("dense"))
            vectors[vector] = json["dense"];
        else
            sparse[vector] = json["sparse"];
        return ok({{"operation_id", 1}, {"status", "completed"}});
    }
    HttpResponse upsert(const Request &request)
    {
        const Json json = request.json();
        for (const Json &point : json["points"])
            points.insert(point["id"].get<std::string>());
        const bool waits = request.target.ends_with("wait=true");
        return ok({{"operation_id", 2}, {"status", waits ? "completed" : "acknowledged"}});
    }

    mutable std::mutex m_mutex;
    std::vector<Request> m_requests;
};

/// makeContent() with vectors of four dimensions.
inline Content makeVectorContent(std::uint32_t dimensions = 4)
{
    SourceTable sources;
    sources.addService("api-\"gateway\"");
    sources.addService("auth");
    sources.addEmitters("emitter", 3);
    Content plain = makeContent();
    VectorTable vectors;
    vectors.dimensions = dimensions;
    vectors.noise = 0.01F;
    for (std::uint32_t slot = 0; slot < plain.slotCount(); ++slot) {
        for (std::uint32_t i = 0; i < dimensions; ++i)
            vectors.values.push_back(i == slot % dimensions ? 1.0F : 0.0F);
    }
    Content content({*MessagePool::create(10, 1), std::move(sources), std::move(vectors), 1, 2});
    content.setStart(1'700'000'000'000'000'000);
    return content;
}

using Settings = std::vector<std::pair<std::string, FieldValues::Value>>;

inline SinkConfig configFor(const std::string &url, const Settings &settings = {})
{
    SinkConfig config;
    config.name = "qdrant";
    config.vectors = true;
    config.values = fallbacks(qdrantsink::descriptor().rows);
    config.values.set("url", url);
    for (const auto &[key, value] : settings)
        config.values.set(key, value);
    config.settings.connectTimeout = std::chrono::milliseconds(500);
    config.settings.timeout = std::chrono::seconds(5);
    return config;
}

/// For tests that really use the network.
inline void needApplication()
{
    static int argc = 1;
    static char name[] = "tst_qdrantsink";
    static char *argv[] = {name, nullptr};
    // Never destroyed: Qt 6.8 does not bear it after the end of main().
    static const QCoreApplication *application = new QCoreApplication(argc, argv);
    static_cast<void>(application);
}

/// A sink that talks to a FakeQdrant in the same thread, at a time that flies.
struct Fixture
{
    explicit Fixture(const Settings &settings = {})
        : config(configFor("http://127.0.0.1:6333", settings))
    {
    }
    void make()
    {
        auto settings = qdrantsink::QdrantSettings::create(config);
        REQUIRE_MESSAGE(bool(settings), (settings ? "" : settings.problem().text));
        sink =
            std::make_unique<qdrantsink::QdrantSink>(std::move(*settings), qdrant.client(), clock);
    }
    Result<void> open()
    {
        make();
        return sink->open(content);
    }
    SendResult send(std::size_t count, std::uint64_t first = 0)
    {
        SendResult answer;
        auto entries = std::make_shared<const std::vector<Entry>>(
            makeEntries(count, first, content.slotCount(), content.sources().size()));
        sink->send({entries, 0, 0}, [&](SendResult result) { answer = std::move(result); });
        return answer;
    }
    bool hasNote(std::string_view words) const
    {
        const auto notes = sink->notes();
        return std::any_of(notes.begin(), notes.end(),
            [&](const std::string &note) { return note.find(words) != std::string::npos; });
    }

    SinkConfig config;
    Content content = makeVectorContent();
    FakeQdrant qdrant;
    FakeClock clock;
    std::unique_ptr<qdrantsink::QdrantSink> sink;
};

inline HttpResponse failure(HttpResponse::Error error, bool sent = true)
{
    HttpResponse answer;
    answer.error = error;
    answer.sent = sent;
    answer.detail = "127.0.0.1:6333 did something";
    return answer;
}

inline constexpr std::int64_t second = 1'000'000'000; ///< in nanoseconds

}
