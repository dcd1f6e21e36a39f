// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dashboard/dashboardmodel.h"
#include "dashboard/dashboardserver.h"
#include "dashboard/pagefiles.h"
#include "dashboard/rawclient.h"
#include "stats/examplesummary.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>
#include <unistd.h>

using namespace emitter;
using namespace emitter::test;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

void needApplication()
{
    static int argc = 1;
    static char name[] = "tst_dashboardserver";
    static char *argv[] = {name, nullptr};
    // Never destroyed: Qt 6.8 does not bear it after the end of main().
    static const QCoreApplication *application = new QCoreApplication(argc, argv);
    static_cast<void>(application);
}

/// A server on a free port over a model with a running run.
struct Served
{
    DashboardModel model;
    std::optional<DashboardServer> server;

    explicit Served(DashboardOptions options = {})
    {
        needApplication();
        model.stateChanged(RunState::Preparing);
        model.stateChanged(RunState::Running);
        Snapshot now = example::small().last;
        now.state = RunState::Running;
        model.snapshotReady(now);
        options.port = 0;
        server.emplace(model, std::move(options));
        REQUIRE(server->start());
    }
    std::uint16_t port() const { return server->port(); }
};

DashboardOptions quick(std::chrono::milliseconds tick)
{
    DashboardOptions options;
    options.tickInterval = tick;
    return options;
}

FlushReport flushOf(std::uint64_t count)
{
    FlushReport report;
    report.totalCount = count;
    report.byService = {{"web", count}};
    return report;
}

std::ptrdiff_t openFiles()
{
    return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
        std::filesystem::directory_iterator{});
}

#if defined(__SANITIZE_ADDRESS__)
constexpr bool underSanitizer = true;
#else
constexpr bool underSanitizer = false;
#endif

std::int64_t residentBytes()
{
    std::int64_t pages = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> pages >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

/// Waits for what comes about in the server's thread, seen by asking it.
template <typename Condition> bool comesTrue(Condition condition)
{
    for (int i = 0; i < 3000; ++i) {
        if (condition())
            return true;
        std::this_thread::sleep_for(10ms);
    }
    return false;
}

bool isRoomFor(std::uint16_t port, std::deque<RawClient> &readers)
{
    return statusOf(readers.emplace_back(port).handshake()) == 101;
}

}

TEST_CASE("every path of the protocol answers, and no other")
{
    const Served served;
    for (const auto &[path, type] :
        {std::pair("/", "text/html"), std::pair("/api/status", "application/json"),
            std::pair("/api/history", "application/json"),
            std::pair("/metrics", "text/plain; version=0.0.4"), std::pair("/healthz", "text/plain"),
            std::pair("/report.html", "text/html")}) {
        const std::string answer = fetch(served.port(), path);
        CHECK_MESSAGE(statusOf(answer) == 200, path);
        CHECK_MESSAGE(answer.find(std::string("Content-Type: ") + type) != std::string::npos, path);
    }
    for (const PageFile &file : pageFiles()) {
        const std::string answer = fetch(served.port(), file.path);
        CHECK(answer.substr(answer.find("\r\n\r\n") + 4) == file.bytes);
    }
    for (const char *path : {"/api/summary", "/nothing", "/index.html/..", "/../etc/passwd",
             "/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "//", "/./", "/API/status", "/ws/",
             "/api/status/", "/metrics%00", "/\\..\\x"})
        CHECK_MESSAGE(statusOf(fetch(served.port(), path)) == 404, path);
}

TEST_CASE("answers are those of the model, complete and guarded")
{
    Served served;
    const std::string answer = fetch(served.port(), "/api/status");
    const std::size_t body = answer.find("\r\n\r\n") + 4;
    CHECK(json::parse(answer.substr(body))["emitted"] == 3000);
    CHECK(answer.find("Content-Length: " + std::to_string(answer.size() - body))
        != std::string::npos);
    for (const char *line : {"X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer",
             "Content-Security-Policy: default-src 'none'", "frame-ancestors 'none'",
             "Cross-Origin-Resource-Policy: same-origin", "Cache-Control: no-store"}) {
        CHECK_MESSAGE(answer.find(line) != std::string::npos, line);
        CHECK_MESSAGE(fetch(served.port(), "/").find(line) != std::string::npos, line);
        CHECK_MESSAGE(fetch(served.port(), "/nothing").find(line) != std::string::npos, line);
    }
    CHECK(fetch(served.port(), "/").find("unsafe") == std::string::npos);
    CHECK(fetch(served.port(), "/report.html").find("script-src") == std::string::npos);

    RawClient head(served.port());
    head.write("HEAD /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    const std::string headers = head.readToEnd();
    CHECK(statusOf(headers) == 200);
    CHECK(headers.find("Content-Length: 3") != std::string::npos);
    CHECK(headers.ends_with("\r\n\r\n"));

    RunOutcome outcome;
    outcome.summary = example::small();
    served.model.ended(outcome);
    CHECK(fetch(served.port(), "/api/summary").ends_with(toJson(example::small())));
}

TEST_CASE("what is not a plain GET is refused, and its connection ends")
{
    const Served served;
    const auto answerTo = [&](const std::string &request) {
        RawClient client(served.port());
        client.write(request);
        return client.readToEnd();
    };
    CHECK(statusOf(answerTo("POST /api/status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")) == 405);
    CHECK(statusOf(answerTo("nonsense\r\n\r\n")) == 400);
    CHECK(statusOf(answerTo("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + std::string(9000, 'x')))
        == 431);
    // The second request of a connection is never answered, however it is hidden.
    const std::string second = "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    for (const char *hiding :
        {"", "Content-Length: 43\r\n", "Transfer-Encoding: chunked\r\n",
            "Content-Length: 43\r\nTransfer-Encoding: chunked\r\n", "Connection: keep-alive\r\n"}) {
        const std::string answer = answerTo(
            "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n" + std::string(hiding) + "\r\n" + second);
        CHECK_MESSAGE(answer.find("emitter_") == std::string::npos, hiding);
        CHECK_MESSAGE(answer.find("HTTP/1.1", 1) == std::string::npos, hiding);
    }
}

TEST_CASE("Host and Origin are judged before anything is upgraded")
{
    const Served served;
    const std::string own = "Origin: http://127.0.0.1\r\n";
    CHECK(statusOf(RawClient(served.port()).handshake()) == 101);
    CHECK(statusOf(RawClient(served.port()).handshake(own)) == 101);
    for (const char *origin : {"http://evil.example", "null", "http://127.0.0.1.evil",
             "http://127.0.0.1:1", "http://localhost"}) {
        RawClient client(served.port());
        CHECK_MESSAGE(
            statusOf(client.handshake("Origin: " + std::string(origin) + "\r\n")) == 403, origin);
        CHECK(client.readFrame().opcode == -1);
    }
    RawClient rebound(served.port());
    rebound.write("GET /api/status HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    CHECK(statusOf(rebound.readToEnd()) == 403);
    RawClient plain(served.port());
    plain.write("GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    CHECK(statusOf(plain.readToEnd()) == 426);
}

TEST_CASE("a token opens what it guards")
{
    DashboardOptions options;
    options.token = Secret("abc-123");
    const Served served(std::move(options));
    CHECK(served.server->secretLink().isEmpty()); // who set it knows it
    CHECK(statusOf(fetch(served.port(), "/")) == 200);
    CHECK(statusOf(fetch(served.port(), "/healthz")) == 200);
    for (const char *path :
        {"/api/status", "/api/history", "/api/summary", "/metrics", "/report.html"}) {
        CHECK_MESSAGE(statusOf(fetch(served.port(), path)) == 401, path);
        CHECK_MESSAGE(
            statusOf(fetch(served.port(), path, "Authorization: Bearer abc-124\r\n")) == 401, path);
        CHECK_MESSAGE(
            statusOf(fetch(served.port(), path, "Authorization: Bearer abc-123\r\n")) != 401, path);
    }
    CHECK(statusOf(RawClient(served.port()).handshake()) == 403);
    const std::string offer = "Sec-WebSocket-Protocol: emitter.v1, token.";
    CHECK(statusOf(RawClient(served.port()).handshake(offer + "abc-124\r\n")) == 403);
    const std::string welcome = RawClient(served.port()).handshake(offer + "abc-123\r\n");
    CHECK(statusOf(welcome) == 101);
    CHECK(welcome.find("Sec-WebSocket-Protocol: emitter.v1\r\n") != std::string::npos);
    CHECK(welcome.find("abc-123") == std::string::npos);
}

TEST_CASE("beyond loopback a token is drawn and told in the link alone")
{
    needApplication();
    DashboardModel model;
    DashboardOptions options;
    options.host = "0.0.0.0";
    options.port = 0;
    DashboardServer server(model, options);
    REQUIRE(server.start());
    const std::string link = server.secretLink().reveal();
    const std::size_t token = link.find("/#token=");
    REQUIRE(token != std::string::npos);
    CHECK(link.size() == token + 8 + 32);
    CHECK(server.link() == link.substr(0, token + 1));
    CHECK(statusOf(fetch(server.port(), "/metrics")) == 401);
    CHECK(statusOf(fetch(server.port(), "/metrics",
              "Authorization: Bearer " + link.substr(token + 8) + "\r\n"))
        == 200);
}

TEST_CASE("a port that is taken, a host that is no address")
{
    const Served served;
    DashboardModel model;
    DashboardOptions options;
    options.port = served.port();
    auto taken = DashboardServer(model, options).start();
    REQUIRE_FALSE(taken);
    CHECK(taken.problem().cause == Cause::Unreachable);
    CHECK(taken.problem().text.find(std::to_string(served.port())) != std::string::npos);
    CHECK_FALSE(taken.problem().remedy.empty());
    options.host = "example.invalid";
    options.port = 0;
    auto noAddress = DashboardServer(model, options).start();
    REQUIRE_FALSE(noAddress);
    CHECK(noAddress.problem().text.find("example.invalid") != std::string::npos);
}

TEST_CASE("a reader hears hello, snapshot, then what happens, and how it ends")
{
    Served served(quick(20ms));
    RawClient reader(served.port());
    REQUIRE(statusOf(reader.handshake()) == 101);
    CHECK(json::parse(reader.readFrame().payload)["type"] == "hello");
    CHECK(json::parse(reader.readFrame().payload)["type"] == "snapshot");
    CHECK(json::parse(reader.readMessage("tick"))["status"]["emitted"] == 3000);

    served.model.stateChanged(RunState::Paused);
    CHECK(json::parse(reader.readMessage("state"))["state"] == "paused");
    EntrySample sample;
    sample.entries.push_back({0, Level::Info, "web", "text"});
    served.model.entriesSampled(sample);
    CHECK(json::parse(reader.readMessage("log"))["entries"][0]["message"] == "text");

    RunOutcome outcome;
    outcome.summary = example::small();
    outcome.summary.last.counts.emitted = outcome.summary.last.counts.scheduled = 3001;
    served.model.ended(outcome);
    served.server.reset();
    const json state = json::parse(reader.readMessage("state"));
    CHECK(state["state"] == "finished");
    CHECK(state["result"] == "passed");
    json last;
    RawClient::Frame frame;
    while ((frame = reader.readFrame()).opcode == 1)
        last = json::parse(frame.payload);
    CHECK(last["type"] == "tick");
    CHECK(last["status"]["emitted"] == 3001);
    CHECK(frame.closeCode() == 1001);
}

TEST_CASE("every flush is told, also to a reader that was slow")
{
    Served served(quick(1h));
    RawClient reader(served.port());
    REQUIRE(statusOf(reader.handshake()) == 101);
    reader.readMessage("snapshot");
    std::uint64_t told = 0;
    for (std::uint64_t i = 1; i <= 50; ++i)
        served.model.flushed(flushOf(i));
    while (told < 1275)
        told += json::parse(reader.readMessage("flush"))["total_count"].get<std::uint64_t>();
    CHECK(told == 1275);
}

TEST_CASE("a new run is told with hello and snapshot")
{
    Served served(quick(1h));
    RawClient reader(served.port());
    REQUIRE(statusOf(reader.handshake()) == 101);
    reader.readMessage("snapshot");
    served.model.stateChanged(RunState::Preparing);
    CHECK(json::parse(reader.readMessage("snapshot"))["status"]["emitted"] == 0);
}

TEST_CASE("a head that does not come to its end is out of time")
{
    DashboardOptions options;
    options.headTimeout = 50ms;
    const Served served(std::move(options));
    RawClient silent(served.port());
    RawClient slow(served.port());
    slow.write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ");
    CHECK(silent.readToEnd().empty());
    for (int i = 0; i < 100'000 && slow.write("x"); ++i) { } // it is talked to all the same
    CHECK(slow.readToEnd().find("200") == std::string::npos);
}

TEST_CASE("the number of readers is limited, and places become free")
{
    DashboardOptions options;
    options.mostReaders = 3;
    const Served served(std::move(options));
    std::deque<RawClient> readers;
    for (int i = 0; i < 3; ++i)
        CHECK(isRoomFor(served.port(), readers));
    CHECK_FALSE(isRoomFor(served.port(), readers));
    CHECK(statusOf(fetch(served.port(), "/ws")) == 503); // pages ask so, browsers hide the reason
    CHECK(statusOf(fetch(served.port(), "/healthz")) == 200);
    readers.clear();
    CHECK(comesTrue([&] { return isRoomFor(served.port(), readers); }));
}

TEST_CASE("connections that say nothing are limited, and the page is served again when they go")
{
    const Served served;
    const std::ptrdiff_t before = openFiles();
    {
        std::deque<RawClient> silent;
        for (int i = 0; i < 300; ++i)
            silent.emplace_back(served.port());
        CHECK(comesTrue([&] { return openFiles() <= before + 300 + 64; }));
    }
    CHECK(comesTrue([&] { return statusOf(fetch(served.port(), "/healthz")) == 200; }));
    CHECK(comesTrue([&] { return openFiles() == before; }));
}

TEST_CASE("a reader that does not read costs no more than one message, and is closed")
{
    DashboardOptions options = quick(1ms);
    options.progressTimeout = 5s;
    Served served(std::move(options));
    Snapshot big = example::small().last;
    for (int i = 0; i < 5000; ++i)
        big.services.push_back({"service-" + std::to_string(i), 1, 1});
    served.model.snapshotReady(big); // a tick of half a megabyte, twenty a second
    const std::ptrdiff_t before = openFiles();
    RawClient deaf(served.port());
    RawClient reader(served.port());
    REQUIRE(statusOf(deaf.handshake()) == 101);
    REQUIRE(statusOf(reader.handshake()) == 101);
    for (int i = 0; i < 5; ++i)
        CHECK_FALSE(reader.readMessage("tick").empty());
    const std::int64_t memory = residentBytes();
    std::int64_t most = 0;
    CHECK(comesTrue([&] {
        most = std::max(most, residentBytes());
        return openFiles() <= before + 3; // ours, and the other's there
    }));
    if (!underSanitizer)
        CHECK(most - memory < 20 << 20);
}

TEST_CASE("a reader that answers pings stays")
{
    DashboardOptions options = quick(20ms);
    options.progressTimeout = 3s;
    const Served served(std::move(options));
    RawClient reader(served.port());
    REQUIRE(statusOf(reader.handshake()) == 101);
    for (int pings = 0; pings < 3;) {
        const RawClient::Frame frame = reader.readFrame();
        REQUIRE(frame.opcode != -1);
        if (frame.opcode == 9) {
            ++pings;
            reader.writeFrame(0x8a, frame.payload);
        }
    }
    CHECK(reader.readClose().opcode == -1); // who stops does not
}

TEST_CASE("frames that break the protocol or its limits end their connection, and it alone")
{
    const Served served(quick(20ms));
    RawClient witness(served.port());
    REQUIRE(statusOf(witness.handshake()) == 101);
    const auto closeCodeAfter = [&](const auto &act) {
        RawClient client(served.port());
        REQUIRE(statusOf(client.handshake()) == 101);
        act(client);
        return client.readClose().closeCode();
    };
    CHECK(closeCodeAfter([](RawClient &c) { c.writeFrame(0x81, "hello", false); }) == 1002);
    CHECK(closeCodeAfter([](RawClient &c) { c.writeFrame(0xf1, "rsv"); }) == 1002);
    CHECK(closeCodeAfter([](RawClient &c) { c.writeFrame(0x83, "opcode"); }) == 1002);
    CHECK(closeCodeAfter([](RawClient &c) { c.writeFrame(0x81, std::string(4097, 'x')); }) == 1009);
    CHECK(closeCodeAfter([](RawClient &c) {
        c.write("\x81\xff\0\0\0\0\x04\0\0\0\0\0\0\0" + std::string(64, 'x'));
    }) == 1009);
    CHECK(closeCodeAfter([](RawClient &c) {
        c.writeFrame(0x01, std::string(4000, 'x'));
        c.writeFrame(0x80, std::string(4000, 'x')); // a message of 8000
    }) == 1009);
    CHECK(closeCodeAfter([](RawClient &c) { c.writeFrame(0x81, "\xff\xfe"); }) == 1007);
    CHECK(closeCodeAfter([](RawClient &c) { c.writeFrame(0x88, "\x03\xe8"); }) == 1000);
    CHECK_FALSE(witness.readMessage("tick").empty());
}

TEST_CASE("floods of fragments and pings are cut off")
{
    const Served served(quick(20ms));
    const auto isCutOff = [&](int first, int then) {
        RawClient client(served.port());
        REQUIRE(statusOf(client.handshake()) == 101);
        bool open = client.writeFrame(first, "");
        for (int i = 0; i < 1'000'000 && open; ++i)
            open = client.writeFrame(then, "");
        return !open;
    };
    CHECK(isCutOff(0x01, 0x00));
    CHECK(isCutOff(0x89, 0x89));
    CHECK(statusOf(fetch(served.port(), "/healthz")) == 200);
}

TEST_CASE("a frame may come in pieces")
{
    const Served served(quick(1h));
    RawClient reader(served.port());
    REQUIRE(statusOf(reader.handshake()) == 101);
    const std::string payload(4000, 'x');
    const std::string head("\x81\xfe\x0f\xa0\0\0\0\0", 8);
    const std::string frame = head + payload;
    // Seen once they are 240 kB; seen twice more than a reader may send.
    for (std::size_t i = 0; i < 60; ++i) {
        const std::size_t first = i % 3 == 0 ? 1 + i % 7 : 3000; // the head or the payload is cut
        reader.write(std::string_view(frame).substr(0, first));
        fetch(served.port(), "/healthz"); // the same thread has read what came before
        reader.write(std::string_view(frame).substr(first));
    }
    reader.writeFrame(0x89, "still here");
    RawClient::Frame answer = reader.readFrame();
    while (answer.opcode == 1)
        answer = reader.readFrame();
    CHECK(answer.closeCode() == 0);
    CHECK(answer.opcode == 10);
    CHECK(answer.payload == "still here");
}

TEST_CASE("a reader's words are ignored as long as they are few")
{
    const Served served(quick(20ms));
    RawClient reader(served.port());
    REQUIRE(statusOf(reader.handshake()) == 101);
    for (int i = 0; i < 10; ++i)
        reader.writeFrame(0x81, R"({"type":"stop"})");
    for (int i = 0; i < 3; ++i)
        CHECK_FALSE(reader.readMessage("tick").empty());
    CHECK(served.model.view().now.state == RunState::Running);
}
