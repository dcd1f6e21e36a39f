// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/elasticsearch/elasticsearchsink.h"

#include "base/clock.h"
#include "rest/gzip.h"
#include "sinks/elasticsearch/bulkanswer.h"
#include "sinks/elasticsearch/elasticsearchreader.h"

#include <algorithm>
#include <utility>

namespace emitter::elasticsearchsink {

using Vectors = ElasticsearchSettings::Vectors;

ElasticsearchSink::ElasticsearchSink(
    ElasticsearchSettings settings, std::unique_ptr<HttpClient> client)
    : m_settings(std::move(settings))
    , m_store("Elasticsearch", m_settings.url, m_settings.headers, std::move(client))
    , m_target(m_store, m_settings)
{
}

Result<void> ElasticsearchSink::open(const Content &content)
{
    if (auto prepared = m_target.prepare(content); !prepared)
        return prepared;
    m_content = &content;
    m_path = m_target.bulkPath();
    const bool vectors = content.vectors() && m_settings.vectors != Vectors::Off;
    m_base64 = vectors
        && (m_settings.vectors == Vectors::Base64
            || (m_settings.vectors == Vectors::Auto && m_target.takesBase64()));
    const BulkBody::Vectors form =
        m_base64 ? BulkBody::Vectors::Base64 : BulkBody::Vectors::Numbers;
    m_body.emplace(content, m_settings, vectors ? form : BulkBody::Vectors::None);
    return {};
}

int ElasticsearchSink::maxInFlight() const
{
    return m_store.client().parallelism();
}

void ElasticsearchSink::send(Batch batch, std::function<void(SendResult)> done)
{
    if (m_base64 && m_base64Refused) {
        m_base64 = false;
        m_body.emplace(*m_content, m_settings, BulkBody::Vectors::Numbers);
    }
    std::string body = m_body->write(*batch.entries, m_spent.take());
    HttpRequest request = m_store.request(RestStore::Method::Post, m_path,
        m_settings.gzip ? gzip(body) : std::move(body), "application/x-ndjson");
    if (m_settings.gzip)
        request.headers.emplace_back("Content-Encoding", "gzip");
    m_bytes += request.body.size();
    m_store.send(std::move(request),
        [this, batch = std::move(batch), base64 = m_base64, done = std::move(done)](
            HttpResponse answer) {
            m_spent.give(std::move(answer.spentBody));
            done(judge(answer, batch, base64));
        });
}

int ElasticsearchSink::blocksOf(const Batch &batch) const
{
    const std::lock_guard lock(m_blocksMutex);
    const auto found = m_blocks.find(batch.number);
    return found == m_blocks.end() ? 0 : found->second;
}

void ElasticsearchSink::noteBlock(const Batch &batch, bool isBlocked)
{
    constexpr std::size_t most = 1000; // those that are given up do not come back
    const std::lock_guard lock(m_blocksMutex);
    if (isBlocked)
        ++m_blocks[batch.number];
    else
        m_blocks.erase(batch.number);
    if (m_blocks.size() > most)
        m_blocks.erase(m_blocks.begin());
}

SendResult ElasticsearchSink::judge(const HttpResponse &answer, const Batch &batch, bool base64)
{
    const AnswerMeaning meaning =
        meaningOf(answer, m_settings.repeats(), Clock::system().unixNanos() / 1'000'000'000);
    if (meaning.outcome != Outcome::Delivered) {
        SendResult result;
        result.outcome = meaning.outcome;
        result.retryAfter = meaning.retryAfter;
        result.pressure = meaning.pressure;
        result.reasons.emplace_back(
            m_store.reasonOf(answer, RestStore::Method::Post, "/" + m_settings.index + "/_bulk"),
            static_cast<std::uint32_t>(batch.entries->size()));
        return result;
    }
    BulkQuestion question;
    question.entries = batch.entries->size();
    question.blocks = blocksOf(batch);
    question.creates = m_settings.op == ElasticsearchSettings::Op::Create;
    question.hasIds = m_settings.ids;
    question.mayFallBack = base64 && m_settings.vectors == Vectors::Auto;
    BulkVerdict verdict = judgeBulk(answer.body, question);
    noteBlock(batch, verdict.isBlocked);
    if (verdict.base64Refused)
        m_base64Refused = true;
    SendResult &result = verdict.result;
    for (auto &[reason, count] : result.reasons)
        reason = "Elasticsearch, index " + m_settings.index + ": " + m_store.excerptOf(reason);
    return std::move(result);
}

Result<void> ElasticsearchSink::finish(std::int64_t deadline)
{
    Result<void> restored = m_target.restore(deadline);
    if (!restored)
        m_failure = restored.problem().text + ". " + restored.problem().remedy;
    return restored;
}

void ElasticsearchSink::cancel()
{
    m_store.cancel();
}

std::vector<std::string> ElasticsearchSink::notes() const
{
    std::vector<std::string> notes = m_target.notes();
    if (!m_failure.empty())
        notes.push_back(m_failure);
    if (m_base64Refused)
        notes.push_back("the server does not take vectors as base64; they were sent as numbers");
    return notes;
}

std::string ElasticsearchSink::hint() const
{
    return "curl -s " + (m_settings.user.empty() ? "" : "-u " + m_settings.user + " ") + "'"
        + joinedUrl(
            m_store.url(), "/" + m_settings.index + "/_search?q=message:failed&size=3&pretty'");
}

namespace {

SinkTraits traits(const FieldValues &values)
{
    SinkTraits result;
    result.wantsVectors = values.text("vectors") != "off";
    // An index answers when its translog is on the disk; one set up otherwise is told in notes().
    result.strength = Strength::Durable;
    result.target = joinedUrl(values.text("url"), "/" + values.text("index_name"));
    result.network = true;
    result.inFlight = inFlightOf(values);
    result.openFiles = openFilesOf(values);
    result.finishTimeout = std::chrono::seconds(30);
    return result;
}

Result<std::unique_ptr<Sink>> create(SinkConfig config)
{
    auto settings = ElasticsearchSettings::create(config);
    if (!settings)
        return settings.problem();
    auto client = settings->client.makeClient();
    return std::unique_ptr<Sink>(
        std::make_unique<ElasticsearchSink>(std::move(*settings), std::move(client)));
}

Result<std::unique_ptr<StoreReader>> createReader(SinkConfig config)
{
    auto settings = ElasticsearchSettings::create(config);
    if (!settings)
        return settings.problem();
    if (!settings->ids) {
        Problem problem;
        problem.text = "documents without our ids cannot be looked up again";
        problem.remedy = "Remove `ids: false`.";
        return problem;
    }
    auto client = settings->client.makeClient();
    return std::unique_ptr<StoreReader>(
        std::make_unique<ElasticsearchReader>(std::move(*settings), std::move(client)));
}

}

SinkDescriptor descriptor()
{
    return {"elasticsearch",
        QT_TRANSLATE_NOOP(
            "sinks", "documents of an Elasticsearch index, with vectors and full text"),
        rows(), traits, create, createReader};
}

}
