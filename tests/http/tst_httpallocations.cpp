// SPDX-FileCopyrightText: 2026 The emitter authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/httpclient.h"
#include "support/cannedserver.h"
#include "support/countedallocations.h"

#include <doctest/doctest.h>

#include <atomic>
#include <semaphore>

using namespace emitter;
using namespace emitter::test;

namespace {

constexpr std::uint64_t warm = 1000, last = 2000;

/// Bodies of one length, and what the thread that fetches them allocated between two of them.
class Bodies final : public HttpBodySource
{
public:
    std::optional<std::uint64_t> writeNext(std::string &out) override
    {
        if (m_next == warm)
            m_before = countedAllocations();
        if (m_next == last)
            m_during = countedAllocations() - m_before;
        if (m_next > last)
            return {};
        out.append(200, 'x');
        return m_next++;
    }
    void take(std::uint64_t, const HttpResponse &answer) override
    {
        m_delivered += answer.isSuccess();
        if (++m_answers == last + 1)
            m_over.release();
    }
    void wait() { m_over.acquire(); }
    // After the end.
    std::size_t before() const { return m_before; }
    std::size_t during() const { return m_during; }
    std::uint64_t delivered() const { return m_delivered; }

private:
    std::uint64_t m_next = 0, m_answers = 0, m_delivered = 0; // of the client's only thread
    std::size_t m_before = 0, m_during = 1;
    std::binary_semaphore m_over{0};
};

}

TEST_CASE("nothing is allocated per request of a stream once its connections are used")
{
    for (const int pipeline : {1, 4}) {
        CAPTURE(pipeline);
        CannedServer server({CannedReply::http(200, "{\"accepted\":1}")});
        Bodies bodies;
        {
            const auto client = makeFastClient({.connections = 4, .pipeline = pipeline});
            const auto stream = client->stream({HttpRequest::Method::Post, server.url("/submit"),
                                                   {{"Content-Type", "application/json"}}, {}},
                bodies);
            stream->wake();
            bodies.wait();
        }
        CHECK(bodies.delivered() == last + 1);
        CHECK(bodies.before() > 0); // the counting works
        CHECK(bodies.during() == 0);
    }
}
