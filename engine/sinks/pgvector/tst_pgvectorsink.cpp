// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/entrycolumns.h"
#include "sinks/pgvector/pglane.h"
#include "sinks/pgvector/pgsettings.h"
#include "sinks/pgvector/pgvectorsink.h"
#include "sinks/pgvector/socketwatch.h"
#include "sinks/pgvector/sqlstate.h"
#include "sinks/pgvector/tablename.h"
#include "support/entries.h"

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace emitter;
using namespace emitter::pgvectorsink;

namespace {

// `0003 0000 3f800000` as bytes.
std::string bytes(std::string_view hex)
{
    std::string out;
    std::string digits;
    for (const char letter : hex) {
        if (letter != ' ')
            digits += letter;
        if (digits.size() == 2) {
            out += static_cast<char>(std::stoi(digits, nullptr, 16));
            digits.clear();
        }
    }
    return out;
}

/// Two slots, noise 0, a service and a pool of three; the run starts in 2023.
Content content(std::int64_t start = 1'700'000'000'000'000'000)
{
    SourceTable sources;
    sources.addService("web");
    sources.addEmitters("emitter", 3);
    VectorTable vectors{2, 0, {}};
    for (std::uint32_t slot = 0; slot < 2 + emitterTemplateCount(); ++slot) {
        vectors.values.push_back(slot == 1 ? 0.0F : 1.0F);
        vectors.values.push_back(slot == 1 ? -1.0F : 0.0F);
    }
    Content made({*MessagePool::create(2, 1), std::move(sources), std::move(vectors), 1, 2});
    made.setStart(start);
    return made;
}

SinkConfig configWith(const std::vector<std::pair<std::string, FieldValues::Value>> &more = {})
{
    SinkConfig config;
    config.name = "pgvector";
    config.values = fallbacks(descriptor().rows);
    config.values.set("host", std::string("localhost"));
    for (const auto &[key, value] : more)
        config.values.set(key, value);
    config.settings.timeout = std::chrono::seconds(30);
    config.settings.connectTimeout = std::chrono::seconds(3);
    return config;
}

std::string conninfo(const SinkConfig &config)
{
    auto settings = PgSettings::create(config);
    REQUIRE(settings);
    return settings->conninfo;
}

bool has(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// Takes connections and never says a word.
class SilentServer
{
public:
    SilentServer()
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *const generic = reinterpret_cast<sockaddr *>(&address);
        REQUIRE(::bind(m_socket, generic, size) == 0);
        REQUIRE(::listen(m_socket, 5) == 0);
        REQUIRE(::getsockname(m_socket, generic, &size) == 0);
        m_port = ntohs(address.sin_port);
    }
    ~SilentServer() { ::close(m_socket); }
    SilentServer(const SilentServer &) = delete;
    SilentServer &operator=(const SilentServer &) = delete;

    SinkConfig config(std::chrono::milliseconds connectTimeout) const
    {
        SinkConfig config =
            configWith({{"host", std::string("127.0.0.1")}, {"port", std::int64_t{m_port}}});
        config.settings.connectTimeout = connectTimeout;
        return config;
    }
    /// Returns when somebody has connected.
    void awaitClient()
    {
        pollfd waited{m_socket, POLLIN, 0};
        REQUIRE(::poll(&waited, 1, -1) == 1);
    }

private:
    const int m_socket = ::socket(AF_INET, SOCK_STREAM, 0);
    int m_port = 0;
};

SqlMeaning meaning(const std::string &state, const std::string &text = "x")
{
    return meaningOf(PgError{state, text, false});
}

}

TEST_CASE("writes each column as a binary array")
{
    const Content made = content();
    EntryColumns columns(made, {16391, LevelCase::Upper, true});
    std::vector<Entry> entries(2);
    entries[0].slot = 0;
    entries[0].due = 1'234'567;
    entries[1] = {2'000, 1, 1, 2, 42, Level::Critical, {}};
    const auto written = columns.write(entries);
    REQUIRE(written.size() == 7);

    const auto id = [&](std::size_t index) {
        const EntryId raw = made.id(entries[index]);
        return std::string(raw.begin(), raw.end());
    };
    CHECK(written[0]
        == bytes("00000001 00000000 00000b86 00000002 00000001 00000010") + id(0)
            + bytes("00000010") + id(1));
    // 1,700,000,000 s - 946,684,800 s = 753,315,200 s; + 1,234 us and + 2 us
    CHECK(written[1]
        == bytes("00000001 00000000 000004a0 00000002 00000001 00000008 0002ad22dce664d2"
                 "00000008 0002ad22dce66002"));
    CHECK(written[2]
        == bytes("00000001 00000000 00000019 00000002 00000001 00000003") + "web"
            + bytes("00000009") + "emitter-2");
    CHECK(written[3]
        == bytes("00000001 00000000 00000019 00000002 00000001 00000004") + "INFO"
            + bytes("00000008") + "CRITICAL");
    CHECK(written[4].ends_with(std::string(made.messages().text(1))));
    CHECK(written[5]
        == bytes("00000001 00000000 00004007 00000002 00000001"
                 "0000000c 0002 0000 3f800000 00000000"
                 "0000000c 0002 0000 00000000 bf800000"));
    CHECK(written[6].starts_with(
        bytes("00000001 00000001 00000eda 00000002 00000001 ffffffff 000000")));
    CHECK(has(written[6], "\x01{\"emitter_id\":\"emitter-2\",\"sequence\":42,"));
    CHECK(written[6].ends_with("}"));
}

TEST_CASE("times before 2000 and before 1970 are rounded down")
{
    const Content early = content(-1);
    EntryColumns columns(early, {});
    const auto written = columns.write(std::vector<Entry>(1));
    // -1 us - 946,684,800,000,000 us
    CHECK(written[1].substr(24) == bytes("fffca2fec4c81fff"));
}

TEST_CASE("buffers are kept from batch to batch")
{
    const Content made = content();
    EntryColumns columns(made, {1, LevelCase::Lower, false});
    const std::vector<Entry> many = makeEntries(100, 0, 2, 4);
    const void *first = columns.write(many)[5].data();
    const auto again = columns.write(std::span(many).first(3));
    CHECK(again.size() == 6);
    CHECK(again[5].data() == first);
    CHECK(again[5].size() == 20 + 3 * (4 + 4 + 8));
    CHECK_FALSE(has(again[3], "critical"));
    CHECK(has(again[3], "debug"));
}

TEST_CASE("an SQLSTATE decides what becomes of a batch")
{
    struct Row
    {
        const char *state;
        Outcome outcome;
        bool reconnect;
    };
    for (const Row &row :
        {Row{"", Outcome::RetryUnsure, true}, Row{"08006", Outcome::RetryUnsure, true},
            Row{"57P01", Outcome::RetryUnsure, true}, Row{"57P02", Outcome::RetryUnsure, true},
            Row{"57P03", Outcome::RetryUnsure, true}, Row{"53300", Outcome::Retry, true},
            Row{"25006", Outcome::Retry, true}, Row{"40001", Outcome::Retry, false},
            Row{"40003", Outcome::RetryUnsure, false}, Row{"40P01", Outcome::Retry, false},
            Row{"55P03", Outcome::Retry, false}, Row{"57014", Outcome::Retry, false},
            Row{"22000", Outcome::TooLarge, false}, Row{"22003", Outcome::TooLarge, false},
            Row{"22P02", Outcome::TooLarge, false}, Row{"23514", Outcome::TooLarge, false},
            Row{"54000", Outcome::TooLarge, false}, Row{"53100", Outcome::Fatal, false},
            Row{"42P01", Outcome::Fatal, false}, Row{"42703", Outcome::Fatal, false},
            Row{"42501", Outcome::Fatal, false}, Row{"28P01", Outcome::Fatal, false},
            Row{"0A000", Outcome::Fatal, false}, Row{"XX000", Outcome::Retry, false}}) {
        CAPTURE(row.state);
        CHECK(meaning(row.state).outcome == row.outcome);
        CHECK(meaning(row.state).reconnect == row.reconnect);
    }
    CHECK(meaning("22000", "expected 3 dimensions, not 2").outcome == Outcome::Fatal);
    CHECK(meaning("53300").pressure == Pressure::Overloaded);
    CHECK(meaning("57P03").pressure == Pressure::None);
}

TEST_CASE("table names are quoted or refused")
{
    const std::string longest(63, 'a');
    for (const auto &[text, sql] : std::vector<std::pair<std::string, std::string>>{
             {"logs", "\"logs\""}, {"public.logs", "\"public\".\"logs\""}, {"select", "\"select\""},
             {"lo\"gs; DROP TABLE x; --", "\"lo\"\"gs; DROP TABLE x; --\""}, {"%s", "\"%s\""},
             {"ä", "\"ä\""}, {"Logs", "\"Logs\""}, {longest, '"' + longest + '"'}}) {
        CAPTURE(text);
        const auto name = TableName::parse(text);
        REQUIRE(name);
        CHECK(name->sql() == sql);
    }
    using namespace std::string_literals;
    for (const std::string &text : {""s, "a.b.c"s, ".a"s, "a."s, "\"a\".\"b\""s, "pg_temp.x"s,
             "a\nb"s, "a\0b"s, "\xff"s, longest + "a", "ä" + longest}) {
        CAPTURE(text);
        const auto name = TableName::parse(text);
        REQUIRE_FALSE(name);
        CHECK(has(name.problem().text, "table_name"));
    }
}

TEST_CASE("a check builds no index, whatever the profile says")
{
    for (const char *index : {"start", "after", "none"}) {
        SinkConfig config = configWith({{"index", std::string(index)}});
        CHECK((PgSettings::create(config)->index == PgSettings::Index::None)
            == (config.values.text("index") == "none"));
        config.purpose = SinkConfig::Purpose::Check;
        CHECK(PgSettings::create(config)->index == PgSettings::Index::None);
    }
}

TEST_CASE("TLS is verified unless the server is on this machine")
{
    const auto mode = [](const std::string &host, const std::string &asked, bool insecure) {
        SinkConfig config = configWith({{"host", host}, {"sslmode", asked}});
        config.settings.insecure = insecure;
        return PgSettings::create(config)->sslMode;
    };
    CHECK(mode("db.example.com", "", false) == "verify-full");
    CHECK(mode("192.0.2.1", "", false) == "verify-full");
    CHECK(mode("localhost", "", false) == "prefer");
    CHECK(mode("127.0.0.1", "", false) == "prefer");
    CHECK(mode("/run/postgresql", "", false) == "prefer");
    CHECK(mode("localhost", "verify-ca", false) == "verify-ca");
    CHECK(mode("db.example.com", "disable", false) == "disable");
    // never in plain text when TLS was asked for
    CHECK(mode("db.example.com", "", true) == "require");
    CHECK(mode("localhost", "verify-full", true) == "require");
}

TEST_CASE("values cannot add connection options")
{
    const std::string text = conninfo(configWith(
        {{"password", Secret("it's\\ sslmode=disable")}, {"user", std::string("a' host='evil")}}));
    CHECK(has(text, "password='it\\'s\\\\ sslmode=disable'"));
    CHECK(has(text, "user='a\\' host=\\'evil'"));
    CHECK_FALSE(has(conninfo(configWith()), "password"));

    for (const auto &[key, value] : std::vector<std::pair<std::string, std::string>>{
             {"host", "a,b"}, {"host", ""}, {"host", "u@h"}, {"host", "a b"},
             {"database", "host=evil"}, {"database", "postgres://evil"}, {"user", "a\nb"}}) {
        CAPTURE(key);
        CAPTURE(value);
        CHECK_FALSE(PgSettings::create(configWith({{key, value}})));
    }
    CHECK_FALSE(PgSettings::create(configWith({{"password", Secret("secret\n")}})));
}

TEST_CASE("an asynchronous commit is not called durable")
{
    const auto strength = [](bool synchronous) {
        return descriptor()
            .traits(configWith({{"synchronous_commit", synchronous}}).values)
            .strength;
    };
    CHECK(strength(true) == Strength::Durable);
    CHECK(strength(false) == Strength::Accepted);
}

TEST_CASE("says how many files it may have open")
{
    for (const std::int64_t connections : {1, 64}) {
        const FieldValues values = configWith({{"connections", connections}}).values;
        CHECK(descriptor().traits(values).openFiles >= 2 * connections);
    }
}

TEST_CASE("only indexes that are built at the end ask for time at the end")
{
    const auto time = [](const std::string &index) {
        return descriptor().traits(configWith({{"index", index}}).values).finishTimeout;
    };
    CHECK(time("after") == std::chrono::minutes(30));
    CHECK(time("start").count() == 0);
    CHECK(time("none").count() == 0);
}

TEST_CASE("a socket is cut at its deadline, or with all others")
{
    const auto endsOf = [](int socket) {
        char byte = 0;
        return ::read(socket, &byte, 1) == 0;
    };
    int late[2];
    int other[2];
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, late) == 0);
    REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, other) == 0);
    {
        SocketWatch watch;
        watch.add(late[0]);
        watch.add(other[0]);
        watch.setDeadline(other[0], SocketWatch::never);
        watch.setDeadline(late[0], 1);
        CHECK(endsOf(late[0]));
        CHECK(::write(other[1], "x", 1) == 1);
        char byte = 0;
        CHECK(::read(other[0], &byte, 1) == 1);
        CHECK_FALSE(watch.isCut());
        watch.cutAll();
        CHECK(watch.isCut());
        CHECK(endsOf(other[0]));
        watch.remove(late[0]);
        watch.remove(other[0]);
    }
    for (const int socket : {late[0], late[1], other[0], other[1]})
        ::close(socket);
}

TEST_CASE("says which server refuses the connection")
{
    const auto sink = descriptor().create(
        configWith({{"host", std::string("/nonexistent")}, {"password", Secret("canary-7f3a")}}));
    REQUIRE(sink);
    const Content made = content();
    const auto opened = (*sink)->open(made);
    REQUIRE_FALSE(opened);
    CHECK(opened.problem().cause == Cause::Unreachable);
    CHECK(has(opened.problem().text, "/nonexistent:5432"));
    CHECK(has(opened.problem().remedy, "running"));
    CHECK_FALSE(has(opened.problem().text, "canary-7f3a"));
}

TEST_CASE("a batch for a server that is away was not sent; one that is stopped says nothing of it")
{
    const auto settings = PgSettings::create(configWith({{"host", std::string("/nonexistent")}}));
    REQUIRE(settings);
    const PgTable table;
    const Content made = content();
    SocketWatch watch;
    std::atomic<std::uint64_t> written = 0;
    PgLane lane(*settings, table, made, watch, written);
    const Batch batch{std::make_shared<const std::vector<Entry>>(makeEntries(3)), 0, 0};
    const SendResult away = lane.send(batch);
    CHECK(away.outcome == Outcome::Retry);
    CHECK(away.pressure == Pressure::Unreachable);
    CHECK(away.reasons.at(0).second == 3);
    watch.cutAll();
    const SendResult stopped = lane.send(batch);
    CHECK(stopped.outcome == Outcome::Retry);
    CHECK(stopped.pressure == Pressure::None);
    CHECK(written == 0);
}

TEST_CASE("a connection that is being made ends with a cancel, or with its time")
{
    const Content made = content();
    {
        SilentServer server;
        const auto sink = descriptor().create(server.config(std::chrono::hours(1)));
        REQUIRE(sink);
        Result<void> opened;
        std::thread opening([&] { opened = (*sink)->open(made); });
        server.awaitClient();
        (*sink)->cancel();
        opening.join();
        REQUIRE_FALSE(opened);
        CHECK(has(opened.problem().text, "stopped while connecting"));
    }
    {
        SilentServer server;
        const auto reader = descriptor().createReader(server.config(std::chrono::hours(1)));
        REQUIRE(reader);
        Result<void> opened;
        std::thread opening([&] { opened = (*reader)->open(); });
        server.awaitClient();
        (*reader)->cancel();
        opening.join();
        REQUIRE_FALSE(opened);
    }
    SilentServer server;
    const auto sink = descriptor().create(server.config(std::chrono::milliseconds(1)));
    REQUIRE(sink);
    const auto opened = (*sink)->open(made);
    REQUIRE_FALSE(opened);
    CHECK(has(opened.problem().text, "no connection within connect_timeout"));
}
