// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/http/httpsink.h"

#include "base/clock.h"
#include "base/text.h"
#include "rest/restanswer.h"
#include "sinks/http/healthcheck.h"

#include <utility>

namespace emitter::httpsink {

HttpSink::HttpSink(HttpSettings settings, std::unique_ptr<HttpClient> client)
    : m_settings(std::move(settings))
    , m_client(std::move(client))
{
}

HttpSink::~HttpSink()
{
    m_posts = nullptr;
    m_ownedPosts.reset(); // before the client that it sends with
    m_client.reset();
}

Result<void> HttpSink::open(const Content &content)
{
    if (!m_settings.healthUrl.empty() && !m_cancelled) {
        HttpHeaders headers = m_settings.headers;
        std::erase_if(headers, [](const auto &header) { // of a body that is not there
            return lowerCase(header.first) == "content-encoding";
        });
        const HttpResponse answer = sendAndWait(
            *m_client, {HttpRequest::Method::Get, m_settings.healthUrl, std::move(headers), {}});
        if (auto healthy = judgeHealth(answer, m_settings.healthUrl, m_settings.headers); !healthy)
            return healthy;
    }
    m_entryBytes = EntryRenderer(content, m_settings.format).maxBytes() + 1;
    if (m_settings.body == HttpSettings::Body::Single) {
        m_ownedPosts = std::make_unique<SinglePosts>(*m_client, m_settings, content, m_bytes);
        m_posts = m_ownedPosts.get();
    } else {
        m_body.emplace(content, m_settings);
    }
    return {};
}

int HttpSink::maxInFlight() const
{
    // a batch may be a single entry
    return m_client->parallelism() * m_settings.client.options.pipeline;
}

void HttpSink::send(Batch batch, std::function<void(SendResult)> done)
{
    if (m_ownedPosts)
        m_ownedPosts->send(std::move(batch), std::move(done));
    else
        sendBatch(std::move(batch), std::move(done));
}

void HttpSink::sendBatch(Batch batch, std::function<void(SendResult)> done)
{
    const auto count = static_cast<std::uint32_t>(batch.entries->size());
    HttpRequest request{HttpRequest::Method::Post, m_settings.submitUrl, m_settings.headers,
        m_body->write(*batch.entries, m_spent.take())};
    m_bytes += request.body.size();
    m_client->send(std::move(request), [this, count, done = std::move(done)](HttpResponse answer) {
        m_spent.give(std::move(answer.spentBody));
        const AnswerMeaning meaning =
            meaningOf(answer, Repeats::Asked, Clock::system().unixNanos() / 1'000'000'000);
        SendResult result;
        result.outcome = meaning.outcome;
        result.retryAfter = meaning.retryAfter;
        result.pressure = meaning.pressure;
        if (meaning.outcome != Outcome::Delivered)
            result.reasons.emplace_back(
                reasonOf(answer, "POST", m_settings.submitUrl, m_settings.headers), count);
        done(std::move(result));
    });
}

void HttpSink::cancel()
{
    m_cancelled = true;
    if (SinglePosts *posts = m_posts)
        posts->stop();
    m_client->cancelAll();
}

namespace {

SinkTraits traits(const FieldValues &values)
{
    SinkTraits result;
    result.sendsSingly = values.text("body") == "single";
    result.wantsVectors = values.boolean("embedding");
    result.target = submitUrl(values);
    result.network = true;
    result.inFlight = inFlightOf(values) * static_cast<int>(values.integer("pipeline"));
    result.openFiles = openFilesOf(values) + static_cast<int>(2 * values.integer("client_threads"));
    if (result.sendsSingly)
        result.timeout = std::chrono::seconds(5);
    return result;
}

Result<std::unique_ptr<Sink>> create(SinkConfig config)
{
    auto settings = HttpSettings::create(config);
    if (!settings)
        return settings.problem();
    auto client = settings->client.makeClient();
    return std::unique_ptr<Sink>(
        std::make_unique<HttpSink>(std::move(*settings), std::move(client)));
}

}

SinkDescriptor descriptor()
{
    return {"http",
        QT_TRANSLATE_NOOP("sinks", "POSTs entries to a log distributor or any other HTTP endpoint"),
        rows(), traits, create};
}

}
