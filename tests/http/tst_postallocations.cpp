// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sinks/http/singleposts.h"
#include "support/cannedserver.h"
#include "support/countedallocations.h"
#include "support/entries.h"

#include <doctest/doctest.h>

#include <semaphore>

using namespace emitter;
using namespace emitter::test;

namespace {

constexpr std::size_t warm = 1000, last = 2000;

/// The fast client with one stream, and what its thread allocated between two of the bodies that it
/// fetched.
class CountingClient final : public HttpClient, private HttpBodySource
{
public:
    explicit CountingClient(HttpClientOptions options)
        : m_client(makeFastClient(options))
    {
    }
    void send(HttpRequest request, Done done) override
    {
        m_client->send(std::move(request), std::move(done));
    }
    void cancelAll() override { m_client->cancelAll(); }
    int parallelism() const override { return m_client->parallelism(); }
    std::unique_ptr<HttpStream> stream(HttpRequest pattern, HttpBodySource &source) override
    {
        m_source = &source;
        return m_client->stream(std::move(pattern), *this);
    }
    // After the end.
    std::size_t before() const { return m_before; }
    std::size_t during() const { return m_during; }

private:
    std::optional<std::uint64_t> writeNext(std::string &out) override
    {
        if (m_fetched == warm)
            m_before = countedAllocations();
        if (m_fetched == last)
            m_during = countedAllocations() - m_before;
        const auto number = m_source->writeNext(out);
        m_fetched += number.has_value();
        return number;
    }
    void take(std::uint64_t number, const HttpResponse &answer) override
    {
        m_source->take(number, answer);
    }

    HttpBodySource *m_source = nullptr;
    std::size_t m_fetched = 0, m_before = 0, m_during = 1;
    std::unique_ptr<HttpClient> m_client;
};

}

TEST_CASE("nothing is allocated per POST of a batch once its connections are used")
{
    const Content content = makeContent();
    for (const int pipeline : {1, 4}) {
        CAPTURE(pipeline);
        CannedServer server({CannedReply::http(200, "{\"accepted\":1}")});
        CountingClient client({.connections = 4, .pipeline = pipeline});
        httpsink::HttpSettings settings;
        settings.submitUrl = server.url("/submit");
        settings.headers = {{"Content-Type", "application/json"}};
        settings.format = EntryFormat::json();
        std::atomic<std::uint64_t> bytes = 0;
        SendResult result;
        {
            httpsink::SinglePosts posts(client, settings, content, bytes);
            std::binary_semaphore over{0};
            const auto entries =
                std::make_shared<const std::vector<Entry>>(makeEntries(last + 1, 0, 10, 2));
            posts.send({entries, 0, 0}, [&](SendResult answer) {
                result = std::move(answer);
                over.release();
            });
            over.acquire();
        }
        CHECK(result.outcome == Outcome::Delivered);
        CHECK(result.items.empty());
        CHECK(server.requestCount() == last + 1);
        CHECK(client.before() > 0); // the counting works
        CHECK(client.during() == 0);
    }
}
