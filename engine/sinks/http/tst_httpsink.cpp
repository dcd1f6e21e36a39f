// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/http/httpsink.h"

#include "delivery/verdict.h"
#include "mock/mockdistributor.h"
#include "support/cannedserver.h"
#include "support/sinkcontract.h"

#include <QtCore/QCoreApplication>

#include <nlohmann/json.hpp>
#include <zlib.h>

#include <algorithm>
#include <future>
#include <set>

using namespace emitter;
using namespace emitter::test;
using Json = nlohmann::json;

namespace {

void needApplication()
{
    static int argc = 1;
    static char name[] = "tst_httpsink";
    static char *argv[] = {name, nullptr};
    // Never destroyed: Qt 6.8 does not bear it after the end of main().
    static const QCoreApplication *application = new QCoreApplication(argc, argv);
    static_cast<void>(application);
}

using Settings = std::vector<std::pair<std::string, FieldValues::Value>>;

SinkConfig configFor(const std::string &url, const Settings &settings = {})
{
    needApplication();
    SinkConfig config;
    config.name = "http";
    config.values = fallbacks(httpsink::descriptor().rows);
    config.values.set("url", url);
    for (const auto &[key, value] : settings)
        config.values.set(key, value);
    config.settings.connectTimeout = std::chrono::milliseconds(500);
    config.settings.timeout = std::chrono::seconds(5);
    return config;
}

std::unique_ptr<Sink> makeSink(const std::string &url, const Settings &settings = {})
{
    auto made = httpsink::descriptor().create(configFor(url, settings));
    REQUIRE_MESSAGE(bool(made), (made ? "" : made.problem().text));
    return std::move(*made);
}

/// For the contract: the server may still be busy with what a sink that is gone has sent it.
std::unique_ptr<Sink> makePatientSink(const std::string &url, const Settings &settings)
{
    SinkConfig config = configFor(url, settings);
    config.settings.connectTimeout = std::chrono::seconds(5);
    config.settings.timeout = std::chrono::seconds(30);
    auto made = httpsink::descriptor().create(config);
    REQUIRE(made);
    return std::move(*made);
}

SendResult sendOne(Sink &sink, const Content &content, std::size_t count, std::uint64_t first = 0)
{
    std::promise<SendResult> answer;
    auto entries = std::make_shared<const std::vector<Entry>>(
        makeEntries(count, first, content.slotCount(), content.sources().size()));
    sink.send({entries, 0, 0}, [&](SendResult result) { answer.set_value(std::move(result)); });
    return answer.get_future().get();
}

std::string base(const CannedServer &server)
{
    return server.url("");
}

/// Answers the health check well and everything else with `reply`.
CannedServer::Handler afterHealth(CannedReply reply)
{
    return [reply = std::move(reply)](const CannedRequest &request, std::size_t) {
        return request.method == "GET" ? CannedReply::http(200) : reply;
    };
}

std::vector<CannedRequest> posts(const CannedServer &server)
{
    std::vector<CannedRequest> found;
    for (CannedRequest &request : server.requests()) {
        if (request.method == "POST")
            found.push_back(std::move(request));
    }
    return found;
}

std::string gunzip(const std::string &packed)
{
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    std::string out(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

}

TEST_CASE("keeps the sink contract, one request per entry")
{
    MockDistributor mock({.port = 0});
    needApplication();
    const std::string url = "http://127.0.0.1:" + std::to_string(*mock.start());
    const Content content = makeContent();
    for (const Settings &settings : {Settings{}, Settings{{"client", std::string("qnam")}},
             Settings{{"pipeline", std::int64_t{4}}},
             Settings{{"client_threads", std::int64_t{3}}, {"connections", std::int64_t{5}}}})
        runSinkContract([&] { return makePatientSink(url, settings); }, content);
}

TEST_CASE("keeps the sink contract, one request per batch")
{
    MockDistributor mock({.port = 0});
    needApplication();
    const std::string url = "http://127.0.0.1:" + std::to_string(*mock.start());
    const Content content = makeContent();
    for (const char *body : {"array", "ndjson", "envelope"}) {
        for (const bool gzip : {false, true}) {
            CAPTURE(body);
            runSinkContract(
                [&] {
                    return makePatientSink(url, {{"body", std::string(body)}, {"gzip", gzip}});
                },
                content);
        }
    }
}

TEST_CASE("writes each shape so that it reads back as the entries")
{
    const Content content = makeContent();
    const auto entries = makeEntries(10, 0, content.slotCount(), content.sources().size());
    for (const std::string body : {"single", "array", "ndjson", "envelope"}) {
        CAPTURE(body);
        CannedServer server({CannedReply::http(200)});
        const auto sink =
            makeSink(base(server), {{"body", body}, {"envelope_key", std::string("my \"logs\"")}});
        REQUIRE(sink->open(content));
        REQUIRE(sendOne(*sink, content, 10).outcome == Outcome::Delivered);
        const auto requests = posts(server);
        std::vector<Json> logs;
        if (body == "single") {
            REQUIRE(requests.size() == 10);
            for (const auto &request : requests)
                logs.push_back(Json::parse(request.body));
        } else {
            REQUIRE(requests.size() == 1);
            CHECK(requests[0].header("content-type")
                == (body == "ndjson" ? "application/x-ndjson" : "application/json"));
            if (body == "ndjson") {
                CHECK(requests[0].body.ends_with("}\n"));
                std::istringstream lines(requests[0].body);
                for (std::string line; std::getline(lines, line);)
                    logs.push_back(Json::parse(line));
            } else {
                const Json whole = Json::parse(requests[0].body);
                const Json &array = body == "array" ? whole : whole["my \"logs\""];
                logs.assign(array.begin(), array.end());
            }
        }
        REQUIRE(logs.size() == 10);
        std::set<std::string> ids;
        std::multiset<std::string> seen;
        std::multiset<std::string> expected;
        for (const Json &log : logs) {
            ids.insert(log["id"].get<std::string>());
            seen.insert(log["source"].get<std::string>() + log["level"].get<std::string>()
                + log["message"].get<std::string>());
        }
        for (const Entry &entry : entries) {
            std::string text =
                content.sources().name(entry.source) + std::string(name(entry.level));
            content.appendMessage(text, entry);
            expected.insert(text);
        }
        CHECK(ids.size() == 10);
        CHECK(seen == expected);
    }
}

TEST_CASE("renames, leaves out and adds fields, and sends headers and credentials")
{
    const Content content = makeContent();
    CannedServer server({CannedReply::http(204)});
    const auto sink = makeSink(base(server) + "/",
        {{"path", std::string("/v1/logs?a=b")},
            {"fields", TextMap{{"message", "msg"}, {"service", "app"}, {"id", ""}}},
            {"constants", TextMap{{"env", "te\"st"}}}, {"timestamp_format", std::string("unix_ms")},
            {"level_case", std::string("lower")},
            {"headers", TextMap{{"X-Key", "k"}, {"Content-Type", "text/x"}}},
            {"user", std::string("me")}, {"password", Secret("pass")}});
    REQUIRE(sink->open(content));
    CHECK(sendOne(*sink, content, 1).outcome == Outcome::Delivered);
    const auto requests = posts(server);
    REQUIRE(requests.size() == 1);
    CHECK(requests[0].target == "/v1/logs?a=b");
    CHECK(requests[0].header("x-key") == "k");
    CHECK(requests[0].header("content-type") == "text/x");
    CHECK(requests[0].header("authorization") == "Basic bWU6cGFzcw==");
    CHECK(server.requests()[0].target == "/health");
    CHECK(server.requests()[0].header("authorization") == "Basic bWU6cGFzcw==");
    const Json log = Json::parse(requests[0].body);
    CHECK(log.contains("msg"));
    CHECK(log.contains("app"));
    CHECK_FALSE(log.contains("id"));
    CHECK_FALSE(log.contains("message"));
    CHECK(log["env"] == "te\"st");
    CHECK(log["level"] == "debug");
    CHECK(log["timestamp"] == 1'700'000'000'000);

    CannedServer other({CannedReply::http(200)});
    const auto bearer = makeSink(base(other), {{"token", Secret("abc")}});
    REQUIRE(bearer->open(content));
    CHECK(other.requests()[0].header("authorization") == "Bearer abc");
}

TEST_CASE("compresses batches")
{
    const Content content = makeContent();
    CannedServer server({CannedReply::http(200)});
    const auto sink = makeSink(base(server), {{"body", std::string("array")}, {"gzip", true}});
    REQUIRE(sink->open(content));
    REQUIRE(sendOne(*sink, content, 100).outcome == Outcome::Delivered);
    CHECK(server.requests().at(0).method == "GET");
    CHECK(server.requests().at(0).header("content-encoding").empty());
    const CannedRequest request = posts(server).at(0);
    CHECK(request.header("content-encoding") == "gzip");
    CHECK(Json::parse(gunzip(request.body)).size() == 100);
    CHECK(sink->bytesWritten() == request.body.size());
}

TEST_CASE("knows what each status means")
{
    const std::vector<std::tuple<int, Outcome, Outcome>> table{
        {200, Outcome::Delivered, Outcome::Delivered},
        {202, Outcome::Delivered, Outcome::Delivered},
        {204, Outcome::Delivered, Outcome::Delivered}, {302, Outcome::Fatal, Outcome::Fatal},
        {307, Outcome::Fatal, Outcome::Fatal}, {400, Outcome::Rejected, Outcome::Rejected},
        {401, Outcome::Fatal, Outcome::Fatal}, {403, Outcome::Fatal, Outcome::Fatal},
        {404, Outcome::Fatal, Outcome::Fatal}, {405, Outcome::Fatal, Outcome::Fatal},
        {408, Outcome::Retry, Outcome::Retry}, {409, Outcome::Rejected, Outcome::Rejected},
        {413, Outcome::Rejected, Outcome::TooLarge}, {422, Outcome::Rejected, Outcome::Rejected},
        {429, Outcome::Retry, Outcome::Retry}, {500, Outcome::RetryUnsure, Outcome::RetryUnsure},
        {501, Outcome::Rejected, Outcome::Rejected},
        {502, Outcome::RetryUnsure, Outcome::RetryUnsure}, {503, Outcome::Retry, Outcome::Retry},
        {504, Outcome::RetryUnsure, Outcome::RetryUnsure}};
    const Content content = makeContent();
    for (const auto &[status, single, whole] : table) {
        CAPTURE(status);
        CannedServer server(afterHealth(CannedReply::http(
            status, "the\nwhy\x1b[31m", "Retry-After: 7\r\nLocation: http://elsewhere/\r\n")));
        for (const std::string body : {"single", "array"}) {
            const auto sink = makeSink(base(server), {{"body", body}});
            REQUIRE(sink->open(content));
            const SendResult result = sendOne(*sink, content, 3);
            const Outcome wanted = body == "single" ? single : whole;
            if (wanted == Outcome::Delivered) {
                CHECK(result.items.empty());
                CHECK(result.outcome == Outcome::Delivered);
                CHECK(result.reasons.empty());
                continue;
            }
            if (body == "single")
                CHECK(result.items == std::vector(3, wanted));
            else
                CHECK(result.outcome == wanted);
            CHECK((result.pressure == Pressure::Overloaded) == (status == 429 || status == 503));
            CHECK(result.retryAfter.has_value()
                == (wanted == Outcome::Retry || wanted == Outcome::RetryUnsure));
            REQUIRE(result.reasons.size() == 1);
            CHECK(result.reasons[0].second == 3);
            const std::string &reason = result.reasons[0].first;
            CHECK(reason.starts_with(
                "POST " + server.url("/submit") + " answered " + std::to_string(status)));
            CHECK(reason.find(status < 400 ? "http://elsewhere/" : "the why") != std::string::npos);
            CHECK(reason.find_first_of("\n\x1b") == std::string::npos);
        }
    }
}

TEST_CASE("what was sent and not answered is unconfirmed, what could not be sent is not")
{
    const Content content = makeContent();
    CannedServer server(afterHealth(CannedReply::closeBeforeAnswer()));
    for (const std::string body : {"single", "array"}) {
        const auto sink = makeSink(base(server), {{"body", body}});
        REQUIRE(sink->open(content));
        SendResult result = sendOne(*sink, content, 2);
        if (body == "single")
            CHECK(result.items == std::vector(2, Outcome::Unconfirmed));
        else
            CHECK(result.outcome == Outcome::Unconfirmed);
        CHECK(result.pressure == Pressure::None);

        const std::string nowhere = "http://127.0.0.1:" + std::to_string(closedPort());
        const auto blind = makeSink(nowhere, {{"body", body}, {"health_path", std::string()}});
        REQUIRE(blind->open(content));
        result = sendOne(*blind, content, 2);
        if (body == "single")
            CHECK(result.items == std::vector(2, Outcome::Retry));
        else
            CHECK(result.outcome == Outcome::Retry);
        CHECK(result.pressure == Pressure::Unreachable);
        REQUIRE(result.reasons.size() == 1);
        CHECK(result.reasons[0].first.find("refused the connection") != std::string::npos);
    }
    CHECK(posts(server).size() == 3);
}

TEST_CASE("no entry's time runs out while it waits for a connection")
{
    const Content content = makeContent();
    CannedServer server({CannedReply::neverAnswer()});
    SinkConfig config = configFor(base(server), {{"health_path", std::string()}});
    config.settings.timeout = std::chrono::milliseconds(300);
    const auto sink = std::move(*httpsink::descriptor().create(config));
    REQUIRE(sink->open(content));
    CHECK(sendOne(*sink, content, 12).items == std::vector(12, Outcome::Unconfirmed));
    CHECK(posts(server).size() == 12);
}

TEST_CASE("opens only when the server can be reached")
{
    const Content content = makeContent();
    for (const int status : {200, 204, 404, 405, 429, 400}) {
        CAPTURE(status);
        CannedServer server({CannedReply::http(status)});
        CHECK(makeSink(base(server))->open(content));
    }
    for (const int status : {301, 307, 401, 403, 500, 503}) {
        CAPTURE(status);
        CannedServer server({CannedReply::http(status, "", "Location: http://elsewhere/\r\n")});
        const auto opened = makeSink(base(server))->open(content);
        REQUIRE_FALSE(opened);
        CHECK(opened.problem().cause == Cause::Unreachable);
        CHECK(opened.problem().text.find(std::to_string(status)) != std::string::npos);
        CHECK_FALSE(opened.problem().remedy.empty());
    }
    const std::string nowhere = "http://127.0.0.1:" + std::to_string(closedPort());
    const auto opened = makeSink(nowhere)->open(content);
    REQUIRE_FALSE(opened);
    CHECK(opened.problem().cause == Cause::Unreachable);
    CHECK(opened.problem().text.find("refused the connection") != std::string::npos);
    CHECK(opened.problem().remedy == "Is it running? Start one with: emitter mock distributor");
    CHECK(makeSink(nowhere, {{"health_path", std::string()}})->open(content));
}

TEST_CASE("accounts for every entry when the server dies half-way")
{
    const Content content = makeContent();
    const Settings single{{"body", std::string("single")}};
    const Settings batches{{"body", std::string("ndjson")}};
    const auto with = [](Settings settings, const char *key, FieldValues::Value value) {
        settings.emplace_back(key, std::move(value));
        return settings;
    };
    for (Settings settings :
        {single, batches, with(single, "client", std::string("qnam")),
            with(batches, "client", std::string("qnam")), with(single, "pipeline", std::int64_t{8}),
            with(single, "client_threads", std::int64_t{4})}) {
        std::atomic<std::uint64_t> accepted = 0;
        CannedServer server([&](const CannedRequest &request, std::size_t) {
            if (request.method == "POST")
                accepted += static_cast<std::uint64_t>(
                    std::count(request.body.begin(), request.body.end(), '}'));
            return CannedReply::http(200);
        });
        // without metadata every entry has one closing brace
        const auto sink =
            makeSink(base(server), with(settings, "fields", TextMap{{"metadata", ""}}));
        REQUIRE(sink->open(content));
        std::mutex mutex;
        std::map<Outcome, std::uint64_t> outcomes;
        int left = 40;
        std::promise<void> all;
        std::atomic<int> outstanding = 0;
        for (std::uint64_t i = 0; i < 40; ++i) {
            while (outstanding >= sink->maxInFlight())
                std::this_thread::yield();
            ++outstanding;
            auto entries = std::make_shared<const std::vector<Entry>>(
                makeEntries(50, i * 50, content.slotCount(), content.sources().size()));
            const Batch batch{entries, i, 0};
            sink->send(batch, [&, batch](const SendResult &result) {
                const Verdict verdict = judge(batch, result);
                const std::lock_guard lock(mutex);
                outcomes[Outcome::Delivered] += verdict.delivered.size();
                outcomes[Outcome::Unconfirmed] += verdict.unconfirmed.size();
                outcomes[Outcome::Retry] += verdict.again.size();
                outcomes[Outcome::Rejected] += verdict.rejected.size() + verdict.lost.size();
                --outstanding;
                if (--left == 0)
                    all.set_value();
            });
            if (i != 20)
                continue;
            if (std::get<std::string>(settings.front().second) == "single")
                server.waitForRequests(300); // more than can be under way: some are answered
            server.die();
        }
        all.get_future().wait();
        CHECK(
            outcomes[Outcome::Delivered] + outcomes[Outcome::Unconfirmed] + outcomes[Outcome::Retry]
            == 2000);
        CHECK(outcomes[Outcome::Rejected] == 0);
        CHECK(outcomes[Outcome::Retry] > 0);
        CHECK(outcomes[Outcome::Delivered] > 0);
        CHECK(outcomes[Outcome::Delivered] <= accepted);
        CHECK(accepted <= outcomes[Outcome::Delivered] + outcomes[Outcome::Unconfirmed]);
    }
}

TEST_CASE("delivered is what the distributor accepted, refused is what it refused")
{
    MockDistributor mock({.port = 0, .errorRate = 0.2});
    needApplication();
    const auto sink = makeSink("http://127.0.0.1:" + std::to_string(*mock.start()));
    const Content content = makeContent();
    REQUIRE(sink->open(content));
    const SendResult result = sendOne(*sink, content, 1000);
    REQUIRE(result.items.size() == 1000);
    const auto delivered = static_cast<std::uint64_t>(
        std::count(result.items.begin(), result.items.end(), Outcome::Delivered));
    CHECK(delivered == mock.counts().accepted);
    CHECK(1000 - delivered == mock.counts().refused);
    REQUIRE(result.reasons.size() == 1);
    CHECK(result.reasons[0].second == 1000 - delivered);
}

TEST_CASE("cancel leaves no entry without an outcome and says which were not sent")
{
    const Content content = makeContent();
    for (const auto &[client, connections] : {std::pair("fast", 16), std::pair("qnam", 6)}) {
        CannedServer server(afterHealth(CannedReply::neverAnswer()));
        const auto sink = makeSink(base(server), {{"client", std::string(client)}});
        REQUIRE(sink->open(content));
        std::promise<SendResult> answer;
        auto entries = std::make_shared<const std::vector<Entry>>(makeEntries(100));
        sink->send(
            {entries, 0, 0}, [&](SendResult result) { answer.set_value(std::move(result)); });
        server.waitForRequests(static_cast<std::size_t>(connections) + 1); // and the health check
        sink->cancel();
        const SendResult result = answer.get_future().get();
        REQUIRE(result.items.size() == 100);
        const auto count = [&](Outcome outcome) {
            return std::count(result.items.begin(), result.items.end(), outcome);
        };
        CHECK(count(Outcome::Unconfirmed) == connections);
        CHECK(count(Outcome::Retry) == 100 - connections);
    }
}

TEST_CASE("refuses settings that cannot work")
{
    const std::string url = "http://127.0.0.1:1";
    const auto problemOf = [&](const Settings &settings, const std::string &address) {
        auto made = httpsink::descriptor().create(configFor(address, settings));
        return made ? std::string() : made.problem().text;
    };
    CHECK(problemOf({}, url).empty());
    CHECK_FALSE(problemOf({}, url + "?a=b").empty());
    CHECK_FALSE(problemOf({{"path", std::string("submit")}}, url).empty());
    CHECK_FALSE(problemOf({{"path", std::string("/a b")}}, url).empty());
    CHECK_FALSE(problemOf({{"gzip", true}}, url).empty());
    const std::string fast = "fast";
    const std::string qnam = "qnam";
    CHECK(problemOf({{"client", fast}}, "https://127.0.0.1:1").find("`client: fast`") == 0);
    CHECK(problemOf({{"client", qnam}}, "https://127.0.0.1:1").empty());
    CHECK(problemOf({{"pipeline", std::int64_t{2}}}, url).empty());
    CHECK_FALSE(problemOf({{"pipeline", std::int64_t{2}}}, "https://127.0.0.1:1").empty());
    CHECK_FALSE(
        problemOf({{"pipeline", std::int64_t{2}}, {"body", std::string("array")}}, url).empty());
    CHECK_FALSE(problemOf({{"client_threads", std::int64_t{2}}, {"client", qnam}}, url).empty());
    CHECK_FALSE(problemOf({{"embedding", true}}, url).empty());
    CHECK_FALSE(problemOf({{"fields", TextMap{{"massage", "m"}}}}, url).empty());
    CHECK_FALSE(problemOf({{"fields", TextMap{{"message", "level"}}}}, url).empty());
    CHECK_FALSE(problemOf({{"constants", TextMap{{"level", "x"}}}}, url).empty());
    CHECK_FALSE(problemOf({{"headers", TextMap{{"a b", "x"}}}}, url).empty());
    CHECK_FALSE(problemOf({{"headers", TextMap{{"Content-Length", "1"}}}}, url).empty());
    CHECK_FALSE(problemOf({{"token", Secret("t")}, {"user", std::string("u")}}, url).empty());
    for (int c = 0; c < 32; ++c) {
        const std::string bad = "a" + std::string(1, static_cast<char>(c)) + "b";
        CAPTURE(c);
        CHECK_FALSE(problemOf({{"headers", TextMap{{"x-key", bad}}}}, url).empty());
        CHECK_FALSE(problemOf({{"headers", TextMap{{bad, "x"}}}}, url).empty());
        CHECK_FALSE(problemOf({{"token", Secret(bad)}}, url).empty());
        CHECK_FALSE(problemOf({{"user", bad}}, url).empty());
        CHECK_FALSE(problemOf({{"password", Secret(bad)}}, url).empty());
        CHECK_FALSE(problemOf({{"path", "/" + bad}}, url).empty());
        // a secret is not repeated in the message
        CHECK(problemOf({{"token", Secret(bad)}}, url).find(bad) == std::string::npos);
    }
}

TEST_CASE("tells what it is without touching the network")
{
    const SinkDescriptor descriptor = httpsink::descriptor();
    FieldValues values = fallbacks(descriptor.rows);
    values.set("url", std::string("http://h:8000/"));
    SinkTraits traits = descriptor.traits(values);
    CHECK(traits.sendsSingly);
    CHECK(traits.network);
    CHECK(traits.target == "http://h:8000/submit");
    CHECK(traits.timeout == std::chrono::seconds(5));
    CHECK_FALSE(traits.wantsVectors);
    CHECK(traits.inFlight == 16);
    values.set("pipeline", std::int64_t{8});
    CHECK(descriptor.traits(values).inFlight == 128);
    values.set("pipeline", std::int64_t{1});
    values.set("client", std::string("qnam"));
    CHECK(descriptor.traits(values).inFlight == 6);
    values.set("client", std::string("auto"));
    values.set("body", std::string("array"));
    values.set("embedding", true);
    traits = descriptor.traits(values);
    CHECK_FALSE(traits.sendsSingly);
    CHECK(traits.wantsVectors);
    CHECK(traits.timeout == std::chrono::seconds(30));
}
