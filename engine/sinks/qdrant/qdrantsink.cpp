// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/qdrant/qdrantsink.h"

#include "base/text.h"
#include "base/values.h"
#include "sinks/qdrant/collectionsetup.h"
#include "sinks/qdrant/qdrantreader.h"

#include <algorithm>
#include <utility>

namespace emitter::qdrantsink {
namespace {

constexpr std::int64_t millisecond = 1'000'000;
constexpr std::int64_t shortestPause = 20 * millisecond;
constexpr std::int64_t longestPause = 500 * millisecond;
constexpr std::uint64_t usualThreshold = 10'000; // Qdrant's default since 1.15

}

QdrantSink::QdrantSink(QdrantSettings settings, std::unique_ptr<HttpClient> client, Clock &clock)
    : m_settings(std::move(settings))
    , m_clock(clock)
    , m_collection(m_store, m_settings.collection)
    , m_store("Qdrant", m_settings.url, m_settings.headers, std::move(client))
{
}

QdrantSink::~QdrantSink()
{
    // Only when finish() was not called, or failed; nobody is left to be told.
    static_cast<void>(bool(restoreIndexing()));
}

Result<void> QdrantSink::open(const Content &content)
{
    auto writer = PointWriter::create(content, m_settings);
    if (!writer)
        return writer.problem();
    m_writer.emplace(std::move(*writer));
    m_connections = m_store.client().parallelism();
    setActivity({"connecting", 0, 0});
    const auto version = m_collection.version();
    if (!version)
        return version.problem();
    CollectionWish wish;
    if (m_settings.dense) {
        wish.denseName = m_settings.denseName;
        wish.dimensions = content.vectors()->dimensions;
    }
    if (m_settings.sparse != QdrantSettings::Sparse::Off)
        wish.sparseName = m_settings.sparseName;
    const auto state =
        setUpCollection(m_collection, wish, *version, m_notes, [this](const std::string &step) {
            setActivity({step, 0, 0});
        });
    if (!state)
        return state.problem();
    const auto points = m_collection.count();
    if (!points)
        return points.problem();
    m_pointsBefore = *points;
    setActivity({});
    return deferIndexing(*state);
}

Result<void> QdrantSink::deferIndexing(const CollectionState &state)
{
    if (state.indexingThreshold == 0)
        m_notes.push_back("the indexing of " + m_settings.collection
            + " was off before this run (indexing_threshold 0) and stays off");
    if (!m_settings.bulk || state.indexingThreshold == 0)
        return {};
    // Noted first: a request whose answer is lost may have worked.
    m_oldThreshold = state.indexingThreshold.value_or(usualThreshold);
    if (auto deferred = m_collection.setIndexingThreshold(0); !deferred) {
        static_cast<void>(bool(restoreIndexing()));
        return deferred;
    }
    m_deferred = true;
    return {};
}

void QdrantSink::send(Batch batch, std::function<void(SendResult)> done)
{
    const auto count = static_cast<std::uint32_t>(batch.entries->size());
    std::string body = m_writer->write(*batch.entries, m_spent.take());
    m_bytes += body.size();
    const bool wait = m_settings.wait || !m_verified;
    const std::string path = m_collection.path(wait ? "/points?wait=true" : "/points?wait=false");
    m_store.send(RestStore::Method::Put, path, std::move(body), "application/json",
        [this, path, count, done = std::move(done)](HttpResponse answer) {
            m_spent.give(std::move(answer.spentBody));
            done(read(answer, path, count));
        });
}

SendResult QdrantSink::read(
    const HttpResponse &answer, const std::string &path, std::uint32_t count)
{
    const UpsertAnswer upsert = readUpsert(answer, m_clock.unixNanos() / 1'000'000'000);
    SendResult result;
    result.outcome = upsert.meaning.outcome;
    result.partlyStored = upsert.isPartlyStored;
    result.retryAfter = upsert.meaning.retryAfter;
    result.pressure = upsert.meaning.pressure;
    if (upsert.isApplied)
        m_verified = true;
    if (upsert.isQueued)
        ++m_waitTimeouts;
    if (result.outcome == Outcome::Delivered)
        m_delivered += count;
    else if (upsert.isStrange)
        result.reasons.emplace_back("PUT " + m_collection.url("/points")
                + " answered something that Qdrant does not say: " + m_store.excerptOf(answer.body),
            count);
    else
        result.reasons.emplace_back(m_store.reasonOf(answer, RestStore::Method::Put, path), count);
    return result;
}

void QdrantSink::cancel()
{
    m_collection.cancel();
    m_wake.wake();
}

Result<void> QdrantSink::finish(std::int64_t deadline)
{
    const std::optional<std::uint64_t> threshold = m_oldThreshold;
    auto restored = restoreIndexing();
    if (!restored) // a sink that was lost before has no other way to tell
        m_notes.push_back(restored.problem().text + ". " + restored.problem().remedy);
    else if (threshold)
        m_notes.push_back("indexing was off during the load and is on again (indexing_threshold "
            + std::to_string(*threshold) + ")");
    auto applied = awaitApplied(deadline);
    setActivity({});
    addExample();
    return applied ? restored : applied;
}

Result<void> QdrantSink::restoreIndexing()
{
    if (!m_oldThreshold)
        return {};
    setActivity({"switching indexing on again", 0, 0});
    const auto restored = m_collection.setIndexingThreshold(*m_oldThreshold);
    if (restored) {
        m_oldThreshold.reset();
        return {};
    }
    return makeProblem(Cause::Unreachable,
        "the indexing of collection \"" + m_settings.collection
            + "\" is still off: " + restored.problem().text,
        "Switch it on: curl -X PATCH " + m_collection.url()
            + " -H 'Content-Type: application/json' -d '"
            + Collection::indexingThresholdBody(*m_oldThreshold) + "'");
}

Result<void> QdrantSink::awaitApplied(std::int64_t deadline)
{
    for (std::int64_t pause = shortestPause; !m_collection.isCancelled();
         pause = std::min(2 * pause, longestPause)) {
        const auto state = m_collection.state();
        if (!state) {
            m_notes.push_back(
                "not checked whether all points are applied: " + state.problem().text);
            return {};
        }
        if (isSettled(*state)) {
            if (!state->optimizerError.empty())
                m_notes.push_back(
                    "Qdrant's optimizer failed: " + m_store.excerptOf(state->optimizerError));
            return compareCounts();
        }
        const std::int64_t now = m_clock.monotonicNanos();
        if (now >= deadline) {
            m_notes.push_back(
                "Qdrant was not done when time was up: " + formatCount(state->queued.value_or(0))
                + " operations to apply, status " + printable(state->status, 20));
            return {};
        }
        m_clock.waitUntil(std::min(now + pause, deadline), m_wake);
    }
    return {};
}

bool QdrantSink::isSettled(const CollectionState &state)
{
    if (state.queued.value_or(0) > 0) {
        setActivity({"applying, operations left: " + formatCount(*state.queued), 0, 0});
        return false;
    }
    // grey: it has work, and has not begun
    if (m_deferred && (state.status == "yellow" || state.status == "grey")) {
        setActivity({"indexing vectors", state.indexedVectors, state.points});
        return false;
    }
    if (state.queued)
        return true;
    // Before 1.17 only the points themselves tell.
    setActivity({"applying", state.points, m_pointsBefore + m_delivered});
    const auto points = m_collection.count();
    return !points || *points >= m_pointsBefore + m_delivered;
}

Result<void> QdrantSink::compareCounts()
{
    if (m_waitTimeouts > 0)
        m_notes.push_back("Qdrant took over " + formatCount(m_waitTimeouts)
            + " requests without having applied them in time (wait_timeout)");
    const auto points = m_collection.count();
    if (!points) {
        m_notes.push_back("the points could not be counted: " + points.problem().text);
        return {};
    }
    const std::uint64_t expected = m_pointsBefore + m_delivered;
    if (*points >= expected)
        return {};
    return makeProblem(Cause::Unreachable,
        formatCount(expected - *points) + " points that Qdrant acknowledged are not there ("
            + formatCount(*points) + " of " + formatCount(expected) + " are)",
        "Either Qdrant lost them, or somebody else deleted points meanwhile. `wait: true` counts "
        "a point only when it is applied; `emitter verify` names those that are missing.");
}

void QdrantSink::addExample()
{
    if (m_delivered == 0)
        return;
    m_hint = "curl -s " + m_collection.url("/points/query")
        + (m_settings.headers.empty() ? "" : " -H \"api-key: $QDRANT_API_KEY\"")
        + " -H 'Content-Type: application/json' -d '" + m_writer->exampleQuery() + "'";
}

SinkActivity QdrantSink::activity() const
{
    const std::lock_guard lock(m_activityMutex);
    return m_activity;
}

void QdrantSink::setActivity(SinkActivity activity)
{
    const std::lock_guard lock(m_activityMutex);
    m_activity = std::move(activity);
}

namespace {

SinkTraits traits(const FieldValues &values)
{
    SinkTraits result;
    result.wantsVectors = values.boolean("dense");
    // Both are in the write-ahead log; but what is only acknowledged may still turn out to be
    // wrong.
    result.strength = values.boolean("wait") ? Strength::Durable : Strength::Accepted;
    result.target = values.text("url");
    result.network = true;
    result.inFlight = inFlightOf(values);
    result.openFiles = openFilesOf(values);
    result.finishTimeout =
        values.boolean("bulk") ? std::chrono::minutes(10) : std::chrono::seconds(30);
    return result;
}

Result<std::unique_ptr<Sink>> create(SinkConfig config)
{
    auto settings = QdrantSettings::create(config);
    if (!settings)
        return settings.problem();
    if (settings->dense && !config.vectors) {
        Problem problem;
        problem.text = "`dense: true` needs embeddings, and this run has none";
        problem.remedy = "Choose an embedding provider (openai or hash), or set `dense: false`.";
        return problem;
    }
    auto client = settings->client.makeClient();
    return std::unique_ptr<Sink>(
        std::make_unique<QdrantSink>(std::move(*settings), std::move(client)));
}

Result<std::unique_ptr<StoreReader>> createReader(SinkConfig config)
{
    auto settings = QdrantSettings::create(config);
    if (!settings)
        return settings.problem();
    auto client = settings->client.makeClient();
    return std::unique_ptr<StoreReader>(
        std::make_unique<QdrantReader>(std::move(*settings), std::move(client)));
}

}

SinkDescriptor descriptor()
{
    return {"qdrant",
        QT_TRANSLATE_NOOP("sinks", "points of a Qdrant collection, with dense and BM25 vectors"),
        rows(), traits, create, createReader};
}

}
