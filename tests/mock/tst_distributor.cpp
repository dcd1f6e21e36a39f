// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "mock/distributor.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <zlib.h>

#include <algorithm>
#include <set>

using namespace emitter;
using Json = nlohmann::json;

namespace {

constexpr std::int64_t second = 1'000'000'000;
const std::string oneLog =
    R"({"timestamp":"2026-01-01T00:00:00Z","level":"INFO","message":"m","source":"s"})";

struct Answer
{
    int status = 0;
    std::string head;
    Json body;
};

struct Fixture
{
    explicit Fixture(MockDistributorOptions options = {})
        : distributor(options, 0)
    {
    }
    Answer ask(std::string method, std::string path, std::string body = "", std::int64_t now = 0,
        std::string type = "application/json", std::string encoding = "")
    {
        std::string out;
        distributor.answer({std::move(method), std::move(path), std::move(type),
                               std::move(encoding), std::move(body), true},
            now, out);
        const std::size_t end = out.find("\r\n\r\n");
        REQUIRE(end != std::string::npos);
        return {
            std::stoi(out.substr(9, 3)), out.substr(0, end + 2), Json::parse(out.substr(end + 4))};
    }
    Answer submit(std::string body, std::int64_t now = 0)
    {
        return ask("POST", "/submit", std::move(body), now);
    }
    Distributor distributor;
};

std::string gzip(const std::string &text)
{
    z_stream stream{};
    REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(deflateBound(&stream, text.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

}

TEST_CASE("takes a log and gives each a task of its own")
{
    Fixture mock;
    std::set<std::string> ids;
    for (int i = 0; i < 1000; ++i) {
        const Answer answer = mock.submit(oneLog);
        REQUIRE(answer.status == 200);
        CHECK(answer.body["status"] == "accepted");
        const auto id = answer.body["task_id"].get<std::string>();
        CHECK(id.size() == 36);
        ids.insert(id);
    }
    CHECK(ids.size() == 1000);
    CHECK(mock.distributor.counts().accepted == 1000);
    CHECK(mock.distributor.counts().requests == 1000);
}

TEST_CASE("takes an array, NDJSON, an envelope and gzip of them")
{
    Fixture mock;
    CHECK(mock.submit("[" + oneLog + "," + oneLog + "]").status == 200);
    CHECK(mock.distributor.counts().accepted == 2);
    CHECK(mock.submit(oneLog + "\n" + oneLog + "\n\n" + oneLog + "\n").status == 200);
    CHECK(mock.distributor.counts().accepted == 5);
    CHECK(mock.submit(R"({"env":"x","logs":[)" + oneLog + "]}").status == 200);
    CHECK(mock.distributor.counts().accepted == 6);
    CHECK(mock.ask("POST", "/submit", oneLog + "\n", 0, "application/x-ndjson").status == 200);
    CHECK(mock.distributor.counts().accepted == 7);
    CHECK(
        mock.ask("POST", "/submit", gzip("[" + oneLog + "]"), 0, "application/json", "gzip").status
        == 200);
    CHECK(mock.distributor.counts().accepted == 8);
    CHECK(mock.submit("[]").status == 200);
    CHECK(mock.distributor.counts().accepted == 8);
    CHECK(mock.distributor.counts().refused == 0);
}

TEST_CASE("answers 422 in the shape of FastAPI to what is not a log")
{
    const std::vector<std::pair<std::string, Json>> cases{
        {"", {"body"}},
        {"{", {"body"}},
        {"7", {"body"}},
        {"{}", {"body", "message"}},
        {R"({"message":"m"})", {"body", "level"}},
        {R"({"message":7,"level":"INFO"})", {"body", "message"}},
        {R"({"message":"m","level":"LOUD"})", {"body", "level"}},
        {R"({"message":"m","level":"INFO","timestamp":[]})", {"body", "timestamp"}},
        {R"({"message":"m","level":"INFO","source":1})", {"body", "source"}},
        {R"({"message":"m","level":"INFO","metadata":1})", {"body", "metadata"}},
        {"[" + oneLog + ",{}]", {"body", 1, "message"}},
        {oneLog + "\nnonsense\n" + oneLog, {"body", 1}},
        {R"({"logs":[7]})", {"body", 0}},
    };
    for (const auto &[body, where] : cases) {
        CAPTURE(body);
        Fixture mock;
        const Answer answer = mock.submit(body);
        CHECK(answer.status == 422);
        CHECK(answer.body["detail"][0]["loc"] == where);
        CHECK(answer.body["detail"][0]["msg"].is_string());
        CHECK(answer.body["detail"][0]["type"].is_string());
        CHECK(mock.distributor.counts().accepted == 0);
    }
}

TEST_CASE("a batch is taken or refused as a whole, and every log of it counted")
{
    Fixture mock;
    mock.submit("[" + oneLog + "," + oneLog + ",{}]");
    CHECK(mock.distributor.counts().refused == 3);
    mock.submit(oneLog + "\nnonsense\n" + oneLog + "\n" + oneLog);
    CHECK(mock.distributor.counts().refused == 7);
    mock.submit("nonsense");
    CHECK(mock.distributor.counts().refused == 8);
    CHECK(mock.distributor.counts().accepted == 0);
}

TEST_CASE("answers 503 while its queue is full, and takes logs again as it empties")
{
    Fixture mock({.maxQueue = 3, .processPerSecond = 2});
    CHECK(mock.submit("[" + oneLog + "," + oneLog + "," + oneLog + "]").status == 200);
    const Answer full = mock.submit(oneLog);
    CHECK(full.status == 503);
    CHECK(full.head.find("Retry-After: 1\r\n") != std::string::npos);
    CHECK(mock.ask("GET", "/stats").body["queue_size"] == 3);
    CHECK(mock.submit(oneLog, second / 2).status == 200);
    CHECK(mock.submit(oneLog, second / 2).status == 503);
    CHECK(mock.submit("[" + oneLog + "," + oneLog + "," + oneLog + "]", 3 * second).status == 200);
    CHECK(mock.distributor.counts().accepted == 7);
    CHECK(mock.distributor.counts().refused == 2);
}

TEST_CASE("answers 500 to the chosen share, the same ones for the same seed")
{
    const auto failures = [](std::uint64_t seed) {
        Fixture mock({.errorRate = 0.1, .seed = seed});
        std::vector<bool> failed;
        for (int i = 0; i < 5000; ++i)
            failed.push_back(mock.submit(oneLog).status == 500);
        const auto count =
            static_cast<std::uint64_t>(std::count(failed.begin(), failed.end(), true));
        CHECK(mock.distributor.counts().refused == count);
        CHECK(mock.distributor.counts().accepted == 5000 - count);
        CHECK(count > 400);
        CHECK(count < 600);
        return failed;
    };
    CHECK(failures(1) == failures(1));
    CHECK(failures(1) != failures(2));
}

TEST_CASE("tells its health and its counts")
{
    Fixture mock;
    mock.submit(oneLog);
    mock.submit("{}");
    CHECK(mock.ask("GET", "/health").body["status"] == "healthy");
    const Json stats = mock.ask("GET", "/stats", "", 5 * second).body;
    CHECK(stats["total_received"] == 1);
    CHECK(stats["total_processed"] == 1);
    CHECK(stats["total_requests"] == 2);
    CHECK(stats["total_refused"] == 1);
    CHECK(stats["queue_size"] == 0);
    CHECK(stats["max_queue"].is_null());
    CHECK(stats["uptime_seconds"] == 5.0);
}

TEST_CASE("knows its paths and methods")
{
    Fixture mock;
    CHECK(mock.ask("GET", "/").status == 404);
    CHECK(mock.ask("POST", "/nowhere", oneLog).status == 404);
    const Answer answer = mock.ask("GET", "/submit");
    CHECK(answer.status == 405);
    CHECK(answer.head.find("Allow: POST\r\n") != std::string::npos);
    CHECK(mock.ask("POST", "/stats").status == 405);
    CHECK(mock.distributor.counts().accepted == 0);
}

TEST_CASE("hostile bodies cost neither stack nor memory")
{
    Fixture mock;
    CHECK(mock.submit(std::string(1'000'000, '[')).status == 422);
    CHECK(mock.submit(std::string(500'000, '[') + std::string(500'000, ']')).status == 422);
    const Answer bomb = mock.ask(
        "POST", "/submit", gzip(std::string(HttpRequestParser::maxBody + 1, ' ')), 0, "", "gzip");
    CHECK(bomb.status == 413);
    CHECK(mock.ask("POST", "/submit", "not gzip", 0, "", "gzip").status == 413);
    CHECK(mock.ask("POST", "/submit", oneLog, 0, "", "br").status == 415);
    CHECK(mock.submit("{\"message\":\"\xff\xfe\",\"level\":\"INFO\"}").status == 422);
}
