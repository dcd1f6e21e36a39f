// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/fastclient.h"

#include "base/clock.h"

#include <algorithm>
#include <utility>

namespace emitter {
namespace {

HttpClientOptions sane(HttpClientOptions options)
{
    options.connections = std::max(options.connections, 1);
    options.threads = std::clamp(options.threads, 1, options.connections);
    options.pipeline = std::max(options.pipeline, 1);
    return options;
}

/// Has a feed in every loop.
class FastStream : public HttpStream
{
public:
    FastStream(const std::vector<std::unique_ptr<FastLoop>> &loops, const HttpUrl &url,
        const HttpRequest &pattern, HttpBodySource &source)
    {
        for (const auto &loop : loops) {
            m_parts.push_back({loop.get(), std::make_unique<FastFeed>(url, pattern, source)});
            loop->add(m_parts.back().feed.get());
        }
    }
    ~FastStream() override
    {
        for (const Part &part : m_parts)
            part.loop->remove(part.feed.get());
    }
    void wake() override
    {
        for (const Part &part : m_parts)
            part.loop->wake();
    }

private:
    struct Part
    {
        FastLoop *loop;
        std::unique_ptr<FastFeed> feed;
    };
    std::vector<Part> m_parts;
};

}

FastClient::FastClient(const HttpClientOptions &options)
    : m_options(sane(options))
{
    for (int i = 0; i < m_options.threads; ++i) {
        const int share = m_options.connections / m_options.threads
            + (i < m_options.connections % m_options.threads);
        m_loops.push_back(std::make_unique<FastLoop>(m_options, share));
    }
}

void FastClient::send(HttpRequest request, Done done)
{
    const std::int64_t deadline =
        Clock::system().monotonicNanos() + std::chrono::nanoseconds(m_options.timeout).count();
    const auto loop = std::min_element(m_loops.begin(), m_loops.end(),
        [](const auto &a, const auto &b) { return a->outstanding() < b->outstanding(); });
    (*loop)->send({std::move(request), std::move(done), deadline, 0});
}

void FastClient::cancelAll()
{
    for (const auto &loop : m_loops)
        loop->cancelAll();
}

std::int64_t FastClient::busiestThreadNanos() const
{
    std::int64_t most = 0;
    for (const auto &loop : m_loops)
        most = std::max(most, loop->cpuNanos());
    return most;
}

std::unique_ptr<HttpStream> FastClient::stream(HttpRequest pattern, HttpBodySource &source)
{
    const auto url = HttpUrl::parse(pattern.url);
    if (!refusalOf(pattern).empty() || !url || url->tls)
        return HttpClient::stream(std::move(pattern), source); // each is refused by itself
    return std::make_unique<FastStream>(m_loops, *url, pattern, source);
}

std::unique_ptr<HttpClient> makeFastClient(HttpClientOptions options)
{
    return std::make_unique<FastClient>(options);
}

}
