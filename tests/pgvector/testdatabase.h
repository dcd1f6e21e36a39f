// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "sinks/pgvector/pgsession.h"
#include "sinks/pgvector/pgvectorsink.h"
#include "support/entries.h"

#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

namespace emitter::pgvectorsink {

/// The server that EMITTER_TEST_POSTGRES names, and a session of its superuser.
class TestDatabase
{
public:
    /// nullptr, with a word why, when there is none; a failure when there must be one.
    static std::unique_ptr<TestDatabase> get()
    {
        const char *url = std::getenv("EMITTER_TEST_POSTGRES");
        if (url && *url)
            return std::make_unique<TestDatabase>(url);
        const char *required = std::getenv("EMITTER_REQUIRE_SERVERS");
        REQUIRE_FALSE((required && std::string_view(required) == "1"));
        std::cout << "SKIPPED: EMITTER_TEST_POSTGRES names no server\n";
        return nullptr;
    }
    /// `postgresql://user:password@host:port/database`
    explicit TestDatabase(std::string url)
    {
        const auto take = [&url](std::string_view end) {
            const std::size_t place = url.find(end);
            REQUIRE(place != std::string::npos);
            std::string part = url.substr(0, place);
            url.erase(0, place + end.size());
            return part;
        };
        take("://");
        m_user = take(":");
        m_password = take("@");
        m_host = take(":");
        m_port = std::stoi(take("/"));
        m_database = url;
        PgError error;
        m_session = PgSession::connect(
            PgSettings::create(config("x"))->conninfo, std::chrono::seconds(60), m_watch, error);
        REQUIRE_MESSAGE(m_session, error.text);
    }

    SinkConfig config(const std::string &table) const
    {
        SinkConfig config;
        config.name = "pgvector";
        config.values = fallbacks(descriptor().rows);
        config.values.set("host", m_host);
        config.values.set("port", std::int64_t{m_port});
        config.values.set("user", m_user);
        config.values.set("password", Secret(m_password));
        config.values.set("database", m_database);
        config.values.set("table_name", table);
        config.settings.timeout = std::chrono::seconds(30);
        config.settings.connectTimeout = std::chrono::seconds(3);
        return config;
    }
    /// A name that nobody uses.
    static std::string freshTable()
    {
        static int number = 0;
        return "t_" + std::to_string(::getpid()) + '_'
            + std::to_string(Clock::system().unixNanos() % 1'000'000'000) + '_'
            + std::to_string(++number);
    }
    std::vector<PgRow> run(const std::string &sql)
    {
        PgAnswer answer = m_session->run(sql, std::chrono::seconds(60));
        REQUIRE_MESSAGE(!answer.error, sql << ": " << answer.error->text);
        return std::move(answer.rows);
    }

private:
    std::string m_user, m_password, m_host, m_database;
    int m_port = 0;
    SocketWatch m_watch;
    std::unique_ptr<PgSession> m_session;
};

inline std::unique_ptr<Sink> sinkOf(const SinkConfig &config)
{
    auto sink = descriptor().create(config);
    REQUIRE(sink);
    return std::move(*sink);
}

inline std::shared_ptr<const std::vector<Entry>> batchOf(const Content &content, std::size_t count)
{
    return std::make_shared<const std::vector<Entry>>(
        makeEntries(count, 0, content.slotCount(), content.sources().size()));
}

inline SendResult sendAndWait(Sink &sink, Batch batch)
{
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<SendResult> answer;
    sink.send(std::move(batch), [&](SendResult result) {
        const std::lock_guard lock(mutex);
        answer = std::move(result);
        changed.notify_all();
    });
    std::unique_lock lock(mutex);
    REQUIRE(changed.wait_for(lock, std::chrono::seconds(60), [&] { return answer.has_value(); }));
    return std::move(*answer);
}

/// As makeContent(), with vectors and noise.
inline Content vectorContent(std::uint32_t dimensions = 8)
{
    SourceTable sources;
    sources.addService("api-gateway");
    sources.addService("auth");
    sources.addEmitters("emitter", 3);
    VectorTable vectors{dimensions, 0.01F, {}};
    for (std::uint32_t slot = 0; slot < 10 + emitterTemplateCount(); ++slot) {
        for (std::uint32_t i = 0; i < dimensions; ++i)
            vectors.values.push_back(i == slot % dimensions ? 1.0F : 0.0F);
    }
    Content content({*MessagePool::create(10, 1), std::move(sources), std::move(vectors), 1, 2});
    content.setStart(1'700'000'000'000'000'000);
    return content;
}

}
