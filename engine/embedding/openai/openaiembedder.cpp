// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/wakeup.h"
#include "embedding/embedder.h"
#include "embedding/embeddingproblem.h"
#include "embedding/openai/embeddinganswer.h"
#include "embedding/openai/embeddingrequest.h"
#include "embedding/openai/refusal.h"
#include "embedding/openai/waiting.h"

#include <condition_variable>
#include <mutex>
#include <span>
#include <utility>

namespace emitter {
namespace {

constexpr int maxAttempts = 6;

// Sends and waits. A stop cancels the request, so the wait ends at once.
HttpResponse exchange(HttpClient &client, HttpRequest request, const std::stop_token &stop)
{
    struct Mailbox // shared, since the client's thread may still leave it when we have the answer
    {
        std::mutex mutex;
        std::condition_variable arrived;
        std::optional<HttpResponse> response;
    };
    const auto mailbox = std::make_shared<Mailbox>();
    client.send(std::move(request), [mailbox](HttpResponse response) {
        const std::lock_guard lock(mailbox->mutex);
        mailbox->response = std::move(response);
        mailbox->arrived.notify_one();
    });
    // After send(): a stop that came before it cancels this request too.
    const std::stop_callback cancel(stop, [&client] { client.cancelAll(); });
    std::unique_lock lock(mailbox->mutex);
    mailbox->arrived.wait(lock, [&mailbox] { return mailbox->response.has_value(); });
    HttpResponse response = std::move(*mailbox->response);
    lock.unlock();
    return response;
}

void pause(Clock &clock, std::chrono::nanoseconds time, const std::stop_token &stop)
{
    WakeUp wake;
    const std::stop_callback wakeOnStop(stop, [&wake] { wake.wake(); });
    const std::int64_t deadline = clock.monotonicNanos() + time.count();
    while (!stop.stop_requested() && clock.monotonicNanos() < deadline)
        clock.waitUntil(deadline, wake);
}

class OpenAiEmbedder : public Embedder
{
public:
    OpenAiEmbedder(const EmbeddingSpec &spec, Secret key, HttpClient &client, Clock &clock)
        : m_spec(spec)
        , m_key(std::move(key))
        , m_client(client)
        , m_clock(clock)
    {
    }

    Result<void> embed(const std::vector<std::string_view> &texts, std::span<float> vectors,
        const EmbeddingProgress &progress, std::stop_token stop) override
    {
        std::size_t done = 0;
        while (done < texts.size()) {
            const Result<std::size_t> count = embedNext(
                std::span(texts).subspan(done), vectors.subspan(done * m_spec.dimensions), stop);
            if (!count)
                return count.problem();
            done += *count;
            if (progress)
                progress(
                    static_cast<std::uint32_t>(done), static_cast<std::uint32_t>(texts.size()));
        }
        return {};
    }

private:
    // One request with as many of the first texts as the server takes; returns how many those were.
    Result<std::size_t> embedNext(
        std::span<const std::string_view> texts, std::span<float> out, const std::stop_token &stop)
    {
        for (int attempt = 1; !stop.stop_requested();) {
            const std::size_t count = batchSize(texts, m_shape.maxInputs);
            const HttpResponse response = exchange(m_client, request(texts.first(count)), stop);
            if (stop.stop_requested())
                break;
            if (response.isSuccess()) {
                const Result<void> read =
                    readVectors(response.body, m_spec, out.first(count * m_spec.dimensions));
                return read ? Result<std::size_t>(count) : Result<std::size_t>(read.problem());
            }
            const ServerError error = readServerError(response.body);
            const NextStep step = nextStep(response, error, count, m_shape);
            if (step == NextStep::Reshape)
                continue;
            if (step == NextStep::Stop || attempt == maxAttempts)
                return refusalProblem(m_spec, m_key, response, error);
            pause(
                m_clock, waitBefore(response, attempt, m_clock.unixNanos() / 1'000'000'000), stop);
            ++attempt;
        }
        return embeddingProblem(
            Cause::Unreachable, "", "Fetching the embeddings was stopped before all had come", {});
    }

    HttpRequest request(std::span<const std::string_view> texts) const
    {
        HttpRequest request{.method = HttpRequest::Method::Post,
            .url = embeddingsUrl(m_spec.baseUrl),
            .headers = {{"Content-Type", "application/json"}},
            .body = requestBody(m_spec, texts, m_shape)};
        if (!m_key.isEmpty())
            request.headers.emplace_back("Authorization", "Bearer " + m_key.reveal());
        return request;
    }

    EmbeddingSpec m_spec;
    Secret m_key;
    HttpClient &m_client;
    Clock &m_clock;
    RequestShape m_shape; ///< what the server has taken so far
};

}

std::unique_ptr<Embedder> makeOpenAiEmbedder(
    const EmbeddingSpec &spec, Secret apiKey, HttpClient &client, Clock &clock)
{
    return std::make_unique<OpenAiEmbedder>(spec, std::move(apiKey), client, clock);
}

}
