// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/pgvector/pgvectorsink.h"

#include "base/clock.h"
#include "base/ensure.h"
#include "base/text.h"
#include "sinks/pgvector/pgreader.h"
#include "sinks/pgvector/sqlstate.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace emitter::pgvectorsink {
namespace {

PgNeeds needsOf(const Content &content)
{
    const auto &groups = content.sources().groups();
    return {content.vectors()->dimensions,
        std::any_of(
            groups.begin(), groups.end(), [](const auto &group) { return group.emitters; })};
}

}

PgVectorSink::PgVectorSink(PgSettings settings)
    : m_settings(std::move(settings))
{
}

PgVectorSink::~PgVectorSink()
{
    m_watch.cutAll();
}

Result<void> PgVectorSink::open(const Content &content)
{
    EMITTER_ENSURE(content.vectors(), "a sink that wants vectors gets vectors");
    const std::string what = "PostgreSQL at " + m_settings.server + " cannot be used";
    PgError error;
    const auto session =
        PgSession::connect(m_settings.conninfo, m_settings.connectTimeout, m_watch, error);
    if (!session)
        return problemOf(error, what);
    if (auto failed = beginSession(*session, m_settings))
        return problemOf(*failed, what);
    auto table = prepareTable(*session, m_settings, needsOf(content));
    if (!table)
        return std::move(table.problem());
    m_table = std::move(*table);
    m_ownedIndexes.emplace(m_settings, m_table, m_watch);
    m_indexes = &*m_ownedIndexes;
    if (m_settings.index == PgSettings::Index::Start) {
        const auto timeout = std::chrono::nanoseconds(m_settings.indexTimeout).count();
        if (auto built = m_ownedIndexes->build(Clock::system().monotonicNanos() + timeout); !built)
            return built;
    }
    return connectLanes(content);
}

Result<void> PgVectorSink::connectLanes(const Content &content)
{
    std::vector<std::unique_ptr<BlockingLane>> lanes;
    for (int i = 0; i < m_settings.connections; ++i) {
        auto lane = std::make_unique<PgLane>(m_settings, m_table, content, m_watch, m_bytes);
        if (auto error = lane->connect())
            return problemOf(*error,
                "PostgreSQL at " + m_settings.server + ": connection " + std::to_string(i + 1)
                    + " of " + std::to_string(m_settings.connections));
        m_entryBytes = lane->entryBytes();
        lanes.push_back(std::move(lane));
    }
    auto threads = SendThreads::create(std::move(lanes));
    if (!threads)
        return std::move(threads.problem());
    m_threads = std::move(*threads);
    return {};
}

void PgVectorSink::send(Batch batch, std::function<void(SendResult)> done)
{
    m_threads->send(std::move(batch), std::move(done));
}

Result<void> PgVectorSink::finish(std::int64_t deadline)
{
    if (m_settings.index != PgSettings::Index::After)
        return {};
    return m_ownedIndexes->build(deadline);
}

SinkActivity PgVectorSink::activity() const
{
    const PgIndexes *indexes = m_indexes;
    return indexes ? indexes->activity() : SinkActivity{};
}

std::vector<std::string> PgVectorSink::notes() const
{
    std::vector<std::string> notes = m_table.notes;
    if (!m_ownedIndexes)
        return notes;
    const auto &built = m_ownedIndexes->notes();
    notes.insert(notes.end(), built.begin(), built.end());
    return notes;
}

std::string PgVectorSink::hint() const
{
    const std::string table = printable(m_table.sql, 200);
    const std::string cast = m_table.dimensions > 2000
        ? "::halfvec(" + std::to_string(m_table.dimensions) + ')'
        : std::string();
    return "SELECT level, service, message FROM " + table + " ORDER BY embedding" + cast
        + " <=> (SELECT embedding" + cast + " FROM " + table + " LIMIT 1) LIMIT 5;";
}

namespace {

SinkTraits traits(const FieldValues &values)
{
    SinkTraits result;
    result.wantsVectors = true;
    result.strength = values.boolean("synchronous_commit") ? Strength::Durable : Strength::Accepted;
    result.target = targetOf(values);
    result.network = true;
    result.inFlight = static_cast<int>(values.integer("connections"));
    // a session is its socket and another name for it; one builds indexes, one watches it
    result.openFiles = 2 * (static_cast<int>(values.integer("connections")) + 2) + 4;
    if (values.text("index") == "after")
        result.finishTimeout = values.duration("index_timeout");
    return result;
}

Result<std::unique_ptr<Sink>> create(SinkConfig config)
{
    auto settings = PgSettings::create(config);
    if (!settings)
        return std::move(settings.problem());
    return std::unique_ptr<Sink>(std::make_unique<PgVectorSink>(std::move(*settings)));
}

Result<std::unique_ptr<StoreReader>> createReader(SinkConfig config)
{
    auto settings = PgSettings::create(config);
    if (!settings)
        return std::move(settings.problem());
    return std::unique_ptr<StoreReader>(std::make_unique<PgReader>(std::move(*settings)));
}

}

SinkDescriptor descriptor()
{
    return {"pgvector",
        QT_TRANSLATE_NOOP(
            "sinks", "inserts entries and their vectors into PostgreSQL with pgvector"),
        rows(), traits, create, createReader};
}

}
